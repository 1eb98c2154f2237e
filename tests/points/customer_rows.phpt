--TEST--
Customer: fold() of rows says what fold() of events says
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, Money, OrderCondition};

$programme = programme();
$events = [
    Event::order('s', 1, 1, 7, 1_300_000_000, OrderCondition::Paid, new Money(2500, 'GBP'), [['sku' => 'é"', 'quantity' => 1, 'amount' => 2500]]),
    Event::visit('s', 1, 7, 1_300_000_100),
    Event::pointsSpent('s', 'p', 7, 1_300_000_200, 5),
    Event::identitiesLinked('s', 'l', 1, 7, 1_300_000_300, 'guest', true),
    Event::review('s', 1, 'guest', 1_300_000_050, 'A'),
];
$row = fn(Event $e): array => ['payload' => $e->payload, 'id' => $e->id, 'type' => $e->type->value, 'at' => (string) $e->at, 'customer' => $e->customer, 'seq' => 9];
$same = fn(Customer $a, Customer $b): bool => $a->stateHash === $b->stateHash && $a->rows === $b->rows && $a->lots == $b->lots && $a->facts === $b->facts;
$folded = Customer::fold($programme, 7, $events, 1_400_000_000);
var_dump($folded->account->earned > 0);
var_dump($same($folded, Customer::fold($programme, 7, array_map($row, $events), 1_400_000_000)));
var_dump($same($folded, Customer::fold($programme, 7, (function () use ($events, $row) {
    foreach ($events as $i => $event) {
        yield $i % 2 ? $event : $row($event);
    }
})(), 1_400_000_000)));

$good = $row($events[1]);
foreach ([
    'without id' => array_diff_key($good, ['id' => 0]),
    'empty customer' => ['customer' => ''] + $good,
    'no number' => ['at' => '1e3'] + $good,
    'a list' => array_values($good),
    'broken payload' => ['payload' => '{'] + $good,
    'unknown type' => ['type' => 'visited'] + $good,
    'nobody' => ['customer' => null] + $good,
] as $what => $bad) {
    try {
        Customer::fold($programme, 7, [$good, $bad], 1_400_000_000);
        echo "$what: accepted\n";
    } catch (Throwable $e) {
        echo "$what: ", get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
bool(true)
bool(true)
bool(true)
without id: ValueError: Loyalty\Customer::fold(): Argument #3 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "id" is missing
empty customer: ValueError: Loyalty\Customer::fold(): Argument #3 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "customer" is something else
no number: ValueError: Loyalty\Customer::fold(): Argument #3 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "at" is something else
a list: ValueError: Loyalty\Customer::fold(): Argument #3 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "id" is missing
broken payload: Loyalty\LoyaltyException: event "s/visit/1/1": found the end of the document, expected the name of a member, in double quotes
unknown type: Loyalty\LoyaltyException: event "s/visit/1/1", /-/type: found visited, expected the name of a type of event
nobody: ValueError: Loyalty\Customer::fold(): Argument #3 ($events) must contain only events of customer "7", but "s/visit/1/1" is of nobody

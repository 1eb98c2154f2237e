--TEST--
append() takes the rows of a PDO statement as they come: ids of events, numbers as text, columns by number beside their names
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, LoyaltyException, Money, OrderCondition, Programme};

$programme = Programme::fromJson(file_get_contents(__DIR__ . '/../../examples/programme.json'));
$events = [
    Event::order('shop', 1, 1, 7, strtotime('2011-10-01 UTC'), OrderCondition::Paid, new Money(4590, 'GBP')),
    Event::order('shop', 2, 1, null, strtotime('2011-10-02 UTC'), OrderCondition::Paid, new Money(990, 'GBP')),
];
// As PDO::FETCH_BOTH gives them, from engines that say numbers as text and reorder JSON.
$rows = static function () use ($events): Generator {
    foreach ($events as $event) {
        $payload = json_encode(array_reverse(json_decode($event->payload, true)));
        yield ['seq' => 1, 'id' => $event->id, 0 => $event->id, 'type' => $event->type->value, 'customer' => $event->customer === null ? null : (int) $event->customer, 'at' => (string) $event->at, 'payload' => $payload];
    }
};
$base = new CustomerBase($programme);
$result = $base->append($rows());
echo "$result->appended $result->repeated\n";
$result = $base->append($events);
echo "$result->appended $result->repeated\n";
$base->fold(strtotime('2011-12-01 UTC'));
echo implode(',', $base->all()->keys()), ' ', $base->totals()['anonymous_orders'], "\n";
$good = iterator_to_array($rows(), false)[0];
foreach ([
    'no id' => array_diff_key($good, ['id' => 0]),
    'no instant' => ['at' => '2011-10-01'] + $good,
    'a float' => ['at' => 1.5] + $good,
    'no payload' => ['payload' => null] + $good,
    'no key' => ['customer' => ''] + $good,
    'another type' => ['type' => 'orders'] + $good,
    'nonsense' => ['payload' => '{"a":1}'] + $good,
    'an object' => new stdClass(),
    'nothing' => [],
] as $what => $row) {
    try {
        $base->append([$row]);
    } catch (LoyaltyException|ValueError|TypeError $e) {
        echo "$what: ", $e->getMessage(), "\n";
    }
}
echo $base->append($events)->repeated, "\n";
?>
--EXPECT--
2 0
0 2
7 1
no id: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "id" is missing
no instant: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "at" is something else
a float: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "at" is something else
no payload: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "payload" is something else
no key: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "customer" is something else
another type: event "shop/order/1/1", /-/type: found orders, expected the name of a type of event
nonsense: event "shop/order/1/1", /a: found an unknown member, expected amount, by_gift_card, by_points, channel, condition, currency, lines, order, revision, shipping or tax
an object: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain only Loyalty\Event objects or rows of them, stdClass given
nothing: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain Loyalty\Event objects or rows with id, type, customer, at (UTC seconds) and payload; "id" is missing
2

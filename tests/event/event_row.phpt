--TEST--
Event: a journal row is read, made canonical, or refused by its member
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Event, LoyaltyException, Money, OrderCondition};

$event = Event::order('shop', 1, 1, 7, 5, OrderCondition::Paid, new Money(5, 'GBP'), [['sku' => 'a', 'quantity' => 1, 'amount' => 5]]);
$row = fn(string $payload) => Event::fromRow($event->id, 'order', '7', 5, $payload);
var_dump($row($event->payload) == $event);
// A database may have written the JSON in its own way.
var_dump($row(' {"revision": 1, "order": "1", "lines": [{"sku": "a", "amount": 5, "sale": false, "quantity": 1}], "currency": "GBP", "condition": "paid", "amount": 5}') == $event);
var_dump(Event::fromRow('s/visit/1/1', 'visit', null, 0, '{}')->customer);
foreach ([
    ['', 'visit', null, 0, '{}'],
    ["\xFF", 'visit', null, 0, '{}'],
    ['x', 'visited', null, 0, '{}'],
    ['x', 'visit', null, PHP_INT_MAX, '{}'],
    ['x', 'visit', "\xFF", 0, '{}'],
    ['x', 'visit', '', 0, '{}'],
    ['x', 'visit', null, 0, ''],
    ['x', 'visit', null, 0, '[]'],
    ['x', 'visit', null, 0, '{"a":1}'],
    ['x', 'points_spent', '7', 0, '{"for":"1","points":1,"points":2}'],
    ['x', 'points_spent', '7', 0, '{"for":"1","points":1.0}'],
    ['x', 'points_spent', '7', 0, "{\"for\":\"\xFF\",\"points\":1}"],
    ['x', 'order', '7', 0, '{"amount":1,"condition":"refunded","currency":"GBP","order":"1","revision":1}'],
    ['x', 'refund', '7', 0, '{"amount":7,"currency":"GBP","lines":[{"amount":5,"quantity":1,"sku":"a"}]}'],
] as $values) {
    try {
        Event::fromRow(...$values);
        echo "accepted\n";
    } catch (ValueError | LoyaltyException $e) {
        echo get_class($e), ' ', $e->getCode(), ': ', $e->getMessage(), "\n";
    }
}
--EXPECTF--
bool(true)
bool(true)
NULL
Loyalty\LoyaltyException 40: event "", /-/id: found nothing, expected 1 to 191 bytes of UTF-8
Loyalty\LoyaltyException 40: event "?", /-/id: found another text, expected 1 to 191 bytes of UTF-8
Loyalty\LoyaltyException 40: event "x", /-/type: found visited, expected the name of a type of event
Loyalty\LoyaltyException 40: event "x", /-/at: found another instant, expected an instant in the years 1 to 9999
Loyalty\LoyaltyException 40: event "x", /-/customer: found another text, expected at most 191 bytes of UTF-8
ValueError 0: Loyalty\Event::fromRow(): Argument #%d ($customer) must be 1 to 191 bytes of UTF-8, or null
Loyalty\LoyaltyException 40: event "x": found the end of the document, expected a value: an object, an array, a string in double quotes, a number, true, false or null
Loyalty\LoyaltyException 40: event "x": found an array, expected an object
Loyalty\LoyaltyException 40: event "x", /a: found an unknown member, expected replaces, section or via
Loyalty\LoyaltyException 40: event "x", /points: found a member of that name for the second time, expected each name once
Loyalty\LoyaltyException 40: event "x", /points: found 1.0, expected an integer from 1 to 1000000000000
Loyalty\LoyaltyException 40: event "x": found the byte 0xFF at line 1, column 9, expected well-formed UTF-8
Loyalty\LoyaltyException 40: event "x", /condition: found "refunded", expected placed, paid, delivered or cancelled
Loyalty\LoyaltyException 40: event "x", /lines: found a sum of 5, expected lines that sum to the amount of 7

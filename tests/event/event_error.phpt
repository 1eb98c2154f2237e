--TEST--
Event: what the constructors refuse, by argument
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Channel, Event, Money, OrderCondition};

function order(array $change = []): Event
{
    return Event::order(...$change + ['source' => 's', 'order' => 1, 'revision' => 1, 'customer' => 7, 'at' => 0,
        'condition' => OrderCondition::Paid, 'total' => new Money(1999, 'GBP'), 'lines' => []]);
}

$line = ['sku' => 'a', 'quantity' => 1, 'amount' => 1999];
foreach ([
    fn() => order(['source' => '']),
    fn() => order(['source' => "\xFF"]),
    fn() => order(['order' => '']),
    fn() => order(['order' => str_repeat('x', 192)]),
    fn() => order(['order' => str_repeat('/', 100)]),
    fn() => order(['revision' => 0]),
    fn() => order(['customer' => '']),
    fn() => order(['at' => PHP_INT_MAX]),
    fn() => order(['total' => new Money(-1, 'GBP')]),
    fn() => order(['total' => (new ReflectionClass(Money::class))->newInstanceWithoutConstructor()]),
    fn() => order(['lines' => [['amount' => 1800] + $line]]),
    fn() => order(['lines' => [['quantity' => 0] + $line]]),
    fn() => order(['lines' => [['amount' => 19.99] + $line]]),
    fn() => order(['lines' => [['amount' => '1999'] + $line]]),
    fn() => order(['lines' => [['sku' => "\xFF"] + $line]]),
    fn() => order(['lines' => [['sku' => str_repeat('x', 192)] + $line]]),
    fn() => order(['lines' => [['sale' => 1] + $line]]),
    fn() => order(['lines' => [['vat' => 1] + $line]]),
    fn() => order(['lines' => [[1, 2, 3]]]),
    fn() => order(['lines' => [array_diff_key($line, ['quantity' => 1])]]),
    fn() => order(['lines' => ['x']]),
    fn() => order(['lines' => [1 => $line]]),
    fn() => order(['lines' => [['amount' => PHP_INT_MAX] + $line, $line]]),
    fn() => Event::refund('s', 1, '', 7, 0, new Money(1, 'GBP')),
    fn() => Event::refund('s', 1, 1, 7, 0, new Money(-1, 'GBP')),
    fn() => Event::refund('s', 1, 1, 7, 0, new Money(7, 'GBP'), [$line]),
    fn() => Event::pointsSpent('s', 1, 7, 0, 0),
    fn() => Event::pointsSpent('s', 1, '', 0, 1),
    fn() => Event::pointsAdjusted('s', 1, 7, 0, 0, 'r', 'a'),
    fn() => Event::pointsAdjusted('s', 1, 7, 0, PHP_INT_MIN, 'r', 'a'),
    fn() => Event::pointsAdjusted('s', 1, 7, 0, 1, '', 'a'),
    fn() => Event::pointsAdjusted('s', 1, 7, 0, 1, 'r', ''),
    fn() => Event::openingBalance('s', 7, 0, -1),
    fn() => Event::consent('s', '', 7, 0, Channel::Email, true),
    fn() => Event::birthday('s', 7, 0, '1983-02-29'),
    fn() => Event::gender('s', 7, 0, 'f'),
    fn() => Event::couponRedeemed('s', 1, 7, 0, '', 1),
    fn() => Event::couponRedeemed('s', 1, 7, 0, 'c', -1),
    fn() => new Event(),
] as $make) {
    try {
        $make();
        echo "accepted\n";
    } catch (Error $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECTF--
ValueError: Loyalty\Event::order(): Argument #%d ($source) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::order(): Argument #%d ($source) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::order(): Argument #%d ($order) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::order(): Argument #%d ($order) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::order(): Argument #%d ($order) must leave the event's id within 191 bytes
ValueError: Loyalty\Event::order(): Argument #%d ($revision) must be an integer of at least 1, 0 given
ValueError: Loyalty\Event::order(): Argument #%d ($customer) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::order(): Argument #%d ($at) must be an instant in the years 1 to 9999
ValueError: Loyalty\Event::order(): Argument #%d ($total) must be an integer of minor units, 0 to 1000000000000, -1 given
Error: Loyalty\Money object is not initialized
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must be lines that sum to the amount of 1999, a sum of 1800 given
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must be an integer of at least 1 at /lines/0/quantity, 0 given
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must have an int as "amount" in line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must have an int as "amount" in line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must have a string of UTF-8 as "sku" in line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must be a text of at most 191 bytes at /lines/0/sku, a long text given
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must have a bool as "sale" in line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must not have "vat" in line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must have only named members in line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must have "quantity" in line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must have an array as line 0
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must be a list
ValueError: Loyalty\Event::order(): Argument #%d ($lines) must be an integer of minor units, 0 to 1000000000000 at /lines/0/amount, 9223372036854775807 given
ValueError: Loyalty\Event::refund(): Argument #%d ($order) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::refund(): Argument #%d ($amount) must be an integer of minor units, 0 to 1000000000000, -1 given
ValueError: Loyalty\Event::refund(): Argument #%d ($lines) must be lines that sum to the amount of 7, a sum of 1999 given
ValueError: Loyalty\Event::pointsSpent(): Argument #%d ($points) must be an integer from 1 to 1000000000000, 0 given
ValueError: Loyalty\Event::pointsSpent(): Argument #%d ($customer) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::pointsAdjusted(): Argument #%d ($points) must be an integer other than 0, at most 1000000000000 either way, 0 given
ValueError: Loyalty\Event::pointsAdjusted(): Argument #%d ($points) must be an integer other than 0, at most 1000000000000 either way, -9223372036854775808 given
ValueError: Loyalty\Event::pointsAdjusted(): Argument #%d ($reason) must be 1 to 1000 bytes of UTF-8
ValueError: Loyalty\Event::pointsAdjusted(): Argument #%d ($author) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::openingBalance(): Argument #%d ($points) must be an integer from 0 to 1000000000000, -1 given
ValueError: Loyalty\Event::consent(): Argument #%d ($object) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::birthday(): Argument #%d ($date) must be a date such as 1984-02-29
ValueError: Loyalty\Event::gender(): Argument #%d ($gender) must be female, male or other, "f" given
ValueError: Loyalty\Event::couponRedeemed(): Argument #%d ($campaign) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::couponRedeemed(): Argument #%d ($serial) must be an integer, not negative, -1 given
Error: Call to private Loyalty\Event::__construct() from global scope

--TEST--
Event: visits, preferences, messages and segments name the argument that is wrong
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Channel, Event, LoyaltyException, Money, OrderCondition};

$long = str_repeat('x', 192);
$gbp = new Money(5, 'GBP');
$line = fn(array $more) => [['sku' => 'a', 'quantity' => 1, 'amount' => 5] + $more];
foreach ([
    fn() => Event::visit('s', 1, 7, 0, 'Direct'),
    fn() => Event::visit('s', 1, 7, 0, 'direct', $long),
    fn() => Event::visit('s', 1, 7, 0, "\xFF"),
    fn() => Event::visit('s', 1, '', 0),
    fn() => Event::visit('s', $long, 7, 0),
    fn() => Event::visit('', 1, 7, 0),
    fn() => Event::preference('s', 7, '', 0, true),
    fn() => Event::preference('s', 7, $long, 0, true),
    fn() => Event::preference('s', str_repeat(':', 100), 'cats', 0, true),
    fn() => Event::messageSent('s', '', 7, 0, Channel::Email, 'm'),
    fn() => Event::messageSent('s', 1, 7, 0, Channel::Email, ''),
    fn() => Event::messageSent('s', 1, 7, 0, Channel::Email, $long),
    fn() => Event::messageOpened('s', '', 1, 7, 0, Channel::Email, 'm'),
    fn() => Event::messageOpened('s', 1, '', 7, 0, Channel::Email, 'm'),
    fn() => Event::messageOpened('s', 1, 1, 7, PHP_INT_MAX, Channel::Email, 'm'),
    fn() => Event::messageClicked('s', 1, 1, 7, 0, Channel::Email, 'm', $long),
    fn() => Event::messageClicked('s', 1, 1, '', 0, Channel::Email, 'm'),
    fn() => Event::segment('s', 1, 7, 0, '', true),
    fn() => Event::segment('s', 1, 7, 0, 'At risk', true),
    fn() => Event::segment('s', 1, 7, 0, str_repeat('a', 65), true),
    fn() => Event::messageSent('s', 1, 7, 0, Channel::Email, 'm')->replacing('s/sent/2/1'),
    fn() => Event::segment('s', 1, 7, 0, 'vip', true)->replacing('s/segment/2/1'),
    fn() => Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, $gbp, $line(['cost' => -1])),
    fn() => Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, $gbp, $line(['cost' => -2])),
    fn() => Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, $gbp, $line(['cost' => '5'])),
    fn() => Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, $gbp, $line(['cost' => null])),
    fn() => Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, $gbp, $line(['cost' => 1000000000001])),
    fn() => Event::refund('s', 1, 1, 7, 0, $gbp, $line(['cost' => 5])),
    fn() => Event::fromRow('s/visit/1/1', 'visit', '7', 0, '{"via":"","section":7}'),
    fn() => Event::fromRow('s/sent/1/1', 'message_sent', '7', 0, '{"channel":"email","delivery":"d","message":"m","section":"s"}'),
] as $call) {
    try {
        echo $call()->id, "\n";
    } catch (ValueError | LoyaltyException $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
ValueError: Loyalty\Event::visit(): Argument #5 ($via) must be direct, search, email, social, referral, ads or other, "Direct" given
ValueError: Loyalty\Event::visit(): Argument #6 ($section) must be 0 to 191 bytes of UTF-8
ValueError: Loyalty\Event::visit(): Argument #5 ($via) must be 0 to 191 bytes of UTF-8
ValueError: Loyalty\Event::visit(): Argument #3 ($customer) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::visit(): Argument #2 ($object) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::visit(): Argument #1 ($source) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::preference(): Argument #3 ($topic) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::preference(): Argument #3 ($topic) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::preference(): Argument #2 ($customer) must leave the event's id within 191 bytes
ValueError: Loyalty\Event::messageSent(): Argument #2 ($delivery) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::messageSent(): Argument #6 ($message) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::messageSent(): Argument #6 ($message) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::messageOpened(): Argument #2 ($object) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::messageOpened(): Argument #3 ($delivery) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::messageOpened(): Argument #5 ($at) must be an instant in the years 1 to 9999
ValueError: Loyalty\Event::messageClicked(): Argument #8 ($section) must be 0 to 191 bytes of UTF-8
ValueError: Loyalty\Event::messageClicked(): Argument #4 ($customer) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Event::segment(): Argument #5 ($segment) must be 1 to 64 bytes of UTF-8
ValueError: Loyalty\Event::segment(): Argument #5 ($segment) must be the segment's key: a lower-case letter, then such letters, digits, "_" or "-", at most 64 bytes, "At risk" given
ValueError: Loyalty\Event::segment(): Argument #5 ($segment) must be 1 to 64 bytes of UTF-8
ValueError: Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "message_sent"
ValueError: Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "segment"
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must be an integer of minor units, 0 to 1000000000000 at /lines/0/cost, -1 given
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must be an integer of minor units, 0 to 1000000000000 at /lines/0/cost, -2 given
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must have an int as "cost" in line 0
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must have an int as "cost" in line 0
ValueError: Loyalty\Event::order(): Argument #8 ($lines) must be an integer of minor units, 0 to 1000000000000 at /lines/0/cost, 1000000000001 given
ValueError: Loyalty\Event::refund(): Argument #7 ($lines) must not have "cost" in line 0
Loyalty\LoyaltyException: event "s/visit/1/1", /section: found 7, expected a text of at most 191 bytes
Loyalty\LoyaltyException: event "s/sent/1/1", /section: found an unknown member, expected channel, delivery or message
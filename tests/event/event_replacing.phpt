--TEST--
Event: a correction keeps its own id and names what it corrects
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Channel, Event, Money, OrderCondition, ReferralCondition, ServiceCondition};

$wrong = Event::pointsAdjusted('shop', 'a1', 7, 0, 50, 'typing error', 'anna');
$right = Event::pointsAdjusted('shop', 'a2', 7, 60, 5, 'as agreed', 'anna')->replacing($wrong->id);
echo $right->id, ' ', $right->type->name, " $right->customer $right->at $right->payload\n";
var_dump($right->replacing($wrong->id) == $right); // the same again
echo $right->replacing('shop/adjusted/a0/1')->payload, "\n"; // another one in its place
var_dump(Event::fromRow($right->id, $right->type->value, $right->customer, $right->at, $right->payload) == $right, unserialize(serialize($right)) == $right);

$gbp = new Money(1, 'GBP');
foreach ([
    Event::openingBalance('s', 7, 0, 5),
    Event::tierSet('s', 1, 7, 0, 'gold', 'r', 'a', 9),
    Event::signUp('s', 7, 0),
    Event::birthday('s', 7, 0, '1984-02-29'),
    Event::gender('s', 7, 0, 'other'),
    Event::consent('s', 1, 7, 0, Channel::Sms, true),
    Event::childBirthday('s', 7, 1, 0, '2015-06-30'),
    Event::visit('s', 1, 7, 0),
    Event::review('s', 1, 7, 0, 'a'),
    Event::survey('s', 1, 7, 0, 'a'),
    Event::contest('s', 1, 7, 0, 'a'),
    Event::refund('s', 1, 1, null, 0, $gbp, [['sku' => 'a', 'quantity' => 1, 'amount' => 1]]),
    Event::pointsRestored('s', 1, 1, 7, 0, 1),
    Event::order('s', 1, 1, 7, 0, OrderCondition::Paid, $gbp),
    Event::referral('s', 1, 1, 7, 0, ReferralCondition::Joined, 8, true),
    Event::service('s', 1, 1, 7, 0, ServiceCondition::Booked, 'repair'),
    Event::identitiesLinked('s', 1, 1, 7, 0, 8),
    Event::pointsSpent('s', 1, 7, 0, 1),
    Event::couponRedeemed('s', 1, 7, 0, 'c', 1),
] as $event) {
    try {
        echo $event->replacing('other/1')->payload, "\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
foreach (['', str_repeat('x', 192), "\xFF", 's/visit/1/1'] as $id) {
    try {
        Event::visit('s', 1, 7, 0)->replacing($id);
        echo "accepted\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    (new ReflectionClass(Event::class))->newInstanceWithoutConstructor()->replacing('x');
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
--EXPECT--
shop/adjusted/a2/1 PointsAdjusted 7 60 {"author":"anna","points":5,"reason":"as agreed","replaces":"shop/adjusted/a1/1"}
bool(true)
{"author":"anna","points":5,"reason":"as agreed","replaces":"shop/adjusted/a0/1"}
bool(true)
bool(true)
{"points":5,"replaces":"other/1"}
{"author":"a","reason":"r","replaces":"other/1","tier":"gold","until":9}
{"replaces":"other/1"}
{"date":"1984-02-29","replaces":"other/1"}
{"gender":"other","replaces":"other/1"}
{"channel":"sms","given":true,"replaces":"other/1"}
{"child":"1","date":"2015-06-30","replaces":"other/1"}
{"replaces":"other/1"}
{"replaces":"other/1","sku":"a"}
{"replaces":"other/1","survey":"a"}
{"contest":"a","replaces":"other/1"}
{"amount":1,"currency":"GBP","lines":[{"amount":1,"quantity":1,"sku":"a"}],"order":"1","replaces":"other/1"}
{"for":"1","points":1,"replaces":"other/1"}
Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "order"
Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "referral"
Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "service"
Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "identities_linked"
Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "points_spent"
Loyalty\Event::replacing(): Argument #1 ($id) must not be set for an event of type "coupon_redeemed"
Loyalty\Event::replacing(): Argument #1 ($id) must be 1 to 191 bytes of UTF-8
Loyalty\Event::replacing(): Argument #1 ($id) must be 1 to 191 bytes of UTF-8
Loyalty\Event::replacing(): Argument #1 ($id) must be 1 to 191 bytes of UTF-8
Loyalty\Event::replacing(): Argument #1 ($id) must be the id of another event, "s/visit/1/1" given
Loyalty\Event object is not initialized

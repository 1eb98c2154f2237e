--TEST--
Event: ids, customers, instants and payloads of every constructor
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Channel, Event, Money, OrderCondition};

$lines = [
    ['sku' => 'A-1', 'quantity' => 2, 'amount' => 999, 'category' => 'gifts', 'sale' => true],
    ['amount' => 1000, 'quantity' => 1, 'sku' => 'É"', 'category' => '', 'sale' => false],
];
foreach ([
    Event::order('shop', 536367, 2, 7, 1293883200, OrderCondition::Paid, new Money(1999, 'GBP'), $lines),
    Event::order('shop', '536367', 3, null, new DateTimeImmutable('2011-01-01 14:00', new DateTimeZone('+02:00')), OrderCondition::Cancelled, new Money(0, 'GBP')),
    Event::refund('shop', 9, '536367', '7', 1293883200, new Money(999, 'GBP'), [$lines[0]]),
    Event::refund('shop', 'C9', null, '007', 1293883200, new Money(5, 'GBP')),
    Event::pointsSpent('shop', 536367, 7, 0, 500),
    Event::pointsAdjusted('shop', 'a/1%', 7, -1, -3, "sorry\n", 'anna'),
    Event::openingBalance('shop', 7, 0, 0),
    Event::consent('shop', 'c1', 7, 0, Channel::Sms, false),
    Event::birthday('shop', 7, 5, '1984-02-29'),
    Event::gender('shop', 7, 5, 'other'),
    Event::visit('shop', 'v1', 7, 0),
    Event::couponRedeemed('shop', 536367, null, 0, 'winback', 12),
] as $event) {
    echo $event->id, ' ', $event->type->value, ' ', var_export($event->customer, true), " $event->at\n  $event->payload\n";
}
// The order of members and what is at its default do not matter: the same thing has the same bytes.
var_dump(Event::order('s', 1, 1, '7', 0, OrderCondition::Paid, new Money(5, 'GBP'), [['sku' => 'a', 'quantity' => 1, 'amount' => 5]])
    == Event::order('s', '1', 1, 7, 0, OrderCondition::Paid, new Money(5, 'GBP'), [['sale' => false, 'category' => '', 'amount' => 5, 'quantity' => 1, 'sku' => 'a']]));
var_dump(Event::visit('s', 1, 7, 0));
--EXPECTF--
shop/order/536367/2 order '7' 1293883200
  {"amount":1999,"condition":"paid","currency":"GBP","lines":[{"amount":999,"category":"gifts","quantity":2,"sale":true,"sku":"A-1"},{"amount":1000,"quantity":1,"sku":"É\""}],"order":"536367","revision":2}
shop/order/536367/3 order NULL 1293883200
  {"amount":0,"condition":"cancelled","currency":"GBP","order":"536367","revision":3}
shop/refund/9/1 refund '7' 1293883200
  {"amount":999,"currency":"GBP","lines":[{"amount":999,"category":"gifts","quantity":2,"sale":true,"sku":"A-1"}],"order":"536367"}
shop/refund/C9/1 refund '007' 1293883200
  {"amount":5,"currency":"GBP"}
shop/spent/536367/1 points_spent '7' 0
  {"for":"536367","points":500}
shop/adjusted/a%2F1%25/1 points_adjusted '7' -1
  {"author":"anna","points":-3,"reason":"sorry\u000a"}
shop/opening/7/1 opening_balance '7' 0
  {"points":0}
shop/consent/c1/1 consent '7' 0
  {"channel":"sms","given":false}
shop/birthday/7/5 birthday '7' 5
  {"date":"1984-02-29"}
shop/gender/7/5 gender '7' 5
  {"gender":"other"}
shop/visit/v1/1 visit '7' 0
  {}
shop/coupon/536367/winback-12 coupon_redeemed NULL 0
  {"campaign":"winback","order":"536367","serial":12}
bool(true)
object(Loyalty\Event)#%d (5) {
  ["id"]=>
  string(11) "s/visit/1/1"
  ["type"]=>
  enum(Loyalty\EventType::Visit)
  ["customer"]=>
  string(1) "7"
  ["at"]=>
  int(0)
  ["payload"]=>
  string(2) "{}"
}

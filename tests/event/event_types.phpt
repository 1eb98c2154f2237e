--TEST--
Event: ids and payloads of deeds, links, invitations, services and what points do
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Event, Money, OrderCondition, ReferralCondition, ServiceCondition};

$gbp = fn(int $minor) => new Money($minor, 'GBP');
foreach ([
    Event::order('shop', 1, 1, 7, 0, OrderCondition::Paid, $gbp(1000), [], 'online', $gbp(450), $gbp(200), $gbp(250), $gbp(1200)),
    Event::order('shop', 1, 2, 7, 0, OrderCondition::Paid, $gbp(1000),
        [['sku' => 'a', 'quantity' => 1, 'amount' => 1000, 'brand' => 'Ash', 'tax' => 200]], shipping: $gbp(0), byPoints: null),
    Event::order('shop', 2, 1, 7, 0, OrderCondition::Paid, $gbp(1000), [['sku' => 'a', 'quantity' => 1, 'amount' => 1000, 'brand' => '', 'tax' => 0]], ''),
    Event::refund('shop', 9, 1, 7, 0, $gbp(0), [], $gbp(450)),
    Event::pointsSpent('shop', 1, 7, 0, 500, 'mug'),
    Event::pointsRestored('shop', 'cancel-1', 1, 7, 0, 500),
    Event::tierSet('shop', 't1', 7, 0, 'gold', 'taken over', 'anna'),
    Event::tierSet('shop', 't2', 7, 0, 'gold', 'for a year', 'anna', new DateTimeImmutable('1971-01-01 00:00 UTC')),
    Event::tierSet('shop', 't3', 7, 5, 'gold', 'until the epoch', 'anna', 0),
    Event::tierSet('shop', 't4', 7, 5, 'gold', 'open', 'anna', null),
    Event::signUp('shop', 7, 5),
    Event::childBirthday('shop', 7, 'Ada', 5, '2015-06-30'),
    Event::childBirthday('shop', '7', 2, 5, '2016-02-29'),
    Event::review('shop', 'r1', 7, 0),
    Event::review('shop', 'r2', 7, 0, 'A-1'),
    Event::survey('shop', 's1', 7, 0, 'autumn'),
    Event::contest('shop', 'c1', 7, 0, 'photo'),
    Event::referral('shop', 'i1', 1, 7, 0, ReferralCondition::Joined, 8, true),
    Event::referral('shop', 'i2', 3, 8, 0, ReferralCondition::Rewarded, '7', false, '', 536367),
    Event::referral('shop', 'i1', 2, 7, 0, ReferralCondition::Frozen, 8, true, 'same address', null),
    Event::service('shop', 'b1', 1, 7, 0, ServiceCondition::Booked, 'repair'),
    Event::service('shop', 'b1', 2, 7, 0, ServiceCondition::Used, 'repair', 3, 1, 'A-1'),
    Event::identitiesLinked('shop', 'l/1', 1, 7, 0, 'guest-9'),
    Event::identitiesLinked('shop', 'l/1', 2, 7, 0, 9, false),
] as $event) {
    echo $event->id, ' ', $event->type->value, ' ', $event->customer, " $event->at\n  $event->payload\n";
    if (Event::fromRow($event->id, $event->type->value, $event->customer, $event->at, $event->payload) != $event) {
        echo "not the same from its row\n";
    }
}
// Whose child it is and which one are told apart whatever the keys are.
$ids = array_map(fn(array $keys) => Event::childBirthday('s', ...[...$keys, 5, '2015-06-30'])->id,
    [['a', 'b:c'], ['a:b', 'c'], ['a%3Ab', 'c'], ['a%253Ab', 'c']]);
echo implode("\n", $ids), "\n";
var_dump(count(array_unique($ids)));
--EXPECT--
shop/order/1/1 order 7 0
  {"amount":1000,"by_gift_card":1200,"by_points":250,"channel":"online","condition":"paid","currency":"GBP","order":"1","revision":1,"shipping":450,"tax":200}
shop/order/1/2 order 7 0
  {"amount":1000,"condition":"paid","currency":"GBP","lines":[{"amount":1000,"brand":"Ash","quantity":1,"sku":"a","tax":200}],"order":"1","revision":2}
shop/order/2/1 order 7 0
  {"amount":1000,"condition":"paid","currency":"GBP","lines":[{"amount":1000,"quantity":1,"sku":"a"}],"order":"2","revision":1}
shop/refund/9/1 refund 7 0
  {"amount":0,"currency":"GBP","order":"1","shipping":450}
shop/spent/1/1 points_spent 7 0
  {"for":"1","points":500,"reward":"mug"}
shop/restored/cancel-1/1 points_restored 7 0
  {"for":"1","points":500}
shop/tier/t1/1 tier_set 7 0
  {"author":"anna","reason":"taken over","tier":"gold"}
shop/tier/t2/1 tier_set 7 0
  {"author":"anna","reason":"for a year","tier":"gold","until":31536000}
shop/tier/t3/1 tier_set 7 5
  {"author":"anna","reason":"until the epoch","tier":"gold","until":0}
shop/tier/t4/1 tier_set 7 5
  {"author":"anna","reason":"open","tier":"gold"}
shop/sign_up/7/1 sign_up 7 5
  {}
shop/child/7:Ada/5 child_birthday 7 5
  {"child":"Ada","date":"2015-06-30"}
shop/child/7:2/5 child_birthday 7 5
  {"child":"2","date":"2016-02-29"}
shop/review/r1/1 review 7 0
  {}
shop/review/r2/1 review 7 0
  {"sku":"A-1"}
shop/survey/s1/1 survey 7 0
  {"survey":"autumn"}
shop/contest/c1/1 contest 7 0
  {"contest":"photo"}
shop/referral/i1/1 referral 7 0
  {"condition":"joined","invited":true,"other":"8","revision":1}
shop/referral/i2/3 referral 8 0
  {"condition":"rewarded","invited":false,"order":"536367","other":"7","revision":3}
shop/referral/i1/2 referral 7 0
  {"condition":"frozen","invited":true,"other":"8","reason":"same address","revision":2}
shop/service/b1/1 service 7 0
  {"booking":"b1","condition":"booked","revision":1,"service":"repair","units":1}
shop/service/b1/2 service 7 0
  {"booking":"b1","condition":"used","order":"1","revision":2,"service":"repair","sku":"A-1","units":3}
shop/link/l%2F1/1 identities_linked 7 0
  {"linked":true,"other":"guest-9","revision":1}
shop/link/l%2F1/2 identities_linked 7 0
  {"linked":false,"other":"9","revision":2}
s/child/a:b:c/5
s/child/a%253Ab:c/5
s/child/a%25253Ab:c/5
s/child/a%2525253Ab:c/5
int(4)

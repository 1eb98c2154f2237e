--TEST--
Customer: facts, lots, account and explanation of a year
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$customer = Customer::fold(programme(['pending_days' => 3, 'expiry' => ['months' => 12, 'round_up_to' => 'month']], TIERS), '7', (function () {
    yield order(1, 1, '2011-01-05 10:00', 30000);
    yield order(2, 1, '2011-02-05 10:00', 10001);
    yield refund(1, 2, '2011-02-10 10:00', 2000);
    yield spend('basket', '2011-02-20 10:00', 310);
    yield Event::pointsAdjusted('shop', 'sorry', 7, at('2011-03-01 00:00'), 20, 'late parcel', 'anna');
    yield Event::birthday('shop', 7, at('2011-03-01 00:00'), '1984-02-29');
    yield Event::gender('shop', 7, at('2011-03-01 00:00'), 'female');
    yield Event::consent('shop', 'c1', 7, at('2011-03-01 00:00'), Loyalty\Channel::Email, true);
    yield Event::visit('shop', 'v1', 7, at('2011-03-02 00:00'));
})(), new DateTimeImmutable('2011-04-01 00:00 UTC'));
echo json_encode($customer->facts, JSON_PRETTY_PRINT), "\n";
told($customer->explain());
var_dump($customer->key, $customer->at, $customer->tier);
var_dump($customer->lots[1]);
var_dump($customer->programmeHash === $customer->lots[1]->programmeHash, strlen($customer->stateHash), $customer->currency, $customer->unit, $customer->services, $customer->progress);
var_dump(conserved($customer));
--EXPECTF--
{
    "orders": 2,
    "first_order": 1294221600,
    "last_order": 1296900000,
    "spent": 38001,
    "spent_gross": 40001,
    "refunded": 2000,
    "refunds": 1,
    "average_order": 20001,
    "points": 110,
    "points_pending": 0,
    "points_earned": 425,
    "points_spent": 310,
    "points_expired": 0,
    "points_reversed": 25,
    "points_in": 20,
    "points_out": 0,
    "tier": "silver",
    "tier_metric": 38001,
    "birthday": "1984-02-29",
    "gender": "female",
    "consent_email": true,
    "consent_sms": null,
    "visits": 1,
    "last_visit": 1299024000,
    "rfm_recency": null,
    "rfm_frequency": null,
    "rfm_monetary": null,
    "points_restored": 0,
    "points_expire_at": 1330560000,
    "signed_up": null,
    "tier_since": 1294221600,
    "tier_until": 1325808000,
    "tier_missing": null,
    "reviews": 0,
    "surveys": 0,
    "contests": 0,
    "friends": 0,
    "email_since": 1298937600,
    "sms_since": null,
    "birthday_in": 334,
    "child_birthday_in": null,
    "children": 0,
    "messages_sent": 0,
    "messages_opened": 0,
    "messages_clicked": 0,
    "open_rate": null,
    "last_opened": null,
    "best_hour": null,
    "first_visit": 1299024000,
    "redemptions": 0,
    "p_alive": null,
    "expected_orders": null,
    "clv": null,
    "loyalty": null
}
balance 110: balance 110 = earned 425 + restored 0 + in 20 - pending 0 - spent 310 - expired 0 - reversed 25 - out 0
lot 300: lot 1 (order): 300 points on 2011-01-05T10:00:00Z, spendable from 2011-01-08T00:00:00Z until 2012-02-01T00:00:00Z (shop/order/1/1)
rule 300: base: 1 point for every 1.00 GBP of 300.00 GBP = 300 points, rounded down [/points/earn/0] (shop/order/1/1)
draw -300: took 300 points (shop/spent/basket/1)
left 0: left 0 = earned 300 - reversed 0 - spent 300 - expired 0 (shop/order/1/1)
lot 125: lot 2 (order): 125 points on 2011-02-05T10:00:00Z, spendable from 2011-02-08T00:00:00Z until 2012-03-01T00:00:00Z (shop/order/2/1)
rule 100: base: 1 point for every 1.00 GBP of 100.01 GBP = 100 points, rounded down [/points/earn/0] (shop/order/2/1)
percent 125: 125.00 % of 100 points by the tier = 125 points, rounded down (shop/order/2/1)
reversed -25: took back 25 points (shop/refund/1/1)
kept 80: base: 1 point for every 1.00 GBP of 80.01 GBP = 80 points, rounded down [/points/earn/0] (shop/order/2/1)
draw -10: took 10 points (shop/spent/basket/1)
left 90: left 90 = earned 125 - reversed 25 - spent 10 - expired 0 (shop/order/2/1)
lot 20: lot 3 (adjusted): 20 points on 2011-03-01T00:00:00Z, spendable from 2011-03-01T00:00:00Z until 2012-03-31T23:00:00Z (shop/adjusted/sorry/1)
left 20: left 20 = earned 20 - reversed 0 - spent 0 - expired 0 (shop/adjusted/sorry/1)
tier 38001: Silver from 200.00 GBP; counted: 380.01 GBP; since 2011-01-05T10:00:00Z [/tiers/levels/1]
tier_change 1294221600: 2011-01-05T10:00:00Z from bronze to silver: reached (shop/order/1/1)
tier_lost 1325808000: lost on 2012-01-06T00:00:00Z if nothing happens [/tiers/levels/1]
string(1) "7"
int(1301616000)
string(6) "silver"
object(Loyalty\PointLot)#%d (20) {
  ["event"]=>
  string(14) "shop/order/2/1"
  ["at"]=>
  int(1296900000)
  ["availableAt"]=>
  int(1297123200)
  ["expiresAt"]=>
  int(1330560000)
  ["noticeAt"]=>
  NULL
  ["earned"]=>
  int(125)
  ["reversed"]=>
  int(25)
  ["spent"]=>
  int(10)
  ["expired"]=>
  int(0)
  ["left"]=>
  int(90)
  ["pending"]=>
  bool(false)
  ["earnPercent"]=>
  int(12500)
  ["rules"]=>
  array(1) {
    [0]=>
    array(8) {
      ["rule"]=>
      string(14) "/points/earn/0"
      ["key"]=>
      string(4) "base"
      ["kind"]=>
      string(4) "rate"
      ["base"]=>
      int(10001)
      ["rate"]=>
      int(1)
      ["per"]=>
      int(100)
      ["points"]=>
      int(100)
      ["given"]=>
      int(100)
    }
  }
  ["kept"]=>
  array(1) {
    [0]=>
    array(8) {
      ["rule"]=>
      string(14) "/points/earn/0"
      ["key"]=>
      string(4) "base"
      ["kind"]=>
      string(4) "rate"
      ["base"]=>
      int(8001)
      ["rate"]=>
      int(1)
      ["per"]=>
      int(100)
      ["points"]=>
      int(80)
      ["given"]=>
      int(80)
    }
  }
  ["rounding"]=>
  string(4) "down"
  ["uncapped"]=>
  int(125)
  ["source"]=>
  string(5) "order"
  ["programmeHash"]=>
  string(64) "5ab6960d41e7e125f07315a9cbd9bc7152db8ff78f9f787f5a25bca58c0b4f68"
  ["draws"]=>
  array(1) {
    [0]=>
    array(2) {
      ["event"]=>
      string(19) "shop/spent/basket/1"
      ["points"]=>
      int(10)
    }
  }
  ["reversals"]=>
  array(1) {
    [0]=>
    array(2) {
      ["event"]=>
      string(15) "shop/refund/1/1"
      ["points"]=>
      int(25)
    }
  }
}
bool(true)
int(64)
string(3) "GBP"
string(6) "points"
array(0) {
}
array(2) {
  ["counters"]=>
  array(0) {
  }
  ["goals"]=>
  array(0) {
  }
}
bool(true)

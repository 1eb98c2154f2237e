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
echo json_encode($customer->facts, JSON_PRETTY_PRINT), "\n", implode("\n", $customer->explain()), "\n";
var_dump($customer->key, $customer->at, $customer->tier);
var_dump($customer->lots[1]);
$account = $customer->account;
var_dump($account->earned + $account->in
    === $account->balance + $account->pending + $account->spent + $account->expired + $account->reversed + $account->out);
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
    "rfm_monetary": null
}
balance 110 = earned 425 + in 20 - pending 0 - spent 310 - expired 0 - reversed 25 - out 0
lot 1: shop/order/1/1 gave 300 points at 2011-01-05T10:00:00Z; reversed 0, spent 300, expired 0, left 0; spendable from 2011-01-08T00:00:00Z until 2012-02-01T00:00:00Z
lot 1: rule /points/earn/0 made 300 points of 30000 minor units
lot 1: shop/spent/basket/1 took 300 points
lot 2: shop/order/2/1 gave 125 points at 2011-02-05T10:00:00Z; reversed 25, spent 10, expired 0, left 90; spendable from 2011-02-08T00:00:00Z until 2012-03-01T00:00:00Z
lot 2: rule /points/earn/0 made 100 points of 10001 minor units
lot 2: the tier pays 125.00 % of the sum, rounded once
lot 2: shop/spent/basket/1 took 10 points
lot 3: shop/adjusted/sorry/1 gave 20 points at 2011-03-01T00:00:00Z; reversed 0, spent 0, expired 0, left 20; spendable from 2011-03-01T00:00:00Z until 2012-03-31T23:00:00Z
string(1) "7"
int(1301616000)
string(6) "silver"
object(Loyalty\PointLot)#%d (13) {
  ["event"]=>
  string(14) "shop/order/2/1"
  ["at"]=>
  int(1296900000)
  ["availableAt"]=>
  int(1297123200)
  ["expiresAt"]=>
  int(1330560000)
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
    array(3) {
      ["rule"]=>
      string(14) "/points/earn/0"
      ["base"]=>
      int(10001)
      ["points"]=>
      int(100)
    }
  }
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
}
bool(true)

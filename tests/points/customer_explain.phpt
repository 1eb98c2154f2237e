--TEST--
Customer: explains every figure, with its rule and its event
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event};

$programme = programme(['earn' => [
    ['key' => 'base', 'kind' => 'rate', 'points' => 3, 'per' => 200],
    ['key' => 'big', 'kind' => 'steps', 'steps' => [['from' => 5000, 'points' => 10], ['from' => 10000, 'points' => 25]]],
    ['key' => 'hello', 'kind' => 'first_order', 'points' => 50, 'caps' => ['order' => 40]],
    ['key' => 'review', 'kind' => 'review', 'points' => 5],
], 'caps' => ['order' => 200], 'rounding' => 'half_up', 'pending_days' => 14, 'expiry' => ['days' => 40]], TIERS);
told(Customer::fold($programme, 7, [
    Event::openingBalance('shop', 7, at('2011-01-01 00:00'), 30),
    order(1, 1, '2011-01-05 10:00', 9999),
    order(2, 1, '2011-01-06 10:00', 15001),
    order(3, 1, '2011-02-20 10:00', 1001),
    Event::review('shop', 'r1', 7, at('2011-01-07 10:00'), 'L1'),
    refund(1, 2, '2011-01-10 10:00', 5000),
    refund(2, 2, '2011-01-11 10:00', 1),
    spend('basket', '2011-01-22 10:00', 400),
    restore('basket', 'back', '2011-01-23 10:00', 20),
    Event::pointsAdjusted('shop', 'sorry', 7, at('2011-02-21 10:00'), 7, 'late parcel', 'anna'),
    Event::pointsAdjusted('shop', 'wrong', 7, at('2011-02-21 10:00'), -3, 'a mistake', 'anna'),
], at('2011-03-01 00:00'))->explain());
echo "credit is said in money\n";
told(Customer::fold(programme(['unit' => 'money', 'worth' => null, 'earn' => [['key' => 'back', 'kind' => 'rate', 'points' => 5, 'per' => 100]]]), 7,
    [order(1, 1, '2011-01-05 10:00', 1999), spend('x', '2011-01-06 10:00', 50)], at('2011-03-01 00:00'))->explain());
--EXPECT--
balance 4: balance 4 = earned 420 + restored 20 + in 37 - pending 15 - spent 400 - expired 30 - reversed 25 - out 3
lot 30: lot 1 (opening): 30 points on 2011-01-01T00:00:00Z, spendable from 2011-01-01T00:00:00Z until 2011-02-11T00:00:00Z (shop/opening/7/1)
draw -30: took 30 points (shop/spent/basket/1)
left 0: left 0 = earned 30 - reversed 0 - spent 30 - expired 0 (shop/opening/7/1)
lot 200: lot 2 (order): 200 points on 2011-01-05T10:00:00Z, spendable from 2011-01-19T00:00:00Z until 2011-02-15T00:00:00Z (shop/order/1/1)
rule 150: base: 3 points for every 2.00 GBP of 99.99 GBP = 150 points, rounded half up [/points/earn/0] (shop/order/1/1)
rule 10: big: 10 points for the step that 99.99 GBP reach [/points/earn/1] (shop/order/1/1)
rule 40: hello: 50 points; caps of the rule leave 40 points [/points/earn/2] (shop/order/1/1)
draw -200: took 200 points (shop/spent/basket/1)
left 0: left 0 = earned 200 - reversed 0 - spent 200 - expired 0 (shop/order/1/1)
lot 200: lot 3 (order): 200 points on 2011-01-06T10:00:00Z, spendable from 2011-01-20T00:00:00Z until 2011-02-16T00:00:00Z (shop/order/2/1)
rule 225: base: 3 points for every 2.00 GBP of 150.01 GBP = 225 points, rounded half up [/points/earn/0] (shop/order/2/1)
rule 25: big: 25 points for the step that 150.01 GBP reach [/points/earn/1] (shop/order/2/1)
caps 200: caps over all rules leave 200 points of 250 points [/points/caps] (shop/order/2/1)
reversed -25: took back 25 points (shop/refund/1/1)
kept 150: base: 3 points for every 2.00 GBP of 100.00 GBP = 150 points, rounded half up [/points/earn/0] (shop/order/2/1)
kept 25: big: 25 points for the step that 100.00 GBP reach [/points/earn/1] (shop/order/2/1)
draw -150: took 150 points (shop/spent/basket/1)
expired -25: 25 points expired on 2011-02-16T00:00:00Z (shop/order/2/1)
left 0: left 0 = earned 200 - reversed 25 - spent 150 - expired 25 (shop/order/2/1)
lot 5: lot 4 (action): 5 points on 2011-01-07T10:00:00Z, spendable from 2011-01-07T10:00:00Z until 2011-02-17T00:00:00Z (shop/review/r1/1)
rule 5: review: 5 points [/points/earn/3] (shop/review/r1/1)
expired -5: 5 points expired on 2011-02-17T00:00:00Z (shop/review/r1/1)
left 0: left 0 = earned 5 - reversed 0 - spent 0 - expired 5 (shop/review/r1/1)
lot 15: lot 5 (order): 15 points on 2011-02-20T10:00:00Z, spendable from 2011-03-06T00:00:00Z until 2011-04-01T23:00:00Z (shop/order/3/1)
rule 15: base: 3 points for every 2.00 GBP of 10.01 GBP = 15 points, rounded half up [/points/earn/0] (shop/order/3/1)
pending 15: left 15 = earned 15 - reversed 0 - spent 0 - expired 0, pending (shop/order/3/1)
lot 7: lot 6 (adjusted): 7 points on 2011-02-21T10:00:00Z, spendable from 2011-02-21T10:00:00Z until 2011-04-02T23:00:00Z (shop/adjusted/sorry/1)
draw -3: took 3 points (shop/adjusted/wrong/1)
left 4: left 4 = earned 7 - reversed 0 - spent 3 - expired 0 (shop/adjusted/sorry/1)
restored 20: gave back 20 points (shop/restored/back/1)
tier 21000: Silver from 200.00 GBP; counted: 210.00 GBP; since 2011-02-20T10:00:00Z [/tiers/levels/1]
tier_change 1298196000: 2011-02-20T10:00:00Z from bronze to silver: reached (shop/order/3/1)
tier_lost 1325808000: lost on 2012-01-06T00:00:00Z if nothing happens [/tiers/levels/1]
credit is said in money
balance 49: balance 49 = earned 99 + restored 0 + in 0 - pending 0 - spent 50 - expired 0 - reversed 0 - out 0
lot 99: lot 1 (order): 0.99 GBP on 2011-01-05T10:00:00Z, spendable from 2011-01-05T10:00:00Z (shop/order/1/1)
rule 99: back: 0.05 GBP for every 1.00 GBP of 19.99 GBP = 0.99 GBP, rounded down [/points/earn/0] (shop/order/1/1)
draw -50: took 0.50 GBP (shop/spent/x/1)
left 49: left 49 = earned 99 - reversed 0 - spent 50 - expired 0 (shop/order/1/1)

--TEST--
Points: orders from before the programme count for tiers, segments and statistics at once
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Segment};

$history = [order(1, 1, '2010-03-05 10:00', 30000), order(2, 1, '2010-12-24 10:00', 5000), refund(1, 2, '2010-12-30 10:00', 1000), order(3, 1, '2011-01-10 10:00', 1000)];
$programme = programme(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100], ['key' => 'hello', 'kind' => 'first_order', 'points' => 500]]],
    ['valid_from' => '2011-01-01', 'segments' => [['key' => 'regulars', 'name' => 'Regulars', 'rule' => 'orders >= 3 and spent > 300.00']]] + TIERS);
$customer = show($programme, $history);
$facts = $customer->facts;
echo "$facts[orders] orders since ", gmdate('Y-m-d', $facts['first_order']), ", spent $facts[spent], tier $customer->tier\n";
var_dump($programme->segment('regulars')->matches($customer));
// Silver already, so the first order under the programme earns a quarter more; the welcome is for new customers.
var_dump(count($customer->lots), $customer->lots[0]->earned, $customer->lots[0]->earnPercent);
// A back-fill is a rule of the document, not an accident.
$customer = show(programme(['backfill' => true] + json_decode(json_encode(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100]]]), true), ['valid_from' => '2011-01-01'] + TIERS), $history);
foreach ($customer->lots as $lot) {
    echo "$lot->event $lot->earned at $lot->earnPercent\n";
}
--EXPECT--
balance 12, pending 0, earned 12, in 0, spent 0, expired 0, reversed 0, out 0
3 orders since 2010-03-05, spent 35000, tier silver
bool(true)
int(1)
int(12)
int(12500)
balance 362, pending 0, earned 374, in 0, spent 0, expired 0, reversed 12, out 0
shop/order/1/1 300 at 10000
shop/order/2/1 62 at 12500
shop/order/3/1 12 at 12500

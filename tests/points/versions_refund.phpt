--TEST--
Points: a refund is computed by the rules that awarded, not by those of today
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\Programme;

// Two points for a pound until the end of January, one from then on; a refund was a debt, now it stops at zero.
$old = programme(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 2, 'per' => 100]]]);
$new = programme(['arrears' => 'zero'], ['version' => 2, 'valid_from' => '2011-02-01']);
$programme = Programme::versions([$new, $old]);
$events = [order(1, 1, '2011-01-05 10:00', 10000), order(2, 1, '2011-02-05 10:00', 10000)];
$refund = refund(1, 1, '2011-02-10 10:00', 2500);
show($programme, $events);
echo "a quarter of the first order: 50 of its 200 points, though a pound is one point today\n";
$customer = show($programme, [...$events, $refund]);
var_dump($customer->lots[0]->programmeHash === $old->hash(), $customer->lots[1]->programmeHash === $new->hash(), $customer->programmeHash === $programme->hash());
var_dump($customer->lots[0]->reversals);
echo "under today's rules alone it would be 25\n";
show($new, [...$events, $refund]);
show(programme(['backfill' => true], ['version' => 2, 'valid_from' => '2011-02-01']), [...$events, $refund]);
echo "the old version makes a debt, the new one lets go\n";
show($programme, [$events[0], spend('a', '2011-01-06 10:00', 200), refund(1, 1, '2011-02-10 10:00', 10000)]);
show($programme, [$events[1], spend('a', '2011-02-06 10:00', 100), refund(1, 2, '2011-02-10 10:00', 10000)]);
echo "and so it is in any split\n";
show($programme, [...$events, refund(1, 1, '2011-02-10 10:00', 1), refund(2, 1, '2011-02-11 10:00', 2498), refund(3, 1, '2011-01-10 10:00', 1)]);
--EXPECT--
balance 300, pending 0, earned 300, in 0, spent 0, expired 0, reversed 0, out 0
a quarter of the first order: 50 of its 200 points, though a pound is one point today
balance 250, pending 0, earned 300, in 0, spent 0, expired 0, reversed 50, out 0
bool(true)
bool(true)
bool(true)
array(1) {
  [0]=>
  array(2) {
    ["event"]=>
    string(15) "shop/refund/1/1"
    ["points"]=>
    int(50)
  }
}
under today's rules alone it would be 25
balance 100, pending 0, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
balance 175, pending 0, earned 200, in 0, spent 0, expired 0, reversed 25, out 0
the old version makes a debt, the new one lets go
balance -200, pending 0, earned 200, in 0, spent 200, expired 0, reversed 200, out 0
balance 0, pending 0, earned 100, in 0, spent 100, expired 0, reversed 0, out 0
and so it is in any split
balance 250, pending 0, earned 300, in 0, spent 0, expired 0, reversed 50, out 0

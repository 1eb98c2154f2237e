--TEST--
Points: what a refund does with points that are spent, under each policy
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$events = [
    order(1, 1, '2011-01-05 10:00', 10000),
    order(2, 1, '2011-01-06 10:00', 4000),
    spend('basket', '2011-01-07 10:00', 120),
    refund(1, 1, '2011-01-08 10:00', 10000),
];
$later = order(3, 1, '2011-01-09 10:00', 7000);
foreach (['negative', 'zero', 'pending'] as $arrears) {
    echo "$arrears\n";
    show(programme(['arrears' => $arrears]), $events);
    show(programme(['arrears' => $arrears]), [...$events, $later]);
}
echo "pending points go back under every policy\n";
foreach (['negative', 'zero', 'pending'] as $arrears) {
    show(programme(['arrears' => $arrears, 'pending_days' => 14]), [$events[0], $events[3]]);
}
--EXPECT--
negative
balance -80, pending 0, earned 140, in 0, spent 120, expired 0, reversed 100, out 0
balance -10, pending 0, earned 210, in 0, spent 120, expired 0, reversed 100, out 0
zero
balance 0, pending 0, earned 140, in 0, spent 120, expired 0, reversed 20, out 0
balance 70, pending 0, earned 210, in 0, spent 120, expired 0, reversed 20, out 0
pending
balance 20, pending 0, earned 140, in 0, spent 120, expired 0, reversed 0, out 0
balance 90, pending 0, earned 210, in 0, spent 120, expired 0, reversed 0, out 0
pending points go back under every policy
balance 0, pending 0, earned 100, in 0, spent 0, expired 0, reversed 100, out 0
balance 0, pending 0, earned 100, in 0, spent 0, expired 0, reversed 100, out 0
balance 0, pending 0, earned 100, in 0, spent 0, expired 0, reversed 100, out 0

--TEST--
Points: a refund deducts exactly once, however often its hook fires
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$order = order(1, 1, '2011-01-05 10:00', 10000);
$refund = refund(1, 1, '2011-01-07 10:00', 2550);
show(programme(), [$order]);
show(programme(), [$order, $refund]);
show(programme(), [$refund, $order, $refund, refund(1, 1, '2011-01-07 10:00', 2550), $order]);
// The rest comes back too: nothing is left, and nothing is taken twice.
show(programme(), [$order, $refund, refund(2, 1, '2011-01-08 10:00', 7450)]);
show(programme(), [$order, $refund, refund(2, 1, '2011-01-08 10:00', 7450), refund(3, 1, '2011-01-09 10:00', 7450)]);
--EXPECT--
balance 100, pending 0, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
balance 74, pending 0, earned 100, in 0, spent 0, expired 0, reversed 26, out 0
balance 74, pending 0, earned 100, in 0, spent 0, expired 0, reversed 26, out 0
balance 0, pending 0, earned 100, in 0, spent 0, expired 0, reversed 100, out 0
balance 0, pending 0, earned 100, in 0, spent 0, expired 0, reversed 100, out 0

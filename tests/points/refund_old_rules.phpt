--TEST--
Points: a refund of an order from before the programme takes nothing, for it gave nothing
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


// One version only is in force in this programme: an order from before it earned nothing here, so its refund takes nothing.
$order = order(1, 1, '2010-12-20 10:00', 10000);
$new = order(2, 1, '2011-01-05 10:00', 1000);
$refund = refund(1, 1, '2011-01-08 10:00', 10000);
show(programme([], ['valid_from' => '2011-01-01']), [$order, $new, $refund]);
// What was credited before the programme came is an opening balance, and stays.
show(programme([], ['valid_from' => '2011-01-01']), [Event::openingBalance('shop', 7, at('2011-01-01 00:00'), 100), $order, $new, $refund]);
show(programme(['backfill' => true], ['valid_from' => '2011-01-01']), [$order, $new, $refund]);
--EXPECT--
balance 10, pending 0, earned 10, in 0, spent 0, expired 0, reversed 0, out 0
balance 110, pending 0, earned 10, in 100, spent 0, expired 0, reversed 0, out 0
balance 10, pending 0, earned 110, in 0, spent 0, expired 0, reversed 100, out 0

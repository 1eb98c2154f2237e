--TEST--
Points: free shipping does not eat points
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


// 100.00 of goods, shipping 7.00 given free: the order's amount is its goods, so it earns 100 and not 93.
show(programme(), [order(1, 1, '2011-01-05 10:00', 10000)]);
show(programme(), [order(1, 1, '2011-01-05 10:00', 10000), Event::couponRedeemed('shop', 1, 7, at('2011-01-05 10:00'), 'free_delivery', 3)]);
--EXPECT--
balance 100, pending 0, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
balance 100, pending 0, earned 100, in 0, spent 0, expired 0, reversed 0, out 0

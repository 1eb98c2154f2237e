--TEST--
Points: clicking twice spends once, and so does a hook that fires twice
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


$order = order(1, 1, '2011-01-05 10:00', 10000);
$spend = spend('basket-9', '2011-01-06 10:00', 60);
show(programme(), [$order, $spend]);
show(programme(), [$order, $spend, $spend, spend('basket-9', '2011-01-06 10:00', 60)]);
// The same basket with another amount is no second spend: it is refused.
attempt(fn() => show(programme(), [$order, $spend, spend('basket-9', '2011-01-06 10:00', 61)]));
attempt(fn() => show(programme(), [$order, $spend, spend('basket-9', '2011-01-06 10:01', 60)]));
// Given back twice by two clicks: once, and never more than was spent.
$back = restore('basket-9', 'cancel-1', '2011-01-07 10:00', 60);
show(programme(), [$order, $spend, $back, $back]);
show(programme(), [$order, $spend, $back, restore('basket-9', 'cancel-2', '2011-01-07 10:00', 60)]);
--EXPECT--
balance 40, pending 0, earned 100, in 0, spent 60, expired 0, reversed 0, out 0
balance 40, pending 0, earned 100, in 0, spent 60, expired 0, reversed 0, out 0
Loyalty\EventConflictException 41: event "shop/spent/basket-9/1" is known with other content
Loyalty\EventConflictException 41: event "shop/spent/basket-9/1" is known with other content
balance 100, pending 0, earned 100, in 0, spent 60, expired 0, reversed 0, out 0, restored 60
balance 100, pending 0, earned 100, in 0, spent 60, expired 0, reversed 0, out 0, restored 60

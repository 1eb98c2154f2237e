--TEST--
Points: a status that comes and goes awards once, and never again
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$flap = [
    order(1, 1, '2011-01-05 10:00', 5000, OrderCondition::Placed),
    order(1, 2, '2011-01-06 10:00', 5000, OrderCondition::Paid),
    order(1, 3, '2011-01-07 10:00', 5000, OrderCondition::Cancelled),
    order(1, 4, '2011-01-08 10:00', 5000, OrderCondition::Paid),
    order(1, 5, '2011-01-09 10:00', 5000, OrderCondition::Placed),
    order(1, 6, '2011-01-10 10:00', 5000, OrderCondition::Delivered),
];
for ($n = 1; $n <= 6; $n++) {
    show(programme(), array_slice($flap, 0, $n));
}
// In any order of arrival; and a late hook of an old revision is not heard.
show(programme(), array_reverse($flap));
show(programme(), [...$flap, order(1, 7, '2011-01-11 10:00', 5000, OrderCondition::Paid), Event::fromRow('shop/order/1/late', 'order', '7', at('2011-01-12 10:00'), $flap[2]->payload)]);
show(programme(['award_on' => 'delivered']), $flap);
// What is taken back is what was earned, whatever the order is then.
show(programme(), [...array_slice($flap, 0, 2), order(1, 3, '2011-01-07 10:00', 90000, OrderCondition::Placed)]);
show(programme(), [...array_slice($flap, 0, 2), order(1, 3, '2011-01-07 10:00', 90000, OrderCondition::Cancelled)]);
show(programme(), [...array_slice($flap, 0, 2), order(1, 3, '2011-01-07 10:00', 0, OrderCondition::Placed)]);
--EXPECT--
balance 0, pending 0, earned 0, in 0, spent 0, expired 0, reversed 0, out 0
balance 50, pending 0, earned 50, in 0, spent 0, expired 0, reversed 0, out 0
balance 0, pending 0, earned 50, in 0, spent 0, expired 0, reversed 50, out 0
balance 50, pending 0, earned 50, in 0, spent 0, expired 0, reversed 0, out 0
balance 0, pending 0, earned 50, in 0, spent 0, expired 0, reversed 50, out 0
balance 50, pending 0, earned 50, in 0, spent 0, expired 0, reversed 0, out 0
balance 50, pending 0, earned 50, in 0, spent 0, expired 0, reversed 0, out 0
balance 50, pending 0, earned 50, in 0, spent 0, expired 0, reversed 0, out 0
balance 50, pending 0, earned 50, in 0, spent 0, expired 0, reversed 0, out 0
balance 0, pending 0, earned 50, in 0, spent 0, expired 0, reversed 50, out 0
balance 0, pending 0, earned 50, in 0, spent 0, expired 0, reversed 50, out 0
balance 0, pending 0, earned 50, in 0, spent 0, expired 0, reversed 50, out 0

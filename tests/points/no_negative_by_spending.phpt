--TEST--
Points: points are whole, a spend that no lot covers is a debt that names its cause
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$order = order(1, 1, '2011-01-05 10:00', 1999);
show(programme(), [$order]);
$customer = show(programme(), [$order, spend('basket', '2011-01-06 10:00', 25)]);
var_dump($customer->account->debts);
$customer = show(programme(), [$order, spend('basket', '2011-01-06 10:00', 25), order(2, 1, '2011-01-07 10:00', 1000)]);
var_dump($customer->account->debts, $customer->lots[1]->draws);
--EXPECT--
balance 19, pending 0, earned 19, in 0, spent 0, expired 0, reversed 0, out 0
balance -6, pending 0, earned 19, in 0, spent 25, expired 0, reversed 0, out 0
array(1) {
  [0]=>
  array(2) {
    ["event"]=>
    string(19) "shop/spent/basket/1"
    ["points"]=>
    int(6)
  }
}
balance 4, pending 0, earned 29, in 0, spent 25, expired 0, reversed 0, out 0
array(0) {
}
array(1) {
  [0]=>
  array(2) {
    ["event"]=>
    string(19) "shop/spent/basket/1"
    ["points"]=>
    int(6)
  }
}

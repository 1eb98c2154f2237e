--TEST--
Points: what is given back comes into the lots that it was taken from, with their own expiry
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


$programme = programme(['expiry' => ['days' => 30]]);
$events = [
    order(1, 1, '2011-01-05 10:00', 10000),
    order(2, 1, '2011-01-20 10:00', 5000),
    spend('basket', '2011-01-21 10:00', 120),
];
$lots = function (Loyalty\Customer $customer): void {
    foreach ($customer->lots as $lot) {
        echo "  $lot->event: spent $lot->spent, expired $lot->expired, left $lot->left, until ", gmdate('Y-m-d', $lot->expiresAt), "\n";
    }
};
$lots(show($programme, $events, '2011-01-22 00:00'));
echo "30 back: the latest draw is undone first\n";
$lots(show($programme, [...$events, restore('basket', 1, '2011-01-22 10:00', 30)], '2011-01-23 00:00'));
echo "all of it back, while both lots last\n";
$lots(show($programme, [...$events, restore('basket', 1, '2011-01-22 10:00', 500)], '2011-01-23 00:00'));
echo "when the first lot is over what comes back to it expires at once\n";
$customer = show($programme, [...$events, restore('basket', 1, '2011-02-10 10:00', 120)], '2011-02-11 00:00');
$lots($customer);
var_dump($customer->account->restores);
echo "a debt is forgiven first\n";
$customer = show(programme(), [order(1, 1, '2011-01-05 10:00', 10000), spend('basket', '2011-01-06 10:00', 130), restore('basket', 1, '2011-01-07 10:00', 40)]);
var_dump($customer->account->debts === [], $customer->lots[0]->draws);
echo "nobody spent that, or not yet\n";
show(programme(), [order(1, 1, '2011-01-05 10:00', 10000), restore('other', 1, '2011-01-07 10:00', 40)]);
show(programme(), [order(1, 1, '2011-01-05 10:00', 10000), restore('basket', 1, '2011-01-07 10:00', 40), spend('basket', '2011-01-08 10:00', 50)]);
--EXPECT--
balance 30, pending 0, earned 150, in 0, spent 120, expired 0, reversed 0, out 0
  shop/order/1/1: spent 100, expired 0, left 0, until 2011-02-05
  shop/order/2/1: spent 20, expired 0, left 30, until 2011-02-20
30 back: the latest draw is undone first
balance 60, pending 0, earned 150, in 0, spent 120, expired 0, reversed 0, out 0, restored 30
  shop/order/1/1: spent 90, expired 0, left 10, until 2011-02-05
  shop/order/2/1: spent 0, expired 0, left 50, until 2011-02-20
all of it back, while both lots last
balance 150, pending 0, earned 150, in 0, spent 120, expired 0, reversed 0, out 0, restored 120
  shop/order/1/1: spent 0, expired 0, left 100, until 2011-02-05
  shop/order/2/1: spent 0, expired 0, left 50, until 2011-02-20
when the first lot is over what comes back to it expires at once
balance 50, pending 0, earned 150, in 0, spent 120, expired 100, reversed 0, out 0, restored 120
  shop/order/1/1: spent 0, expired 100, left 0, until 2011-02-05
  shop/order/2/1: spent 0, expired 0, left 50, until 2011-02-20
array(1) {
  [0]=>
  array(2) {
    ["event"]=>
    string(17) "shop/restored/1/1"
    ["points"]=>
    int(120)
  }
}
a debt is forgiven first
balance 10, pending 0, earned 100, in 0, spent 130, expired 0, reversed 0, out 0, restored 40
bool(true)
array(1) {
  [0]=>
  array(2) {
    ["event"]=>
    string(19) "shop/spent/basket/1"
    ["points"]=>
    int(90)
  }
}
nobody spent that, or not yet
balance 100, pending 0, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
balance 50, pending 0, earned 100, in 0, spent 50, expired 0, reversed 0, out 0

--TEST--
Points: partial refunds by line deduct what those lines earned
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$programme = programme(['earn' => [
    ['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100],
    ['key' => 'gifts', 'kind' => 'rate', 'points' => 2, 'per' => 100, 'categories' => ['include' => ['gifts']]],
]]);
$lines = [
    ['sku' => 'card', 'quantity' => 2, 'amount' => 1000, 'category' => 'gifts'],
    ['sku' => 'lamp', 'quantity' => 1, 'amount' => 3000, 'category' => 'home'],
];
$order = order(1, 1, '2011-01-05 10:00', 4000, lines: $lines);
show($programme, [$order]);
echo "one card\n";
show($programme, [$order, refund(1, 1, '2011-01-06 10:00', 500, [['amount' => 500, 'quantity' => 1] + $lines[0]])]);
echo "the lamp\n";
show($programme, [$order, refund(1, 1, '2011-01-06 10:00', 3000, [$lines[1]])]);
echo "10.00 off, no lines: 2.50 of the cards, 7.50 of the lamp\n";
show($programme, [$order, refund(1, 1, '2011-01-06 10:00', 1000)]);
echo "the same in parts, in any order\n";
show($programme, [$order, refund(3, 1, '2011-01-06 10:00', 333), refund(2, 1, '2011-01-08 10:00', 333), refund(1, 1, '2011-01-07 10:00', 334)]);
--EXPECT--
balance 60, pending 0, earned 60, in 0, spent 0, expired 0, reversed 0, out 0
one card
balance 45, pending 0, earned 60, in 0, spent 0, expired 0, reversed 15, out 0
the lamp
balance 30, pending 0, earned 60, in 0, spent 0, expired 0, reversed 30, out 0
10.00 off, no lines: 2.50 of the cards, 7.50 of the lamp
balance 45, pending 0, earned 60, in 0, spent 0, expired 0, reversed 15, out 0
the same in parts, in any order
balance 45, pending 0, earned 60, in 0, spent 0, expired 0, reversed 15, out 0

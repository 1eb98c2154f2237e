--TEST--
Points: wait for the delivery, then for the right of return
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, OrderCondition};

$programme = programme(['pending_days' => 14, 'pending_until' => 'delivered']);
$paid = order(1, 1, '2011-01-05 10:00', 10000);
$delivered = order(1, 2, '2011-03-20 10:00', 10000, OrderCondition::Delivered);
foreach ([[[$paid], '2011-06-01 00:00'], [[$paid, $delivered], '2011-03-21 00:00'], [[$paid, $delivered], '2011-04-02 22:59:59'], [[$paid, $delivered], '2011-04-02 23:00']] as [$events, $at]) {
    $customer = show($programme, $events, $at);
    echo "  $at: ", $customer->lots[0]->availableAt === null ? 'not known when' : gmdate('Y-m-d H:i', $customer->lots[0]->availableAt), ', ', $customer->explain()[1]->text, "\n";
}
// What is pending cannot be spent: it is a debt until then, which the lot pays when it comes.
$spend = spend('basket', '2011-03-25 10:00', 30);
show($programme, [$paid, $delivered, $spend], '2011-03-26 00:00');
show($programme, [$paid, $delivered, $spend], '2011-04-03 00:00');
--EXPECT--
balance 0, pending 100, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
  2011-06-01 00:00: not known when, lot 1 (order): 100 points on 2011-01-05T10:00:00Z, spendable after delivery
balance 0, pending 100, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
  2011-03-21 00:00: 2011-04-02 23:00, lot 1 (order): 100 points on 2011-01-05T10:00:00Z, spendable from 2011-04-02T23:00:00Z
balance 0, pending 100, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
  2011-04-02 22:59:59: 2011-04-02 23:00, lot 1 (order): 100 points on 2011-01-05T10:00:00Z, spendable from 2011-04-02T23:00:00Z
balance 100, pending 0, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
  2011-04-02 23:00: 2011-04-02 23:00, lot 1 (order): 100 points on 2011-01-05T10:00:00Z, spendable from 2011-04-02T23:00:00Z
balance -30, pending 100, earned 100, in 0, spent 30, expired 0, reversed 0, out 0
balance 70, pending 0, earned 100, in 0, spent 30, expired 0, reversed 0, out 0

--TEST--
Points: expire by themselves, whenever somebody looks and whether or not a job ran
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event};

$programme = programme(['expiry' => ['days' => 30]]);
// 10,000 lots, of which each is over at its own time: no job goes over them, and one look answers.
$events = [];
for ($i = 0; $i < 10000; $i++) {
    $events[] = Event::order('shop', $i, 1, 7, at('2011-01-01 00:00') + $i * 3600, Loyalty\OrderCondition::Paid, new Loyalty\Money(100, 'GBP'));
}
foreach (['2011-01-31 23:59:59', '2011-02-01 00:00', '2011-03-01 00:00', '2012-02-21 15:00', '2012-03-30 00:00', '2050-01-01 00:00'] as $at) {
    $account = Customer::fold($programme, 7, $events, at($at))->account;
    echo "$at: balance $account->balance, expired $account->expired\n";
}
// Asked late, asked early, asked often: the same.
$late = Customer::fold($programme, 7, array_slice($events, 0, 50), at('2011-06-01 00:00'));
foreach (['2011-01-15 00:00', '2011-02-01 12:00', '2011-03-01 00:00'] as $at) {
    Customer::fold($programme, 7, array_slice($events, 0, 50), at($at));
}
var_dump($late->stateHash === Customer::fold($programme, 7, array_slice($events, 0, 50), at('2011-06-01 00:00'))->stateHash, $late->account->balance);
// Points that never expire are still there.
var_dump(Customer::fold(programme(), 7, $events, at('2050-01-01 00:00'))->account->balance);
--EXPECT--
2011-01-31 23:59:59: balance 744, expired 0
2011-02-01 00:00: balance 721, expired 24
2011-03-01 00:00: balance 721, expired 696
2012-02-21 15:00: balance 736, expired 9264
2012-03-30 00:00: balance 0, expired 10000
2050-01-01 00:00: balance 0, expired 10000
bool(true)
int(0)
int(10000)

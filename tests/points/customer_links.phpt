--TEST--
Customer: keys that are linked are one person, for as long as the link holds
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event, Money, OrderCondition};

$programme = programme(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100], ['key' => 'hello', 'kind' => 'first_order', 'points' => 50]]]);
$of = fn(string $key, int $order, string $at, int $amount) => Event::order('shop', $order, 1, $key, at($at), OrderCondition::Paid, new Money($amount, 'GBP'));
$link = fn(string $key, string $other, string $at, int $revision = 1, bool $linked = true) => Event::identitiesLinked('shop', "$key-$other", $revision, $key, at($at), $other, $linked);
$guest = $of('guest-1', 1, '2011-01-05 10:00', 10000);
$own = order(2, 1, '2011-01-06 10:00', 20000);
$linked = $link('7', 'guest-1', '2011-01-10 10:00');
echo "linked: one first order, one balance\n";
$customer = show($programme, [$own, $guest, $linked]);
var_dump($customer->facts['orders'], array_map(fn($lot) => "$lot->event $lot->earned", $customer->lots));
echo "before the link, and after it was taken back\n";
show($programme, [$own, $guest, $linked], '2011-01-10 09:59:59');
show($programme, [$own, $guest, $linked, $link('7', 'guest-1', '2011-01-20 10:00', 2, false)]);
echo "by two steps\n";
show($programme, [$own, $guest, $linked, $link('guest-1', 'guest-2', '2011-01-11 10:00'), $of('guest-2', 3, '2011-01-04 10:00', 500)]);
echo "whose it is, is nothing to the guest\n";
$alone = Customer::fold($programme, 'guest-1', [$guest], at('2011-03-01 00:00'));
var_dump($alone->account->balance);
attempt(fn() => Customer::fold($programme, 'guest-1', [$guest, $linked], at('2011-03-01 00:00')));
attempt(fn() => Customer::fold($programme, 7, [$own, $guest], at('2011-03-01 00:00')));
attempt(fn() => Customer::fold($programme, 7, [$own, $linked, $of('guest-2', 3, '2011-01-04 10:00', 500)], at('2011-03-01 00:00')));
echo "in any order of arrival\n";
$events = [$own, $guest, $linked, $link('guest-1', 'guest-2', '2011-01-11 10:00'), $of('guest-2', 3, '2011-01-04 10:00', 500)];
$hashes = [];
for ($i = 0; $i < 5; $i++) {
    $hashes[] = Customer::fold($programme, 7, $events, at('2011-03-01 00:00'))->stateHash;
    array_push($events, array_shift($events));
}
var_dump(count(array_unique($hashes)));
--EXPECT--
linked: one first order, one balance
balance 350, pending 0, earned 350, in 0, spent 0, expired 0, reversed 0, out 0
int(2)
array(2) {
  [0]=>
  string(18) "shop/order/1/1 150"
  [1]=>
  string(18) "shop/order/2/1 200"
}
before the link, and after it was taken back
balance 250, pending 0, earned 250, in 0, spent 0, expired 0, reversed 0, out 0
balance 250, pending 0, earned 250, in 0, spent 0, expired 0, reversed 0, out 0
by two steps
balance 355, pending 0, earned 355, in 0, spent 0, expired 0, reversed 0, out 0
whose it is, is nothing to the guest
int(150)
ValueError 0: Loyalty\Customer::fold(): Argument #3 ($events) must contain only events of customer "guest-1", but "shop/link/7-guest-1/1" is of "7"
ValueError 0: Loyalty\Customer::fold(): Argument #3 ($events) must contain only events of customer "7", but "shop/order/1/1" is of "guest-1"
ValueError 0: Loyalty\Customer::fold(): Argument #3 ($events) must contain only events of customer "7", but "shop/order/3/1" is of "guest-2"
in any order of arrival
int(1)

--TEST--
Points: a currency that is switched changes nothing of what was earned, and is refused, not converted
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event, Money, OrderCondition, Programme};

$programme = programme();
$pounds = order(1, 1, '2011-01-05 10:00', 10000);
show($programme, [$pounds]);
// The shop shows euros for a while: an order in euros is not 120 points one day and 100 the next.
$euros = Event::order('shop', 2, 1, 7, at('2011-01-06 10:00'), OrderCondition::Paid, new Money(12000, 'EUR'));
attempt(fn() => show($programme, [$pounds, $euros]));
attempt(fn() => show($programme, [$pounds, Event::refund('shop', 1, 1, 7, at('2011-01-07 10:00'), new Money(6000, 'EUR'))]));
// Paid in euros, counted in pounds as the shop booked it: half of it back is half of the points, whatever the rate is by then.
show($programme, [$pounds, refund(1, 1, '2011-01-07 10:00', 5000)]);
attempt(fn() => Programme::versions([$programme, programme([], ['currency' => 'EUR', 'version' => 2, 'valid_from' => '2011-02-01'])]));
// Later than the instant that is asked for it is not there yet.
attempt(fn() => Customer::fold($programme, 7, [$pounds, $euros], at('2011-01-06 09:59')));
--EXPECT--
balance 100, pending 0, earned 100, in 0, spent 0, expired 0, reversed 0, out 0
Loyalty\CurrencyMismatchException 21: currencies differ
Loyalty\CurrencyMismatchException 21: currencies differ
balance 50, pending 0, earned 100, in 0, spent 0, expired 0, reversed 50, out 0
ValueError 0: Loyalty\Programme::versions(): Argument #1 ($versions) must be of versions in one currency, version 2 is in EUR
accepted

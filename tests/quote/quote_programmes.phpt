--TEST--
Quote: the version in force judges; a customer of other rules is refused, one whose tier a later version does not have is not
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{Cart, CartLine, Customer, Event, Money, OrderCondition, Programme};

$make = function (int $version, string $from, int $points, string $tier): Programme {
    $document = document();
    $document['version'] = $version;
    $document['valid_from'] = $from;
    $document['points']['earn'] = [['key' => 'base', 'kind' => 'rate', 'points' => $points, 'per' => 100]];
    $document['tiers']['levels'][1]['key'] = $tier;
    $document['campaigns'] = [];
    return Programme::fromArray($document);
};
$old = $make(1, '2020-01-01', 1, 'pot');
$new = $make(2, '2023-12-01', 3, 'kettle');
$both = Programme::versions([$old, $new]);
$cart = new Cart([new CartLine('TEA', 2, new Money(500, 'GBP'))], new Money(0, 'GBP'), pointsToSpend: 100);
$anna = fn(Programme $programme, int $at) => Customer::fold($programme, 'anna', [
    Event::openingBalance('shop', 'anna', AT - 86400, 400),
    Event::order('shop', '1', 1, 'anna', AT - 86400, OrderCondition::Paid, new Money(20000, 'GBP')),
], $at);
$show = function (callable $quote): void {
    try {
        $quote = $quote();
        echo "$quote->points points, $quote->spent spent pay {$quote->spentWorth->format()}, {$quote->total->format()} left\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
};
$later = AT + 86400 * 60;
$show(fn() => $both->quote($cart, $anna($both, AT), [], null, AT));
$show(fn() => $both->quote($cart, $anna($both, $later), [], null, $later));
$show(fn() => $both->quote($cart, $anna($both, AT), [], null, $later)); /* folded before the version began */
$show(fn() => $both->quote($cart, $anna($old, AT), [], null, AT));
$show(fn() => $old->quote($cart, $anna($new, $later), [], null, AT));
$show(fn() => $both->quote($cart, (new ReflectionClass(Customer::class))->newInstanceWithoutConstructor(), [], null, AT));
--EXPECT--
11 points, 100 spent pay 1.00, 9.00 left
34 points, 100 spent pay 1.00, 9.00 left
27 points, 100 spent pay 1.00, 9.00 left
11 points, 100 spent pay 1.00, 9.00 left
ValueError: Loyalty\Programme::quote(): Argument #2 ($customer) must have been folded under this programme or one of its versions
Error: Loyalty\Customer object is not initialized

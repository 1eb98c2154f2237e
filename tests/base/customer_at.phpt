--TEST--
One customer of a base at another instant than its own, without folding the others: what the events alone say there
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Customer, Event, LoyaltyException, Money, OrderCondition, Programme};

$programme = Programme::fromJson(file_get_contents(__DIR__ . '/../../examples/programme.json'));
$day = static fn (int $n): int => strtotime('2011-01-01 UTC') + $n * 86400;
$events = ['anna' => [], 'ben' => []];
foreach ([3, 40, 90, 200, 320] as $i => $n) {
    foreach ($events as $key => $_) {
        $events[$key][] = Event::order('shop', "$key$i", 1, $key, $day($n), OrderCondition::Delivered, new Money(30000 + $n, 'GBP'),
            [['sku' => 'L', 'category' => 'lamps', 'quantity' => 1, 'amount' => 30000 + $n]]);
    }
}
$base = new CustomerBase($programme);
$base->append([...$events['anna'], ...$events['ben']]);
try {
    $base->customer('anna');
} catch (LoyaltyException $e) {
    echo $e->getMessage(), "\n";
}
$same = static fn (int $at): bool => $base->customer('anna', $at) == Customer::fold($programme, 'anna', $events['anna'], $at);
var_dump($same($day(100)));
$base->fold($day(330));
var_dump($same($day(330)), $same($day(41)), $same($day(700)), $base->customer('anna') == $base->customer('anna', $day(330)));
echo $base->customer('anna', $day(41))->facts['orders'], ' ', $base->customer('anna')->facts['orders'], ' ', count($base->customer('anna')->services) > 0 ? 'services' : 'no services', "\n";
echo gmdate('Y-m-d', $base->foldedAt()), "\n";
foreach ([['carl', $day(1)], ['anna', PHP_INT_MAX]] as [$key, $at]) {
    try {
        $base->customer($key, $at);
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
the base has not been folded
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
2 5 services
2011-11-27
Loyalty\CustomerBase::customer(): Argument #1 ($key) must be the key of a customer in the base
Loyalty\CustomerBase::customer(): Argument #2 ($at) must be an instant in the years 1 to 9999

--TEST--
CustomerBase: loyalty.base_limit throws and leaves what was there
--EXTENSIONS--
loyalty
--INI--
loyalty.base_limit=256K
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\CustomerBase;

$base = new CustomerBase(programme());
$base->append([order(1, 'first', '2024-01-01', 100)]);
try {
    $base->append((function () {
        for ($i = 2; $i < 100000; $i++) {
            yield order($i, "customer $i", '2024-01-01', 100);
        }
    })());
} catch (Loyalty\LimitException $e) {
    echo $e->getMessage(), ' (', $e->getCode(), ")\n";
}
$stats = $base->stats();
var_dump($stats['events'] > 500, $stats['events'] < 5000, $stats['customers'] === $stats['events'], $stats['bytes'] <= 256 * 1024, $base->has('first'));
$before = $base->stats()['events'];
attempt(fn() => $base->append([order(200000, str_repeat('x', 190), '2024-01-01', 1), order(200001, str_repeat('y', 190), '2024-01-01', 1)]) || throw new Exception('room was left'));
unset($base);
$base = new CustomerBase(programme());
$base->append([order(1, 'again', '2024-01-01', 100)]);
$base->fold(strtotime('2024-06-01 UTC'));
echo $base->customer('again')->facts['spent'], "\n";
--EXPECT--
loyalty.base_limit of 262144 bytes is reached (3)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
Loyalty\LimitException: loyalty.base_limit of 262144 bytes is reached
100

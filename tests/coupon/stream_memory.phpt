--TEST--
CouponStream: the memory of one code, however many there are: plain, with holes, personalised, tokens
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponBatch, Coupons, KeyRing, Programme};

$percent = ['kind' => 'percent', 'basis_points' => 1000];
$programme = Programme::fromArray([
    'name' => 'Many', 'currency' => 'EUR', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2010-12-01',
    'campaigns' => [
        ['number' => 1, 'key' => 'plain', 'name' => 'Plain', 'length' => 20, 'discount' => $percent],
        ['number' => 2, 'key' => 'long', 'name' => 'Long', 'length' => 24, 'discount' => $percent],
        ['number' => 3, 'key' => 'token', 'name' => 'Token', 'format' => 'shared', 'discount' => $percent],
    ],
]);
$shop = new Coupons(KeyRing::create('shop.example/test'), $programme);
$holes = range(0, 30000, 3);
$key = $shop->newBatch('token', 1, 0)->key;
// The lists are the batch's own; what a stream adds to them must not grow.
foreach ([
    'plain' => [$shop->newBatch('plain', 10000000, 0), 300000],
    'long' => [new CouponBatch('long', 0, 1000000000, 0, $programme->hash(), 0), 1000],
    'holes' => [new CouponBatch('plain', 0, 200000, 0, $programme->hash(), 0, skipped: $holes), 50000],
    'named' => [new CouponBatch('plain', 0, 20000, 0, $programme->hash(), 0, names: array_fill(0, 20000, 'MARIA')), 20000],
    'token' => [new CouponBatch('token', 0, 4000000000, 0, $programme->hash(), $key), 20000],
] as $what => [$batch, $many]) {
    $base = memory_get_usage();
    if (function_exists('memory_reset_peak_usage')) {
        memory_reset_peak_usage();
    }
    $stream = $shop->issueMany($batch, $batch->count - $many);
    $made = 0;
    $last = null;
    foreach ($stream as $serial => $code) {
        $made++;
        $last = $serial;
    }
    $peak = memory_get_peak_usage() - $base;
    $allowed = 20000 + ($what === 'holes' ? 4 * count($holes) : 0);
    echo "$what $made, last serial $last, ", $peak < $allowed ? 'constant' : "$peak bytes", "\n";
}
?>
--EXPECT--
plain 300000, last serial 9999999, constant
long 1000, last serial 999999999, constant
holes 50000, last serial 210000, constant
named 20000, last serial 19999, constant
token 20000, last serial 3999999999, constant

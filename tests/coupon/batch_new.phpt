--TEST--
Coupons: serials of new batches never start again, and batches that share one are refused
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponBatch, Coupons, KeyRing};

require __DIR__ . '/terms.inc';

$keys = ring();
$shop = new Coupons($keys, programme());
$hash = programme()->hash();
$a = $shop->newBatch('forever', 10, 0);
$b = $shop->newBatch('forever', 10, 0);
$c = $shop->newBatch('days', 10, 0);
$keys->rotate();
$d = $shop->newBatch('forever', 1, 0, 100);
$e = $shop->newBatch('forever', 1, 0);
foreach ([$a, $b, $c, $d, $e] as $batch) {
    echo "$batch->campaign $batch->firstSerial $batch->count key $batch->key\n";
}
$later = new Coupons($keys, programme(), [$e, $b]);
echo $later->newBatch('forever', 1, 0)->firstSerial, "\n";

attempt(
    fn() => $shop->newBatch('nothing', 1, 0),
    fn() => $shop->newBatch('closed', 1, 0),
    fn() => $shop->newBatch('forever', 0, 0),
    fn() => $shop->newBatch('forever', [], 0),
    fn() => $shop->newBatch('forever', ['x' => 'y'], 0),
    fn() => $shop->newBatch('forever', [''], 0),
    fn() => $shop->newBatch('forever', [null], 0),
    fn() => $shop->newBatch('forever', 1, PHP_INT_MAX),
    fn() => $shop->newBatch('forever', 1, 0, 19),
    fn() => $shop->newBatch('forever', 100, 0, 50),
    fn() => $shop->newBatch('forever', 1, 0, -1),
    fn() => $shop->newBatch('forever', 1 << 24, 0, 1),
    fn() => $shop->newBatch('days', 1, at('9999-12-31')),
    fn() => new Coupons($keys, programme(), [$a, $c, $a]),
    fn() => new Coupons($keys, programme(), [$a, 'b']),
    fn() => new Coupons($keys, programme(), [new CouponBatch('other', 0, 1, 0, $hash, 0)]),
    fn() => new Coupons($keys, programme(), [new CouponBatch('window', 0, 1 << 22, 0, $hash, 0), new CouponBatch('window', 0, 1, 0, $hash, 0)]),
    fn() => new Coupons($keys, programme(), [new CouponBatch('window', 1 << 22, 1, 0, $hash, 0)]),
    fn() => new Coupons($keys, programme(), [new CouponBatch('window', 0, 1, 0, str_repeat('ab', 32), 0)]),
    fn() => $shop->issueMany($a, -1),
    fn() => $shop->issueMany($a, 11),
    fn() => $shop->issueMany($a, 3, 8),
    fn() => $shop->issueMany($a, 3, -1),
    fn() => $shop->issueMany(new CouponBatch('other', 0, 1, 0, $hash, 0)),
);

// Twenty thousand batches of sixty serials with gaps of forty, in any order.
$many = [];
for ($i = 0; $i < 20000; $i++) {
    $many[] = new CouponBatch($i % 2 ? 'days' : 'forever', $i * 100, 60, 0, $hash, 2);
}
shuffle($many);
$table = new Coupons($keys, programme(), $many);
$bare = new Coupons($keys);
$issued = function (int $i, int $offset) use ($table, $bare): bool {
    try {
        return $table->verify($bare->issue(1 + $i % 2, $i * 100 + $offset))->serial === $i * 100 + $offset;
    } catch (Loyalty\CouponException $e) {
        return $e->reason !== Loyalty\CouponError::NotIssued;
    }
};
$wrong = 0;
for ($i = 0; $i < 20000; $i += 97) {
    $wrong += !$issued($i, 0) + !$issued($i, 59) + $issued($i, 60) + $issued($i, 99);
}
echo $table->newBatch('days', 1, 0)->firstSerial, " $wrong wrong\n";
?>
--EXPECT--
forever 0 10 key 0
forever 10 10 key 0
days 0 10 key 0
forever 100 1 key 2
forever 101 1 key 2
102
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign of the programme
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be an open campaign ("open" in the programme)
ValueError: Loyalty\Coupons::newBatch(): Argument #2 ($customers) must be at least one
ValueError: Loyalty\Coupons::newBatch(): Argument #2 ($customers) must be at least one
ValueError: Loyalty\Coupons::newBatch(): Argument #2 ($customers) must be a list
ValueError: Loyalty\Coupons::newBatch(): Argument #2 ($customers) must be 1 to 191 bytes of UTF-8
TypeError: Loyalty\Coupons::newBatch(): Argument #2 ($customers) must be a list of strings, null given in it
ValueError: Loyalty\Coupons::newBatch(): Argument #3 ($at) must be an instant in the years 1 to 9999
ValueError: Loyalty\Coupons::newBatch(): Argument #4 ($firstSerial) must leave out serials that a known batch has; the next free one is 102
ValueError: Loyalty\Coupons::newBatch(): Argument #4 ($firstSerial) must leave out serials that a known batch has; the next free one is 102
ValueError: Serials -1 and following, or their window, do not fit campaign "forever"
ValueError: Serials 1 and following, or their window, do not fit campaign "forever"
ValueError: Serials 10 and following, or their window, do not fit campaign "days"
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must not have a serial twice, as batches 0 and 2 do
TypeError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be a list of Loyalty\CouponBatch, string given in it
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be of a campaign with codes of its version of the programme, "other" is none
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must not have a serial twice, as batches 0 and 1 do
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must have serials and a window that fit campaign "window"
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be of a version of the programme that was given, a batch of campaign "window" is of abababababababababababababababababababababababababababababababab
ValueError: Loyalty\Coupons::issueMany(): Argument #2 ($from) must be between 0 and 10
ValueError: Loyalty\Coupons::issueMany(): Argument #2 ($from) must be between 0 and 10
ValueError: Loyalty\Coupons::issueMany(): Argument #3 ($count) must be between 0 and 7
ValueError: Loyalty\Coupons::issueMany(): Argument #3 ($count) must be between 0 and 7
ValueError: Loyalty\Coupons::issueMany(): Argument #1 ($batch) must be of a campaign with codes of its version of the programme, "other" is none
1999960 0 wrong

--TEST--
Coupons: a personalised batch gives each serial its name; plain and personalised codes share the serials
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponBatch, CouponException, Coupons, InvalidSignatureException};

require __DIR__ . '/terms.inc';

$shop = new Coupons(ring(), programme());
$bare = new Coupons(ring());
$batch = $shop->newBatch('forever', ['c0', 'c1', 'c2', 'c3'], at('2011-10-22'), names: ['Maria', '', 'ULA', 'Ioan']);
$till = new Coupons(ring(), programme(), [unserialize(serialize($batch))]);
$codes = iterator_to_array($shop->issueMany($batch));
foreach ($codes as $serial => $code) {
    $coupon = $till->verify(strtolower($code));
    echo json_encode([$serial, strtok($code, '-') === $code ? 'plain' : strtok($code, '-'), $coupon->serial, $coupon->name, $coupon->customer,
        $code === $bare->issue(1, $serial, 20, $batch->names[$serial] ?: null)]), "\n";
}
// A part begins with its own name.
var_dump([...$shop->issueMany($batch, 2)] === [$codes[2], $codes[3]]);

$show = function (Coupons $coupons, string $code): void {
    try {
        $coupon = $coupons->verify($code);
        echo "genuine: $coupon->customer\n";
    } catch (CouponException $e) {
        echo $e->reason->value, ': ', $e->getMessage(), $e instanceof InvalidSignatureException ? ' (signature)' : '', "\n";
    }
};
// The key made these, the batch did not.
$show($till, $bare->issue(1, 0));
$show($till, $bare->issue(1, 0, 20, 'Anna'));
$show($till, $bare->issue(1, 1, 20, 'Anna'));
$show($till, 'Anna' . strstr($codes[0], '-'));
$show($till, 'Marla' . strstr($codes[0], '-')); // L and I are one
// A shop that has forgotten the names still knows its codes, and whose they are.
$forgotten = new CouponBatch('forever', 0, 4, $batch->issuedAt, $batch->programmeHash, 0, $batch->customers);
$later = new Coupons(ring(), programme(), [$forgotten]);
$show($later, $codes[0]);
$show($later, $codes[1]);
// The next batch, personalised or not, goes on behind it.
echo $later->newBatch('forever', 1, 0)->firstSerial, "\n";
attempt(
    fn() => $shop->newBatch('window', 1, 0, names: ['Anna']),
    fn() => $shop->newBatch('forever', 2, 0, names: ['Anna']),
    fn() => $shop->newBatch('forever', 1, 0, names: ['7']),
    fn() => new Coupons(ring(), programme(), [new CouponBatch('window', 0, 1, 0, $batch->programmeHash, 0, names: ['Anna'])]),
    fn() => (new Coupons(ring(), programme()))->issueMany(new CouponBatch('window', 0, 1, 0, $batch->programmeHash, 0, names: [''])),
);

$blank = (new ReflectionClass(CouponBatch::class))->newInstanceWithoutConstructor();
attempt(
    fn() => new Coupons(ring(), programme(), [$blank]),
    fn() => $shop->issueMany($blank),
);
?>
--EXPECT--
[0,"MARIA",0,"MAR1A","c0",true]
[1,"plain",1,null,"c1",true]
[2,"ULA",2,"U1A","c2",true]
[3,"IOAN",3,"10AN","c3",true]
bool(true)
NOT_ISSUED: the batch of campaign "forever" gave serial 0 another name
NOT_ISSUED: the batch of campaign "forever" gave serial 0 another name
NOT_ISSUED: the batch of campaign "forever" gave serial 1 another name
BAD_TAG: the tag does not fit: forged, altered, of another name, or of another shop (signature)
genuine: c0
genuine: c0
genuine: c1
4
ValueError: Loyalty\Coupons::newBatch(): Argument #5 ($names) must be null for codes of 16 symbols
ValueError: Loyalty\Coupons::newBatch(): Argument #5 ($names) must have one name for each code
ValueError: Loyalty\Coupons::newBatch(): Argument #5 ($names) must have names of 2 to 12 letters A to Z, or ""; the one at 0 is none
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must have no names: codes of campaign "window" have 16 symbols
ValueError: Loyalty\Coupons::issueMany(): Argument #1 ($batch) must have no names: codes of campaign "window" have 16 symbols
Error: Loyalty\CouponBatch object is not initialized
Error: Loyalty\CouponBatch object is not initialized

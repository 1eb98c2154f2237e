--TEST--
Records with a state that reflection forged are refused where they are read
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Account, Cart, CartLine, Coupon, CouponBatch, CouponUsage, Coupons, Customer, KeyRing, Money, Programme, Segment};

$programme = Programme::fromJson(file_get_contents(__DIR__ . '/../../examples/programme.json'));
$coupons = new Coupons(KeyRing::create('shop.example/test'), $programme);
$cart = new Cart([new CartLine('A', 1, new Money(1000, 'GBP'))], new Money(0, 'GBP'));

function forge(string $class, array $state): object
{
    $object = (new ReflectionClass($class))->newInstanceWithoutConstructor();
    foreach ($state as $name => $value) {
        (new ReflectionProperty($class, $name))->setValue($object, $value);
    }
    return $object;
}

function attempt(callable $what): void
{
    try {
        $what();
        echo "nothing thrown\n";
    } catch (Throwable $e) {
        echo $e::class, ': ', $e->getMessage(), "\n";
    }
}

$genuine = Customer::fold($programme, 7, [], 1323475200);
$batch = ['campaign' => 'winback', 'firstSerial' => 0, 'count' => 1, 'issuedAt' => 1323475200, 'programmeHash' => $programme->hash(), 'key' => 0];
$rule = Segment::compile($programme, 'last_order < 90 days ago');

attempt(fn() => $programme->quote($cart, forge(Customer::class, ['facts' => $genuine->facts]), [], null, 1323475200));
attempt(fn() => $rule->explain(forge(Customer::class, ['key' => '7', 'at' => PHP_INT_MAX, 'facts' => $genuine->facts])));
attempt(fn() => $rule->explain(forge(Customer::class, ['key' => '7', 'at' => 0, 'facts' => ['last_order' => PHP_INT_MAX] + $genuine->facts])));
attempt(fn() => new Coupons(KeyRing::create('s'), $programme, [forge(CouponBatch::class, ['key' => 77, 'customers' => null] + $batch)]));
attempt(fn() => $coupons->issueMany(forge(CouponBatch::class, ['campaign' => 'winback'])));
$code = iterator_to_array($coupons->issueMany($coupons->newBatch('winback', 1, 1323475200)), false)[0];
attempt(function () use ($programme, $batch, $coupons) {
    $keys = KeyRing::create('shop.example/test');
    $other = new Coupons($keys, $programme, [forge(CouponBatch::class, ['customers' => [0x414141414141]] + $batch)]);
    $other->verify($other->issue(1, 0));
});
$line = ['sku' => 'A', 'quantity' => 1, 'unitPrice' => new Money(1000, 'GBP'), 'category' => 'tea', 'sale' => false, 'categories' => ['tea'], 'taxRate' => 0,
    'netMillionths' => null, 'grossMillionths' => null, 'brand' => ''];
$whole = ['lines' => [forge(CartLine::class, $line)], 'shipping' => new Money(0, 'GBP'), 'taxIncluded' => true, 'shippingTaxRate' => 0, 'channel' => null,
    'shippingNetMillionths' => null, 'shippingGrossMillionths' => null, 'displayedMillionths' => null, 'salesChannel' => '', 'pointsToSpend' => 0];
$quote = fn(array $cart, array $line) => attempt(fn() => printf("%s\n", $programme->quote(forge(Cart::class, ['lines' => [forge(CartLine::class, $line)]] + $cart),
    null, [], null, 1323475200)->total->format()));
$quote($whole, $line);
foreach (['quantity' => -1, 'categories' => [5], 'category' => 'jam', 'taxRate' => -1, 'netMillionths' => -1, 'sku' => "\xff"] as $member => $value) {
    $quote($whole, [$member => $value] + $line);
}
foreach (['shippingTaxRate' => PHP_INT_MAX, 'displayedMillionths' => -7, 'shipping' => new Money(-1, 'GBP')] as $member => $value) {
    $quote([$member => $value] + $whole, $line);
}
attempt(fn() => $programme->quote(forge(Cart::class, ['lines' => [5]] + $whole), null, [], null, 1323475200));
attempt(fn() => $programme->quote($cart, null, [], null, 1323475200, [forge(CouponUsage::class, ['code' => 'A', 'uses' => -1, 'customerUses' => 0,
    'campaignUses' => 0, 'campaignSpent' => 0])]));
$coupon = ['code' => 'A', 'campaignNumber' => 1, 'serial' => 0, 'key' => 0, 'campaign' => null, 'expiresAt' => null, 'customer' => null, 'format' => 'short', 'name' => null];
attempt(fn() => $programme->quote($cart, null, [forge(Coupon::class, ['code' => ''] + $coupon)], null, 1323475200));
attempt(fn() => $programme->quote($cart, null, [forge(Coupon::class, $coupon)], null, 1323475200));
attempt(fn() => print($programme->quote($cart, null, [forge(Coupon::class, ['campaignNumber' => -5, 'programmeHash' => null, 'terms' => null] + $coupon)], null,
    1323475200)->rejected[0]->reason->name . "\n"));
foreach ([Account::class, Customer::class, Loyalty\Quote::class, Loyalty\PointLot::class] as $class) {
    attempt(fn() => unserialize(sprintf('O:%d:"%s":0:{}', strlen($class), $class)));
}
?>
--EXPECT--
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized
Error: Loyalty\CouponBatch object is not initialized
Error: Loyalty\CouponBatch object is not initialized
Error: Loyalty\CouponBatch object is not initialized
10.00
nothing thrown
Error: Loyalty\CartLine object is not initialized
Error: Loyalty\CartLine object is not initialized
Error: Loyalty\CartLine object is not initialized
Error: Loyalty\CartLine object is not initialized
Error: Loyalty\CartLine object is not initialized
Error: Loyalty\CartLine object is not initialized
Error: Loyalty\Cart object is not initialized
Error: Loyalty\Cart object is not initialized
Error: Loyalty\Cart object is not initialized
Error: Loyalty\Cart object is not initialized
Error: Loyalty\CouponUsage object is not initialized
Error: Loyalty\Coupon object is not initialized
Error: Loyalty\Coupon object is not initialized
UnknownCampaign
nothing thrown
Exception: Unserialization of 'Loyalty\Account' is not allowed
Exception: Unserialization of 'Loyalty\Customer' is not allowed
Exception: Unserialization of 'Loyalty\Quote' is not allowed
Exception: Unserialization of 'Loyalty\PointLot' is not allowed

--TEST--
Quote: what the call refuses, and records as coupons
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{Cart, CartLine, Coupon, Coupons, CouponUsage, Customer, KeyRing, Money};

$programme = programme();
[$verifier, $codes] = shop($programme);
$cart = cart([['CAKE', 1, 2000, 'cake']]);
$blank = fn(string $class) => (new ReflectionClass($class))->newInstanceWithoutConstructor();
$ring = KeyRing::import('tea.example/test', [str_repeat('k', 32)], 0);
foreach ([
    fn() => $programme->quote($cart, null, [], null),
    fn() => $programme->quote('cart', null, [], null, AT),
    fn() => $programme->quote($cart, 'anna', [], null, AT),
    fn() => $programme->quote($cart, null, 'CODE', null, AT),
    fn() => $programme->quote($cart, null, [], $ring, AT),
    fn() => $programme->quote($cart, null, [], null, 'now'),
    fn() => $programme->quote($cart, null, [], null, PHP_INT_MAX),
    fn() => $programme->quote($cart, null, ['CODE'], null, AT),
    fn() => $programme->quote($cart, null, [5], $verifier, AT),
    fn() => $programme->quote($cart, null, ['a' => 'CODE'], $verifier, AT),
    fn() => $programme->quote($cart, null, array_fill(0, 101, 'CODE'), $verifier, AT),
    fn() => $programme->quote($blank(Cart::class), null, [], null, AT),
    fn() => $programme->quote($cart, $blank(Customer::class), [], null, AT),
    fn() => $programme->quote($cart, null, [$blank(Coupon::class)], null, AT),
    fn() => $programme->quote($cart, null, [$blank(Coupon::class)], $verifier, AT),
    fn() => $programme->quote($cart, null, [$cart], $verifier, AT),
    fn() => $programme->quote($cart, null, [], null, AT, 'usage'),
    fn() => $programme->quote($cart, null, [], null, AT, ['CODE']),
    fn() => $programme->quote($cart, null, [], null, AT, [5 => new CouponUsage('CODE')]),
    fn() => $programme->quote($cart, null, [], null, AT, [$blank(CouponUsage::class)]),
    fn() => $programme->quote(new Cart([new CartLine('A', 1, new Money(1, 'EUR'))], new Money(0, 'EUR')), null, [], null, AT),
] as $call) {
    try {
        $call();
        echo "quoted\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
$verified = $verifier->verify($codes['ten'][0], AT);
$bare = (new Coupons($ring))->verify($codes['ten'][0]);
$unknown = (new Coupons($ring))->verify((new Coupons($ring))->issue(4000, 5));
$quote = $programme->quote($cart, null, [$verified, $bare, $unknown, $codes['ten'][0]], $verifier, new DateTimeImmutable('@' . AT));
echo count($quote->discounts), ' ', $quote->discount->format(), ' ', $quote->rejected[0]->reason->name, ' ', $quote->rejected[0]->publicMessage, "\n";
$huge = new Cart([new CartLine('A', 1, new Money(intdiv(PHP_INT_MAX, 10000) - 5, 'GBP'))], new Money(5, 'GBP'));
$quote = $programme->quote($huge, null, [$verified], null, AT);
echo $quote->total->minor, ' ', $quote->points, "\n";
--EXPECT--
ArgumentCountError: Loyalty\Programme::quote() expects at least 5 arguments, 4 given
TypeError: Loyalty\Programme::quote(): Argument #1 ($cart) must be of type Loyalty\Cart, string given
TypeError: Loyalty\Programme::quote(): Argument #2 ($customer) must be of type ?Loyalty\Customer, string given
TypeError: Loyalty\Programme::quote(): Argument #3 ($coupons) must be of type array, string given
TypeError: Loyalty\Programme::quote(): Argument #4 ($verifier) must be of type ?Loyalty\Coupons, Loyalty\KeyRing given
TypeError: Loyalty\Programme::quote(): Argument #5 ($at) must be of type DateTimeInterface|int, string given
ValueError: Loyalty\Programme::quote(): Argument #5 ($at) must be an instant in the years 1 to 9999
ValueError: Loyalty\Programme::quote(): Argument #3 ($coupons) must not hold codes as strings where no verifier is given
TypeError: Loyalty\Programme::quote(): Argument #3 ($coupons) must be a list of Loyalty\Coupon or string, int given
ValueError: Loyalty\Programme::quote(): Argument #3 ($coupons) must be a list
ValueError: Loyalty\Programme::quote(): Argument #3 ($coupons) must hold at most 100 codes
Error: Loyalty\Cart object is not initialized
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Coupon object is not initialized
Error: Loyalty\Coupon object is not initialized
TypeError: Loyalty\Programme::quote(): Argument #3 ($coupons) must be a list of Loyalty\Coupon or string, Loyalty\Cart given
TypeError: Loyalty\Programme::quote(): Argument #6 ($usage) must be of type array, string given
TypeError: Loyalty\Programme::quote(): Argument #6 ($usage) must be a list of Loyalty\CouponUsage, string given
ValueError: Loyalty\Programme::quote(): Argument #6 ($usage) must be a list
Error: Loyalty\CouponUsage object is not initialized
Loyalty\CurrencyMismatchException: the cart is in EUR, the programme in GBP
1 2.00 UnknownCampaign invalid code
830103483316930 8301034833189

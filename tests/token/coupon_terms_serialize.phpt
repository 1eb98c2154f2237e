--TEST--
CouponTerms: serialize round trip, and payloads that are refused
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupons, CouponTerms, DiscountKind, KeyRing};

$terms = new CouponTerms(DiscountKind::Fixed, 1500, 'EUR', 2500, 5, 6, '06c3d7465768c18344fd65ee1ed0e8d5', true, false, false, 'Anna', 5000);
$least = new CouponTerms(DiscountKind::FreeShipping);
var_dump(unserialize(serialize($terms)) == $terms, unserialize(serialize($least)) == $least);
$good = $terms->__serialize();
foreach ([
    'nothing' => [],
    'a member less' => array_diff_key($good, ['name' => 1]),
    'a member more' => $good + ['more' => 1],
    'another member' => ['other' => 1] + array_diff_key($good, ['name' => 1]),
    'kind is text' => ['kind' => 'fixed'] + $good,
    'kind of another enum' => ['kind' => Loyalty\Channel::cases()[0]] + $good,
    'kind that no token has' => ['kind' => DiscountKind::EarlyAccess] + $good,
    'value is text' => ['value' => '1500'] + $good,
    'value is negative' => ['value' => -1] + $good,
    'value is huge' => ['value' => PHP_INT_MAX] + $good,
    'no currency' => ['currency' => null] + $good,
    'currency of four letters' => ['currency' => 'EURO'] + $good,
    'window reversed' => ['expiresAt' => 5] + $good,
    'minimum is a float' => ['minimumOrder' => 2.5] + $good,
    'customer is short' => ['customer' => '06'] + $good,
    'flag is a number' => ['emailOnly' => 1] + $good,
    'combinable is null' => ['combinable' => null] + $good,
    'name is long' => ['name' => str_repeat('n', 65)] + $good,
    'name is an array' => ['name' => ['n']] + $good,
    'name is not UTF-8' => ['name' => "\xFF"] + $good,
] as $what => $data) {
    try {
        $object = (new ReflectionClass(CouponTerms::class))->newInstanceWithoutConstructor();
        $object->__unserialize($data);
        echo "accepted: $what\n";
    } catch (Exception $e) {
        if ($e->getMessage() !== 'Invalid serialization data for Loyalty\CouponTerms object') {
            echo "$what: ", $e->getMessage(), "\n";
        }
    }
}
$empty = (new ReflectionClass(CouponTerms::class))->newInstanceWithoutConstructor();
$coupons = new Coupons(KeyRing::create('shop'));
foreach ([
    fn() => $terms->__unserialize($good),
    fn() => $empty->__serialize(),
    fn() => serialize($empty),
    fn() => $coupons->token(1, 1, $empty),
    fn() => unserialize('O:19:"Loyalty\CouponTerms":1:{s:4:"kind";R:1;}'),
] as $call) {
    try {
        $call();
        echo "no error\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
// References in the payload do not reach into the record.
$name = 'Anna';
$data = $good;
$data['name'] = &$name;
$copy = (new ReflectionClass(CouponTerms::class))->newInstanceWithoutConstructor();
$copy->__unserialize($data);
$name = 'Berta';
echo $copy->name, "\n";
?>
--EXPECT--
bool(true)
bool(true)
Error: Cannot initialize Loyalty\CouponTerms twice
Error: Loyalty\CouponTerms object is not initialized
Error: Loyalty\CouponTerms object is not initialized
Error: Loyalty\CouponTerms object is not initialized
Exception: Invalid serialization data for Loyalty\CouponTerms object
Anna

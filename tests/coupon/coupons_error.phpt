--TEST--
Coupons: arguments that are wrong, constructing twice, clone, comparison, serialization
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponBatch, Coupons, KeyRing};

$ring = KeyRing::import('shop.example/live', [str_repeat('a', 32)], 0);
$coupons = new Coupons($ring);
$batch = new CouponBatch('x', 0, 1, 0, str_repeat('0', 64), 0);

foreach ([
    fn() => new Coupons(),
    fn() => new Coupons(new stdClass()),
    fn() => new Coupons($ring, null, [$batch]),
    fn() => $coupons->__construct($ring),
    fn() => $coupons->issue(-1, 0),
    fn() => $coupons->issue(65536, 0),
    fn() => $coupons->issue(0, -1),
    fn() => $coupons->issue(0, 1 << 24),
    fn() => $coupons->issue(0, 0, 18),
    fn() => $coupons->issue(256, 0, 12),
    fn() => $coupons->issueMany($batch),
    fn() => $coupons->newBatch('x', 10, 0),
    fn() => $coupons->verify(['x']),
    fn() => $coupons->verify('x', PHP_INT_MAX),
    fn() => clone $coupons,
    fn() => serialize($coupons),
    fn() => unserialize('O:15:"Loyalty\Coupons":0:{}'),
    fn() => $coupons < new Coupons($ring),
    fn() => $coupons->added = 1,
    fn() => (new ReflectionClass($coupons))->newInstanceWithoutConstructor(),
] as $misuse) {
    try {
        $result = $misuse();
        echo 'no error: ', json_encode($result), "\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
var_dump($coupons, $coupons == $coupons, $coupons == new Coupons($ring));
?>
--EXPECTF--
ArgumentCountError: Loyalty\Coupons::__construct() expects at least 1 argument, 0 given
TypeError: Loyalty\Coupons::__construct(): Argument #1 ($keys) must be of type Loyalty\KeyRing, stdClass given
ValueError: Loyalty\Coupons::__construct(): Argument #3 ($batches) must be empty where no programme is given
Error: Cannot initialize Loyalty\Coupons twice
ValueError: Loyalty\Coupons::issue(): Argument #1 ($campaignNumber) must be between 0 and 65535
ValueError: Loyalty\Coupons::issue(): Argument #1 ($campaignNumber) must be between 0 and 65535
ValueError: Loyalty\Coupons::issue(): Argument #2 ($serial) must be between 0 and 16777215
ValueError: Loyalty\Coupons::issue(): Argument #2 ($serial) must be between 0 and 16777215
ValueError: Loyalty\Coupons::issue(): Argument #3 ($length) must be 12, 16, 20 or 24
ValueError: Loyalty\Coupons::issue(): Argument #1 ($campaignNumber) must be between 0 and 255
ValueError: Loyalty\Coupons::issueMany(): Argument #1 ($batch) must be of a campaign of the programme, "x" is none
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign of the programme
TypeError: Loyalty\Coupons::verify(): Argument #1 ($code) must be of type string, array given
ValueError: Loyalty\Coupons::verify(): Argument #2 ($at) must be an instant in the years 1 to 9999
Error: Trying to clone an uncloneable object of class Loyalty\Coupons
Exception: Serialization of 'Loyalty\Coupons' is not allowed
Exception: Unserialization of 'Loyalty\Coupons' is not allowed
no error: false
Error: Cannot create dynamic property Loyalty\Coupons::$added
ReflectionException: Class Loyalty\Coupons is an internal class marked as final that cannot be instantiated without invoking its constructor
object(Loyalty\Coupons)#%d (0) {
}
bool(true)
bool(false)

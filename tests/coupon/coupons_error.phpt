--TEST--
Coupons: arguments that are wrong, constructing twice, clone, comparison, serialization
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponBatch, CouponTerms, Coupons, DiscountKind, KeyRing};

$ring = KeyRing::import('shop.example/live', [str_repeat('a', 32)], 0);
$coupons = new Coupons($ring);
$batch = new CouponBatch('x', 0, 1, 0, str_repeat('0', 64), 0);
$terms = new CouponTerms(DiscountKind::FreeShipping);

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
    fn() => new Coupons($ring, new stdClass()),
    fn() => new Coupons($ring, 'programme'),
    fn() => new Coupons($ring, []),
    fn() => new Coupons($ring, [null]),
    fn() => new Coupons($ring, null, [], $ring),
    fn() => $coupons->issue(0, 0, 24, 'ANNA'),
    fn() => $coupons->issue(0, 0, 20, 'A'),
    fn() => $coupons->issue(0, 0, 20, "A\0NA"),
    fn() => $coupons->issue(0, 0, 20, 'ABCDEFGHIJKLM'),
    fn() => $coupons->token(-1, 0, $terms),
    fn() => $coupons->token(1 << 53, 0, $terms),
    fn() => $coupons->token(1, 1 << 53, $terms),
    fn() => $coupons->token(1, -1, $terms),
    fn() => $coupons->token(1, 1, $terms, 'P'),
    fn() => $coupons->token(1, 1, $terms),
    fn() => $coupons->token(1, 1, $terms, 'shared'),
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
TypeError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must be of type Loyalty\Programme|array|null, stdClass given
TypeError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must be of type Loyalty\Programme|array|null, string given
ValueError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must be a list of at least one version
TypeError: Loyalty\Coupons::__construct(): Argument #2 ($programmes) must be a list of Loyalty\Programme, null given in it
TypeError: Loyalty\Coupons::__construct(): Argument #4 ($words) must be of type ?Loyalty\WordFilter, Loyalty\KeyRing given
ValueError: Loyalty\Coupons::issue(): Argument #3 ($length) must be 20 for a personalised code
ValueError: Loyalty\Coupons::issue(): Argument #4 ($name) must be 2 to 12 letters A to Z
ValueError: Loyalty\Coupons::issue(): Argument #4 ($name) must be 2 to 12 letters A to Z
ValueError: Loyalty\Coupons::issue(): Argument #4 ($name) must be 2 to 12 letters A to Z
ValueError: Loyalty\Coupons::token(): Argument #1 ($campaignNumber) must be between 0 and 9007199254740991
ValueError: Loyalty\Coupons::token(): Argument #1 ($campaignNumber) must be between 0 and 9007199254740991
ValueError: Loyalty\Coupons::token(): Argument #2 ($serial) must be between 0 and 9007199254740991
ValueError: Loyalty\Coupons::token(): Argument #2 ($serial) must be between 0 and 9007199254740991
ValueError: Loyalty\Coupons::token(): Argument #4 ($format) must be "public" or "shared"
Loyalty\LoyaltyException: the ring has no key that signs public tokens
Loyalty\LoyaltyException: the ring has no key that signs shared tokens
ValueError: Loyalty\Coupons::issueMany(): Argument #1 ($batch) must be of a version of the programme that was given, a batch of campaign "x" is of 0000000000000000000000000000000000000000000000000000000000000000
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

--TEST--
Coupon: a record that only verify() makes; readonly, without a way through serialized bytes
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupon, Coupons, KeyRing};

$coupons = new Coupons(KeyRing::import('shop.example/live', [str_repeat('a', 32)], 0));
$coupon = $coupons->verify(strtolower($coupons->issue(17, 123456)));
var_dump($coupon);
var_dump($coupon == $coupons->verify($coupon->display()), $coupon == $coupons->verify($coupons->issue(17, 123457)));
var_dump(clone $coupon == $coupon);

$blank = (new ReflectionClass(Coupon::class))->newInstanceWithoutConstructor();
foreach ([
    fn() => new Coupon(),
    fn() => $coupon->serial = 1,
    fn() => $coupon->added = 1,
    function () use ($coupon) { unset($coupon->serial); },
    fn() => serialize($coupon),
    fn() => unserialize('O:14:"Loyalty\Coupon":1:{s:6:"serial";i:1;}'),
    fn() => $blank->display(),
    fn() => (new ReflectionMethod(Coupon::class, '__construct'))->invoke($coupon),
] as $misuse) {
    try {
        $misuse();
        echo "no error\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECTF--
object(Loyalty\Coupon)#%d (11) {
  ["code"]=>
  string(20) "%s"
  ["campaignNumber"]=>
  int(17)
  ["serial"]=>
  int(123456)
  ["key"]=>
  int(0)
  ["campaign"]=>
  NULL
  ["expiresAt"]=>
  NULL
  ["customer"]=>
  NULL
  ["format"]=>
  string(5) "short"
  ["name"]=>
  NULL
  ["programmeHash"]=>
  NULL
  ["terms"]=>
  NULL
}
bool(true)
bool(false)
bool(true)
Error: Call to private Loyalty\Coupon::__construct() from global scope
Error: Cannot modify readonly property Loyalty\Coupon::$serial
Error: Cannot create dynamic property Loyalty\Coupon::$added
Error: Cannot unset readonly property Loyalty\Coupon::$serial
Exception: Serialization of 'Loyalty\Coupon' is not allowed
Exception: Unserialization of 'Loyalty\Coupon' is not allowed
Error: Loyalty\Coupon object is not initialized
Error: Cannot initialize Loyalty\Coupon twice

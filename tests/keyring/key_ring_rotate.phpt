--TEST--
KeyRing: rotation and retirement decide which codes are read, in engines that exist already too
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, KeyRing, LoyaltyException};

$ring = KeyRing::create('shop.example/live');
$coupons = new Coupons($ring);
$first = $coupons->issue(1, 1);
echo json_encode($ring->slots()), ' ', $ring->domain(), "\n";
echo $ring->rotate(), ' ', json_encode($ring->slots()), "\n";
$second = $coupons->issue(1, 1);
var_dump($first !== $second, $coupons->verify($first)->key, $coupons->verify($second)->key);

$ring->retire(0);
echo json_encode($ring->slots(), JSON_FORCE_OBJECT), "\n";
try {
    $coupons->verify($first);
} catch (CouponException $e) {
    echo $e->reason->value, ': ', $e->getMessage(), "\n";
}
var_dump($coupons->verify($second)->serial);

// A retired slot is not given again while codes of its key may be about.
for ($slot = 2; $slot <= 7; $slot++) {
    echo $ring->rotate(), ' ';
}
try {
    $ring->rotate();
} catch (LoyaltyException $e) {
    echo "\n", $e->getCode(), "\n";
}
var_dump($coupons->verify($second)->key, $coupons->verify($coupons->issue(2, 3))->key);
// Two rings of one domain share nothing.
try {
    (new Coupons(KeyRing::create('shop.example/live')))->verify((new Coupons(KeyRing::create('shop.example/live')))->issue(1, 1));
} catch (CouponException $e) {
    echo $e->reason->value, "\n";
}
?>
--EXPECT--
["active"] shop.example/live
1 ["verify","active"]
bool(true)
int(0)
int(1)
{"0":"retired","1":"active"}
KEY_RETIRED: the key of slot 0 is retired
int(1)
2 3 4 5 6 7 
91
int(1)
int(7)
BAD_TAG

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
// Nor one whose instant has not come; then it is, and only it.
$ring->retire(3, 'short', new DateTimeImmutable('@2000000000'));
try {
    $ring->rotate('short', 1999999999);
} catch (LoyaltyException $e) {
    echo $e->getCode(), "\n";
}
$third = $coupons->issue(5, 5);
echo $ring->rotate('short', 2000000000), ' ', json_encode($ring->slots(), JSON_FORCE_OBJECT), ' ', $coupons->verify($third)->key, "\n";
// A whole round of the slots, each code read until its key goes.
$round = KeyRing::create();
$old = new Coupons($round);
for ($i = 0; $i < 40; $i++) {
    $code = $old->issue(1, $i);
    if ($old->verify($code)->key !== $i % 8) {
        echo "another slot\n";
    }
    $active = array_search('active', $round->slots(), true);
    if ($round->rotate('short', 1000 + $i) !== ($i + 1) % 8) {
        echo "another order\n";
    }
    if ($old->verify($code)->serial !== $i) {
        echo "not read\n";
    }
    $round->retire($active, 'short', 1000 + $i);
    try {
        $old->verify($code);
        echo "read\n";
    } catch (CouponException $e) {
        $reasons[$e->reason->value] = ($reasons[$e->reason->value] ?? 0) + 1;
    }
}
echo json_encode($reasons), ' ', count($round->slots()), "\n";
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
91
3 {"0":"retired","1":"verify","2":"verify","3":"active","4":"verify","5":"verify","6":"verify","7":"verify"} 7
{"KEY_RETIRED":40} 8
BAD_TAG

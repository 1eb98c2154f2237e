--TEST--
KeyRing: open_basedir holds for open() and save()
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{KeyRing, LoyaltyException};

ini_set('open_basedir', __DIR__);
$ring = KeyRing::create('shop');
foreach ([fn() => KeyRing::open('/elsewhere/ring.key'), fn() => $ring->save('/elsewhere/ring.key')] as $misuse) {
    try {
        $misuse();
        echo "no error\n";
    } catch (LoyaltyException $e) {
        echo $e->getCode(), ' ', $e->getMessage(), "\n";
    }
}
?>
--EXPECTF--
Warning: Loyalty\KeyRing::open(): open_basedir restriction in effect. File(/elsewhere/ring.key) is not within the allowed path(s): (%s) in %s on line %d
90 key ring file /elsewhere/ring.key: outside of open_basedir

Warning: Loyalty\KeyRing::save(): open_basedir restriction in effect. File(/elsewhere/ring.key) is not within the allowed path(s): (%s) in %s on line %d
90 key ring file /elsewhere/ring.key: outside of open_basedir

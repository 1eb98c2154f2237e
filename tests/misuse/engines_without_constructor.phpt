--TEST--
Engines: not made without their constructor, not read from a payload, not cloned, serialized or extended
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../quote/shop.inc';

use Loyalty\{CouponBatch, Coupons, CustomerBase, KeyRing, Rfm, Segment};

$programme = programme();
$ring = KeyRing::import('tea.example/test', [str_repeat('k', 32)], 0);
$coupons = new Coupons($ring, $programme);
$rfm = Rfm::quantiles();
$engines = [$programme, Segment::compile($programme, 'orders > 1'), new CustomerBase($programme), $rfm, $rfm->scoreRows([['anna', 1, 1, 100]]),
    $ring, $coupons, $coupons->issueMany($coupons->newBatch('ten', 3, AT))];
foreach ($engines as $engine) {
    $class = get_class($engine);
    foreach ([
        fn() => (new ReflectionClass($class))->newInstanceWithoutConstructor(),
        fn() => unserialize(sprintf('O:%d:"%s":0:{}', strlen($class), $class)),
        fn() => serialize($engine),
        fn() => clone $engine,
        fn() => $engine->more = 1,
    ] as $misuse) {
        try {
            $misuse();
            echo "$class allows it\n";
        } catch (Error | Exception $e) {
            echo $e->getMessage(), "\n";
        }
    }
    var_dump((new ReflectionClass($class))->isFinal());
}
?>
--EXPECT--
Class Loyalty\Programme is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\Programme' is not allowed
Serialization of 'Loyalty\Programme' is not allowed
Trying to clone an uncloneable object of class Loyalty\Programme
Cannot create dynamic property Loyalty\Programme::$more
bool(true)
Class Loyalty\Segment is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\Segment' is not allowed
Serialization of 'Loyalty\Segment' is not allowed
Trying to clone an uncloneable object of class Loyalty\Segment
Cannot create dynamic property Loyalty\Segment::$more
bool(true)
Class Loyalty\CustomerBase is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\CustomerBase' is not allowed
Serialization of 'Loyalty\CustomerBase' is not allowed
Trying to clone an uncloneable object of class Loyalty\CustomerBase
Cannot create dynamic property Loyalty\CustomerBase::$more
bool(true)
Class Loyalty\Rfm is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\Rfm' is not allowed
Serialization of 'Loyalty\Rfm' is not allowed
Trying to clone an uncloneable object of class Loyalty\Rfm
Cannot create dynamic property Loyalty\Rfm::$more
bool(true)
Class Loyalty\RfmScores is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\RfmScores' is not allowed
Serialization of 'Loyalty\RfmScores' is not allowed
Trying to clone an uncloneable object of class Loyalty\RfmScores
Cannot create dynamic property Loyalty\RfmScores::$more
bool(true)
Class Loyalty\KeyRing is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\KeyRing' is not allowed
Serialization of 'Loyalty\KeyRing' is not allowed
Trying to clone an uncloneable object of class Loyalty\KeyRing
Cannot create dynamic property Loyalty\KeyRing::$more
bool(true)
Class Loyalty\Coupons is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\Coupons' is not allowed
Serialization of 'Loyalty\Coupons' is not allowed
Trying to clone an uncloneable object of class Loyalty\Coupons
Cannot create dynamic property Loyalty\Coupons::$more
bool(true)
Class Loyalty\CouponStream is an internal class marked as final that cannot be instantiated without invoking its constructor
Unserialization of 'Loyalty\CouponStream' is not allowed
Serialization of 'Loyalty\CouponStream' is not allowed
Trying to clone an uncloneable object of class Loyalty\CouponStream
Cannot create dynamic property Loyalty\CouponStream::$more
bool(true)

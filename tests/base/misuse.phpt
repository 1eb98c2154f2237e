--TEST--
CustomerBase, CustomerSet, Rfm, RfmScores: constructed twice, cloned, compared, serialised, dumped
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, CustomerSet, Rfm, RfmScores};

$base = new CustomerBase(programme());
$base->append([order(1, 1, '2024-01-01', 100)]);
$objects = ['base' => $base, 'set' => $base->all(), 'rfm' => Rfm::ntile(), 'scores' => Rfm::ntile()->score($base, 1900000000)];
attempt(fn() => $base->__construct(programme()));
foreach ($objects as $name => $object) {
    echo "$name\n";
    attempt(fn() => clone $object);
    attempt(fn() => $object->extra = 1);
    var_dump($object == $object, $object == (clone new ArrayObject()), (array) $object);
    if (!$object instanceof CustomerSet) {
        attempt(fn() => serialize($object));
    }
}
attempt(fn() => new CustomerSet());
attempt(fn() => new Rfm());
attempt(fn() => new RfmScores());
foreach ([CustomerBase::class, CustomerSet::class, Rfm::class, RfmScores::class] as $class) {
    attempt(fn() => (new ReflectionClass($class))->newInstanceWithoutConstructor());
}
var_dump($objects['set']);
--EXPECT--
Error: Cannot initialize Loyalty\CustomerBase twice
base
Error: Trying to clone an uncloneable object of class Loyalty\CustomerBase
Error: Cannot create dynamic property Loyalty\CustomerBase::$extra
bool(true)
bool(false)
array(0) {
}
Exception: Serialization of 'Loyalty\CustomerBase' is not allowed
set
Error: Trying to clone an uncloneable object of class Loyalty\CustomerSet
Error: Cannot create dynamic property Loyalty\CustomerSet::$extra
bool(true)
bool(false)
array(0) {
}
rfm
Error: Trying to clone an uncloneable object of class Loyalty\Rfm
Error: Cannot create dynamic property Loyalty\Rfm::$extra
bool(true)
bool(false)
array(0) {
}
Exception: Serialization of 'Loyalty\Rfm' is not allowed
scores
Error: Trying to clone an uncloneable object of class Loyalty\RfmScores
Error: Cannot create dynamic property Loyalty\RfmScores::$extra
bool(true)
bool(false)
array(0) {
}
Exception: Serialization of 'Loyalty\RfmScores' is not allowed
Error: Call to private Loyalty\CustomerSet::__construct() from global scope
Error: Call to private Loyalty\Rfm::__construct() from global scope
Error: Call to private Loyalty\RfmScores::__construct() from global scope
ReflectionException: Class Loyalty\CustomerBase is an internal class marked as final that cannot be instantiated without invoking its constructor
ReflectionException: Class Loyalty\CustomerSet is an internal class marked as final that cannot be instantiated without invoking its constructor
ReflectionException: Class Loyalty\Rfm is an internal class marked as final that cannot be instantiated without invoking its constructor
ReflectionException: Class Loyalty\RfmScores is an internal class marked as final that cannot be instantiated without invoking its constructor
object(Loyalty\CustomerSet)#4 (0) {
}

--TEST--
Segment: made in one way, never copied, compared or stored
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Programme, Segment};

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];

function attempt(callable $call): void
{
    try {
        $call();
        echo "done\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
$programme = Programme::fromArray(HEAD + ['tiers' => ['by' => 'orders', 'levels' => [['key' => 'bronze', 'name' => 'B', 'from' => 0], ['key' => 'gold', 'name' => 'G', 'from' => 3]]],
    'segments' => [['key' => 'many', 'name' => 'Many', 'rule' => 'orders >= 2']]]);
$segment = Segment::compile($programme, 'orders > 1');
attempt(fn() => new Segment());
attempt(fn() => (new ReflectionClass(Segment::class))->newInstanceWithoutConstructor());
attempt(fn() => clone $segment);
attempt(fn() => serialize($segment));
attempt(fn() => unserialize('O:15:"Loyalty\Segment":0:{}'));
attempt(fn() => $segment->rule = 'x');
attempt(fn() => Segment::compile('orders > 1', $programme));
attempt(fn() => $segment->matches($programme));
var_dump($segment == Segment::compile($programme, 'orders > 1'), $segment);
--EXPECT--
Error: Call to private Loyalty\Segment::__construct() from global scope
ReflectionException: Class Loyalty\Segment is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Loyalty\Segment
Exception: Serialization of 'Loyalty\Segment' is not allowed
Exception: Unserialization of 'Loyalty\Segment' is not allowed
Error: Cannot create dynamic property Loyalty\Segment::$rule
TypeError: Loyalty\Segment::compile(): Argument #1 ($programme) must be of type Loyalty\Programme, string given
TypeError: Loyalty\Segment::matches(): Argument #1 ($customer) must be of type Loyalty\Customer, Loyalty\Programme given
bool(false)
object(Loyalty\Segment)#2 (0) {
}

--TEST--
Programme, ProgrammeError: made in one way, never copied, compared or stored
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Programme, ProgrammeError};

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

$programme = Programme::fromArray(HEAD);
attempt(fn() => new Programme());
attempt(fn() => (new ReflectionClass(Programme::class))->newInstanceWithoutConstructor());
attempt(fn() => clone $programme);
attempt(fn() => serialize($programme));
attempt(fn() => unserialize('O:17:"Loyalty\Programme":0:{}'));
attempt(fn() => unserialize('C:17:"Loyalty\Programme":0:{}'));
attempt(fn() => $programme->extra = 1);
attempt(fn() => $programme->segment('none'));
attempt(fn() => $programme->worth(1, 2));
attempt(fn() => Programme::fromJson([]));
var_dump($programme == Programme::fromArray(HEAD), $programme == $programme);
var_dump($programme, (array) $programme, json_encode($programme));

[$error] = Programme::check('7');
var_dump($error);
attempt(fn() => $error->found = 'nothing');
attempt(fn() => new ProgrammeError());
--EXPECT--
Error: Call to private Loyalty\Programme::__construct() from global scope
ReflectionException: Class Loyalty\Programme is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Loyalty\Programme
Exception: Serialization of 'Loyalty\Programme' is not allowed
Exception: Unserialization of 'Loyalty\Programme' is not allowed
Exception: Unserialization of 'Loyalty\Programme' is not allowed
Error: Cannot create dynamic property Loyalty\Programme::$extra
ValueError: Loyalty\Programme::segment(): Argument #1 ($key) must be the key of a segment of the programme
ArgumentCountError: Loyalty\Programme::worth() expects exactly 1 argument, 2 given
TypeError: Loyalty\Programme::fromJson(): Argument #1 ($json) must be of type string, array given
bool(false)
bool(true)
object(Loyalty\Programme)#1 (0) {
}
array(0) {
}
string(2) "{}"
object(Loyalty\ProgrammeError)#3 (3) {
  ["pointer"]=>
  string(0) ""
  ["found"]=>
  string(1) "7"
  ["expected"]=>
  string(24) "an object: the programme"
}
Error: Cannot modify readonly property Loyalty\ProgrammeError::$found
Error: Call to private Loyalty\ProgrammeError::__construct() from global scope

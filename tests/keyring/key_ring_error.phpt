--TEST--
KeyRing: arguments that are wrong, constructing, clone, comparison
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\KeyRing;

$key = str_repeat('k', 32);
$ring = KeyRing::import('shop', [2 => $key, 5 => $key], 5);
foreach ([
    fn() => new KeyRing(),
    fn() => (new ReflectionMethod(KeyRing::class, '__construct'))->invoke($ring),
    fn() => KeyRing::create(''),
    fn() => KeyRing::create(str_repeat('d', 256)),
    fn() => KeyRing::create("\xFF"),
    fn() => KeyRing::import('', [$key], 0),
    fn() => KeyRing::import('shop', [], 0),
    fn() => KeyRing::import('shop', [$key], 1),
    fn() => KeyRing::import('shop', [$key], -1),
    fn() => KeyRing::import('shop', [$key], PHP_INT_MAX),
    fn() => KeyRing::import('shop', [8 => $key], 8),
    fn() => KeyRing::import('shop', [-1 => $key], -1),
    fn() => KeyRing::import('shop', ['a' => $key], 0),
    fn() => KeyRing::import('shop', [substr($key, 1)], 0),
    fn() => KeyRing::import('shop', [$key . 'k'], 0),
    fn() => KeyRing::import('shop', [7], 0),
    fn() => $ring->retire(5),
    fn() => $ring->retire(0),
    fn() => $ring->retire(8),
    fn() => $ring->added = 1,
    fn() => clone $ring,
    fn() => $ring < KeyRing::create('shop'),
    fn() => (new ReflectionClass($ring))->newInstanceWithoutConstructor(),
] as $misuse) {
    try {
        $result = $misuse();
        echo 'no error: ', json_encode($result), "\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
var_dump($ring == $ring, $ring == KeyRing::import('shop', [2 => $key, 5 => $key], 5));
?>
--EXPECT--
Error: Call to private Loyalty\KeyRing::__construct() from global scope
Error: Cannot initialize Loyalty\KeyRing twice
ValueError: Loyalty\KeyRing::create(): Argument #1 ($domain) must be 1 to 255 bytes of UTF-8
ValueError: Loyalty\KeyRing::create(): Argument #1 ($domain) must be 1 to 255 bytes of UTF-8
ValueError: Loyalty\KeyRing::create(): Argument #1 ($domain) must be 1 to 255 bytes of UTF-8
ValueError: Loyalty\KeyRing::import(): Argument #1 ($domain) must be 1 to 255 bytes of UTF-8
ValueError: Loyalty\KeyRing::import(): Argument #3 ($issuing) must be the slot of one of the keys
ValueError: Loyalty\KeyRing::import(): Argument #3 ($issuing) must be the slot of one of the keys
ValueError: Loyalty\KeyRing::import(): Argument #3 ($issuing) must be the slot of one of the keys
ValueError: Loyalty\KeyRing::import(): Argument #3 ($issuing) must be the slot of one of the keys
ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must be keys of 32 bytes by slot, 0 to 7
ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must be keys of 32 bytes by slot, 0 to 7
ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must be keys of 32 bytes by slot, 0 to 7
ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must be keys of 32 bytes by slot, 0 to 7
ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must be keys of 32 bytes by slot, 0 to 7
ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must be keys of 32 bytes by slot, 0 to 7
ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign
ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign
ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be between 0 and 7
Error: Cannot create dynamic property Loyalty\KeyRing::$added
Error: Trying to clone an uncloneable object of class Loyalty\KeyRing
no error: false
ReflectionException: Class Loyalty\KeyRing is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(false)

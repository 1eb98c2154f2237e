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
    fn() => KeyRing::import('shop', [$key, str_repeat("\0", 32)], 0),
    fn() => $ring->retire(5),
    fn() => $ring->retire(0),
    fn() => $ring->retire(8),
    fn() => $ring->retire(2, 'long'),
    fn() => $ring->retire(0, 'public'),
    fn() => $ring->retire(2, 'short', PHP_INT_MAX),
    fn() => $ring->rotate('SHORT'),
    fn() => $ring->rotate('short', PHP_INT_MIN),
    fn() => $ring->rotate('short', 'now'),
    fn() => $ring->pseudonym(''),
    fn() => $ring->export('elevenbytes'),
    fn() => KeyRing::import('shop', [$key], 0, 'short'),
    fn() => KeyRing::import('shop', [$key], 0, str_repeat("\0", 32)),
    fn() => KeyRing::import('shop', [$key], 0, null, $key . $key),
    fn() => KeyRing::partner('', [$key]),
    fn() => KeyRing::partner('shop', []),
    fn() => KeyRing::partner('shop', [str_repeat("\0", 32)]),
    fn() => KeyRing::partner('shop', ["\1" . str_repeat("\0", 31)]),
    fn() => KeyRing::partner('shop', [str_repeat('0', 64)]),
    fn() => KeyRing::partner('shop', [str_repeat('zz', 32)]),
    fn() => KeyRing::partner('shop', [7]),
    fn() => KeyRing::partner('shop', [...$ring->publicKeys(), 'x']),
    fn() => KeyRing::importSealed('', 'a passphrase'),
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
ValueError: Loyalty\KeyRing::import(): Argument #2 ($keys) must not hold a key of zeros, which everybody has
ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign
ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign
ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be between 0 and 7
ValueError: Loyalty\KeyRing::retire(): Argument #2 ($kind) must be "short", "public" or "shared"
ValueError: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign
ValueError: Loyalty\KeyRing::retire(): Argument #3 ($notAfter) must be an instant in the years 1 to 9999
ValueError: Loyalty\KeyRing::rotate(): Argument #1 ($kind) must be "short", "public" or "shared"
ValueError: Loyalty\KeyRing::rotate(): Argument #2 ($at) must be an instant in the years 1 to 9999
TypeError: Loyalty\KeyRing::rotate(): Argument #2 ($at) must be of type DateTimeInterface|int|null, string given
ValueError: Loyalty\KeyRing::pseudonym(): Argument #1 ($canonical) must not be empty
ValueError: Loyalty\KeyRing::export(): Argument #1 ($passphrase) must have at least 12 bytes
ValueError: Loyalty\KeyRing::import(): Argument #4 ($tokenSeed) must be 32 bytes that are not all zero
ValueError: Loyalty\KeyRing::import(): Argument #4 ($tokenSeed) must be 32 bytes that are not all zero
ValueError: Loyalty\KeyRing::import(): Argument #5 ($tokenKey) must be 32 bytes that are not all zero
ValueError: Loyalty\KeyRing::partner(): Argument #1 ($domain) must be 1 to 255 bytes of UTF-8
ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must not be empty
ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits
ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits
ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits
ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits
ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits
ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits
Loyalty\LoyaltyException: this text is no sealed key ring, or not all of one
Error: Cannot create dynamic property Loyalty\KeyRing::$added
Error: Trying to clone an uncloneable object of class Loyalty\KeyRing
no error: false
ReflectionException: Class Loyalty\KeyRing is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
bool(false)

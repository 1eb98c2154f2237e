--TEST--
Attacks: records that nobody verified, and engines that tell their keys
--EXTENSIONS--
loyalty
sodium
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
--FILE--
<?php
require __DIR__ . '/attacks.inc';
require __DIR__ . '/cart.inc';

use Loyalty\{Cart, CartLine, Coupon, CouponBatch, Coupons, CouponStream, CouponTerms, CouponUsage, Customer, Discount, DiscountKind, Event, KeyRing, Money, Programme, Quote, QuoteLine, RejectedCoupon, Segment, WordFilter};

$programme = programme(['ten' => percent(1000), 'qr' => percent(1000, ['format' => 'public'])]);
[$verifier, $codes] = issued($programme, 2);
$cart = cart([['A', 1, 1000]]);
$coupon = $verifier->verify($codes['ten'][0]);
$quote = $programme->quote($cart, null, [$codes['ten'][0], 'nonsense'], $verifier, NOW);
$batch = (new Coupons(ring(), $programme))->newBatch('ten', 2, NOW);
$terms = new CouponTerms(DiscountKind::Percent, 1000);
$ring = ring();
$stream = $verifier->issueMany((new Coupons(ring(), $programme))->newBatch('ten', 2, NOW - 10, 0));
$bare = fn(string $class) => (new ReflectionClass($class))->newInstanceWithoutConstructor();
$forge = function (string $class, array $state) use ($bare): object {
    $object = $bare($class);
    foreach ($state as $name => $value) {
        (new ReflectionProperty($class, $name))->setValue($object, $value);
    }
    return $object;
};

foreach ([Coupon::class, Quote::class, Discount::class, RejectedCoupon::class, QuoteLine::class] as $class) {
    $short = substr($class, 8);
    attack("forged by new: $short", fn() => new $class());
    attack("forged by unserialize(): $short", fn() => unserialize(sprintf('O:%d:"%s":0:{}', strlen($class), $class)), fn() => unserialize(sprintf('C:%d:"%s":0:{}', strlen($class), $class)));
}
foreach ([KeyRing::class, Coupons::class, Programme::class, CouponStream::class, Segment::class, WordFilter::class, Customer::class] as $class) {
    $short = substr($class, 8);
    attack("engine from a string: $short", fn() => unserialize(sprintf('O:%d:"%s":0:{}', strlen($class), $class)));
}
attack('forged by reflection: engines without their constructor', ...array_map(fn($class) => fn() => $bare($class), [KeyRing::class, Coupons::class, Programme::class, CouponStream::class]));
attack('forged by reflection: a Coupon of nothing in a quote', fn() => told($programme->quote($cart, null, [$bare(Coupon::class)], null, NOW)), fn() => told($programme->quote($cart, null, [$bare(Coupon::class)], $verifier, NOW)));
$state = get_object_vars($coupon);
attack('forged by reflection: a Coupon that nobody signed, verified again by the quote', fn() => told($programme->quote($cart, null, [$forge(Coupon::class, ['code' => '80000000000000000000', 'serial' => 1] + $state)], $verifier, NOW)));
attack('forged by reflection: a genuine Coupon with another code, campaign and serial', fn() => told($programme->quote($cart, null, [$forge(Coupon::class, ['campaignNumber' => 99, 'serial' => 99, 'campaign' => 'none'] + $state)], $verifier, NOW)));
attack('forged by reflection: display() of odd codes', ...array_map(fn($code) => fn() => strlen($forge(Coupon::class, ['code' => $code] + $state)->display()), ['', '-', str_repeat('A', 1 << 16), "\0\0\0\0\0", 'A-', 'C1P.']));
attack('forged by reflection: a batch that is not', fn() => new Coupons(ring(), $programme, [$bare(CouponBatch::class)]), fn() => $verifier->issueMany($bare(CouponBatch::class)));
$row = get_object_vars($batch);
attack('forged by reflection: batch with a count of the end of the integers', fn() => count($verifier->issueMany($forge(CouponBatch::class, ['count' => PHP_INT_MAX] + $row))), fn() => count($verifier->issueMany($forge(CouponBatch::class, ['firstSerial' => PHP_INT_MIN] + $row))));
attack('forged by reflection: batch with skipped serials that descend', fn() => count($verifier->issueMany($forge(CouponBatch::class, ['skipped' => [5, 1]] + $row))), fn() => count($verifier->issueMany($forge(CouponBatch::class, ['skipped' => ['x']] + $row))));
attack('forged by reflection: batch with names and customers that are none', fn() => iterator_to_array($verifier->issueMany($forge(CouponBatch::class, ['names' => [1, null]] + $row))),
    fn() => new Coupons(ring(), $programme, [$forge(CouponBatch::class, ['customers' => [[], new stdClass()]] + $row)]) && 'taken');
attack('forged by reflection: terms in a token', fn() => $verifier->token(1, 0, $bare(CouponTerms::class)), fn() => $verifier->token(1, 0, $forge(CouponTerms::class, ['value' => 99999] + get_object_vars($terms))),
    fn() => $verifier->token(1, 0, $forge(CouponTerms::class, ['name' => "\0"] + get_object_vars($terms))), fn() => $verifier->token(1, 0, $forge(CouponTerms::class, ['customer' => 'x'] + get_object_vars($terms))));
attack('forged by reflection: usage and cart in a quote', fn() => told($programme->quote($bare(Cart::class), null, [], null, NOW)), fn() => told($programme->quote($cart, null, [], null, NOW, [$bare(CouponUsage::class)])),
    fn() => told($programme->quote($forge(Cart::class, ['lines' => [$bare(CartLine::class)]] + get_object_vars($cart)), null, [], null, NOW)));
attack('written to: properties of each record', ...array_map(fn($pair) => function () use ($pair) {
    $pair[0]->{$pair[1]} = $pair[0]->{$pair[1]};
}, [[$coupon, 'customer'], [$quote, 'total'], [$quote->discounts[0], 'amount'], [$batch, 'count'], [$terms, 'value'], [$cart, 'lines']]));
attack('written to: a property that is not there', ...array_map(fn($object) => function () use ($object) {
    $object->admin = true;
}, [$coupon, $quote, $batch, $ring, $verifier, $programme, $stream]));
attack('written to by reference: the customers of a batch', function () use ($row, $forge) {
    $list = ['anna', 'bert'];
    $batch = new CouponBatch('ten', 0, 2, NOW, str_repeat('0', 64), 0, $list);
    $list[0] = 'mallory';
    return $batch->customers;
});
attack('written to through an iterator: lines of a cart', function () use ($cart) {
    try {
        foreach ($cart->lines as &$line) {
            $line = null;
        }
    } catch (Error) { // worded differently from version to version
    }
    return count(array_filter($cart->lines)) . ' still there';
});
attack('cloned: engines', ...array_map(fn($object) => fn() => clone $object, [$ring, $verifier, $programme, $stream]));
attack('cloned: a Coupon is its copy and no more', fn() => (clone $coupon) == $coupon);
attack('serialized: engines', ...array_map(fn($object) => fn() => serialize($object), [$ring, $verifier, $programme, $stream]));
attack('serialized: what only we can make', ...array_map(fn($object) => fn() => serialize($object), [$coupon, $quote, $quote->discounts[0]]));
$hostile = fn(string $class, object $good, array $change) => fn() => unserialize(serialize_as($class, array_replace($good->__serialize(), $change))) && 'taken';
attack('unserialized: batches with a count of 0, of another type, too few names, unknown members', $hostile(CouponBatch::class, $batch, ['count' => 0]), $hostile(CouponBatch::class, $batch, ['count' => '2']),
    $hostile(CouponBatch::class, $batch, ['names' => ['A']]), $hostile(CouponBatch::class, $batch, ['skipped' => [9, 9]]), $hostile(CouponBatch::class, $batch, ['admin' => true]), $hostile(CouponBatch::class, $batch, ['key' => 99]));
attack('unserialized: terms of 1,000 %, of a customer that is a name, of another class for the kind', $hostile(CouponTerms::class, $terms, ['value' => 100000]), $hostile(CouponTerms::class, $terms, ['customer' => 'anna']),
    $hostile(CouponTerms::class, $terms, ['kind' => new stdClass()]), $hostile(CouponTerms::class, $terms, ['kind' => DiscountKind::BuyGet]));
attack('unserialized: money of floats and of four letters', $hostile(Money::class, new Money(1, 'GBP'), ['minor' => 1.5]), $hostile(Money::class, new Money(1, 'GBP'), ['currency' => 'GBPX']));
attack('unserialized: a cart whose line is itself', fn() => unserialize('O:12:"Loyalty\Cart":1:{s:5:"lines";a:1:{i:0;r:1;}}'));
attack('constructed twice', fn() => $batch->__construct('ten', 0, 1, NOW, str_repeat('0', 64), 0), fn() => $terms->__construct(DiscountKind::Percent, 1), fn() => $verifier->__construct($ring), fn() => $cart->__construct([], new Money(0, 'GBP')),
    fn() => (new WordFilter(['ABC']))->__construct([]));
attack('unserialized twice', fn() => $batch->__unserialize($batch->__serialize()), fn() => $terms->__unserialize($terms->__serialize()));

$told = 'tells_of_keys';
foreach (['var_dump' => var_dump(...), 'print_r' => fn($o) => print_r($o, true), 'var_export' => fn($o) => var_export($o, true), '(array)' => fn($o) => (array) $o, 'json_encode' => fn($o) => json_encode($o), 'serialize' => serialize(...),
    'debug_zval_refcount' => debug_zval_refcount(...), 'get_mangled_object_vars' => get_mangled_object_vars(...), 'foreach' => fn($o) => iterator_to_array(each_of($o)),
    'a bound closure' => fn($o) => (fn() => get_object_vars($this))->call($o), 'igbinary or another __sleep' => fn($o) => method_exists($o, '__sleep') ? $o->__sleep() : '', 'an exception with it in the trace' => fn($o) => throw_with($o)] as $name => $out) {
    attack("leak: $name of ring, verifier, stream", fn() => $told(fn() => $out($ring)), fn() => $told(fn() => $out($verifier)), fn() => $told(fn() => $out($stream)));
}
attack('leak: traces of calls with keys that fail', ...array_map(fn($try) => fn() => $told($try), [
    fn() => KeyRing::import('', [MASTER], 0, SEED, SHARED), fn() => KeyRing::import(DOMAIN, [MASTER], 7, SEED, SHARED), fn() => KeyRing::import(DOMAIN, [MASTER, 'short'], 0, SEED, SHARED), fn() => KeyRing::import(DOMAIN, [MASTER], 'x', SEED, SHARED),
    fn() => KeyRing::import(DOMAIN, [[MASTER]], 0), fn() => KeyRing::import(DOMAIN, [MASTER], 0, [SEED]), fn() => KeyRing::importSealed('x', MASTER), fn() => $ring->export(substr(MASTER, 0, 8)), fn() => call_user_func_array([KeyRing::class, 'import'], [DOMAIN, [MASTER], -1, SEED, SHARED]),
]));
attack('leak: refusals of codes', ...array_map(fn($code) => fn() => $told(fn() => $verifier->verify($code)), ['', 'U', '80000000000000000000', $codes['ten'][0] . 'X', 'C1P.00', MASTER === '' ? '' : '8']));
attack('compared: rings by their keys', fn() => $ring == ring(), fn() => ring() == ring());

/** Whether what is printed, returned or thrown has a key in it, raw, in hexadecimal or base 64, whole or in part. */
function tells_of_keys(callable $out): string
{
    $secrets = [MASTER, strrev(MASTER), SEED, SHARED];
    ob_start();
    try {
        $returned = $out();
    } catch (Throwable $e) {
        $returned = $e . print_r($e->getTrace()[0]['args'] ?? [], true);
    }
    $text = ob_get_clean() . (is_string($returned) ? $returned : print_r($returned, true));
    foreach ($secrets as $secret) {
        foreach ([substr($secret, 0, 12), substr($secret, 20), bin2hex(substr($secret, 8, 8)), base64_encode(substr($secret, 0, 12))] as $part) {
            if (str_contains($text, $part)) {
                return "A KEY: $text";
            }
        }
    }
    return 'nothing';
}
function each_of(object $object): Generator
{
    yield from $object;
}
function debug_zval_refcount(object $object): void
{
    debug_zval_dump($object);
}
function throw_with(object $object): never
{
    throw new Exception('with arguments');
}
function serialize_as(string $class, array $state): string
{
    return sprintf('O:%d:"%s":%s', strlen($class), $class, substr(serialize($state), 2));
}
?>
--EXPECT--
forged by new: Coupon … Error: Call to private Loyalty\Coupon::__construct() from global scope
forged by unserialize(): Coupon … Exception: Unserialization of 'Loyalty\Coupon' is not allowed (2)
forged by new: Quote … Error: Call to private Loyalty\Quote::__construct() from global scope
forged by unserialize(): Quote … Exception: Unserialization of 'Loyalty\Quote' is not allowed (2)
forged by new: Discount … Error: Call to private Loyalty\Discount::__construct() from global scope
forged by unserialize(): Discount … Exception: Unserialization of 'Loyalty\Discount' is not allowed (2)
forged by new: RejectedCoupon … Error: Call to private Loyalty\RejectedCoupon::__construct() from global scope
forged by unserialize(): RejectedCoupon … Exception: Unserialization of 'Loyalty\RejectedCoupon' is not allowed (2)
forged by new: QuoteLine … Error: Call to private Loyalty\QuoteLine::__construct() from global scope
forged by unserialize(): QuoteLine … Exception: Unserialization of 'Loyalty\QuoteLine' is not allowed (2)
engine from a string: KeyRing … Exception: Unserialization of 'Loyalty\KeyRing' is not allowed
engine from a string: Coupons … Exception: Unserialization of 'Loyalty\Coupons' is not allowed
engine from a string: Programme … Exception: Unserialization of 'Loyalty\Programme' is not allowed
engine from a string: CouponStream … Exception: Unserialization of 'Loyalty\CouponStream' is not allowed
engine from a string: Segment … Exception: Unserialization of 'Loyalty\Segment' is not allowed
engine from a string: WordFilter … Exception: Unserialization of 'Loyalty\WordFilter' is not allowed
engine from a string: Customer … Exception: Unserialization of 'Loyalty\Customer' is not allowed
forged by reflection: engines without their constructor … ReflectionException: Class Loyalty\CouponStream is an internal class marked as final that cannot be instantiated without invoking its constructor (1), ReflectionException: Class Loyalty\Coupons is an internal class marked as final that cannot be instantiated without invoking its constructor (1), ReflectionException: Class Loyalty\KeyRing is an internal class marked as final that cannot be instantiated without invoking its constructor (1), ReflectionException: Class Loyalty\Programme is an internal class marked as final that cannot be instantiated without invoking its constructor (1)
forged by reflection: a Coupon of nothing in a quote … Error: Loyalty\Coupon object is not initialized (2)
forged by reflection: a Coupon that nobody signed, verified again by the quote … total 10.00; BAD_CHECK
forged by reflection: a genuine Coupon with another code, campaign and serial … total 9.00; ten -1.00
forged by reflection: display() of odd codes … 0 (1), 1 (1), 2 (1), 4 (1), 6 (1), Error: Loyalty\Coupon object is not initialized (1)
forged by reflection: a batch that is not … Error: Loyalty\CouponBatch object is not initialized (2)
forged by reflection: batch with a count of the end of the integers … Error: Loyalty\CouponBatch object is not initialized (2)
forged by reflection: batch with skipped serials that descend … Error: Loyalty\CouponBatch object is not initialized (2)
forged by reflection: batch with names and customers that are none … Error: a list of the batch has no text at place 0 (1), true (1)
forged by reflection: terms in a token … Error: Loyalty\CouponTerms object is not initialized (4)
forged by reflection: usage and cart in a quote … Error: Loyalty\Cart object is not initialized (1), Error: Loyalty\CartLine object is not initialized (1), Error: Loyalty\CouponUsage object is not initialized (1)
written to: properties of each record … Error: Cannot modify readonly property Loyalty\Cart::$lines (1), Error: Cannot modify readonly property Loyalty\Coupon::$customer (1), Error: Cannot modify readonly property Loyalty\CouponBatch::$count (1), Error: Cannot modify readonly property Loyalty\CouponTerms::$value (1), Error: Cannot modify readonly property Loyalty\Discount::$amount (1), Error: Cannot modify readonly property Loyalty\Quote::$total (1)
written to: a property that is not there … Error: Cannot create dynamic property Loyalty\Coupon::$admin (1), Error: Cannot create dynamic property Loyalty\CouponBatch::$admin (1), Error: Cannot create dynamic property Loyalty\CouponStream::$admin (1), Error: Cannot create dynamic property Loyalty\Coupons::$admin (1), Error: Cannot create dynamic property Loyalty\KeyRing::$admin (1), Error: Cannot create dynamic property Loyalty\Programme::$admin (1), Error: Cannot create dynamic property Loyalty\Quote::$admin (1)
written to by reference: the customers of a batch … ["anna","bert"]
written to through an iterator: lines of a cart … 1 still there
cloned: engines … Error: Trying to clone an uncloneable object of class Loyalty\CouponStream (1), Error: Trying to clone an uncloneable object of class Loyalty\Coupons (1), Error: Trying to clone an uncloneable object of class Loyalty\KeyRing (1), Error: Trying to clone an uncloneable object of class Loyalty\Programme (1)
cloned: a Coupon is its copy and no more … true
serialized: engines … Exception: Serialization of 'Loyalty\CouponStream' is not allowed (1), Exception: Serialization of 'Loyalty\Coupons' is not allowed (1), Exception: Serialization of 'Loyalty\KeyRing' is not allowed (1), Exception: Serialization of 'Loyalty\Programme' is not allowed (1)
serialized: what only we can make … Exception: Serialization of 'Loyalty\Coupon' is not allowed (1), Exception: Serialization of 'Loyalty\Discount' is not allowed (1), Exception: Serialization of 'Loyalty\Quote' is not allowed (1)
unserialized: batches with a count of 0, of another type, too few names, unknown members … Exception: Invalid serialization data for Loyalty\CouponBatch object (6)
unserialized: terms of 1,000 %, of a customer that is a name, of another class for the kind … Exception: Invalid serialization data for Loyalty\CouponTerms object (4)
unserialized: money of floats and of four letters … Exception: Invalid serialization data for Loyalty\Money object (2)
unserialized: a cart whose line is itself … Exception: Invalid serialization data for Loyalty\Cart object
constructed twice … Error: Cannot initialize Loyalty\Cart twice (1), Error: Cannot initialize Loyalty\CouponBatch twice (1), Error: Cannot initialize Loyalty\CouponTerms twice (1), Error: Cannot initialize Loyalty\Coupons twice (1), Error: Cannot initialize Loyalty\WordFilter twice (1)
unserialized twice … Error: Cannot initialize Loyalty\CouponBatch twice (1), Error: Cannot initialize Loyalty\CouponTerms twice (1)
leak: var_dump of ring, verifier, stream … nothing (3)
leak: print_r of ring, verifier, stream … nothing (3)
leak: var_export of ring, verifier, stream … nothing (3)
leak: (array) of ring, verifier, stream … nothing (3)
leak: json_encode of ring, verifier, stream … nothing (3)
leak: serialize of ring, verifier, stream … nothing (3)
leak: debug_zval_refcount of ring, verifier, stream … nothing (3)
leak: get_mangled_object_vars of ring, verifier, stream … nothing (3)
leak: foreach of ring, verifier, stream … nothing (3)
leak: a bound closure of ring, verifier, stream … nothing (3)
leak: igbinary or another __sleep of ring, verifier, stream … nothing (3)
leak: an exception with it in the trace of ring, verifier, stream … nothing (3)
leak: traces of calls with keys that fail … nothing (9)
leak: refusals of codes … nothing (6)
compared: rings by their keys … false (2)

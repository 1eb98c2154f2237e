--TEST--
CouponStream: the same codes by foreach and by methods, from any place, in constant memory
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupons, CouponStream, LoyaltyException};

require __DIR__ . '/terms.inc';

$keys = ring();
$shop = new Coupons($keys, programme());
$bare = new Coupons($keys);
$batch = $shop->newBatch('forever', 1000, 0, 7);
$stream = $shop->issueMany($batch);
$codes = iterator_to_array($stream);
var_dump(count($stream), count($codes), count(array_unique($codes)), array_key_first($codes), array_key_last($codes));
var_dump($codes[7] === $bare->issue(1, 7), $codes[1006] === $bare->issue(1, 1006));

$again = [];
for ($stream->rewind(); $stream->valid(); $stream->next()) {
    $again[$stream->key()] = $stream->current();
}
var_dump($again === $codes, [...$shop->issueMany($batch, 500, 2)] === [$codes[507], $codes[508]]);
var_dump(count($shop->issueMany($batch, 1000)), iterator_to_array($shop->issueMany($batch, 3, 0)));

// One place for all who look at it, as with any Iterator.
foreach ($stream as $serial => $code) {
    if ($serial === 9) {
        break;
    }
}
echo $stream->key(), ' ', $stream->current() === $code ? 'same' : 'other', "\n";

// The stream keeps what it needs.
$lone = (new Coupons(ring(), programme()))->issueMany($batch, 0, 3);
gc_collect_cycles();
var_dump(array_values(iterator_to_array($lone)) === array_slice(array_values($codes), 0, 3));

$before = memory_get_usage();
foreach ($shop->issueMany($shop->newBatch('forever', 200000, 0)) as $code) {
}
var_dump(memory_get_usage() - $before < 10000);

var_dump($stream);
while ($stream->valid()) {
    $stream->next();
}
$stream->next();
attempt(
    fn() => $stream->current(),
    fn() => $stream->key(),
    fn() => new CouponStream(),
    fn() => (new ReflectionMethod(CouponStream::class, '__construct'))->invoke($stream),
    fn() => clone $stream,
    fn() => serialize($stream),
    fn() => unserialize('O:20:"Loyalty\CouponStream":0:{}'),
    fn() => $stream == clone $lone,
    fn() => $stream->added = 1,
    function () use ($stream) { foreach ($stream as &$code) { } },
    fn() => (new ReflectionClass($stream))->newInstanceWithoutConstructor(),
);

// A key that is retired under way ends the stream; no code is made without it.
$keys->rotate();
$seen = 0;
try {
    foreach ($shop->issueMany($batch) as $code) {
        if (++$seen === 5) {
            $keys->retire(0);
        }
    }
} catch (LoyaltyException $e) {
    echo $seen, ' ', $e->getCode(), ' ', $e->getMessage(), "\n";
}
?>
--EXPECTF--
int(1000)
int(1000)
int(1000)
int(7)
int(1006)
bool(true)
bool(true)
bool(true)
bool(true)
int(0)
array(0) {
}
9 same
bool(true)
bool(true)
object(Loyalty\CouponStream)#%d (0) {
}
Error: Loyalty\CouponStream is at its end
Error: Loyalty\CouponStream is at its end
Error: Call to private Loyalty\CouponStream::__construct() from global scope
Error: Cannot initialize Loyalty\CouponStream twice
Error: Trying to clone an uncloneable object of class Loyalty\CouponStream
Exception: Serialization of 'Loyalty\CouponStream' is not allowed
Exception: Unserialization of 'Loyalty\CouponStream' is not allowed
Error: Trying to clone an uncloneable object of class Loyalty\CouponStream
Error: Cannot create dynamic property Loyalty\CouponStream::$added
Error: An iterator cannot be used with foreach by reference
ReflectionException: Class Loyalty\CouponStream is an internal class marked as final that cannot be instantiated without invoking its constructor
5 92 the key of slot 0, which signed this batch, is not in the ring any more

--TEST--
CouponStream: no code comes from behind its end, whoever asks
--EXTENSIONS--
loyalty
--INI--
zend.exception_ignore_args=1
--FILE--
<?php
use Loyalty\{Coupons, KeyRing, Programme};

$programme = Programme::fromJson(file_get_contents(__DIR__ . '/../../examples/programme.json'));
$coupons = new Coupons(KeyRing::create('shop.example/test'), $programme);
$batch = $coupons->newBatch('winback', 10, 1323475200);
$stream = new NoRewindIterator($coupons->issueMany($batch, 0, 2));
for ($i = 0; $i < 4; $i++) {
    try {
        echo $coupons->verify($stream->current())->serial, "\n";
    } catch (Error $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
    $stream->next();
}
var_dump($stream->valid());
?>
--EXPECT--
0
1
Error: Loyalty\CouponStream is at its end
Error: Loyalty\CouponStream is at its end
bool(false)

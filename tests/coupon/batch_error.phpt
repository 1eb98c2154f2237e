--TEST--
CouponBatch: arguments that are wrong, constructing twice, readonly, clone, comparison
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\CouponBatch;

$hash = str_repeat('0f', 32);
$batch = new CouponBatch('welcome', 5, 2, 1300000000, $hash, 3, ['7', 'anna']);
var_dump($batch);
var_dump((new CouponBatch('w', 0, 2, 0, $hash, 0, [7, '007']))->customers);
var_dump(clone $batch == $batch, $batch == new CouponBatch('welcome', 5, 2, 1300000000, $hash, 2, ['7', 'anna']));

$last = (1 << 30) - 1;
new CouponBatch('w', $last, 1, 0, $hash, 0);
new CouponBatch('w', 0, 1 << 30, 0, $hash, 7);
foreach ([
    fn() => new CouponBatch('', 0, 1, 0, $hash, 0),
    fn() => new CouponBatch('w', -1, 1, 0, $hash, 0),
    fn() => new CouponBatch('w', 1 << 30, 1, 0, $hash, 0),
    fn() => new CouponBatch('w', 0, 0, 0, $hash, 0),
    fn() => new CouponBatch('w', $last, 2, 0, $hash, 0),
    fn() => new CouponBatch('w', 1, PHP_INT_MAX, 0, $hash, 0),
    fn() => new CouponBatch('w', 0, 1, PHP_INT_MIN, $hash, 0),
    fn() => new CouponBatch('w', 0, 1, 0, strtoupper($hash), 0),
    fn() => new CouponBatch('w', 0, 1, 0, 'ab', 0),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 8),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, -1),
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, ['one']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, ['a' => 'one']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, ['']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, ["\xFF"]),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, [1.5]),
    fn() => $batch->__construct('w', 0, 1, 0, $hash, 0),
    fn() => $batch->count = 9,
    fn() => $batch->customers[] = 'eve',
    fn() => $batch->added = 1,
    fn() => (new ReflectionClass(CouponBatch::class))->newInstanceWithoutConstructor()->__serialize(),
] as $misuse) {
    try {
        $misuse();
        echo "no error\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
?>
--EXPECTF--
object(Loyalty\CouponBatch)#%d (7) {
  ["campaign"]=>
  string(7) "welcome"
  ["firstSerial"]=>
  int(5)
  ["count"]=>
  int(2)
  ["issuedAt"]=>
  int(1300000000)
  ["programmeHash"]=>
  string(64) "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"
  ["key"]=>
  int(3)
  ["customers"]=>
  array(2) {
    [0]=>
    string(1) "7"
    [1]=>
    string(4) "anna"
  }
}
array(2) {
  [0]=>
  string(1) "7"
  [1]=>
  string(3) "007"
}
bool(true)
bool(false)
ValueError: Loyalty\CouponBatch::__construct(): Argument #1 ($campaign) must not be empty
ValueError: Loyalty\CouponBatch::__construct(): Argument #2 ($firstSerial) must be from 0 to 1073741823
ValueError: Loyalty\CouponBatch::__construct(): Argument #2 ($firstSerial) must be from 0 to 1073741823
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 1073741823
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 1073741823
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 1073741823
ValueError: Loyalty\CouponBatch::__construct(): Argument #4 ($issuedAt) must be an instant in the years 1 to 9999
ValueError: Loyalty\CouponBatch::__construct(): Argument #5 ($programmeHash) must be 64 hexadecimal digits in lower case
ValueError: Loyalty\CouponBatch::__construct(): Argument #5 ($programmeHash) must be 64 hexadecimal digits in lower case
ValueError: Loyalty\CouponBatch::__construct(): Argument #6 ($key) must be from 0 to 7
ValueError: Loyalty\CouponBatch::__construct(): Argument #6 ($key) must be from 0 to 7
ValueError: Loyalty\CouponBatch::__construct(): Argument #7 ($customers) must have as many customers as $count says
ValueError: Loyalty\CouponBatch::__construct(): Argument #7 ($customers) must be a list
ValueError: Loyalty\CouponBatch::__construct(): Argument #7 ($customers) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\CouponBatch::__construct(): Argument #7 ($customers) must be 1 to 191 bytes of UTF-8
TypeError: Loyalty\CouponBatch::__construct(): Argument #7 ($customers) must be a list of strings, %s given in it
Error: Cannot initialize Loyalty\CouponBatch twice
Error: Cannot modify readonly property Loyalty\CouponBatch::$count
Error: Cannot %Smodify readonly property Loyalty\CouponBatch::$customers
Error: Cannot create dynamic property Loyalty\CouponBatch::$added
Error: Loyalty\CouponBatch object is not initialized

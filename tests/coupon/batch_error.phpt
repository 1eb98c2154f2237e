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

$last = (1 << 32) - 1;
new CouponBatch('w', $last, 1, 0, $hash, 0);
new CouponBatch('w', 0, $last, 0, $hash, 7);
new CouponBatch('w', 0, 2, 0, $hash, 7, names: ['', 'MariaMagdale'], skipped: [0, 2, 3]);
foreach ([
    fn() => new CouponBatch('', 0, 1, 0, $hash, 0),
    fn() => new CouponBatch('w', -1, 1, 0, $hash, 0),
    fn() => new CouponBatch('w', 1 << 32, 1, 0, $hash, 0),
    fn() => new CouponBatch('w', 0, 1 << 32, 0, $hash, 0),
    fn() => new CouponBatch('w', $last, 1, 0, $hash, 0, skipped: [0]),
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
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, null, ['ANNA']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, null, ['a' => 'ANNA']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, null, ['A']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, null, ['ABCDEFGHIJKLM']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, null, ["Zo\u{eb}"]),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, null, ['AN-NA']),
    fn() => new CouponBatch('w', 0, 1, 0, $hash, 0, null, [7]),
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, skipped: [3]),
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, skipped: [1, 1]),
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, skipped: [2, 1]),
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, skipped: [-1]),
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, skipped: ['1']),
    fn() => new CouponBatch('w', 0, 2, 0, $hash, 0, skipped: [1 => 1]),
    fn() => $batch->__construct('w', 0, 1, 0, $hash, 0),
    fn() => $batch->count = 9,
    fn() => $batch->customers[] = 'eve',
    fn() => $batch->skipped[] = 1,
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

// What a reference holds can change; the batch cannot.
$offset = 1;
$name = 'ANNA';
$copied = new CouponBatch('w', 0, 2, 0, $hash, 0, null, [&$name, ''], [&$offset]);
$offset = 7;
$name = 'EVE';
echo json_encode([$copied->names, $copied->skipped]), "\n";
?>
--EXPECTF--
object(Loyalty\CouponBatch)#%d (9) {
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
  ["names"]=>
  NULL
  ["skipped"]=>
  array(0) {
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
ValueError: Loyalty\CouponBatch::__construct(): Argument #2 ($firstSerial) must be from 0 to 4294967295
ValueError: Loyalty\CouponBatch::__construct(): Argument #2 ($firstSerial) must be from 0 to 4294967295
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 4294967295
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 4294967295
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 4294967295
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 4294967295
ValueError: Loyalty\CouponBatch::__construct(): Argument #3 ($count) must be at least 1, and the last serial at most 4294967295
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
ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must have as many names as $count says
ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must be a list
ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must have names of 2 to 12 letters A to Z, or ""; the one at 0 is none
ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must have names of 2 to 12 letters A to Z, or ""; the one at 0 is none
ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must have names of 2 to 12 letters A to Z, or ""; the one at 0 is none
ValueError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must have names of 2 to 12 letters A to Z, or ""; the one at 0 is none
TypeError: Loyalty\CouponBatch::__construct(): Argument #8 ($names) must be a list of strings, int given in it
ValueError: Loyalty\CouponBatch::__construct(): Argument #9 ($skipped) must be a list of offsets that ascend, the last one below $count and their number together
ValueError: Loyalty\CouponBatch::__construct(): Argument #9 ($skipped) must be a list of offsets that ascend, the last one below $count and their number together
ValueError: Loyalty\CouponBatch::__construct(): Argument #9 ($skipped) must be a list of offsets that ascend, the last one below $count and their number together
ValueError: Loyalty\CouponBatch::__construct(): Argument #9 ($skipped) must be a list of offsets that ascend, the last one below $count and their number together
ValueError: Loyalty\CouponBatch::__construct(): Argument #9 ($skipped) must be a list of offsets that ascend, the last one below $count and their number together
ValueError: Loyalty\CouponBatch::__construct(): Argument #9 ($skipped) must be a list of offsets that ascend, the last one below $count and their number together
Error: Cannot initialize Loyalty\CouponBatch twice
Error: Cannot modify readonly property Loyalty\CouponBatch::$count
Error: Cannot %Smodify readonly property Loyalty\CouponBatch::$customers
Error: Cannot %Smodify readonly property Loyalty\CouponBatch::$skipped
Error: Cannot create dynamic property Loyalty\CouponBatch::$added
Error: Loyalty\CouponBatch object is not initialized
[["ANNA",""],[1]]

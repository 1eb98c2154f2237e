--TEST--
CouponUsage: what it holds and refuses, readonly, clone, comparison, serialize round trip, hostile payloads
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\CouponUsage;

function attempt(callable $call): void
{
    try {
        $call();
        echo "done\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
$usage = new CouponUsage('G04N', 1, 2, 3, 4);
var_dump($usage);
echo json_encode(new CouponUsage(campaignSpent: PHP_INT_MAX, code: 'spring', revoked: true)), "\n";
var_dump($usage == clone $usage, $usage == new CouponUsage('G04N', 1, 2, 3, 5), unserialize(serialize($usage)) == $usage);
attempt(fn() => new CouponUsage(''));
attempt(fn() => new CouponUsage("\xff"));
attempt(fn() => new CouponUsage('A', -1));
attempt(fn() => new CouponUsage('A', 0, -1));
attempt(fn() => new CouponUsage('A', 0, 0, -1));
attempt(fn() => new CouponUsage('A', 0, 0, 0, PHP_INT_MIN));
attempt(fn() => $usage->__construct('B'));
attempt(fn() => $usage->__unserialize([]));
attempt(fn() => $usage->uses = 0);
attempt(fn() => $usage->more = 0);
attempt(fn() => (new ReflectionClass(CouponUsage::class))->newInstanceWithoutConstructor()->__serialize());
$text = serialize($usage);
foreach ([
    'no members' => 'O:19:"Loyalty\CouponUsage":0:{}',
    'a member less' => str_replace([':6:{', 's:13:"campaignSpent";i:4;'], [':5:{', ''], $text),
    'a member more' => str_replace(':6:{', ':7:{i:0;i:0;', $text),
    'another member' => str_replace('s:13:"campaignSpent"', 's:13:"campaignspent"', $text),
    'negative' => str_replace('s:4:"uses";i:1;', 's:4:"uses";i:-1;', $text),
    'no number' => str_replace('s:4:"uses";i:1;', 's:4:"uses";d:1;', $text),
    'no answer' => str_replace('s:7:"revoked";b:0;', 's:7:"revoked";i:0;', $text),
    'no code' => str_replace('s:4:"G04N"', 's:0:""', $text),
    'not UTF-8' => str_replace('"G04N"', "\"G04\xff\"", $text),
] as $what => $payload) {
    echo "$what: ";
    attempt(fn() => unserialize($payload));
}
--EXPECT--
object(Loyalty\CouponUsage)#1 (6) {
  ["code"]=>
  string(4) "G04N"
  ["uses"]=>
  int(1)
  ["customerUses"]=>
  int(2)
  ["campaignUses"]=>
  int(3)
  ["campaignSpent"]=>
  int(4)
  ["revoked"]=>
  bool(false)
}
{"code":"spring","uses":0,"customerUses":0,"campaignUses":0,"campaignSpent":9223372036854775807,"revoked":true}
bool(true)
bool(false)
bool(true)
ValueError: Loyalty\CouponUsage::__construct(): Argument #1 ($code) must be UTF-8 and not empty
ValueError: Loyalty\CouponUsage::__construct(): Argument #1 ($code) must be UTF-8 and not empty
ValueError: Loyalty\CouponUsage::__construct(): Argument #2 ($uses) must not be negative
ValueError: Loyalty\CouponUsage::__construct(): Argument #3 ($customerUses) must not be negative
ValueError: Loyalty\CouponUsage::__construct(): Argument #4 ($campaignUses) must not be negative
ValueError: Loyalty\CouponUsage::__construct(): Argument #5 ($campaignSpent) must not be negative
Error: Cannot initialize Loyalty\CouponUsage twice
Error: Cannot initialize Loyalty\CouponUsage twice
Error: Cannot modify readonly property Loyalty\CouponUsage::$uses
Error: Cannot create dynamic property Loyalty\CouponUsage::$more
Error: Loyalty\CouponUsage object is not initialized
no members: Exception: Invalid serialization data for Loyalty\CouponUsage object
a member less: Exception: Invalid serialization data for Loyalty\CouponUsage object
a member more: Exception: Invalid serialization data for Loyalty\CouponUsage object
another member: Exception: Invalid serialization data for Loyalty\CouponUsage object
negative: Exception: Invalid serialization data for Loyalty\CouponUsage object
no number: Exception: Invalid serialization data for Loyalty\CouponUsage object
no answer: Exception: Invalid serialization data for Loyalty\CouponUsage object
no code: Exception: Invalid serialization data for Loyalty\CouponUsage object
not UTF-8: Exception: Invalid serialization data for Loyalty\CouponUsage object

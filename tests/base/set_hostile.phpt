--TEST--
CustomerSet: hostile serialised data
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, CustomerSet};

$base = new CustomerBase(programme());
$base->append(array_map(fn($i) => order($i, "customer-$i", '2024-01-01', 100 * $i), range(1, 40)));
$payload = $base->all()->__serialize()[0];
$serialized = fn(string $bytes) => 'O:19:"Loyalty\CustomerSet":1:{i:0;s:' . strlen($bytes) . ':"' . $bytes . '";}';

var_dump(count(unserialize($serialized($payload))));
$accepted = 0;
for ($i = 0; $i < strlen($payload); $i++) {
    try {
        unserialize($serialized(substr($payload, 0, $i)));
        $accepted++;
    } catch (Exception) {
    }
}
var_dump($accepted);
mt_srand(42);
for ($i = 0; $i < 20000; $i++) {
    $bytes = $payload;
    $bytes[mt_rand(0, strlen($bytes) - 1)] = chr(mt_rand(0, 255));
    try {
        $set = unserialize($serialized($bytes));
        if ($set->__serialize()[0] !== $bytes) {
            echo "read as another list\n";
        }
    } catch (Exception $e) {
        if ($e->getMessage() !== 'Invalid serialization data for Loyalty\CustomerSet object') {
            echo $e->getMessage(), "\n";
        }
    }
}
attempt(fn() => unserialize('O:19:"Loyalty\CustomerSet":0:{}'));
attempt(fn() => unserialize('O:19:"Loyalty\CustomerSet":1:{i:0;i:5;}'));
attempt(fn() => unserialize('O:19:"Loyalty\CustomerSet":2:{i:0;s:0:"";i:1;i:2;}'));
$set = $base->all();
attempt(fn() => $set->__unserialize([$payload]));
/* A forged member that the base does not know. */
$forged = unserialize($serialized(substr($payload, 0, 17) . "\x01\x00\x01?"));
var_dump($forged->keys());
attempt(fn() => $forged->and($base->all()));
--EXPECT--
int(40)
int(0)
Exception: Invalid serialization data for Loyalty\CustomerSet object
Exception: Invalid serialization data for Loyalty\CustomerSet object
Exception: Invalid serialization data for Loyalty\CustomerSet object
Error: Cannot initialize Loyalty\CustomerSet twice
array(1) {
  [0]=>
  string(1) "?"
}
Loyalty\LoyaltyException: the set belongs to another base

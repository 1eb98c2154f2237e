--TEST--
CouponBatch: a round through serialized bytes, and payloads that are refused
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\CouponBatch;

$hash = str_repeat('0f', 32);
foreach ([new CouponBatch('w', 5, 2, 1300000000, $hash, 3), new CouponBatch('w', 5, 2, -1, $hash, 3, ['7', "\u{e9}"])] as $batch) {
    var_dump(unserialize(serialize($batch)) == $batch);
}

$good = $batch->__serialize();
$bad = [
    'no entries' => [],
    'one less' => array_diff_key($good, ['key' => 1]),
    'one more' => $good + ['extra' => 1],
    'another name' => array_diff_key($good, ['key' => 1]) + ['Key' => 3],
];
foreach ([['campaign', ''], ['campaign', 5], ['firstSerial', -1], ['firstSerial', '5'], ['count', 0], ['count', 3], ['count', 2.0],
    ['issuedAt', PHP_INT_MAX], ['programmeHash', 'zz'], ['key', 8], ['key', null], ['customers', ['7']], ['customers', [7, 8]],
    ['customers', ['a' => '7', 'b' => '8']], ['customers', ['7', '']], ['customers', 'both']] as [$name, $value]) {
    $bad["$name " . json_encode($value)] = [$name => $value] + $good;
}
foreach ($bad as $what => $data) {
    $payload = 'O:19:"Loyalty\CouponBatch"' . substr(serialize($data), 1);
    try {
        unserialize($payload);
        echo "accepted: $what\n";
    } catch (Exception $e) {
        if ($e->getMessage() !== 'Invalid serialization data for Loyalty\CouponBatch object') {
            echo "$what: ", $e->getMessage(), "\n";
        }
    }
}
try {
    $batch->__unserialize($good);
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
// References in the payload do not reach into the record.
$data = $good;
$data['customers'] = ['x', 'y'];
$shared = &$data['customers'][0];
try {
    $copy = (new ReflectionClass(CouponBatch::class))->newInstanceWithoutConstructor();
    $copy->__unserialize($data);
    $shared = 'changed';
    echo $copy->customers[0], "\n";
} catch (Exception $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
Cannot initialize Loyalty\CouponBatch twice
Invalid serialization data for Loyalty\CouponBatch object

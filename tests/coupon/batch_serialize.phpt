--TEST--
CouponBatch: a round through serialized bytes, and payloads that are refused
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\CouponBatch;

$hash = str_repeat('0f', 32);
foreach ([new CouponBatch('w', 5, 2, 1300000000, $hash, 3), new CouponBatch('w', 5, 2, -1, $hash, 3, skipped: [0, 3]),
    new CouponBatch('w', 5, 2, -1, $hash, 3, ['7', "\u{e9}"], ['', 'ANNA'], [1])] as $batch) {
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
    ['customers', ['a' => '7', 'b' => '8']], ['customers', ['7', '']], ['customers', 'both'], ['names', ['ANNA']],
    ['names', ['ANNA', 'A']], ['names', ['ANNA', 'A7']], ['names', [null, 'ANNA']], ['names', ['a' => 'ANNA', 'b' => '']], ['names', 'both'],
    ['skipped', null], ['skipped', [3]], ['skipped', [2, 1]], ['skipped', [1, 1]], ['skipped', [-1]], ['skipped', ['1']], ['skipped', [1.0]],
    ['skipped', ['a' => 1]], ['skipped', [0, 1, 2, 3, 4, 8]], ['firstSerial', (1 << 32) - 2]] as [$name, $value]) {
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
foreach (['customers', 'names', 'skipped'] as $list) {
    $spoilt = $data;
    $entry = $spoilt[$list][0];
    $spoilt[$list][0] = &$entry;
    try {
        $copy = (new ReflectionClass(CouponBatch::class))->newInstanceWithoutConstructor();
        $copy->__unserialize($spoilt);
        echo "accepted: reference in $list\n";
    } catch (Exception $e) {
        echo $e->getMessage(), "\n";
    }
    unset($entry);
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
Cannot initialize Loyalty\CouponBatch twice
Invalid serialization data for Loyalty\CouponBatch object
Invalid serialization data for Loyalty\CouponBatch object
Invalid serialization data for Loyalty\CouponBatch object

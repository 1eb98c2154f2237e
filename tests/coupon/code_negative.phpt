--TEST--
Coupons: spellings of a code read alike, and every wrong input gets the error of the vectors
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, InvalidSignatureException, KeyRing};

$read = fn(string $name) => json_decode(file_get_contents(__DIR__ . "/../data/vectors/$name.json"), true, flags: JSON_THROW_ON_ERROR);
$keys = array_map(hex2bin(...), $read('short_valid')['keys']);
$vectors = $read('short_negative');

$coupons = new Coupons(KeyRing::import('shop.example/live', $keys, 0));
foreach ($vectors['accept'] as $hex) {
    $coupon = $coupons->verify(hex2bin($hex));
    echo json_encode(['campaign' => $coupon->campaignNumber, 'serial' => $coupon->serial, 'kid' => $coupon->key] == $vectors['accept_expect']), "\n";
}

$tally = [];
foreach ($vectors['reject'] as $case) {
    $ring = $case['id'] === 'retired key' ? array_diff_key($keys, [1 => true]) : $keys;
    $coupons = new Coupons(KeyRing::import($case['domain'], $ring, 0));
    try {
        $coupons->verify(str_repeat(hex2bin($case['hex']), $case['repeat'] ?? 1));
        echo "accepted: $case[id]\n";
    } catch (CouponException $e) {
        $tally[$e->reason->value] = ($tally[$e->reason->value] ?? 0) + 1;
        if ($e->reason->value !== $case['error']) {
            echo "$case[id]: {$e->reason->value} instead of $case[error]\n";
        }
        if (($e->reason->value === 'BAD_TAG') !== $e instanceof InvalidSignatureException) {
            echo "$case[id]: ", get_class($e), "\n";
        }
    }
}
ksort($tally);
print_r($tally);
?>
--EXPECT--
true
true
true
Array
(
    [BAD_CHAR] => 6
    [BAD_CHECK] => 1
    [BAD_LENGTH] => 7
    [BAD_TAG] => 31
    [BAD_UTF8] => 1
    [EMPTY] => 1
    [TOO_LONG] => 1
    [UNKNOWN_KEY] => 1
)

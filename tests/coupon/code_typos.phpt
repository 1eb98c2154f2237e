--TEST--
Coupons: a mistyped code is refused, and the code that was meant is suggested
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, KeyRing};

$read = fn(string $name) => json_decode(file_get_contents(__DIR__ . "/../data/vectors/$name.json"), true, flags: JSON_THROW_ON_ERROR);
$keys = array_map(hex2bin(...), $read('short_valid')['keys']);
$coupons = new Coupons(KeyRing::import('shop.example/live', $keys, 0));
$counts = [0, 0, 0];

foreach ($read('short_typos') as $case) {
    try {
        $coupons->verify($case['input']);
        echo "accepted: $case[input]\n";
    } catch (CouponException $e) {
        if ($e->reason->value !== $case['error']) {
            echo "$case[input]: {$e->reason->value}\n";
        }
    }
    $found = $coupons->suggest($case['input']);
    $counts[count($found)]++;
    // 12 symbols find errors but no place. Else the truth is offered, and of the other repairs none whose tag does not fit.
    if ($found !== (strlen($case['truth']) === 12 ? [] : [$case['truth']]) || array_diff($found, $case['suggest'])) {
        echo "$case[input]: ", json_encode($found), "\n";
    }
}
print_r($counts);
// Nothing is wrong, or nothing can be said.
foreach (['8P16TRFKJ3G658KZ5WXRMDEQ', '', 'U', '8P16', "\xFF", str_repeat('8', 200)] as $input) {
    echo json_encode($coupons->suggest($input)), "\n";
}
?>
--EXPECT--
Array
(
    [0] => 7
    [1] => 39
    [2] => 0
)
[]
[]
[]
[]
[]
[]

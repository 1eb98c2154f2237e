--TEST--
Coupons: issues and reads every code of the vectors, in both domains
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupons, KeyRing};

foreach (['short_valid', 'short_domain2'] as $name) {
    $vectors = json_decode(file_get_contents(__DIR__ . "/../data/vectors/$name.json"), true, flags: JSON_THROW_ON_ERROR);
    $keys = array_map(hex2bin(...), $vectors['keys']);
    $done = 0;
    foreach ($vectors['valid'] as $case) {
        $coupons = new Coupons(KeyRing::import($vectors['domain'], $keys, $case['kid']));
        $code = $coupons->issue($case['campaign'], $case['serial'], $case['n']);
        $coupon = $coupons->verify($case['code']);
        $read = [$coupon->code, $coupon->key, $coupon->campaignNumber, $coupon->serial];
        if ($code !== $case['code'] || $read !== [$case['code'], $case['kid'], $case['campaign'], $case['serial']]
            || $coupon->display() !== ($case['display'] ?? implode('-', str_split($case['code'], 4)))
            || $coupons->verify($coupon->display())->code !== $case['code']) {
            echo "differs: ", json_encode([$case, $code, $read]), "\n";
        }
        $done++;
    }
    echo "$name: $done\n";
}
?>
--EXPECT--
short_valid: 40
short_domain2: 16

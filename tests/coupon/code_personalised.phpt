--TEST--
Coupons: personalised codes are those of the vectors, both ways, and good behind their name only
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, KeyRing};

$vectors = json_decode(file_get_contents(__DIR__ . '/../data/vectors/short_v2.json'), true, flags: JSON_THROW_ON_ERROR);
$keys = array_map(hex2bin(...), $vectors['keys']);
$fold = fn(string $name) => strtr($name, 'ILO', '110');
$reason = function (string $code) use ($keys, $vectors): string {
    try {
        return 'accepted as ' . (new Coupons(KeyRing::import($vectors['domain'], $keys, 0)))->verify($code)->code;
    } catch (CouponException $e) {
        return $e->reason->value;
    }
};

$done = 0;
foreach ($vectors['valid'] as $case) {
    $coupons = new Coupons(KeyRing::import($vectors['domain'], $keys, $case['kid']));
    $plain = str_replace('-', '', substr($case['code'], strlen($case['name']) + 1));
    if ($coupons->issue($case['campaign'], $case['serial'], 20, $case['name']) !== "$case[name]-$plain"
        || $coupons->issue($case['campaign'], $case['serial'], name: strtolower($case['name'])) !== "$case[name]-$plain") {
        echo "issued otherwise: $case[code]\n";
    }
    // In any spelling one canonical form, which reads as itself.
    foreach ([$case['code'], strtolower($case['code']), str_replace('0', 'o', $case['code']), "$case[name] \u{2013} $plain"] as $typed) {
        $coupon = $coupons->verify($typed);
        $again = $coupons->verify($coupon->code);
        $read = [$coupon->key, $coupon->campaignNumber, $coupon->serial, $coupon->name, $coupon->code, $coupon->format];
        if ($read !== [$case['kid'], $case['campaign'], $case['serial'], $fold($case['name']), $fold($case['name']) . "-$plain", 'short']
            || $coupon != $again || $coupon->display() !== $fold($case['name']) . substr($case['code'], strlen($case['name']))
            || $coupons->verify($coupon->display()) != $coupon) {
            echo "read otherwise: $typed ", json_encode($read), "\n";
        }
    }
    // One symbol wrong, or two in each other's place: the code is offered behind the name.
    foreach ([7, 8, 15] as $at) {
        $wrong = $plain;
        $wrong[$at] = $plain[$at] === 'X' ? 'Y' : 'X';
        $swapped = $plain;
        [$swapped[$at], $swapped[$at + 1]] = [$plain[$at + 1], $plain[$at]];
        foreach (array_diff([$wrong, $swapped], [$plain]) as $typo) {
            if ($reason("$case[name]-$typo") !== 'BAD_CHECK' || $coupons->suggest("$case[name]-$typo") !== [$fold($case['name']) . "-$plain"]) {
                echo "suggested otherwise: $case[name]-$typo\n";
            }
        }
        if ($coupons->suggest("ANDREW-$wrong") !== []) {
            echo "suggested behind another name: $wrong\n";
        }
    }
    foreach (["ANDREW-$plain" => 'BAD_TAG', $plain => 'BAD_VERSION', "$case[name]X-$plain" => 'BAD_TAG'] as $typed => $expected) {
        if ($reason($typed) !== $expected) {
            echo "$typed: {$reason($typed)}\n";
        }
    }
    $done++;
}
foreach ($vectors['reject'] as $case) {
    if ($reason($case['input']) !== $case['error']) {
        echo "$case[input]: {$reason($case['input'])}\n";
    }
    $done++;
}
echo "$done\n";
?>
--EXPECT--
32

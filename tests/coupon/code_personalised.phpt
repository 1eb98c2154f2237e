--TEST--
Coupons: personalised codes of version 2 are refused by the rules of version 1, never read as something else
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, KeyRing};

$vectors = json_decode(file_get_contents(__DIR__ . '/../data/vectors/short_v2.json'), true, flags: JSON_THROW_ON_ERROR);
$coupons = new Coupons(KeyRing::import($vectors['domain'], array_map(hex2bin(...), $vectors['keys']), 0));
$reason = function (string $code) use ($coupons): string {
    try {
        $coupons->verify($code);
        return 'accepted';
    } catch (CouponException $e) {
        return $e->reason->value;
    }
};

$tally = [];
foreach ([...array_column($vectors['valid'], 'code'), ...array_column($vectors['reject'], 'input')] as $code) {
    $name = strtok($code, '-');
    // U is in no code; four letters and 20 symbols have the length of one, whose check symbols then decide; the rest is too long
    $expected = str_contains($code, 'U') ? 'BAD_CHAR' : (strlen($name) === 4 ? 'BAD_CHECK' : 'BAD_LENGTH');
    $got = $reason($code);
    $tally[$got] = ($tally[$got] ?? 0) + 1;
    if ($got !== $expected) {
        echo "$code: $got\n";
    }
}
ksort($tally);
print_r($tally);

// Without the name its 20 symbols fit the check symbols; the header then says version 2.
foreach ($vectors['valid'] as $case) {
    $got = $reason(substr($case['code'], strlen($case['name']) + 1));
    if ($got !== 'BAD_VERSION') {
        echo "$case[code]: $got\n";
    }
}
// Written without a dash in the name: the vectors' own errors.
foreach ($vectors['reject'] as $case) {
    if (!str_contains($case['input'], '-') && $reason($case['input']) !== $case['error']) {
        echo "$case[input]: ", $reason($case['input']), "\n";
    }
}
?>
--EXPECT--
Array
(
    [BAD_CHAR] => 12
    [BAD_CHECK] => 4
    [BAD_LENGTH] => 16
)

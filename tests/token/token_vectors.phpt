--TEST--
Coupons: full tokens read and are issued as two other implementations have them, and wrong ones get their error
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, CouponTerms, DiscountKind, KeyRing};

$vectors = json_decode(file_get_contents(__DIR__ . '/../data/vectors/full.json'), true, flags: JSON_THROW_ON_ERROR);
$coupons = fn(string $domain): Coupons => new Coupons(
    KeyRing::import($domain, [str_repeat('k', 32)], 0, hex2bin($vectors['seed']), hex2bin($vectors['shared_key'])));
$shop = $coupons($vectors['domain']);
$kinds = [1 => DiscountKind::Percent, DiscountKind::Fixed, DiscountKind::FreeShipping, DiscountKind::Points, DiscountKind::Gift];
$read = $issued = 0;
foreach ($vectors['valid'] as ['token' => $token, 'fields' => $fields]) {
    $coupon = $shop->verify($token);
    $terms = $coupon->terms;
    $flags = $terms->emailOnly | $terms->categories << 1 | !$terms->combinable << 2;
    $found = ['campaign' => $coupon->campaignNumber, 'serial' => $coupon->serial, 'kind' => array_search($terms->kind, $kinds, true),
        'value' => $terms->value ?: null, 'currency' => $terms->currency, 'min_order' => $terms->minimumOrder, 'nbf' => $terms->notBefore,
        'exp' => $terms->expiresAt, 'customer' => $terms->customer, 'flags' => $flags ?: null, 'name' => $terms->name,
        'max_discount' => $terms->maximumDiscount];
    $wanted = array_filter($fields, fn($value, $name) => $name !== 'flags' || $value !== 0, ARRAY_FILTER_USE_BOTH);
    $read += array_filter($found, fn($value) => $value !== null) == $wanted
        && $coupon->code === $token && $coupon->display() === $token && $coupon->format === ($token[2] === 'P' ? 'public' : 'shared');
    // The record says no difference between no flags and none set; one vector has the latter.
    $again = $shop->token($fields['campaign'], $fields['serial'], $terms, $coupon->format);
    $issued += $again === $token || ($fields['flags'] ?? null) === 0;
}
echo "$read read, $issued issued of ", count($vectors['valid']), "\n";

$public = ['EMPTY' => 'please enter a code', 'BAD_CHAR' => 'the code has a character that codes do not use', 'BAD_UTF8' => 'the code has a character that codes do not use',
    'NOT_YET_VALID' => 'the code is not valid yet', 'EXPIRED' => 'the code has expired'];
$right = 0;
foreach ($vectors['cases'] as $case) {
    $text = str_repeat(hex2bin($case['hex']), $case['repeat'] ?? 1);
    try {
        $coupons($case['domain'])->verify($text, $case['now']);
        $error = 'OK';
    } catch (CouponException $e) {
        $error = $e->reason->value;
    }
    // Behind the tag the enum has no case of its own for what a payload does not say.
    $wanted = in_array($case['error'], ['TRUNCATED', 'NON_CANONICAL', 'MISSING_FIELD', 'UNKNOWN_FIELD', 'FIELD_RANGE'], true)
        ? ['BAD_TAG', $case['error']] : [$case['error']];
    if (in_array($error, $wanted, true)) {
        $right++;
    } else {
        echo "$case[id]: $error, not $case[error]\n";
    }
}
echo "$right of ", count($vectors['cases']), "\n";
?>
--EXPECT--
6 read, 6 issued of 6
37 of 37

--TEST--
Exceptions: messages, stable codes, and what they carry
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../quote/shop.inc';

use Loyalty\{Coupons, CouponError, KeyRing, Programme, Segment};

$programme = programme();
foreach (["orders > 1 and\n\tspent >> 5", 'tier = "ünknöwn"', 'orders', ''] as $rule) {
    try {
        Segment::compile($programme, $rule);
        echo "compiled\n";
    } catch (Loyalty\RuleException $e) {
        $lines = explode("\n", $e->getMessage());
        $caret = array_pop($lines);
        $line = array_pop($lines);
        $before = substr($e->rule, 0, $e->position);
        $column = preg_match_all('/./u', substr($before, (int) strrpos("\n$before", "\n")));
        echo $e->getCode(), ' ', var_export($e->rule === $rule, true), ' ', var_export($column === strlen($caret) - 1, true), ' ',
            var_export(str_contains("$rule\n", "$line\n"), true), ' ', trim($caret), "\n";
    }
}
$document = document();
$document['currency'] = 'pounds';
$document['campaigns'][1]['discount']['basis_points'] = -5;
try {
    Programme::fromArray($document);
} catch (Loyalty\InvalidProgrammeException $e) {
    echo $e->getCode(), ' ', strtok($e->getMessage(), ';'), "\n";
    foreach ($e->errors as $error) {
        echo "$error->pointer: found $error->found\n";
    }
    $first = $e->errors[0];
    var_dump($e->getMessage() === "the programme has 2 errors; first: $first->pointer: found $first->found, expected $first->expected");
}
[$verifier, $codes] = shop($programme);
$code = $codes['ten'][0];
$forged = $code;
$other = new Coupons(KeyRing::import('tea.example/test', [str_repeat('z', 32)], 0), $programme);
foreach (['', '?', 'ABC', $other->issue(1, 0), $codes['over'][0]] as $typed) {
    try {
        $verifier->verify($typed, AT);
        echo "verified\n";
    } catch (Loyalty\CouponException $e) {
        echo get_class($e), ' ', $e->getCode(), ' ', $e->reason->name, ': ', $e->publicMessage(), "\n";
        try {
            $e->reason = CouponError::Used;
        } catch (Error $error) {
            echo '  ', $error->getMessage(), "\n";
        }
    }
}
echo (new Loyalty\CouponException('mine'))->publicMessage(), "\n";
?>
--EXPECT--
32 true true true ^
32 true true true ^
32 true true true ^
32 true true true ^
31 the programme has 2 errors
/currency: found "pounds"
/campaigns/1/discount/basis_points: found -5
bool(true)
Loyalty\CouponException 100 Empty: please enter a code
  Cannot modify readonly property Loyalty\CouponException::$reason
Loyalty\CouponException 103 BadChar: the code has a character that codes do not use
  Cannot modify readonly property Loyalty\CouponException::$reason
Loyalty\CouponException 104 BadLength: the code is too short or too long
  Cannot modify readonly property Loyalty\CouponException::$reason
Loyalty\InvalidSignatureException 111 BadTag: invalid code
  Cannot modify readonly property Loyalty\CouponException::$reason
Loyalty\ExpiredCouponException 120 Expired: the code has expired
  Cannot modify readonly property Loyalty\CouponException::$reason
invalid code

--TEST--
Quote: codes that are refused unread keep what was typed, safe to print and not too long
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

$programme = programme();
[$verifier] = shop($programme);
$cart = cart([['CAKE', 1, 2000, 'cake']]);
foreach (['', ' ', "?\u{1F375}", "\xff\xfeA", "abc\xe2\x82", "nul\0byte", str_repeat('A', 5000), str_repeat("\u{20AC}", 2000), str_repeat("\xff", 3000), 'C1P.A', 'C1S.' . str_repeat('0', 1020)] as $typed) {
    $quote = $programme->quote($cart, null, [$typed], $verifier, AT);
    assert(count($quote->rejected) === 1 && $quote->discounts === []);
    $rejected = $quote->rejected[0];
    echo $rejected->reason->name, ' ', strlen($rejected->code), ' ', json_encode(substr($rejected->code, 0, 18), JSON_THROW_ON_ERROR), "\n";
}
--EXPECT--
Empty 0 ""
Empty 1 " "
BadChar 5 "?\ud83c\udf75"
BadUtf8 3 "??A"
BadUtf8 5 "abc??"
BadChar 8 "nul\u0000byte"
TooLong 1024 "AAAAAAAAAAAAAAAAAA"
TooLong 1023 "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac"
TooLong 1024 "??????????????????"
NonCanonical 5 "C1P.A"
UnknownKey 1024 "C1S.00000000000000"

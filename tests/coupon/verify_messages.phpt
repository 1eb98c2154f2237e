--TEST--
Coupons: staff read what is wrong, the public only what helps with typing
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, KeyRing};

$keys = [0 => str_repeat('a', 32), 1 => str_repeat('b', 32)];
$ring = KeyRing::import('shop.example/live', $keys, 1);
$both = new Coupons($ring);
$one = new Coupons(KeyRing::import('shop.example/live', [0 => $keys[0]], 0));
$other = new Coupons(KeyRing::import('shop.example/live', [1 => str_repeat('c', 32)], 1));
$code = $both->issue(17, 123456);
$old = (new Coupons(KeyRing::import('shop.example/live', $keys, 0)))->issue(17, 123456);
$ring->retire(0);

$show = function (Coupons $coupons, string $typed): void {
    try {
        $coupons->verify($typed);
        echo "accepted\n";
    } catch (CouponException $e) {
        echo $e->getCode(), ' ', $e->reason->name, "\n  ", $e->getMessage(), "\n  ", $e->publicMessage(), "\n";
    }
};
$show($both, '');
$show($both, ' - ');
$show($both, str_repeat('A', 129));
$show($both, "\xC1\x81");
$show($both, 'ABCD-UXYZ');
$show($both, "ABCD-\u{410}");
$show($both, "AB\0");
$show($both, 'ABCD-EFGH');
$show($both, strrev($code));
$show($one, $code);
$show($both, $old);
$show($other, $code);
$show($both, $code);
?>
--EXPECT--
100 Empty
  no code was given
  please enter a code
100 Empty
  no code was given
  please enter a code
101 TooLong
  the code has 129 bytes, 128 are the most
  the code is too long
102 BadUtf8
  the code is not valid UTF-8
  the code has a character that codes do not use
103 BadChar
  symbol 5 is 'U', which no code has
  the code has a character that codes do not use
103 BadChar
  symbol 5 is U+0410, which no code has
  the code has a character that codes do not use
103 BadChar
  symbol 3 is U+0000, which no code has
  the code has a character that codes do not use
104 BadLength
  the code has 8 symbols; codes have 12, 16, 20 or 24
  the code is too short or too long
105 BadCheck
  the check symbols do not fit
  the code has a typing error
107 UnknownKey
  the ring has no key in slot 1
  invalid code
108 KeyRetired
  the key of slot 0 is retired
  invalid code
111 BadTag
  the tag does not fit: forged, altered, or of another shop
  invalid code
accepted

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
// Personalised ones.
$named = $both->issue(17, 123456, 20, 'Maria');
$show($both, $named);
$show($both, 'Anna' . strstr($named, '-'));
$show($both, substr(strstr($named, '-'), 1));
$show($both, "Maria-$code");
$show($both, 'Ulla-' . substr($code, 1));
$show($both, 'Ulla-UBCD');
// Tokens.
$show($both, 'C1X.' . $code);
$show($both, 'C1P.' . $code);
$show($both, 'C1P.' . str_repeat($code, 10));
$show($both, 'C1P.AB!');
$show($both, str_repeat('C1P.', 400));
$show($both, str_repeat('A', 1 << 20));
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
accepted
111 BadTag
  the tag does not fit: forged, altered, of another name, or of another shop
  invalid code
106 BadVersion
  the code is of version 2, not 1
  invalid code
106 BadVersion
  the code is of version 1, not 2
  invalid code
104 BadLength
  the code has 19 symbols behind the name; personalised codes have 20
  the code is too short or too long
103 BadChar
  symbol 5 is 'U', which no code has
  the code has a character that codes do not use
106 BadVersion
  the token begins neither with C1P. nor with C1S.
  invalid code
109 Truncated
  the code is cut short
  invalid code
107 UnknownKey
  the ring has no key of the token's id and type
  invalid code
103 BadChar
  character 7 is none that tokens have
  the code has a character that codes do not use
101 TooLong
  the code has 1600 bytes, 1024 are the most
  the code is too long
101 TooLong
  the code has 1048576 bytes, 128 are the most
  the code is too long

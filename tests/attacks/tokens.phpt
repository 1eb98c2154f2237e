--TEST--
Attacks: full tokens: altered, swapped, signed nonsense, and nonsense of whoever holds a key
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{Coupons, CouponTerms, DiscountKind, KeyRing};

$ring = ring();
$coupons = new Coupons($ring);
$terms = new CouponTerms(DiscountKind::Fixed, 500, 'EUR', minimumOrder: 2500, notBefore: 1700000000, expiresAt: 1800000000, name: 'Anna');
$public = $coupons->token(5, 7, $terms);
$shared = $coupons->token(6, 7, $terms, 'shared');
assert(forged(payload(5, 7), 'P') === $coupons->token(5, 7, new CouponTerms(DiscountKind::FreeShipping)));
assert(forged(payload(5, 7)) === $coupons->token(5, 7, new CouponTerms(DiscountKind::FreeShipping), 'shared'));
$raw = bytes_of(substr($public, 4));
$body = substr($raw, 0, -64);
$bits = function (string $prefix, string $raw): array {
    $texts = [];
    for ($bit = 0; $bit < 8 * strlen($raw); $bit++) {
        $flipped = $raw;
        $flipped[$bit >> 3] = chr(ord($flipped[$bit >> 3]) ^ 1 << ($bit & 7));
        $texts[] = $prefix . base32($flipped);
    }
    return $texts;
};

type('altered: every bit of a public token', $coupons, ...$bits('C1P.', $raw));
type('altered: every bit of a shared token', $coupons, ...$bits('C1S.', bytes_of(substr($shared, 4))));
type('swapped prefix: C1P. for C1S., and back', $coupons, 'C1S' . substr($public, 3), 'C1P' . substr($shared, 3));
type('prefix: none, another version, another purpose', $coupons, substr($public, 4), 'C2' . substr($public, 2), 'C0' . substr($public, 2), 'C1A' . substr($public, 3), 'C1N' . substr($public, 3), 'C1.' . substr($public, 4));
type('no signature at all', $coupons, 'C1P.' . base32($body), 'C1S.' . base32(substr($body, 0, 20)), 'C1P.', 'C1S.');
type('signature of zeros, of ones, of its own payload', $coupons, 'C1P.' . base32($body . str_repeat("\0", 64)), 'C1P.' . base32($body . str_repeat("\xff", 64)), 'C1P.' . base32($body . str_pad($body, 64, $body)));
$kid = fn(string $bytes) => hex2bin($bytes);
$publicKey = hex2bin(array_values($ring->publicKeys())[0]);
$message = fn(string $label, string $id, string $payload) => pae($label, $id, $payload, DOMAIN);
$confused = function (string $label, string $prefix, int $tag) use ($publicKey, $raw): string {
    $id = substr($raw, 0, 4);
    return $prefix . base32($id . payload() . str_pad(sodium_crypto_generichash(pae($label, $id, payload(), DOMAIN), $publicKey, 16), $tag, "\0"));
};
type('algorithm confusion: a MAC under the public key', $coupons, $confused('loyalty.full.v1.S', 'C1S.', 16), $confused('loyalty.full.v1.P', 'C1S.', 16), $confused('loyalty.full.v1.S', 'C1P.', 64));
$hash = sodium_crypto_generichash('loyalty.kid.s', $publicKey);
$ofPublic = substr(sodium_crypto_generichash(pae('loyalty.kid.v1', 'S', $hash), '', 16), 0, 4);
type('algorithm confusion: the key id that the public key would have as a shared one', $coupons,
    'C1S.' . base32($ofPublic . payload() . sodium_crypto_generichash(pae('loyalty.full.v1.S', $ofPublic, payload(), DOMAIN), $publicKey, 16)));
$pair = sodium_crypto_sign_seed_keypair(random_bytes(32));
type('a key that comes with the token: signed by another, its id sent along', $coupons, 'C1P.' . base32(
    ($id = substr(sodium_crypto_generichash(pae('loyalty.kid.v1', 'P', sodium_crypto_sign_publickey($pair)), '', 16), 0, 4)) . payload()
    . sodium_crypto_sign_detached(pae('loyalty.full.v1.P', $id, payload(), DOMAIN), sodium_crypto_sign_secretkey($pair))));
type('a key that comes with the token: signed by another, our id sent along', $coupons, 'C1P.' . base32(
    substr($raw, 0, 4) . payload() . sodium_crypto_sign_detached(pae('loyalty.full.v1.P', substr($raw, 0, 4), payload(), DOMAIN), sodium_crypto_sign_secretkey($pair))));
/* S + L is the same number modulo the order of the group. */
$plus = function (string $signature, int $times): string {
    $order = array_values(unpack('C*', hex2bin('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')));
    for (; $times > 0; $times--) {
        for ($i = $carry = 0; $i < 32; $i++, $carry >>= 8) {
            $carry += ord($signature[32 + $i]) + $order[$i];
            $signature[32 + $i] = chr($carry & 255);
        }
    }
    return $signature;
};
type('malleable signature: S + L, S + 2 L, S + 7 L', $coupons, ...array_map(fn($times) => 'C1P.' . base32($body . $plus(substr($raw, -64), $times)), [1, 2, 7]));
$small = ['0000000000000000000000000000000000000000000000000000000000000000', '0100000000000000000000000000000000000000000000000000000000000000',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', '0000000000000000000000000000000000000000000000000000000000000080',
    '0100000000000000000000000000000000000000000000000000000000000080', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'];
attack('small-order public keys for a partner: all that are known', ...array_map(fn($key) => fn() => KeyRing::partner(DOMAIN, [$key])->domain(), $small));
attack('public keys that are no point, or none at all', ...array_map(fn($key) => fn() => KeyRing::partner(DOMAIN, [$key])->domain(), [str_repeat("\x02", 32), str_repeat('ff', 32), '', 'x', str_repeat('zz', 32)]));
type('R of small order', $coupons, ...array_map(fn($point) => 'C1P.' . base32($body . hex2bin($point) . str_repeat("\0", 32)), $small));
type('other environment, other shop: the same keys under another domain', $coupons, forged(payload(5, 7), 'P', 'shop.example/test'), forged(payload(5, 7), 'S', 'shop.example/test'), forged(payload(5, 7), 'P', ''));
type('boundary moved: key id and payload cut elsewhere, domain taken into the payload', $coupons, forged(substr(payload(5, 7), 1), 'S', "\x01" . DOMAIN), forged(payload(5, 7) . DOMAIN, 'S', ''));
type('unknown key id: zeros, another', $coupons, forged(payload(), 'S', DOMAIN, "\0\0\0\0"), forged(payload(), 'P', DOMAIN, 'abcd'));
$retired = ring();
$retired->rotate('public');
$retired->retire(0, 'public');
type('retired key', new Coupons($retired), $public);
type('partner: a shared token, which it has no key for', new Coupons(KeyRing::partner(DOMAIN, $ring->publicKeys())), $public, $shared);
attack('partner: signs nothing', fn() => (new Coupons(KeyRing::partner(DOMAIN, $ring->publicKeys())))->token(5, 7, $terms), fn() => (new Coupons(KeyRing::partner(DOMAIN, $ring->publicKeys())))->issue(5, 7));
$last = fn(string $token, int $add) => substr($token, 0, -1) . ALPHABET[strpos(ALPHABET, $token[-1]) | $add];
$padded = forged(payload(5, 300));
assert(5 * (strlen($padded) - 4) % 8 > 0);
type('base32: pad bits that are set', $coupons, $last($padded, 1));
type('base32: whole symbols of padding', $coupons, "{$padded}0", "{$padded}00", "$padded=", "$padded===");
type('base32: separators, blanks, a letter U', $coupons, substr_replace($public, '-', 9, 0), substr_replace($public, ' ', 9, 0), " $public", "$public\n", substr_replace($public, 'U', 9, 1), substr_replace($public, "\u{A0}", 9, 0));
type('base32: lower case and look-alikes are the same token', $coupons, strtolower($public), 'C1P.' . strtr(substr($public, 4), ['1' => 'l', '0' => 'o']));
attack('one token, one form: what was typed otherwise is the same code', fn() => $coupons->verify('c1p.' . strtolower(strtr(substr($public, 4), ['1' => 'I', '0' => 'O'])))->code === $public);
type('oversized: 1,024 characters of signed payload', $coupons, forged(str_repeat(payload(), 70)), forged(payload() . str_repeat("\0", 600)));

$of = fn(string $rest, int $campaign = 5) => forged(payload($campaign, 0, $rest));
type('signed nonsense: LEB128 that is not minimal', $coupons, forged("\x01\x85\x00\x02\x00\x03\x03"), forged("\x01\x05\x02\x80\x00\x03\x03"), forged("\x01\x05\x02\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00\x03\x03"));
type('signed nonsense: LEB128 without an end, of 2^53, of 2^64 and more', $coupons, forged("\x01\x05\x02" . str_repeat("\x80", 8)), forged("\x01\x05\x02" . leb(1 << 53) . "\x03\x03"),
    forged("\x01\x05\x02" . str_repeat("\xff", 9) . "\x01\x03\x03"), forged("\x01\x05\x02" . str_repeat("\xff", 12) . "\x01\x03\x03"), forged("\x01\x05\x02" . str_repeat("\x80", 9) . "\x02\x03\x03"));
type('signed nonsense: the largest number that is one', $coupons, forged("\x01" . leb((1 << 53) - 1) . "\x02" . leb((1 << 53) - 1) . "\x03\x03"));
type('signed nonsense: a tag twice, tags that descend', $coupons, $of("\x03\x03\x03\x03"), forged("\x02\x00\x01\x05\x03\x03"), $of("\x03\x02\x05EUR\x04\x05"), forged("\x01\x05\x01\x05\x02\x00\x03\x03"));
type('signed nonsense: unknown tags 0, 13, 127, 255', $coupons, forged("\x00\x00\x01\x05\x02\x00\x03\x03"), $of("\x03\x03\x0d\x01"), $of("\x03\x03\x7f\x01"), $of("\x03\x03\xff\x01"));
type('signed nonsense: a field cut off at every byte', $coupons, ...array_map(fn($length) => forged(substr(payload(5, 7, "\x03\x02\x04\x05\x05EUR\x09\x10" . str_repeat('c', 16) . "\x0b\x04Anna"), 0, $length)), range(0, 37)));
type('signed nonsense: no campaign, no serial, no kind', $coupons, forged("\x02\x00\x03\x03\x08\x01"), forged("\x01\x05\x03\x03\x08\x01"), forged("\x01\x05\x02\x00\x08\x01"));
type('signed nonsense: kinds 0, 6 to 8 and 2^40', $coupons, $of("\x03\x00\x04\x01"), $of("\x03\x06\x04\x01"), $of("\x03\x08\x04\x01"), $of("\x03" . leb(1 << 40) . "\x04\x01"));
type('signed nonsense: percent 0, 100.01 %, huge', $coupons, $of("\x03\x01\x04\x00"), $of("\x03\x01\x04" . leb(10001)), $of("\x03\x01\x04" . leb((1 << 53) - 1)));
type('signed nonsense: fixed 0, without a value, without a currency', $coupons, $of("\x03\x02\x04\x00\x05EUR"), $of("\x03\x02\x05EUR"), $of("\x03\x02\x04\x05"));
type('signed nonsense: free shipping with a value, a currency without an amount', $coupons, $of("\x03\x03\x04\x05"), $of("\x03\x03\x05EUR"));
type('signed nonsense: currencies eur, E R, three NULs', $coupons, $of("\x03\x02\x04\x05\x05eur"), $of("\x03\x02\x04\x05\x05E R"), $of("\x03\x02\x04\x05\x05\0\0\0"));
type('signed nonsense: over before it begins', $coupons, $of("\x03\x03\x07" . leb(2000) . "\x08" . leb(2000)), $of("\x03\x03\x07" . leb(2000) . "\x08" . leb(1999)));
type('signed nonsense: a customer of 15, 17, 0 and 2^50 bytes', $coupons, $of("\x03\x03\x09\x0f" . str_repeat('c', 15)), $of("\x03\x03\x09\x11" . str_repeat('c', 17)), $of("\x03\x03\x09\x00"), $of("\x03\x03\x09" . leb(1 << 50) . str_repeat('c', 16)));
type('signed nonsense: flags 8, 255 and 2^52', $coupons, $of("\x03\x03\x0a\x08"), $of("\x03\x03\x0a" . leb(255)), $of("\x03\x03\x0a" . leb(1 << 52)));
$name = fn(string $name) => $of("\x03\x03\x0b" . leb(strlen($name)) . $name);
type('signed nonsense: names with NUL, newline, escape, delete', $coupons, $name("An\0na"), $name("An\nna"), $name("\e[2J"), $name("An\x7fna"), $name("\u{85}"));
type('signed nonsense: names that turn the text around, or show nothing', $coupons, $name("\u{202E}annA"), $name("An\u{200B}na"), $name("\u{FEFF}Anna"), $name("\u{2066}Anna"), $name("An\u{AD}na"), $name("\u{E0041}"), $name("\u{E000}"), $name("\u{1BCA0}"));
type('signed nonsense: names of broken UTF-8, of 65 bytes', $coupons, $name("An\xff"), $name("\xed\xa0\x80"), $name("\xc0\x80"), $name(str_repeat('A', 65)));
type('signed nonsense: two ends behind the last field', $coupons, forged(payload() . "\0"), forged(payload() . "\x0c"));
attack('tokens of ours: fields that are impossible are not signed', ...array_map(fn($fields) => fn() => $coupons->token(...array_replace([5, 7, $terms, 'public'], $fields)), [[-1], [1 => -1], [PHP_INT_MAX], [1 => PHP_INT_MAX], [3 => 'none'], [3 => '']]));
attack('one second early, first, last, one second late', ...array_map(fn($at) => typed($coupons, [$public], $at)[0], [1699999999, 1700000000, 1799999999, 1800000000]));
?>
--EXPECT--
altered: every bit of a public token … BAD_TAG (784), UNKNOWN_KEY (32)
altered: every bit of a shared token … BAD_TAG (400), UNKNOWN_KEY (32)
swapped prefix: C1P. for C1S., and back … TRUNCATED (1), UNKNOWN_KEY (1)
prefix: none, another version, another purpose … BAD_VERSION (4), TOO_LONG (2)
no signature at all … TRUNCATED (4)
signature of zeros, of ones, of its own payload … BAD_TAG (3)
algorithm confusion: a MAC under the public key … BAD_TAG (1), UNKNOWN_KEY (2)
algorithm confusion: the key id that the public key would have as a shared one … UNKNOWN_KEY
a key that comes with the token: signed by another, its id sent along … UNKNOWN_KEY
a key that comes with the token: signed by another, our id sent along … BAD_TAG
malleable signature: S + L, S + 2 L, S + 7 L … BAD_TAG (3)
small-order public keys for a partner: all that are known … ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits (11)
public keys that are no point, or none at all … ValueError: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits (5)
R of small order … BAD_TAG (11)
other environment, other shop: the same keys under another domain … BAD_TAG (3)
boundary moved: key id and payload cut elsewhere, domain taken into the payload … BAD_TAG (1), TRUNCATED (1)
unknown key id: zeros, another … UNKNOWN_KEY (2)
retired key … KEY_RETIRED
partner: a shared token, which it has no key for … UNKNOWN_KEY (1), taken (1)
partner: signs nothing … Loyalty\LoyaltyException: the ring has no key that signs public tokens (1), Loyalty\LoyaltyException: the ring has no key that signs short codes (1)
base32: pad bits that are set … NON_CANONICAL
base32: whole symbols of padding … BAD_CHAR (2), BAD_TAG (1), NON_CANONICAL (1)
base32: separators, blanks, a letter U … BAD_CHAR (5), TOO_LONG (1)
base32: lower case and look-alikes are the same token … taken (2)
one token, one form: what was typed otherwise is the same code … true
oversized: 1,024 characters of signed payload … NON_CANONICAL (1), UNKNOWN_FIELD (1)
signed nonsense: LEB128 that is not minimal … NON_CANONICAL (3)
signed nonsense: LEB128 without an end, of 2^53, of 2^64 and more … FIELD_RANGE (4), TRUNCATED (1)
signed nonsense: the largest number that is one … taken
signed nonsense: a tag twice, tags that descend … NON_CANONICAL (4)
signed nonsense: unknown tags 0, 13, 127, 255 … UNKNOWN_FIELD (4)
signed nonsense: a field cut off at every byte … MISSING_FIELD (2), TRUNCATED (32), taken (4)
signed nonsense: no campaign, no serial, no kind … MISSING_FIELD (3)
signed nonsense: kinds 0, 6 to 8 and 2^40 … FIELD_RANGE (4)
signed nonsense: percent 0, 100.01 %, huge … FIELD_RANGE (3)
signed nonsense: fixed 0, without a value, without a currency … FIELD_RANGE (1), MISSING_FIELD (2)
signed nonsense: free shipping with a value, a currency without an amount … MISSING_FIELD (1), UNKNOWN_FIELD (1)
signed nonsense: currencies eur, E R, three NULs … FIELD_RANGE (3)
signed nonsense: over before it begins … FIELD_RANGE (2)
signed nonsense: a customer of 15, 17, 0 and 2^50 bytes … FIELD_RANGE (3), TRUNCATED (1)
signed nonsense: flags 8, 255 and 2^52 … FIELD_RANGE (3)
signed nonsense: names with NUL, newline, escape, delete … FIELD_RANGE (5)
signed nonsense: names that turn the text around, or show nothing … FIELD_RANGE (8)
signed nonsense: names of broken UTF-8, of 65 bytes … BAD_UTF8 (3), FIELD_RANGE (1)
signed nonsense: two ends behind the last field … TRUNCATED (1), UNKNOWN_FIELD (1)
tokens of ours: fields that are impossible are not signed … ValueError: Loyalty\Coupons::token(): Argument #1 ($campaignNumber) must be between 0 and 9007199254740991 (2), ValueError: Loyalty\Coupons::token(): Argument #2 ($serial) must be between 0 and 9007199254740991 (2), ValueError: Loyalty\Coupons::token(): Argument #4 ($format) must be "public" or "shared" (2)
one second early, first, last, one second late … EXPIRED (1), NOT_YET_VALID (1), taken (2)

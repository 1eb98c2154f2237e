--TEST--
KeyRing: keys of tokens rotate and retire by kind; a partner with public keys verifies and signs nothing
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, CouponTerms, DiscountKind, KeyRing};

function outcome(callable $call): string
{
    try {
        $result = $call();
        return is_string($result) || is_int($result) ? (string) $result : 'done';
    } catch (CouponException $e) {
        return $e->reason->value;
    } catch (Throwable $e) {
        return get_class($e) . ' ' . $e->getCode() . ': ' . $e->getMessage();
    }
}
function keys(KeyRing $ring): string
{
    return implode(' ', array_map(fn($slot, $key) => "$slot:$key[type]:$key[state]", array_keys($ring->tokenKeys()), $ring->tokenKeys()));
}

$seed = hex2bin('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
$ring = KeyRing::import('shop.example/live', [str_repeat('k', 32)], 0, $seed, hex2bin('ebad8184a275a8234fe43658e338f89c38773d2a0a1bbb953e43685807c42a7c'));
echo json_encode([$ring->tokenKeys(), $ring->publicKeys()]), "\n"; // ids and key of tests/data/vectors/full.json
$terms = new CouponTerms(DiscountKind::FreeShipping);
$coupons = new Coupons($ring);
$public = $coupons->token(1, 1, $terms);
$shared = $coupons->token(1, 1, $terms, 'shared');
echo $shared, "\n";

echo $ring->rotate('public'), ' ', $ring->rotate('shared'), ' ', keys($ring), "\n";
var_dump($coupons->verify($public)->key, $coupons->verify($shared)->key, $coupons->token(1, 1, $terms) === $public);

$partner = KeyRing::partner('shop.example/live', $ring->publicKeys());
$other = KeyRing::partner('shop.example/test', array_map(hex2bin(...), $ring->publicKeys()));
echo keys($partner), ' ', json_encode($partner->slots()), ' ', $partner->domain(), "\n";
var_dump($partner->publicKeys() === $ring->publicKeys());
$read = (new Coupons($partner))->verify($public);
echo $read->format, ' ', $read->serial, "\n";
foreach ([
    fn() => (new Coupons($partner))->verify($shared),
    fn() => (new Coupons($other))->verify($public),
    fn() => (new Coupons($partner))->token(1, 1, $terms),
    fn() => (new Coupons($partner))->token(1, 1, $terms, 'shared'),
    fn() => (new Coupons($partner))->issue(1, 1),
    fn() => $partner->rotate(),
    fn() => $partner->rotate('public'),
    fn() => $partner->rotate('shared'),
    fn() => $partner->pseudonym('anna'),
    fn() => KeyRing::partner('shop', [...array_values($ring->publicKeys()), ...array_values($ring->publicKeys())]),
] as $call) {
    echo outcome($call), "\n";
}

// Keys that sign stay; the others are forgotten, and their tokens with them.
echo outcome(fn() => $ring->retire(2, 'public')), "\n", outcome(fn() => $ring->retire(1, 'public')), "\n";
$ring->retire(0, 'public', 1000);
$ring->retire(1, 'shared');
echo keys($ring), ' ', count($ring->publicKeys()), "\n";
echo outcome(fn() => $coupons->verify($public)), ' ', outcome(fn() => $coupons->verify($shared)), "\n";
// Slot 0 is free from its instant on, slot 1 never; the rest fills up.
$taken = [];
for ($i = 0; $i < 4; $i++) {
    $taken[] = $ring->rotate('shared', 999);
}
echo implode(' ', $taken), ' ', outcome(fn() => $ring->rotate('shared', 999)), "\n";
echo $ring->rotate('public', new DateTimeImmutable('@1000')), ' ', outcome(fn() => $ring->rotate('public', 1000)), "\n";
echo outcome(fn() => $coupons->verify($public)), "\n"; // its number is another's now
echo count(array_unique(array_column($ring->tokenKeys(), 'id'))), "\n";
?>
--EXPECT--
[[{"type":"public","state":"active","id":"c881b36c"},{"type":"shared","state":"active","id":"039b1304"}],{"c881b36c":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"}]
C1S.0EDH6101041020R36G7H5526MSZ8GY22CDGTMFGBDG
2 3 0:public:verify 1:shared:verify 2:public:active 3:shared:active
int(0)
int(1)
bool(false)
0:public:verify 1:public:verify [] shop.example/live
bool(true)
public 1
UNKNOWN_KEY
BAD_TAG
Loyalty\LoyaltyException 92: the ring has no key that signs public tokens
Loyalty\LoyaltyException 92: the ring has no key that signs shared tokens
Loyalty\LoyaltyException 92: the ring has no key that signs short codes
Loyalty\LoyaltyException 92: a partner's key ring signs nothing
Loyalty\LoyaltyException 92: a partner's key ring signs nothing
Loyalty\LoyaltyException 92: a partner's key ring signs nothing
Loyalty\LoyaltyException 92: a partner's key ring has no key for persons
ValueError 0: Loyalty\KeyRing::partner(): Argument #2 ($publicKeys) must be at most 8 different Ed25519 public keys of 32 bytes or as many pairs of hexadecimal digits
ValueError 0: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign
ValueError 0: Loyalty\KeyRing::retire(): Argument #1 ($slot) must be a slot whose key verifies and does not sign
0:public:retired 1:shared:retired 2:public:active 3:shared:active 1
KEY_RETIRED KEY_RETIRED
4 5 6 7 Loyalty\LoyaltyException 91: every slot of the key ring holds a key
0 Loyalty\LoyaltyException 91: every slot of the key ring holds a key
UNKNOWN_KEY
8

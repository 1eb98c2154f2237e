--TEST--
Coupons: campaigns of tokens, whose codes carry their terms; a partner with the public key reads them
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponException, Coupons, CouponTerms, DiscountKind, KeyRing, Programme};

require __DIR__ . '/terms.inc';

$keys = KeyRing::import('shop.example/live', [str_repeat('a', 32)], 0, str_repeat('s', 32), str_repeat('k', 32));
$campaign = fn(int $number, string $key, string $format, array $discount, array $more = []) => $more
    + ['number' => $number, 'key' => $key, 'name' => ucfirst($key), 'format' => $format, 'discount' => $discount];
$programme = fn(array $more = []) => Programme::fromArray([
    'name' => 'Tokens', 'currency' => 'EUR', 'timezone' => 'Europe/Athens', 'version' => 1, 'valid_from' => '2010-12-01',
    'campaigns' => [
        $campaign(70000, 'ten', 'public', ['kind' => 'percent', 'basis_points' => 1000], ['combinable' => true]),
        $campaign(2147483647, 'five', 'shared', ['kind' => 'fixed', 'amount' => 500], [
            'minimum_order' => 3000, 'valid_from' => '2011-01-01', 'valid_for' => ['days' => 30], 'email_only' => true,
            'categories' => ['include' => ['books']]]),
        $campaign(3, 'ship', 'public', ['kind' => 'free_shipping'], ['valid_until' => '2011-12-31']),
        $campaign(4, 'points', 'shared', ['kind' => 'points', 'points' => 250], $more['points'] ?? []),
        $campaign(5, 'mug', 'public', ['kind' => 'gift', 'sku' => 'MUG', 'number' => 12]),
        $campaign(6, 'capped', 'public', ['kind' => 'percent', 'basis_points' => 10000], ['maximum_discount' => 2000]),
        ['number' => 7, 'key' => 'short', 'name' => 'Short', 'length' => 20, 'discount' => ['kind' => 'percent', 'basis_points' => 1000]],
    ],
]);
$terms = fn(CouponTerms $t) => json_encode(array_filter(get_object_vars($t) , fn($v) => $v !== null && $v !== false));
$shop = new Coupons($keys, $programme());
$batches = [];
foreach (['ten', 'five', 'ship', 'points', 'mug', 'capped'] as $key) {
    $batches[$key] = $key === 'five' ? $shop->newBatch($key, ['anna', 'bert'], at('2011-02-01'), names: ['Anna', ''])
        : $shop->newBatch($key, 2, at('2011-02-01'));
}
$till = new Coupons($keys, $programme(), unserialize(serialize(array_values($batches))));
$tokens = [];
foreach ($batches as $key => $batch) {
    foreach ($shop->issueMany($batch) as $serial => $token) {
        $coupon = $till->verify($token);
        $tokens[$key][] = $token;
        $same = $coupon->code === $token && $coupon->display() === $token && $till->verify(strtolower($token)) == $coupon
            && $coupon->serial === $serial && $coupon->customer === null && $coupon->name === null;
        echo substr($token, 0, 4), " $coupon->campaignNumber $coupon->campaign $coupon->serial key $coupon->key $coupon->format ",
            $coupon->expiresAt === null ? 'for ever' : gmdate('Y-m-d H:i', $coupon->expiresAt), $same ? '' : ' DIFFERS', "\n  ", $terms($coupon->terms), "\n";
    }
}
var_dump(json_decode($terms($till->verify($tokens['five'][0])->terms))->customer === $keys->pseudonym('anna'));
var_dump([...$shop->issueMany($batches['ten'], 1, 1)] === [$tokens['ten'][1]]);

$show = function (Coupons $coupons, string $code, ?int $at = null): void {
    try {
        $coupon = $coupons->verify($code, $at);
        echo "genuine: $coupon->campaignNumber ", $coupon->campaign ?? 'without a programme', "\n";
    } catch (CouponException $e) {
        echo $e->reason->value, ': ', $e->getMessage(), "\n";
    }
};
// The window is the token's own.
$show($till, $tokens['five'][0], at('2010-12-31 21:59:59'));
$show($till, $tokens['five'][0], at('2010-12-31 22:00:00'));
$show($till, $tokens['five'][0], at('2011-03-03 21:59:59'));
$show($till, $tokens['five'][0], at('2011-03-03 22:00:00'));
// Never issued, of another format, of no campaign; bare tokens say what they like.
$free = new CouponTerms(DiscountKind::FreeShipping);
$late = new CouponTerms(DiscountKind::FreeShipping, expiresAt: 9007199254740991, notBefore: 9007199254740990);
$bare = new Coupons($keys);
$show($till, $bare->token(3, 1, $free));
$show($till, $bare->token(3, 2, $free));
$show($till, $bare->token(3, 1 << 40, $free));
$show($till, $bare->token(3, 1, $free, 'shared'));
$show($till, $bare->token(7, 1, $free));
$show($till, $bare->token(1 << 40, 1, $free));
$show($till, $bare->issue(3, 1));
$show($bare, $bare->token((1 << 53) - 1, (1 << 53) - 1, $late));
$show($bare, $bare->token(0, 0, $late), at('2011-01-01'));

// A partner verifies public tokens, and nothing else; there is nothing that it could sign with.
$partner = new Coupons(KeyRing::partner('shop.example/live', array_map(hex2bin(...), array_values($keys->publicKeys()))));
$stranger = new Coupons(KeyRing::partner('shop.example/test', array_map(hex2bin(...), array_values($keys->publicKeys()))));
$show($partner, $tokens['ten'][0]);
$show($partner, $tokens['ship'][0], at('2012-01-01'));
$show($partner, $tokens['points'][0]);
$show($partner, $bare->issue(3, 1));
$show($stranger, $tokens['ten'][0]);
$damaged = $tokens['ten'][0];
$damaged[20] = $damaged[20] === '7' ? '8' : '7';
$show($partner, $damaged);
var_dump($partner->suggest($damaged), $till->suggest($damaged));
attempt(
    fn() => $partner->token(1, 1, $free),
    fn() => $partner->token(1, 1, $free, 'shared'),
    fn() => $partner->issue(1, 1),
    fn() => (new Coupons(KeyRing::partner('shop.example/live', array_map(hex2bin(...), array_values($keys->publicKeys()))), $programme()))->newBatch('ten', 1, 0),
    fn() => (new Coupons(ring(), $programme()))->newBatch('points', 1, 0),
    fn() => $shop->newBatch('five', 1, at('2001-01-01')), // over before it begins
    fn() => $shop->newBatch('ten', 1, 0, 1 << 32),
    fn() => $shop->newBatch('ten', 1, 0, names: ['X']),
    fn() => $shop->newBatch('short', 2, 0, names: ['Anna']),
    fn() => $shop->newBatch('short', 2, 0, names: ['Anna', null]),
);

// A key that has changed signs younger batches; the old one's tokens verify on.
$keys->rotate('public');
$young = $shop->newBatch('ten', 1, 0);
echo $young->firstSerial, ' ', $young->key === $batches['ten']->key ? 'same key' : 'new key', "\n";
$show($shop, $shop->issueMany($young)->current());
$show($shop, $tokens['ten'][0]);
$keys->retire($batches['ten']->key, 'public');
$show($shop, $tokens['ten'][0]);
attempt(fn() => $shop->issueMany($batches['ten'])->current());
?>
--EXPECTF--
C1P. 70000 ten 0 key 0 public for ever
  {"kind":"percent","value":1000,"combinable":true}
C1P. 70000 ten 1 key 0 public for ever
  {"kind":"percent","value":1000,"combinable":true}
C1S. 2147483647 five 0 key 1 shared 2011-03-03 22:00
  {"kind":"fixed","value":500,"currency":"EUR","minimumOrder":3000,"notBefore":1293832800,"expiresAt":1299189600,"customer":"%x","emailOnly":true,"categories":true,"name":"Anna"}
C1S. 2147483647 five 1 key 1 shared 2011-03-03 22:00
  {"kind":"fixed","value":500,"currency":"EUR","minimumOrder":3000,"notBefore":1293832800,"expiresAt":1299189600,"customer":"%x","emailOnly":true,"categories":true}
C1P. 3 ship 0 key 0 public 2011-12-31 22:00
  {"kind":"free_shipping","value":0,"expiresAt":1325368800}
C1P. 3 ship 1 key 0 public 2011-12-31 22:00
  {"kind":"free_shipping","value":0,"expiresAt":1325368800}
C1S. 4 points 0 key 1 shared for ever
  {"kind":"points","value":250}
C1S. 4 points 1 key 1 shared for ever
  {"kind":"points","value":250}
C1P. 5 mug 0 key 0 public for ever
  {"kind":"gift","value":12}
C1P. 5 mug 1 key 0 public for ever
  {"kind":"gift","value":12}
C1P. 6 capped 0 key 0 public for ever
  {"kind":"percent","value":10000,"currency":"EUR","maximumDiscount":2000}
C1P. 6 capped 1 key 0 public for ever
  {"kind":"percent","value":10000,"currency":"EUR","maximumDiscount":2000}
bool(true)
bool(true)
NOT_YET_VALID: valid from 2010-12-31 22:00 UTC
genuine: 2147483647 five
genuine: 2147483647 five
EXPIRED: expired on 2011-03-03 22:00 UTC
genuine: 3 ship
NOT_ISSUED: no known batch of campaign "ship" has serial 2 under the key of slot 0
NOT_ISSUED: no known batch of campaign "ship" has serial 1099511627776 under the key of slot 0
UNKNOWN_CAMPAIGN: campaign "ship" has public tokens, this is none
UNKNOWN_CAMPAIGN: campaign "short" has short codes, this is none
UNKNOWN_CAMPAIGN: there is no campaign 1099511627776
UNKNOWN_CAMPAIGN: campaign "ship" has public tokens, this is none
genuine: 9007199254740991 without a programme
NOT_YET_VALID: valid from second 9007199254740990
genuine: 70000 without a programme
EXPIRED: expired on 2011-12-31 22:00 UTC
UNKNOWN_KEY: the ring has no key of the token's id and type
UNKNOWN_KEY: the ring has no key in slot 0
BAD_TAG: the tag does not fit: forged, altered, or of another shop
BAD_TAG: the tag does not fit: forged, altered, or of another shop
array(0) {
}
array(0) {
}
Loyalty\LoyaltyException: the ring has no key that signs public tokens
Loyalty\LoyaltyException: the ring has no key that signs shared tokens
Loyalty\LoyaltyException: the ring has no key that signs short codes
Loyalty\LoyaltyException: the ring has no key that signs public tokens
Loyalty\LoyaltyException: the ring has no key that signs shared tokens
ValueError: Loyalty\Coupons::newBatch(): Argument #1 ($campaign) must be a campaign whose terms a token can say: one percentage in whole basis points, amount, free shipping, points or numbered gift, without steps, and a window that is not over
ValueError: Serials 4294967296 and following, or their window, do not fit campaign "ten"
ValueError: Loyalty\Coupons::newBatch(): Argument #5 ($names) must have names of 2 to 12 letters A to Z, or ""; the one at 0 is none
ValueError: Loyalty\Coupons::newBatch(): Argument #5 ($names) must have one name for each code
TypeError: Loyalty\Coupons::newBatch(): Argument #5 ($names) must be a list of strings, null given in it
2 new key
genuine: 70000 ten
genuine: 70000 ten
KEY_RETIRED: the token's key is retired
Loyalty\LoyaltyException: the key of slot 0, which signed this batch, is not in the ring any more

--TEST--
Quote: short, personalised and token codes of several versions in one quote; the order of typing does not matter
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{Coupons, CouponTerms, CouponUsage, DiscountKind, KeyRing, Programme};

$version = function (int $number, int $percent): Programme {
    $document = ['version' => $number, 'valid_from' => 2019 + $number . '-01-01'] + document();
    $document['campaigns'] = [
        ['number' => 1, 'key' => 'ten', 'name' => 'Ten', 'discount' => ['kind' => 'percent', 'basis_points' => $percent], 'combinable' => true],
        ['number' => 2, 'key' => 'partner', 'name' => 'Partner', 'format' => 'public', 'discount' => [['kind' => 'fixed', 'amount' => 100]],
            'combinable' => true],
        ['number' => 3, 'key' => 'desk', 'name' => 'Desk', 'format' => 'shared', 'discount' => [['kind' => 'points', 'points' => 7]],
            'combinable' => true, 'uses_per_code' => 2],
    ];
    return Programme::fromArray($document);
};
$old = $version(1, 1000);
$new = $version(2, 500);
$ring = KeyRing::import('tea.example/test', [str_repeat('k', 32)], 0, str_repeat('s', 32), str_repeat('t', 32));
$first = new Coupons($ring, $old);
$second = new Coupons($ring, [$old, $new]);
$batches = [
    'old plain' => $first->newBatch('ten', 1, AT - 1000, 0),
    'old token' => $first->newBatch('partner', 1, AT - 1000, 0),
    'new plain' => $second->newBatch('ten', 1, AT - 500, 100),
    'new named' => $second->newBatch('ten', 1, AT - 500, 200, ['MARIA']),
    'new bound' => $second->newBatch('ten', ['anna'], AT - 500, 300),
    'new token' => $second->newBatch('partner', 2, AT - 500, 100),
    'shared' => $second->newBatch('desk', 2, AT - 500, 0),
];
$verifier = new Coupons($ring, [$old, $new], array_values($batches));
$codes = array_map(fn($batch) => iterator_to_array($verifier->issueMany($batch), false)[0], $batches);
/* A token with terms of its own, signed for serial 101: bound to anna. */
$codes['own terms'] = $verifier->token(2, 101, new CouponTerms(DiscountKind::Fixed, 333, 'GBP', minimumOrder: 1000, customer: $ring->pseudonym('anna')), 'public');
$codes['too dear'] = $verifier->token(3, 1, new CouponTerms(DiscountKind::Percent, 2500, 'GBP', minimumOrder: 999999, name: 'Zoë'), 'shared');
foreach ($codes as $what => $code) {
    $coupon = $verifier->verify($code, AT);
    echo str_pad($what, 10), ' ', str_pad($coupon->format, 6), " $coupon->campaign $coupon->serial ", $coupon->name ?? '-', ' ',
        $coupon->programmeHash === $old->hash() ? 'old' : 'new', ' ', $coupon->customer ?? '-', "\n";
}
$cart = cart([['TEA', 4, 450, 'tea'], ['CAKE', 1, 3295, 'cake']], 395);
$anna = customer($new, 'anna', 3);
$name = fn(string $code): string => (string) array_search($code, array_map(fn($c) => $verifier->verify($c, AT)->code, $codes), true);
$show = function (Loyalty\Quote $quote) use ($name): void {
    foreach ($quote->discounts as $d) {
        echo '  ', $name($d->code), ": {$d->amount->format()}, $d->points points\n";
    }
    foreach ($quote->rejected as $r) {
        echo '  ', $name($r->code), ": {$r->reason->name} | ", preg_replace('/\bC1[PS]\.\S+/', 'TOKEN', "$r->message | $r->publicMessage"), "\n";
    }
};
foreach (['anna' => $anna, 'bob' => customer($new, 'bob', 1), 'guest' => null] as $who => $customer) {
    echo "$who:\n";
    $show($new->quote($cart, $customer, array_values($codes), $verifier, AT));
}
echo "under the old programme, and after a shared token was used once, then twice:\n";
$show($old->quote($cart, customer($old, 'anna', 3), [$codes['old plain'], $codes['new plain']], $verifier, AT));
$shared = $verifier->verify($codes['shared'], AT)->code;
$show($new->quote($cart, $anna, [$codes['shared']], $verifier, AT, [new CouponUsage($shared, 1)]));
$show($new->quote($cart, $anna, [$codes['shared']], $verifier, AT, [new CouponUsage($shared, 2)]));
echo "coupons without their verifier:\n";
foreach (['new plain', 'new named', 'new bound', 'old plain', 'new token'] as $what) {
    try {
        $show($new->quote($cart, $anna, [$verifier->verify($codes[$what], AT)], null, AT));
    } catch (ValueError $e) {
        echo "  $what: ", $e->getMessage(), "\n";
    }
}
$bare = new Coupons($ring);
$show($new->quote($cart, $anna, [$bare->verify($codes['old plain'])], null, AT));
$show($new->quote($cart, $anna, [$codes['old plain'], $codes['new token']], $bare, AT));

$seed = (int) (getenv('LTY_SEED') ?: 20260109);
mt_srand($seed);
for ($i = 0, $same = 0; $i < 300; $i++) {
    $typed = array_map(fn($code) => mt_rand(0, 1) ? $code : $verifier->verify($code, AT), array_slice($codes, mt_rand(0, 3), mt_rand(1, 8)));
    $typed[] = array_values($codes)[mt_rand(0, 8)];
    $one = $new->quote($cart, $anna, array_values($typed), $verifier, AT);
    shuffle($typed);
    $same += $new->quote($cart, $anna, $typed, $verifier, AT) == $one ? 1 : 0;
}
echo $same === 300 ? "300 orders of typing\n" : "seed $seed: $same of 300 are the same\n";
--EXPECT--
old plain  short  ten 0 - old -
old token  public partner 0 - old -
new plain  short  ten 100 - new -
new named  short  ten 200 MAR1A new -
new bound  short  ten 300 - new anna
new token  public partner 100 - new -
shared     shared desk 0 - new -
own terms  public partner 101 - new -
too dear   shared desk 1 - new -
anna:
  old plain: 5.10, 0 points
  new plain: 2.29, 0 points
  new named: 2.18, 0 points
  new bound: 2.07, 0 points
  old token: 1.00, 0 points
  new token: 1.00, 0 points
  own terms: 3.33, 0 points
  shared: 0.00, 7 points
  too dear: MinOrder | the goods that campaign "desk" covers are 9949.04 GBP below the minimum of 9999.99 GBP | add 9949.04 GBP of goods that the code covers
bob:
  old plain: 5.10, 0 points
  new plain: 2.29, 0 points
  new named: 2.18, 0 points
  old token: 1.00, 0 points
  new token: 1.00, 0 points
  shared: 0.00, 7 points
  new bound: CustomerMismatch | the code is bound to another customer | the code is not for this account
  own terms: CustomerMismatch | the code is bound to another customer | the code is not for this account
  too dear: MinOrder | the goods that campaign "desk" covers are 9949.04 GBP below the minimum of 9999.99 GBP | add 9949.04 GBP of goods that the code covers
guest:
  old plain: 5.10, 0 points
  new plain: 2.29, 0 points
  new named: 2.18, 0 points
  old token: 1.00, 0 points
  new token: 1.00, 0 points
  shared: 0.00, 7 points
  new bound: CustomerMismatch | the code is bound to a customer, and the order names none | sign in to use this code
  own terms: CustomerMismatch | the code is bound to a customer, and the order names none | sign in to use this code
  too dear: MinOrder | the goods that campaign "desk" covers are 9949.04 GBP below the minimum of 9999.99 GBP | add 9949.04 GBP of goods that the code covers
under the old programme, and after a shared token was used once, then twice:
  old plain: 5.10, 0 points
  new plain: 2.29, 0 points
  shared: 0.00, 7 points
  shared: Used | the code has been used 2 of 2 times, checkouts under way included | the code has been used
coupons without their verifier:
  new plain: 2.55, 0 points
  new named: 2.55, 0 points
  new bound: 2.55, 0 points
  old plain: Loyalty\Programme::quote(): Argument #3 ($coupons) must not hold tokens, or coupons of another version, where no verifier is given: hand in the Loyalty\Coupons that verified them
  new token: Loyalty\Programme::quote(): Argument #3 ($coupons) must not hold tokens, or coupons of another version, where no verifier is given: hand in the Loyalty\Coupons that verified them
  old plain: 2.55, 0 points
  old plain: 2.55, 0 points
  new token: UnknownCampaign | no such campaign | invalid code
300 orders of typing

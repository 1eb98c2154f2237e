--TEST--
Quote: every kind of benefit through PHP, what it takes off each line and what else it gives
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{Cart, CartLine, Money, Programme};

$document = document();
$give = fn(int $number, array $discount, array $more = []) => ['number' => $number, 'key' => "c$number", 'name' => "C$number", 'discount' => $discount] + $more;
$document['campaigns'] = [
    $give(1, ['kind' => 'percent', 'millionths' => 123456]),
    $give(2, ['kind' => 'percent', 'steps' => [['from' => 1000, 'basis_points' => 500], ['from' => 3000, 'basis_points' => 1500]]]),
    $give(3, ['kind' => 'fixed', 'amount' => 250, 'on' => 'piece', 'pieces' => 2], ['categories' => ['include' => ['tea']]]),
    $give(4, ['kind' => 'free_shipping']),
    $give(5, ['kind' => 'points', 'points' => 40]),
    $give(6, ['kind' => 'gift', 'sku' => 'CUP', 'number' => 7]),
    $give(7, ['kind' => 'gift', 'sku' => 'BAG']),
    $give(8, ['kind' => 'points_multiplier', 'basis_points' => 25000]),
    $give(9, ['kind' => 'buy_get', 'buy' => 2, 'get' => 1], ['categories' => ['include' => ['tea', 'cake']]]),
    $give(10, ['kind' => 'early_access'], ['products' => ['include' => ['RARE-2', 'RARE-1']]]),
    $give(11, ['kind' => 'percent', 'basis_points' => 5000, 'on' => 'cheapest']),
    $give(12, ['kind' => 'percent', 'basis_points' => 10000, 'on' => 'product', 'sku' => 'CAKE']),
    $give(13, ['kind' => 'percent', 'basis_points' => 2000, 'on' => 'selection'], ['requires' => [['quantity' => 3, 'any_of' => [['categories' => ['tea']]]]]]),
    $give(14, [['kind' => 'percent', 'basis_points' => 1000], ['kind' => 'free_shipping'], ['kind' => 'points', 'points' => 5], ['kind' => 'gift', 'sku' => 'CUP']]),
];
$programme = Programme::fromArray($document);
[$verifier, $codes] = shop($programme);
$cart = new Cart([new CartLine('TEA', 3, new Money(450, 'GBP'), 'tea'), new CartLine('CAKE', 2, new Money(1100, 'GBP'), ['cake', 'tea']),
    new CartLine('CUP', 1, new Money(699, 'GBP'), 'china'), new CartLine('BAG', 0, new Money(150, 'GBP'))], new Money(395, 'GBP'));
foreach ($programme->campaigns() as $key => $campaign) {
    $quote = $programme->quote($cart, null, [$codes[$key][0]], $verifier, AT);
    foreach ($quote->discounts as $discount) {
        assert($discount->lines === array_map(fn($line) => $line->discount->minor, $quote->lines));
        assert($discount->amount->minor === array_sum($discount->lines) + $discount->shipping->minor);
        assert($discount->netMillionths === null && $discount->grossMillionths === null && $quote->lines[0]->netMillionths === null);
        printf("%s %s: %s off, lines %s, shipping %s, %d points, gift %s%s, opens %s; order %s, %d points\n", $key, $discount->kind->name,
            $discount->amount->format(), implode(' ', $discount->lines), $discount->shipping->format(), $discount->points, $discount->gift ?? 'none',
            $discount->giftMissing ? ' (missing)' : '', implode(' ', $discount->opens) ?: 'nothing', $quote->total->format(), $quote->points);
    }
    foreach ($quote->rejected as $rejected) {
        echo "$key: {$rejected->reason->name} | $rejected->message | $rejected->publicMessage\n";
    }
}
--EXPECT--
c1 Percent: 5.25 off, lines 167 272 86 0, shipping 0.00, 0 points, gift none, opens nothing; order 41.19, 60 points
c2 Percent: 6.37 off, lines 202 330 105 0, shipping 0.00, 0 points, gift none, opens nothing; order 40.07, 58 points
c3 Fixed: 5.00 off, lines 0 500 0 0, shipping 0.00, 0 points, gift none, opens nothing; order 41.44, 62 points
c4 FreeShipping: 3.95 off, lines 0 0 0 0, shipping 3.95, 0 points, gift none, opens nothing; order 42.49, 67 points
c5 Points: 0.00 off, lines 0 0 0 0, shipping 0.00, 40 points, gift none, opens nothing; order 46.44, 107 points
c6 Gift: 6.99 off, lines 0 0 699 0, shipping 0.00, 0 points, gift CUP, opens nothing; order 39.45, 61 points
c7 Gift: 0.00 off, lines 0 0 0 0, shipping 0.00, 0 points, gift BAG (missing), opens nothing; order 46.44, 67 points
c8 PointsMultiplier: 0.00 off, lines 0 0 0 0, shipping 0.00, 100 points, gift none, opens nothing; order 46.44, 167 points
c9 BuyGet: 4.50 off, lines 450 0 0 0, shipping 0.00, 0 points, gift none, opens nothing; order 41.94, 57 points
c10 EarlyAccess: 0.00 off, lines 0 0 0 0, shipping 0.00, 0 points, gift none, opens RARE-1 RARE-2; order 46.44, 67 points
c11 Percent: 2.25 off, lines 225 0 0 0, shipping 0.00, 0 points, gift none, opens nothing; order 44.19, 62 points
c12 Percent: 22.00 off, lines 0 2200 0 0, shipping 0.00, 0 points, gift none, opens nothing; order 24.44, 45 points
c13 Percent: 7.10 off, lines 270 440 0 0, shipping 0.00, 0 points, gift none, opens nothing; order 39.34, 56 points
c14 FreeShipping: 14.49 off, lines 135 220 699 0, shipping 3.95, 5 points, gift CUP, opens nothing; order 31.95, 60 points

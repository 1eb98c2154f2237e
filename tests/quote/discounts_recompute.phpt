--TEST--
Quote: 3,000 quotes under random campaigns, what discounts take off recomputed by hand from their steps; the order of codes does not matter
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
require __DIR__ . '/recompute_discounts.inc';

use Loyalty\{Cart, CartLine, Coupons, CouponUsage, KeyRing, Money, Programme};

$seed = (int) (getenv('LTY_SEED') ?: 20260406);
mt_srand($seed);
$one = fn(array $of) => $of[mt_rand(0, count($of) - 1)];
$sometimes = fn(int $n, array $members) => mt_rand(1, $n) === 1 ? $members : [];

$amounts = function (string $kind) use ($one, $sometimes): array {
    $made = ['kind' => $kind];
    $value = $kind === 'percent' ? 'basis_points' : 'amount';
    $most = $kind === 'percent' ? 8000 : 1500;
    if (mt_rand(1, 3) === 1) {
        $made['steps'] = [['from' => mt_rand(0, 2000), $value => mt_rand(1, $most >> 1)], ['from' => mt_rand(2001, 5000), $value => mt_rand($most >> 1, $most)]];
    } elseif ($kind === 'percent' && mt_rand(1, 2) === 1) {
        $made['millionths'] = mt_rand(1, 1000000);
    } else {
        $made[$value] = mt_rand(1, $most);
    }
    $on = $one($kind === 'percent' ? ['order', 'order', 'cheapest', 'product'] : ['order', 'piece', 'cheapest', 'product']);
    return $made + ['on' => $on] + ($on === 'product' ? ['sku' => $one(['TEA', 'CUP'])] : []) + ($on === 'cheapest' ? [] : $sometimes(3, ['pieces' => mt_rand(1, 5)]));
};
$benefit = fn(string $kind) => match ($kind) {
    'percent', 'fixed' => $amounts($kind),
    'free_shipping' => ['kind' => $kind],
    'points' => ['kind' => $kind, 'points' => mt_rand(1, 90)],
    'points_multiplier' => ['kind' => $kind, 'basis_points' => mt_rand(10001, 30000)],
    'gift' => ['kind' => $kind, 'sku' => $one(['CUP', 'BAG'])],
    'buy_get' => ['kind' => $kind, 'buy' => mt_rand(1, 3), 'get' => mt_rand(1, 2)],
};
$campaign = function (int $number) use ($one, $sometimes, $benefit): array {
    $kinds = ['percent', 'fixed', 'percent', 'fixed', 'buy_get', 'gift', 'free_shipping', 'points', 'points_multiplier'];
    $discounts = array_map($benefit, array_unique(array_map(fn() => $one($kinds), range(1, $one([1, 1, 2, 3])))));
    $money = array_diff(array_column($discounts, 'kind'), ['points', 'points_multiplier']) !== [];
    return ['number' => $number, 'key' => "c$number", 'name' => "C$number", 'discount' => count($discounts) === 1 ? $discounts[0] : array_values($discounts),
        'combinable' => $one([true, true, true, false, ['c1', 'c2', 'c3']])]
        + $sometimes(4, ['minimum_order' => mt_rand(1, 3000)]) + $sometimes(5, ['maximum_order' => mt_rand(5000, 20000)])
        + ($money && !in_array('gift', array_column($discounts, 'kind'), true) ? $sometimes(4, ['maximum_discount' => mt_rand(1, 900)]) : [])
        + ($money ? $sometimes(4, ['budget' => mt_rand(1, 4000)]) : []) + $sometimes(3, ['categories' => ['include' => [$one(['tea', 'cake'])]]])
        + $sometimes(5, ['sale_items' => $one([false, 'only'])]) + $sometimes(4, ['priority' => mt_rand(0, 3)]) + $sometimes(5, ['stacking_class' => 'spring'])
        + $sometimes(6, ['requires' => [['quantity' => 2, 'any_of' => [['categories' => ['tea']], ['products' => ['CUP']]]]]])
        + ($number === 8 ? ['automatic' => true] : []);
};

$seen = [];
$discounts = $rejected = $count = 0;
for ($round = 0; $round < 300; $round++) {
    $document = document();
    $document['campaigns'] = array_map($campaign, range(1, 8));
    $programme = Programme::fromArray($document);
    $ring = KeyRing::import('tea.example/test', [str_repeat('k', 32)], 0);
    $maker = new Coupons($ring, $programme);
    $batches = array_map(fn(int $i) => $maker->newBatch("c$i", 2, AT - 1000, 0), range(1, 7));
    $verifier = new Coupons($ring, $programme, $batches);
    $codes = [];
    foreach ($batches as $batch) {
        $codes = [...$codes, ...array_values(iterator_to_array($verifier->issueMany($batch), false))];
    }
    for ($i = 0; $i < 10; $i++, $count++) {
        $lines = [];
        for ($n = mt_rand(1, 5); $n > 0; $n--) {
            $lines[] = new CartLine($one(['TEA', 'CUP', 'BAG', 'PIE']), mt_rand(0, 5), new Money($one([0, 500, 1000, mt_rand(1, 2000)]), 'GBP'),
                $one(['tea', 'cake', '']), mt_rand(1, 4) === 1);
        }
        $cart = new Cart($lines, new Money(mt_rand(0, 2) * 395, 'GBP'));
        $typed = array_map(fn() => $one($codes), range(1, mt_rand(1, 6)));
        $quote = $programme->quote($cart, null, $typed, $verifier, AT);
        $check = new RecomputeDiscounts($quote, $document);
        try {
            $check->run();
            shuffle($typed);
            $programme->quote($cart, null, $typed, $verifier, AT) == $quote or throw new Exception('the order of codes matters');
        } catch (Throwable $e) {
            echo "seed $seed, quote $count: ", $e->getMessage(), "\n";
            foreach ($quote->steps as $step) {
                echo "  $step->figure ($step->rule): $step->text [$step->value]\n";
            }
            break 2;
        }
        foreach ($check->seen as $figure => $n) {
            $seen[$figure] = ($seen[$figure] ?? 0) + $n;
        }
        $discounts += count($quote->discounts);
        $rejected += count($quote->rejected);
    }
}
echo "$count quotes\n";
var_dump($discounts > 3000, $rejected > 3000);
foreach (['minimum', 'maximum', 'requires', 'pieces', 'step', 'base', 'discount', 'limit', 'line_discount', 'gift', 'multiplier', 'budget'] as $figure) {
    if (($seen[$figure] ?? 0) < 40) {
        echo "$figure: only ", $seen[$figure] ?? 0, "\n";
    }
}
?>
--EXPECT--
3000 quotes
bool(true)
bool(true)

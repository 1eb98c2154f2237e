--TEST--
Quote: 2,000 random quotes recomputed by hand from their steps; the order of codes does not matter
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
require __DIR__ . '/recompute.inc';

$seed = (int) (getenv('LTY_SEED') ?: 20260107);
mt_srand($seed);
$document = document();
foreach ([
    9 => ['discount' => ['kind' => 'buy_get', 'buy' => 2, 'get' => 1], 'combinable' => true],
    10 => ['discount' => ['kind' => 'percent', 'steps' => [['from' => 0, 'basis_points' => 100], ['from' => 4000, 'basis_points' => 750]]], 'combinable' => true],
    11 => ['discount' => ['kind' => 'fixed', 'amount' => 123, 'on' => 'piece'], 'categories' => ['include' => ['cake']], 'combinable' => true],
    12 => ['discount' => ['kind' => 'percent', 'millionths' => 333333, 'on' => 'cheapest'], 'combinable' => ['ten'], 'budget' => 3000],
    13 => ['discount' => ['kind' => 'points_multiplier', 'basis_points' => 17777], 'combinable' => true],
    14 => ['discount' => [['kind' => 'gift', 'sku' => 'SKU: 1 * 3'], ['kind' => 'percent', 'basis_points' => 1500, 'pieces' => 2]],
        'combinable' => true],
    15 => ['discount' => ['kind' => 'fixed', 'amount' => 66], 'automatic' => true, 'minimum_order' => 2500, 'combinable' => true],
] as $number => $campaign) {
    $document['campaigns'][] = ['number' => $number, 'key' => "more_$number", 'name' => 'More'] + $campaign;
}
$programme = Loyalty\Programme::fromArray($document);
[$verifier, $codes] = shop($programme);
$customers = [null, customer($programme, 'anna', 0), customer($programme, 'anna', 3, 5000, 900), customer($programme, 'bob', 1, 4000, 130),
    customer($programme, 'anna', 2, 3000, 9000)];
$keys = array_keys($codes);
$steps = $discounts = $rejected = 0;
for ($i = 0; $i < 2000; $i++) {
    $lines = [];
    for ($n = mt_rand(1, 5); $n > 0; $n--) {
        $lines[] = ["SKU: $n * 3", mt_rand(1, 4), mt_rand(0, 5) === 0 ? 0 : mt_rand(1, 3000), ['tea', 'cake', ''][mt_rand(0, 2)], mt_rand(0, 3) === 0];
    }
    $rates = mt_rand(0, 1) ? [0, 50000, 200000, 196250] : [0, 0, 0, 0];
    $cart = new Loyalty\Cart(array_map(fn(array $l) => new Loyalty\CartLine($l[0], $l[1], new Loyalty\Money($l[2], 'GBP'), $l[3], $l[4], $rates[mt_rand(0, 3)]), $lines),
        new Loyalty\Money(mt_rand(0, 2) * 395, 'GBP'), mt_rand(0, 1) === 0, $rates[mt_rand(0, 3)]);
    $typed = [];
    for ($n = mt_rand(0, 6); $n > 0; $n--) {
        $typed[] = $codes[$keys[mt_rand(0, count($keys) - 1)]][mt_rand(0, 1)];
    }
    $customer = $customers[mt_rand(0, 4)];
    $quote = $programme->quote($cart, $customer, $typed, $verifier, AT);
    try {
        (new Recompute($quote))->run();
        shuffle($typed);
        if ($programme->quote($cart, $customer, $typed, $verifier, AT) != $quote) {
            throw new Exception('the order of codes matters');
        }
        foreach ($quote->steps as $step) {
            $place = $document;
            foreach ($step->rule === '' ? [] : explode('/', substr($step->rule, 1)) as $member) {
                $place = $place[$member] ?? throw new Exception("the rule $step->rule is not in the document");
            }
        }
    } catch (Exception $e) {
        echo "seed $seed, quote $i: ", $e->getMessage(), "\n";
        foreach ($quote->steps as $step) {
            echo "  $step->figure ($step->rule): $step->text [$step->value]\n";
        }
        break;
    }
    $steps += count($quote->steps);
    $discounts += count($quote->discounts);
    $rejected += count($quote->rejected);
}
echo "$i quotes\n";
var_dump($steps > 20000, $discounts > 1000, $rejected > 1000);
?>
--EXPECT--
2000 quotes
bool(true)
bool(true)
bool(true)

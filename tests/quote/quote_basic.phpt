--TEST--
Quote: the example of docs/quote.md, every step of it
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

$programme = programme();
[$verifier, $codes] = shop($programme);
$cart = cart([['EARL-GREY', 3, 450, 'tea'], ['FRUIT-CAKE', 1, 3295, 'cake']], 395);
$quote = $programme->quote($cart, customer($programme, 'anna', 3, 5000, 956), [$codes['ten'][0], $codes['delivery'][1]], $verifier, AT);
printf("goods %s, shipping %s, discount %s, total %s, points %d, spendable %d worth %s\n", $quote->goods->format(), $quote->shipping->format(),
    $quote->discount->format(), $quote->total->format(), $quote->points, $quote->spendable, $quote->spendableWorth->format());
foreach ($quote->lines as $line) {
    echo "$line->sku: {$line->amount->format()} - {$line->discount->format()} = {$line->total->format()}, $line->points points\n";
}
foreach ($quote->discounts as $discount) {
    echo "$discount->campaign ({$discount->kind->name}): {$discount->amount->format()}, $discount->points points, ",
        $discount->code === strtoupper($discount->code) ? 'canonical' : '', "\n";
}
foreach ($quote->steps as $step) {
    echo str_pad($step->figure, 15), ' ', str_pad($step->rule, 26), ' ', strtr($step->text, [$codes['ten'][0] => 'TEN', $codes['delivery'][1] => 'DELIVERY']),
        " [$step->value]\n";
}
var_dump($quote->rejected, $quote == clone $quote);
try {
    $quote->points = 9;
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
--EXPECT--
goods 46.45, shipping 3.95, discount 8.60, total 41.80, points 82, spendable 1200 worth 12.00
EARL-GREY: 13.50 - 1.35 = 12.15, 39 points
FRUIT-CAKE: 32.95 - 3.30 = 29.65, 43 points
ten (Percent): 4.65, 0 points, canonical
delivery (FreeShipping): 3.95, 0 points, canonical
line                                       line 1, EARL-GREY: 3 * 4.50 GBP = 13.50 GBP [1350]
line                                       line 2, FRUIT-CAKE: 1 * 32.95 GBP = 32.95 GBP [3295]
goods                                      the sum of 2 lines = 46.45 GBP [4645]
base            /campaigns/0               TEN covers line 1 (13.50 GBP) + line 2 (32.95 GBP) = 46.45 GBP [4645]
discount        /campaigns/0/discount      TEN: 10 % of 46.45 GBP = 4.65 GBP, rounded half up [465]
line_discount   /campaigns/0/discount      line 1: 4.65 GBP * 13.50 GBP / 46.45 GBP = 1.35 GBP, by largest remainder [135]
line_discount   /campaigns/0/discount      line 2: 4.65 GBP * 32.95 GBP / 46.45 GBP = 3.30 GBP, by largest remainder [330]
discount        /campaigns/3/discount      DELIVERY: the shipping of 3.95 GBP [395]
total                                      goods 46.45 GBP + shipping 3.95 GBP - discounts 8.60 GBP = 41.80 GBP [4180]
spend_share     /points/spend/maximum_share 50 % of 41.80 GBP = 20.90 GBP, rounded down [2090]
spend_cap       /points/worth              20.90 GBP * 100 / 1.00 GBP = 2090 points, rounded down [2090]
spendable       /points/spend              the smaller of the balance of 1234 and the cap of 2090, in multiples of 50 = 1200 [1200]
spendable_worth /points/worth              1200 points * 1.00 GBP / 100 = 12.00 GBP, rounded down [1200]
earn_base       /points/earn/0             rule "per_pound" counts line 1 (12.15 GBP) + line 2 (29.65 GBP) = 41.80 GBP [4180]
earn            /points/earn/0             41.80 GBP * 1 / 1.00 GBP = 42, rounded half even [42]
earn_base       /points/earn/1             rule "large" counts line 1 (12.15 GBP) + line 2 (29.65 GBP) = 41.80 GBP [4180]
earn            /points/earn/1             41.80 GBP reaches the step from 20.00 GBP: 5 points [5]
earn_base       /points/earn/2             rule "tea" counts line 1 (12.15 GBP) = 12.15 GBP [1215]
earn            /points/earn/2             12.15 GBP * 3 / 2.00 GBP = 18, rounded half even [18]
earn            /points/earn/3             not a customer's first order: 0 points [0]
tier            /tiers/levels/1            tier "pot": 65 * 125.5 % = 82, rounded half even [82]
line_points                                line 1: 82 * 31 / 65 = 39, by largest remainder [39]
line_points                                line 2: 82 * 34 / 65 = 43, by largest remainder [43]
points                                     82 earned + 0 by coupons = 82 [82]
array(0) {
}
bool(true)
Cannot modify readonly property Loyalty\Quote::$points

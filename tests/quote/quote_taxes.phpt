--TEST--
Quote: prices with and without tax, several rates, shipping with a rate of its own, currencies with 0, 2 and 3 decimals
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Coupons, KeyRing, Money, Programme};

/** The tax of an amount in whole minor units, half up, by hand. */
function tax(int $minor, int $rate, bool $included): int
{
    return intdiv(2 * $minor * $rate + ($included ? 1000000 + $rate : 1000000), 2 * ($included ? 1000000 + $rate : 1000000));
}

foreach (['JPY', 'EUR', 'KWD'] as $currency) {
    $programme = Programme::fromArray(['name' => 'Taxes', 'currency' => $currency, 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2020-01-01',
        'points' => ['earn' => [['key' => 'all', 'kind' => 'rate', 'points' => 1, 'per' => 10]], 'worth' => ['points' => 1, 'amount' => 1]],
        'campaigns' => [
            ['number' => 1, 'key' => 'ten', 'name' => 'Ten', 'discount' => ['kind' => 'percent', 'basis_points' => 1000], 'combinable' => true],
            ['number' => 2, 'key' => 'half', 'name' => 'Delivery', 'discount' => ['kind' => 'free_shipping'], 'maximum_discount' => 100, 'combinable' => true],
        ]]);
    $maker = new Coupons(KeyRing::import('tax.example/test', [str_repeat('k', 32)], 0));
    $typed = [$maker->verify($maker->issue(1, 1)), $maker->verify($maker->issue(2, 1))];
    foreach ([true, false] as $included) {
        $lines = [new CartLine('BOOK', 3, new Money(1199, $currency), taxRate: 70000), new CartLine('LAMP', 1, new Money(4999, $currency), taxRate: 190000),
            new CartLine('STAMP', 10, new Money(85, $currency))];
        $quote = $programme->quote(new Cart($lines, new Money(495, $currency), $included, 190000), null, $typed, null, 1700000000);
        $show = fn(Money $m): string => $m->format();
        echo $currency, $included ? ' with tax: ' : ' without: ', implode(' ', array_map($show, [$quote->goods, $quote->shipping, $quote->discount, $quote->tax, $quote->total])),
            " | $quote->points points | ", implode(', ', array_map(fn($l) => "{$l->total->format()} tax {$l->tax->format()}", $quote->lines)), "\n";
        $sum = 0;
        foreach ($quote->lines as $i => $line) {
            $sum += $line->tax->minor;
            assert($line->tax->minor === tax($line->total->minor, $lines[$i]->taxRate, $included));
        }
        assert($quote->tax->minor === $sum + tax(395, 190000, $included));
        assert($quote->total->minor === $quote->goods->minor + 495 - $quote->discount->minor + ($included ? 0 : $quote->tax->minor));
        foreach ($quote->steps as $step) {
            if (str_contains($step->figure, 'tax') || $step->figure === 'total') {
                echo "  $step->figure: $step->text [$step->value]\n";
            }
        }
    }
}
$plain = $programme->quote(new Cart([new CartLine('A', 1, new Money(1000, 'KWD'))], new Money(5, 'KWD'), false), null, [], null, 1700000000);
echo $plain->tax->format(), ' ', $plain->total->format(), ' ', implode(' ', array_column($plain->steps, 'figure')), "\n";
$rates = $programme->quote(new Cart([new CartLine('A', 1, new Money(1000, 'KWD'), taxRate: 10000000), new CartLine('B', 1, new Money(1000, 'KWD'), taxRate: 1)],
    new Money(0, 'KWD'), false), null, [], null, 1700000000);
echo $rates->tax->format(), ' ', $rates->steps[3]->text, ' ', $rates->steps[4]->text, "\n";
--EXPECT--
JPY with tax: 9446 495 1045 993 8896 | 850 points | 3237 tax 212, 4499 tax 718, 765 tax 0
  line_tax: line 1: 3237 JPY * 7 % / 107 % = 212 JPY, rounded half up [212]
  line_tax: line 2: 4499 JPY * 19 % / 119 % = 718 JPY, rounded half up [718]
  shipping_tax: shipping: 395 JPY * 19 % / 119 % = 63 JPY, rounded half up [63]
  tax: lines 930 JPY + shipping 63 JPY = 993 JPY, in the prices [993]
  total: goods 9446 JPY + shipping 495 JPY - discounts 1045 JPY = 8896 JPY [8896]
JPY without: 9446 495 1045 1157 10053 | 850 points | 3237 tax 227, 4499 tax 855, 765 tax 0
  line_tax: line 1: 3237 JPY * 7 % = 227 JPY, rounded half up [227]
  line_tax: line 2: 4499 JPY * 19 % = 855 JPY, rounded half up [855]
  shipping_tax: shipping: 395 JPY * 19 % = 75 JPY, rounded half up [75]
  tax: lines 1082 JPY + shipping 75 JPY = 1157 JPY, on top of the prices [1157]
  total: goods 9446 JPY + shipping 495 JPY - discounts 1045 JPY + tax 1157 JPY = 10053 JPY [10053]
EUR with tax: 94.46 4.95 10.45 9.93 88.96 | 850 points | 32.37 tax 2.12, 44.99 tax 7.18, 7.65 tax 0.00
  line_tax: line 1: 32.37 EUR * 7 % / 107 % = 2.12 EUR, rounded half up [212]
  line_tax: line 2: 44.99 EUR * 19 % / 119 % = 7.18 EUR, rounded half up [718]
  shipping_tax: shipping: 3.95 EUR * 19 % / 119 % = 0.63 EUR, rounded half up [63]
  tax: lines 9.30 EUR + shipping 0.63 EUR = 9.93 EUR, in the prices [993]
  total: goods 94.46 EUR + shipping 4.95 EUR - discounts 10.45 EUR = 88.96 EUR [8896]
EUR without: 94.46 4.95 10.45 11.57 100.53 | 850 points | 32.37 tax 2.27, 44.99 tax 8.55, 7.65 tax 0.00
  line_tax: line 1: 32.37 EUR * 7 % = 2.27 EUR, rounded half up [227]
  line_tax: line 2: 44.99 EUR * 19 % = 8.55 EUR, rounded half up [855]
  shipping_tax: shipping: 3.95 EUR * 19 % = 0.75 EUR, rounded half up [75]
  tax: lines 10.82 EUR + shipping 0.75 EUR = 11.57 EUR, on top of the prices [1157]
  total: goods 94.46 EUR + shipping 4.95 EUR - discounts 10.45 EUR + tax 11.57 EUR = 100.53 EUR [10053]
KWD with tax: 9.446 0.495 1.045 0.993 8.896 | 850 points | 3.237 tax 0.212, 4.499 tax 0.718, 0.765 tax 0.000
  line_tax: line 1: 3.237 KWD * 7 % / 107 % = 0.212 KWD, rounded half up [212]
  line_tax: line 2: 4.499 KWD * 19 % / 119 % = 0.718 KWD, rounded half up [718]
  shipping_tax: shipping: 0.395 KWD * 19 % / 119 % = 0.063 KWD, rounded half up [63]
  tax: lines 0.930 KWD + shipping 0.063 KWD = 0.993 KWD, in the prices [993]
  total: goods 9.446 KWD + shipping 0.495 KWD - discounts 1.045 KWD = 8.896 KWD [8896]
KWD without: 9.446 0.495 1.045 1.157 10.053 | 850 points | 3.237 tax 0.227, 4.499 tax 0.855, 0.765 tax 0.000
  line_tax: line 1: 3.237 KWD * 7 % = 0.227 KWD, rounded half up [227]
  line_tax: line 2: 4.499 KWD * 19 % = 0.855 KWD, rounded half up [855]
  shipping_tax: shipping: 0.395 KWD * 19 % = 0.075 KWD, rounded half up [75]
  tax: lines 1.082 KWD + shipping 0.075 KWD = 1.157 KWD, on top of the prices [1157]
  total: goods 9.446 KWD + shipping 0.495 KWD - discounts 1.045 KWD + tax 1.157 KWD = 10.053 KWD [10053]
0.000 1.005 line goods total earn_base earn line_points points
10.000 line 1: 1.000 KWD * 1000 % = 10.000 KWD, rounded half up line 2: 1.000 KWD * 0.0001 % = 0.000 KWD, rounded half up

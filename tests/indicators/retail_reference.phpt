--TEST--
Indicators: habits of the 2,139 buyers of retail_a, and the shop's cohorts, as pandas and DuckDB have them
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, Money, OrderCondition};
require __DIR__ . '/shop.inc';
$data = __DIR__ . '/../../examples/data/retail_a';
$reference = __DIR__ . '/../data/reference';

/* Mills as minor units. */
$lines = [];
foreach (csv("$data/lines.csv.gz") as $row) {
    if ($row['invoice'][0] !== 'C' && $row['price_mills'] !== '0') {
        $lines[$row['invoice']] = ($lines[$row['invoice']] ?? '') . "{$row['stock_code']},{$row['quantity']},{$row['price_mills']};";
    }
}
$line = function (string $text): array {
    [$sku, $quantity, $price] = explode(',', $text);
    return ['sku' => $sku, 'quantity' => (int) $quantity, 'amount' => (int) $quantity * (int) $price];
};
$base = new CustomerBase(programme());
$base->append((function () use ($data, $lines, $line) {
    foreach (csv("$data/invoices.csv") as $row) {
        $amount = (int) $row['amount_mills'];
        $at = (int) strtotime("{$row['datetime']} UTC");
        if ($row['customer_id'] !== '0' && $row['invoice'][0] === 'C') {
            yield Event::refund('r', $row['invoice'], null, $row['customer_id'], $at, new Money(-$amount, 'GBP'));
        } elseif ($row['customer_id'] !== '0' && $amount > 0) {
            yield Event::order('r', $row['invoice'], 1, $row['customer_id'], $at, OrderCondition::Paid, new Money($amount, 'GBP'), array_map($line, explode(';', rtrim($lines[$row['invoice']], ';'))));
        }
    }
})());
$at = at('2011-12-10');
$near = fn(?float $got, string $want) => $want === '' ? $got === null : $got !== null && abs($got - (float) $want) <= 1e-12 * max(1, abs((float) $want));
$good = 0;
foreach (csv("$reference/retail_a_indicators.csv") as $row) {
    $h = $base->habits($row['customer_id'], $at);
    $exact = [$h->orders, $h->gross, $h->largest, $h->refunds, -$h->refunded, $h->net, $h->firstDay, $h->lastDay, $h->purchaseDays, $h->activeMonths, $h->products];
    $want = [(int) $row['orders'], (int) $row['gross_mills'], (int) $row['largest_order_mills'], (int) $row['cancellations'], (int) $row['cancelled_mills'],
        (int) $row['net_mills'], $row['first_day'], $row['last_day'], (int) $row['purchase_days'], (int) $row['active_months'], (int) $row['products']];
    $close = $near($h->gapMean, $row['gap_mean_days']) && $near($h->gapMedian, $row['gap_median_days']) && $near($h->gapSd, $row['gap_sd_days'])
        && $near($h->concentration, $row['product_hhi']) && $near($h->topShare, $row['top_product_share']);
    if ($exact !== $want || !$close) {
        echo "customer {$row['customer_id']}: ", json_encode($exact), ' is not ', json_encode($want), "\n";
        var_dump($h);
        break;
    }
    $good++;
}
echo "$good customers\n";

$indicators = $base->indicators($at);
$cells = [];
foreach ($indicators->cohorts as $cohort) {
    foreach ($cohort['customers'] as $offset => $customers) {
        if ($customers > 0) {
            $cells[] = "{$cohort['month']},$offset,$customers";
        }
    }
}
$want = array_map(fn($row) => implode(',', $row), iterator_to_array(csv("$reference/retail_a_cohorts.csv")));
echo count($want), ' cells: ', $cells === $want ? 'equal' : implode(' ', array_diff($cells, $want)) . ' / ' . implode(' ', array_diff($want, $cells)), "\n";
/* What the shop's figures share with the customers' must be the same. */
$rows = iterator_to_array(csv("$reference/retail_a_indicators.csv"));
$again = count(array_filter($rows, fn($row) => (int) $row['orders'] > 1));
$gaps = array_sum(array_map(fn($row) => (int) $row['purchase_days'] - 1, $rows));
$length = array_sum(array_map(fn($row) => ((int) $row['purchase_days'] - 1) * (float) $row['gap_mean_days'], $rows));
var_dump(
    $indicators->repeat['customers'] === count($rows), $indicators->repeat['again'] === $again, $indicators->gaps['gaps'] === $gaps,
    abs($indicators->gaps['mean'] - $length / $gaps) < 1e-9, $indicators->products['amount'] === array_sum(array_column($rows, 'gross_mills')),
);
?>
--EXPECT--
2139 customers
91 cells: equal
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)

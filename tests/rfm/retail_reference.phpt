--TEST--
Rfm: the 2,139 buyers of retail_a score as R's rfm 0.3.0 and SQLite do
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Rfm;
require __DIR__ . '/reference.inc';
$reference = __DIR__ . '/../data/reference';
$rows = [];
foreach (csv(__DIR__ . '/../../examples/data/retail_a/invoices.csv') as $row) {
    if ($row['customer_id'] !== '0' && $row['invoice'][0] !== 'C' && (int) $row['amount_mills'] > 0) {
        $rows[] = [$row['customer_id'], $row['datetime'], (int) $row['amount_mills']];
    }
}
$base = orders($rows);
$at = new DateTimeImmutable('2011-12-10', new DateTimeZone('UTC'));

$scores = Rfm::quantiles()->score($base, $at);
echo 'quantiles: ', agree($scores, csv("$reference/rfm_retail_a.csv"), R, 'r_segment_'), "\n";
var_dump(cuts_agree($scores, csv("$reference/rfm_retail_a_thresholds.csv")), sums_agree($scores, csv("$reference/rfm_segment_summary.csv"), 'retail_a'));
echo 'ntile: ', agree(Rfm::ntile()->score($base, $at), csv("$reference/rfm_retail_a.csv"), NTILE), "\n";
echo 'ranked: ', recipe_agrees(Rfm::ranked()->score($base, $at), csv("$reference/rfm_retail_a.csv")), "\n";
?>
--EXPECT--
quantiles: all 2139 agree
bool(true)
bool(true)
ntile: all 2139 agree
ranked: all 2139 agree

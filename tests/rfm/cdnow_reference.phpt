--TEST--
Rfm: the 2,357 customers of CDNOW score as R's rfm 0.3.0 and SQLite do
--EXTENSIONS--
loyalty
--SKIPIF--
<?php
$data = getenv('LOYALTY_CDNOW_DIR') ?: __DIR__ . '/../../../shared/data/cdnow';
if (!is_file("$data/transactions.csv") || !is_file("$data/../reference/rfm_cdnow_cents.csv")) {
    die('skip CDNOW states no licence and is not part of this project: set LOYALTY_CDNOW_DIR to where it is');
}
?>
--FILE--
<?php
use Loyalty\Rfm;
require __DIR__ . '/reference.inc';
$data = getenv('LOYALTY_CDNOW_DIR') ?: __DIR__ . '/../../../shared/data/cdnow';
$reference = "$data/../reference";
$rows = array_map(fn($r) => [$r['customer_id'], $r['date'], (int) $r['cents']], csv("$data/transactions.csv"));
$at = new DateTimeImmutable('1998-07-01', new DateTimeZone('UTC'));

/* Eight purchases cost nothing: they are transactions of the reference, and rows of a base, but no orders that count. */
$scores = Rfm::quantiles()->score(orders($rows), $at, Loyalty\RfmBasis::Rows);
echo 'quantiles: ', agree($scores, csv("$reference/rfm_cdnow_cents.csv"), R, 'r_segment_'), "\n";
var_dump(cuts_agree($scores, csv("$reference/rfm_cdnow_cents_thresholds.csv")), sums_agree($scores, csv("$reference/rfm_segment_summary.csv"), 'cdnow_cents'));
/* The package adds 1 to its cuts, which is a dollar where it was given dollars: 83 customers score otherwise than with a cent. */
$dollars = csv("$reference/rfm_cdnow_dollars_monetary.csv");
foreach ([100, 1] as $unit) {
    $scores = Rfm::quantiles(5, $unit)->score(orders($rows), $at, Loyalty\RfmBasis::Rows);
    $same = array_filter($dollars, fn($row) => $scores->get($row['customer_id'])->monetary === (int) $row['monetary_score']
        && $scores->get($row['customer_id'])->amount === (int) round(100 * (float) $row['amount']));
    echo "dollars, unit $unit: ", count($same), ' of ', count($dollars), " agree\n";
}
echo 'ntile: ', agree(Rfm::ntile()->score(orders($rows), $at, Loyalty\RfmBasis::Rows), csv("$reference/rfm_cdnow_cents.csv"), NTILE), "\n";
echo 'ranked: ', recipe_agrees(Rfm::ranked()->score(orders($rows), $at, Loyalty\RfmBasis::Rows), csv("$reference/rfm_cdnow_cents.csv")), "\n";
?>
--EXPECT--
quantiles: all 2357 agree
bool(true)
bool(true)
dollars, unit 100: 2357 of 2357 agree
dollars, unit 1: 2274 of 2357 agree
ntile: all 2357 agree
ranked: all 2357 agree

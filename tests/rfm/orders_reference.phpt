--TEST--
Rfm: rfm_orders scores and segments as R's rfm 0.3.0 and SQLite do, with 5 bins, 10 bins and cuts by hand
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Rfm;
require __DIR__ . '/reference.inc';
$data = __DIR__ . '/../data';
$base = orders(array_map(fn($r) => [$r['customer_id'], $r['order_date'], (int) $r['revenue']], csv("$data/rfm_orders/orders.csv")));
$at = new DateTimeImmutable('2006-12-31', new DateTimeZone('UTC'));

$scores = Rfm::quantiles()->score($base, $at);
echo 'quantiles: ', agree($scores, csv("$data/reference/rfm_orders.csv"), R, 'r_segment_'), "\n";
var_dump(cuts_agree($scores, csv("$data/reference/rfm_orders_thresholds.csv")), sums_agree($scores, csv("$data/reference/rfm_segment_summary.csv"), 'rfm_orders'));
echo 'ntile: ', agree(Rfm::ntile()->score($base, $at), csv("$data/reference/rfm_orders.csv"), NTILE), "\n";
echo 'ten bins: ', agree(Rfm::quantiles(10)->score($base, $at), csv("$data/reference/rfm_orders_10bins.csv"), R, 'segment_'), "\n";
$custom = Rfm::cuts([115, 181, 297, 482], [4, 5, 6, 8], [256, 382, 506, 666]);
echo 'cuts: ', agree($custom->score($base, $at), csv("$data/reference/rfm_orders_custom.csv"), R, 'segment_'), "\n";
echo 'ranked: ', recipe_agrees(Rfm::ranked()->score($base, $at), csv("$data/reference/rfm_orders.csv")), "\n";
?>
--EXPECT--
quantiles: all 995 agree
bool(true)
bool(true)
ntile: all 995 agree
ten bins: all 995 agree
cuts: all 995 agree
ranked: all 995 agree

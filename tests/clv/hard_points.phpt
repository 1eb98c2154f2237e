--TEST--
Clv models: 360 points where programs break are right to 1e-9
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/reference.inc';
$worst = [];
foreach (csv(__DIR__ . '/../data/reference/hard_points.csv') as $row) {
    [$name, $p1, $p2, $p3, $p4, $x, $tx, $T, $t, $likelihood, $alive, $expected, $new] = array_values($row);
    $model = model($name)::of((float) $p1, (float) $p2, (float) $p3, (float) $p4);
    $customer = [(int) $x, (float) $tx, (float) $T];
    worst($worst, "$name alive", apart($model->alive(...$customer), (float) $alive, 1e-250));
    worst($worst, "$name expected", apart($model->expected((float) $t, ...$customer), (float) $expected, 1e-250));
    worst($worst, "$name likelihood", apart($model->likelihood(...$customer), (float) $likelihood, (float) $T === 0.0 ? 1e-12 : 0.0));
    worst($worst, "$name new", apart($model->expectedNew((float) $t), (float) $new, 1e-250));
}
verdict($worst, 1e-9);
?>
--EXPECT--
bgnbd alive: within 1.0E-9
bgnbd expected: within 1.0E-9
bgnbd likelihood: within 1.0E-9
bgnbd new: within 1.0E-9
mbgnbd alive: within 1.0E-9
mbgnbd expected: within 1.0E-9
mbgnbd likelihood: within 1.0E-9
mbgnbd new: within 1.0E-9
pnbd alive: within 1.0E-9
pnbd expected: within 1.0E-9
pnbd likelihood: within 1.0E-9
pnbd new: within 1.0E-9

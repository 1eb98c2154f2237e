--TEST--
Clv models: retail_a out of a base; its customers are right to 1e-10, and where nobody leaves the fit says so
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, Money, OrderCondition, Programme};
use Loyalty\Clv\{Data, GammaGamma, Plan};
require __DIR__ . '/reference.inc';

$base = new CustomerBase(Programme::fromArray(['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '1990-01-01']));
$base->append((function () {
    foreach (csv(__DIR__ . '/../../examples/data/retail_a/invoices.csv') as $i => $row) {
        if ($row['customer_id'] !== '0' && $row['invoice'][0] !== 'C' && (int) $row['amount_mills'] > 0) {
            yield Event::order('test', $i, 1, $row['customer_id'], strtotime("$row[datetime] UTC"), OrderCondition::Paid, new Money((int) $row['amount_mills'], 'GBP'));
        }
    }
})());
$data = Data::fromBase($base, strtotime('2011-12-09 23:59:59 UTC'), strtotime('2011-09-30 12:00 UTC'), 1);
printf("%d customers, %d days held out\n", count($data), $data->heldDays());

/* retail_a by pandas: invoices to days. */
$parts = ['x' => 0, 'tx' => 0, 'T' => 0, 'money' => 0, 'held' => 0];
$reference = csv(__DIR__ . '/../data/reference/clv_retail_a.csv.gz');
foreach ($reference as $row) {
    foreach ($data->get($row['customer_id']) as $name => $value) {
        $parts[$name] += $value;
    }
}
echo json_encode($parts), "\n";

/* No dropout can be seen: the limit, not a number. */
foreach (['bgnbd', 'mbgnbd', 'pnbd'] as $name) {
    $fit = model($name)::fit($data);
    printf("%s: %s, %s, %.8f, %s %s\n", $name, $fit->boundary(),
        json_encode(array_map(fn($p) => $p === null ? null : (float) sprintf('%.6g', $p), $fit->parameters())), $fit->logLikelihood(),
        json_encode($fit->standardErrors()), json_encode($fit->confidence()));
    var_dump($fit->alive(3, 10, 200));
}
echo $fit->summary(), "\n";
$spend = GammaGamma::fit($data);
var_dump(agrees($spend, ['p1' => 2.49757771478452, 'p2' => 3.0707514329188847, 'p3' => 357.1572242238134, 'se1' => 0.235055, 'se2' => 0.192761, 'se3' => 52.4904], 1000));
printf("%.6f\n", $spend->logLikelihood() + $spend->customers() * log(1000));

$spend = GammaGamma::of(2.49758, 3.07075, 357157);
$models = ['bgnbd' => model('bgnbd')::of(0.85, 70, 0.15, 2.5), 'mbgnbd' => model('mbgnbd')::of(0.9, 72, 0.12, 2), 'pnbd' => model('pnbd')::of(0.85, 70, 0.12, 60)];
$plan = new Plan(70, 30, 12, 0.01);
$worst = [];
foreach ($models as $name => $model) {
    $predictions = $model->predict($data, $plan, $spend);
    foreach ($reference as $row) {
        ['x' => $x, 'tx' => $tx, 'T' => $T, 'money' => $money] = $data->get($row['customer_id']);
        $mean = $spend->mean($x, $money);
        worst($worst, 'mean', apart($mean / 1000, (float) $row['mean']));
        worst($worst, "$name alive", apart($model->alive($x, $tx, $T), (float) $row["{$name}_palive"]));
        worst($worst, "$name e70", apart($model->expected(70, $x, $tx, $T), (float) $row["{$name}_e70"]));
        worst($worst, "$name clv12", apart($model->value($plan, $mean, $x, $tx, $T) / 1000, (float) $row["{$name}_clv12"]));
        if (isset($row["{$name}_dert"])) {
            worst($worst, "$name dert", apart($model->dert(log(1.15) / 365, $x, $tx, $T), (float) $row["{$name}_dert"]));
        }
        $all = $predictions->get($row['customer_id']);
        worst($worst, "$name all at once", max(abs($all->alive - 1e6 * $row["{$name}_palive"]), abs($all->expected - 1e6 * $row["{$name}_e70"]),
            abs($all->clv - 1000 * $row["{$name}_clv12"])) < 0.5001 ? 0.0 : INF);
    }
}
verdict($worst, 1e-10);

/* The hold-out: what happened is what the base says, day by day and by customer. */
$calibration = $fit->calibrate($data);
printf("%d bought, %.1f foretold; by day %d of %d\n", $calibration->actual, $calibration->predicted,
    $calibration->actualCurve[count($calibration->actualCurve) - 1], count($calibration->actualCurve));
var_dump(count($calibration->actualCurve) === count($calibration->predictedCurve),
    array_sum(array_column($calibration->byPurchases, 'customers')) === count($data),
    $calibration->actualCurve[372] === $parts['x'] + $parts['held']);
?>
--EXPECT--
1773 customers, 70 days held out
{"x":3882,"tx":168473,"T":333258,"money":2429546920,"held":1780}
bgnbd: no dropout, {"r":0.767767,"alpha":71.7181,"a":null,"b":null}, -19846.11648248, null null
float(1)
mbgnbd: no dropout, {"r":0.767767,"alpha":71.7181,"a":null,"b":null}, -19846.11648248, null null
float(1)
pnbd: no dropout, {"r":0.767767,"alpha":71.7181,"s":null,"beta":null}, -19846.11648248, null null
float(1)
Fitted to 1773 customers, of whom 1022 bought again. In the time watched nobody can be seen to leave: the fit ends in the model without dropout (NBD), P(alive) is 1 for all, and what is expected is too much as soon as customers do leave. Watch longer.
bool(true)
-7034.577985
bgnbd alive: within 1.0E-10
bgnbd all at once: within 1.0E-10
bgnbd clv12: within 1.0E-10
bgnbd e70: within 1.0E-10
mbgnbd alive: within 1.0E-10
mbgnbd all at once: within 1.0E-10
mbgnbd clv12: within 1.0E-10
mbgnbd e70: within 1.0E-10
mean: within 1.0E-10
pnbd alive: within 1.0E-10
pnbd all at once: within 1.0E-10
pnbd clv12: within 1.0E-10
pnbd dert: within 1.0E-10
pnbd e70: within 1.0E-10
1780 bought, 1328.6 foretold; by day 5662 of 373
bool(true)
bool(true)
bool(true)

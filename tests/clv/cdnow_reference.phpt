--TEST--
Clv models: CDNOW fits to six digits, and every customer is right to 1e-10, in weeks and as published
--EXTENSIONS--
loyalty
--SKIPIF--
<?php
$data = getenv('LOYALTY_CDNOW_DIR') ?: __DIR__ . '/../../../shared/data/cdnow';
if (!is_file("$data/rf_summary_days.csv") || !is_file("$data/../reference/cdnow_days_bgnbd.csv")) {
    die('skip CDNOW states no licence and is not part of this project: set LOYALTY_CDNOW_DIR to where it is');
}
?>
--FILE--
<?php
use Loyalty\Clv\{Data, GammaGamma, Plan};
require __DIR__ . '/reference.inc';
$cdnow = getenv('LOYALTY_CDNOW_DIR') ?: __DIR__ . '/../../../shared/data/cdnow';
$reference = "$cdnow/../reference";

/* As published: weeks with two decimals, so a "day" is a hundredth of a week. */
$sets = [
    'cdnow_days' => Data::fromRows(array_map(fn($r) => [$r['customer_id'], (int) $r['x'], (int) $r['tx_days'], (int) $r['T_days'],
        (int) $r['repeat_cents'], (int) $r['x_holdout']], csv("$cdnow/rf_summary_days.csv")), 7, 273),
    'cdnow_pub' => Data::fromRows(array_map(fn($r) => [$r['customer_id'], (int) $r['x'], (int) round(100 * (float) $r['t_x']), (int) round(100 * (float) $r['T']),
        (int) round(100 * (float) $r['zbar'] * $r['x'])], csv("$cdnow/rf_summary_published.csv")), 100),
];
foreach (csv("$reference/params.csv") as $row) {
    if (isset($sets[$row['dataset']]) && str_starts_with($row['program'], 'own Newton')) {
        $fit = model($row['model'])::fit($sets[$row['dataset']]);
        $cents = $row['model'] === 'gg' ? $fit->customers() * log(100) : 0.0;
        echo "$row[dataset] $row[model]: ", agrees($fit, $row, 100) ? 'agrees' : 'differs', ', ',
            abs($fit->logLikelihood() + $cents - (float) $row['log_likelihood']) < 1e-6 ? 'as likely' : $fit->logLikelihood() + $cents, ', ',
            $fit->boundary() ?? 'an optimum', "\n";
    }
}

$used = [];
foreach (csv("$reference/parameters_used.csv") as $row) {
    $used[$row['dataset']][$row['model']] = array_map(floatval(...), array_slice(array_values($row), 2, $row['model'] === 'gg' ? 3 : 4));
}
$worst = [];
foreach ($sets as $set => $data) {
    [$p, $q, $v] = $used[$set]['gg'];
    $spend = GammaGamma::of($p, $q, 100 * $v);
    $unit = $data->daysPerUnit();
    $means = array_column(csv("$reference/{$set}_gg.csv"), 'mean', 'customer_id');
    foreach (['bgnbd', 'mbgnbd', 'pnbd'] as $name) {
        $model = model($name)::of(...$used[$set][$name]);
        $plan = new Plan(39, 4.345, 12, 0.01);
        $predictions = $model->predict($data, $plan, $spend);
        foreach (csv("$reference/{$set}_$name.csv") as $row) {
            ['x' => $x, 'tx' => $tx, 'T' => $T, 'money' => $money] = $data->get($row['customer_id']);
            $customer = [$x, $tx / $unit, $T / $unit];
            $mean = $spend->mean($x, $money);
            worst($worst, 'mean', apart($mean / 100, (float) $means[$row['customer_id']]));
            worst($worst, "$name alive", apart($model->alive(...$customer), (float) $row['palive']));
            worst($worst, "$name e39", apart($model->expected(39, ...$customer), (float) $row['e39']));
            if (isset($row['dert'])) {
                worst($worst, "$name dert", apart($model->dert(log(1.15) / 52, ...$customer), (float) $row['dert']));
            }
            worst($worst, "$name clv12", apart($model->value($plan, $mean, ...$customer) / 100, (float) $row['clv12']));
            $all = $predictions->get($row['customer_id']);
            if (abs($all->alive - 1e6 * $row['palive']) > 0.5001 || abs($all->expected - 1e6 * $row['e39']) > 0.5001
                || abs($all->clv - 100 * $row['clv12']) > 0.5001) {
                worst($worst, "$name all at once", INF);
            }
        }
    }
}
verdict($worst, 1e-10);

/* What the authors found of the second 39 weeks. */
$calibration = model('bgnbd')::fit($sets['cdnow_days'])->calibrate($sets['cdnow_days']);
printf("%d bought, %.2f foretold, a curve of %d weeks\n", $calibration->actual, $calibration->predicted, count($calibration->predictedCurve));
echo model('pnbd')::fit($sets['cdnow_days'])->summary(), "\n";
?>
--EXPECT--
cdnow_pub bgnbd: agrees, as likely, an optimum
cdnow_pub mbgnbd: agrees, as likely, an optimum
cdnow_pub pnbd: agrees, as likely, an optimum
cdnow_pub gg: agrees, as likely, an optimum
cdnow_days bgnbd: agrees, as likely, an optimum
cdnow_days mbgnbd: agrees, as likely, an optimum
cdnow_days pnbd: agrees, as likely, an optimum
cdnow_days gg: agrees, as likely, an optimum
bgnbd alive: within 1.0E-10
bgnbd clv12: within 1.0E-10
bgnbd e39: within 1.0E-10
mbgnbd alive: within 1.0E-10
mbgnbd clv12: within 1.0E-10
mbgnbd e39: within 1.0E-10
mean: within 1.0E-10
pnbd alive: within 1.0E-10
pnbd clv12: within 1.0E-10
pnbd dert: within 1.0E-10
pnbd e39: within 1.0E-10
1882 bought, 1653.41 foretold, a curve of 77 weeks
Fitted to 2357 customers, of whom 946 bought again. The parameters are roughly determined: with 95 % confidence each is within a factor of 2.8.

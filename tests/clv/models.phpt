--TEST--
Clv models: what they answer without a fit, few customers, what they refuse
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Clv\{BgNbd, Data, GammaGamma, MbgNbd, ParetoNbd, Plan};
require __DIR__ . '/../base/shop.inc';

$model = ParetoNbd::of(0.553, 10.578, 0.606, 11.669);
echo json_encode([$model->parameters(), $model->standardErrors(), $model->confidence(), $model->logLikelihood(), $model->boundary(), $model->customers(), $model->summary()]), "\n";
printf("%.6f %.6f %.6f %s\n", $model->alive(2, 30.43, 38.86), $model->expected(39, 2, 30.43, 38.86), $model->expectedNew(52), json_encode($model->interval(39, 2, 30.43, 38.86)));
$sum = 0.0;
for ($n = 0; $n < 200; $n++) {
    $sum += $n * $model->probability($n, 39, 2, 30.43, 38.86);
}
var_dump(abs($sum - $model->expected(39, 2, 30.43, 38.86)) < 1e-10);
/* Without end and without discount the value goes to the expected purchases; with a horizon it rises to the discounted ones to come. */
var_dump(abs($model->continuousValue(39, 0, 10, 2, 30.43, 38.86) - 10 * $model->expected(39, 2, 30.43, 38.86)) < 1e-10,
    abs($model->continuousValue(1e6, 0.01, 1, 2, 30.43, 38.86) / $model->dert(0.01, 2, 30.43, 38.86) - 1) < 1e-10);

foreach ([fn() => BgNbd::of(0, 1, 1, 1), fn() => MbgNbd::of(1, NAN, 1, 1), fn() => ParetoNbd::of(1, 1, INF, 1), fn() => GammaGamma::of(1, 1, -1),
    fn() => $model->alive(-1, 0, 1), fn() => $model->alive(1000001, 1, 1), fn() => $model->alive(1, 2, 1), fn() => $model->alive(0, 1, 2), fn() => $model->alive(1, NAN, 2),
    fn() => $model->likelihood(1, 1, INF), fn() => $model->expected(-1, 1, 1, 2), fn() => $model->expectedNew(NAN), fn() => $model->probability(-1, 1, 1, 1, 1),
    fn() => $model->interval(1, 1, 1, 1, 1.0), fn() => $model->interval(1, 1, 1, 1, 0.0), fn() => $model->confidence(2), fn() => $model->dert(0, 1, 1, 1),
    fn() => $model->continuousValue(1, 1, -1, 1, 1, 1), fn() => $model->value(new Plan(), INF, 1, 1, 1), fn() => BgNbd::of(1e6, 1, 1e-6, 1e6)->interval(1e5, 0, 0, 0),
    fn() => GammaGamma::of(1, 2, 3)->mean(-1), fn() => GammaGamma::of(1, 2, 3)->mean(0, 1), fn() => GammaGamma::of(1, 2, 3)->mean(1, -1),
    fn() => new Plan(-1), fn() => new Plan(1, NAN), fn() => new Plan(1, 1, 1201), fn() => new Plan(1, 1, 1, -0.1)] as $wrong) {
    attempt($wrong);
}
printf("%.4f %s %s\n", GammaGamma::of(6.25, 3.74, 1544)->mean(2, 4470), GammaGamma::of(6.25, 3.74, 1544)->mean() > 3500 ? 'mean of all' : '', GammaGamma::of(1, 1, 1)->mean());

/* A model reads data in the unit that it was fitted in; one that was given takes any. */
mt_srand(7);
$chance = fn() => (mt_rand() + 0.5) / (mt_getrandmax() + 1);
$rows = [];
for ($i = 0; $i < 150; $i++) { /* a BG/NBD with r = 1, alpha = 4 weeks, a = 1, b = 2.5 */
    $rate = -log($chance()) / 28;
    $leaves = 1 - $chance() ** 0.4;
    for ([$x, $tx, $day] = [0, 0, 0.0]; ($day += max(1, -log($chance()) / $rate)) < 270; ) {
        [$x, $tx] = [$x + 1, (int) $day];
        if ($chance() < $leaves) {
            break;
        }
    }
    $rows[] = [$i, $x, $tx, 270, $x * (500 + 90 * ($i % 11))];
}
$weeks = Data::fromRows($rows);
$fit = BgNbd::fit($weeks);
echo $fit->boundary() ?? 'an optimum', ': ', $fit->summary(), "\n", GammaGamma::fit($weeks)->summary(), "\n";
$few = BgNbd::fit(Data::fromRows([['a', 1, 20, 200], ['b', 0, 0, 200], ['c', 2, 30, 100]]));
var_dump($few->boundary() !== null, $few->confidence());
var_dump(str_ends_with($few->summary(), ' So few repeat buyers give wide ranges: do not act on single figures yet.'));
['r' => [$low, $high]] = $fit->confidence(0.5);
['r' => $r] = $fit->parameters();
var_dump($low < $r && $r < $high && abs($low * $high / $r ** 2 - 1) < 1e-12);
attempt(fn() => $fit->predict(Data::fromRows($rows, 1), new Plan()));
attempt(fn() => $fit->calibrate(Data::fromRows($rows, 1)));
attempt(fn() => $fit->calibrate($weeks));
attempt(fn() => $fit->predict(Data::fromRows([['a', 1, 2, 3]]), new Plan(), GammaGamma::of(1, 2, 3)));
var_dump(count($model->predict(Data::fromRows($rows, 1), new Plan())));
echo json_encode(new Plan()), "\n";
--EXPECT--
[{"r":0.553,"alpha":10.578,"s":0.606,"beta":11.669},null,null,null,null,0,""]
0.869168 1.455123 1.472997 [0,5]
bool(true)
bool(true)
bool(true)
ValueError: Loyalty\Clv\BgNbd::of(): Argument #1 ($r) must be between 1e-12 and 1e12
ValueError: Loyalty\Clv\MbgNbd::of(): Argument #2 ($alpha) must be between 1e-12 and 1e12
ValueError: Loyalty\Clv\ParetoNbd::of(): Argument #3 ($s) must be between 1e-12 and 1e12
ValueError: Loyalty\Clv\GammaGamma::of(): Argument #3 ($v) must be finite and above 0
ValueError: Loyalty\Clv\ParetoNbd::alive(): Argument #1 ($x) must be between 0 and 1000000
ValueError: Loyalty\Clv\ParetoNbd::alive(): Argument #1 ($x) must be between 0 and 1000000
ValueError: Loyalty\Clv\ParetoNbd::alive(): Argument #2 ($tx) must be between 0 and T, and 0 for x = 0
ValueError: Loyalty\Clv\ParetoNbd::alive(): Argument #2 ($tx) must be between 0 and T, and 0 for x = 0
ValueError: Loyalty\Clv\ParetoNbd::alive(): Argument #2 ($tx) must be between 0 and T, and 0 for x = 0
ValueError: Loyalty\Clv\ParetoNbd::likelihood(): Argument #3 ($T) must be between 0 and 1e9
ValueError: Loyalty\Clv\ParetoNbd::expected(): Argument #1 ($t) must be between 0 and 1e9
ValueError: Loyalty\Clv\ParetoNbd::expectedNew(): Argument #1 ($t) must be between 0 and 1e9
ValueError: Loyalty\Clv\ParetoNbd::probability(): Argument #1 ($n) must be between 0 and 100000
ValueError: Loyalty\Clv\ParetoNbd::interval(): Argument #5 ($level) must be above 0 and below 1
ValueError: Loyalty\Clv\ParetoNbd::interval(): Argument #5 ($level) must be above 0 and below 1
ValueError: Loyalty\Clv\ParetoNbd::confidence(): Argument #1 ($level) must be above 0 and below 1
ValueError: Loyalty\Clv\ParetoNbd::dert(): Argument #1 ($rate) must be above 0, up to 1e9
ValueError: Loyalty\Clv\ParetoNbd::continuousValue(): Argument #3 ($mean) must be between 0 and 1e9
ValueError: Loyalty\Clv\ParetoNbd::value(): Argument #2 ($mean) must be between 0 and 1e9
Loyalty\LoyaltyException: more than 100000 purchases are likely in that time
ValueError: Loyalty\Clv\GammaGamma::mean(): Argument #1 ($x) must be between 0 and 1000000
ValueError: Loyalty\Clv\GammaGamma::mean(): Argument #2 ($money) must not be below 0, and 0 for x = 0
ValueError: Loyalty\Clv\GammaGamma::mean(): Argument #2 ($money) must not be below 0, and 0 for x = 0
ValueError: Loyalty\Clv\Plan::__construct(): Argument #1 ($t) must be between 0 and 1000000000
ValueError: Loyalty\Clv\Plan::__construct(): Argument #2 ($period) must be between 0 and 100000
ValueError: Loyalty\Clv\Plan::__construct(): Argument #3 ($periods) must be between 0 and 1200
ValueError: Loyalty\Clv\Plan::__construct(): Argument #4 ($discount) must be between 0 and 1000
2466.3714 mean of all INF
an optimum: Fitted to 150 customers, of whom 132 bought again. The parameters are roughly determined: with 95 % confidence each is within a factor of 2.4.
Fitted to 132 customers with repeat purchases. The parameters are poorly determined: with 95 % confidence each is within a factor of 31.1.
bool(true)
NULL
bool(true)
bool(true)
ValueError: Loyalty\Clv\BgNbd::predict(): Argument #1 ($data) must be in the unit of time that the model was fitted in
ValueError: Loyalty\Clv\BgNbd::calibrate(): Argument #1 ($data) must be in the unit of time that the model was fitted in
ValueError: Loyalty\Clv\BgNbd::calibrate(): Argument #1 ($data) must have customers and a hold-out
ValueError: Loyalty\Clv\BgNbd::predict(): Argument #3 ($spend) must be null for data without money
int(150)
{"t":52,"period":4.345,"periods":12,"discount":0.01}

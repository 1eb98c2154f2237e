--TEST--
Predictions: sums over all and over sets are those of the single predictions
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, Money, OrderCondition, Programme};
use Loyalty\Clv\{BgNbd, Data, GammaGamma, Plan};

$programme = Programme::fromArray(['name' => 'S', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2020-01-01']);
$base = new CustomerBase($programme);
$other = new CustomerBase($programme);
$events = [];
for ($c = 0; $c < 60; $c++) {
    for ($o = 0; $o <= $c % 7; $o++) {
        $events[] = Event::order('s', "$c-$o", 1, "k$c", strtotime('2021-01-01 UTC') + 86400 * ($c + $o * (3 + $c % 11)), OrderCondition::Paid, new Money(1000 + 10 * $c, 'GBP'));
    }
}
$base->append($events);
$at = strtotime('2021-08-01 UTC');
$base->fold($at);
$other->append($events);
$other->fold($at);
$data = Data::fromBase($base, $at);
$model = BgNbd::of(0.8, 6.0, 0.6, 2.0);
$predictions = $model->predict($data, new Plan(), GammaGamma::fit($data));
$model = fn(iterable $keys, $predictions) => (function () use ($keys, $predictions) {
    $sum = ['customers' => 0, 'alive' => 0, 'expected' => 0, 'valued' => 0, 'clv' => 0, 'tenths' => array_fill(0, 10, 0)];
    foreach ($keys as $key) {
        $p = $predictions->get($key);
        $sum['customers']++;
        $sum['alive'] += $p->alive;
        $sum['expected'] += $p->expected;
        $sum['valued'] += (int) ($p->clv !== null);
        $sum['clv'] += (int) $p->clv;
        $sum['tenths'][min(9, intdiv($p->alive, 100000))]++;
    }
    return $sum;
})();
$few = $base->select('orders >= 4');
var_dump($predictions->sums() === $model($base->all(), $predictions), $predictions->sums($few) === $model($few, $predictions), count($few) > 5 && count($few) < 60);
var_dump(count(array_filter($predictions->sums()['tenths'])) > 3);
echo json_encode($predictions->sums($base->select('orders > 100'))), "\n";
echo "without money: ", json_encode(array_intersect_key(BgNbd::of(0.8, 6.0, 0.6, 2.0)->predict($data, new Plan())->sums(), ['customers' => 0, 'valued' => 0, 'clv' => 0])), "\n";
echo "a set of the same keys: ";
try {
    var_dump($predictions->sums($other->select('orders >= 4')) === $predictions->sums($few));
} catch (Throwable $thrown) {
    echo $thrown::class, ': ', $thrown->getMessage(), "\n";
}
$rows = Data::fromRows([['a', 2, 10, 30, 500], ['b', 0, 0, 30, 0]]);
$ofRows = BgNbd::of(0.8, 6.0, 0.6, 2.0)->predict($rows, new Plan());
echo $ofRows->sums()['customers'], ' of ', count($ofRows), "\n";
try {
    $ofRows->sums($few);
} catch (Loyalty\LoyaltyException $thrown) {
    echo $thrown->getMessage(), "\n";
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
{"customers":0,"alive":0,"expected":0,"valued":0,"clv":0,"tenths":[0,0,0,0,0,0,0,0,0,0]}
without money: {"customers":60,"valued":0,"clv":0}
a set of the same keys: bool(true)
2 of 2
the predictions are of rows, not of a base

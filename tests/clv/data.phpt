--TEST--
Clv\Data: rows and a base, what they refuse; predictions go into a base's facts
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, Money, OrderCondition};
use Loyalty\Clv\{BgNbd, Data, GammaGamma, MbgNbd, ParetoNbd, Plan};
require __DIR__ . '/../base/shop.inc';

/* Rows from any iterable; keys as strings, "7" for 7. */
$rows = [[7, 2, 10, 30, 5000], ['a', 0, 0, 12, 0], ['b', 1, 30, 30, 900]];
$data = Data::fromRows(new ArrayIterator($rows));
echo count($data), ' ', $data->daysPerUnit(), ' ', $data->heldDays(), ' ', json_encode($data->get(7)), ' ', json_encode($data->get('a')), "\n";
echo json_encode(Data::fromRows([['a', 1, 2, 3]], 1)->get('a')), ' ', json_encode(Data::fromRows([['a', 1, 2, 3, 4, 5]], 1, 9)->get('a')), "\n";
foreach ([[['a', 1, 2]], [['a', 1, 2, 3, 4, 5]], [['a', 1, 2, 3], ['b', 1, 2, 3, 4]], [['a', 1, 2, 3.0]], ['a'], [[null, 1, 2, 3]], [['', 1, 2, 3]], [['a', -1, 2, 3]],
    [['a', 1, 2, 1 << 32]], [['a', 1, 4, 3]], [['a', 0, 1, 3]], [['a', 1, 0, 3]], [['a', 1, 1, 4000001]], [['a', 1, 2, 3], ['a', 1, 2, 3]], [[7, 1, 2, 3], ['7', 1, 2, 3]]] as $wrong) {
    attempt(fn() => Data::fromRows($wrong));
}
attempt(fn() => Data::fromRows((function () { yield ['a', 1, 2, 3]; throw new DomainException('no more'); })()));
attempt(fn() => Data::fromRows([], 0.5));
attempt(fn() => Data::fromRows([], NAN));
attempt(fn() => Data::fromRows([], 7, -1));
attempt(fn() => Data::fromRows([['a', 1, 2, 3, 4]], 7, 3));
attempt(fn() => $data->get('c'));
echo count(Data::fromRows([])), "\n";
attempt(fn() => BgNbd::fit(Data::fromRows([])));
attempt(fn() => ParetoNbd::fit(Data::fromRows([['a', 0, 0, 3]])));
attempt(fn() => GammaGamma::fit(Data::fromRows([['a', 2, 2, 3]])));

/* Local days of Madrid: 23:30 UTC is the next day; an order that was not paid is none, a refund takes money and no purchase, two keys are one person. */
$paid = fn(int $n, string $key, string $at, int $amount) => Event::order('shop', $n, 1, $key, strtotime("$at UTC"), OrderCondition::Paid, new Money($amount, 'EUR'));
$base = new CustomerBase(programme());
$base->append([$paid(1, 'a', '2024-01-10 12:00', 1000), $paid(2, 'a', '2024-01-10 22:00', 500), $paid(3, 'a', '2024-01-10 23:30', 300), $paid(4, 'a', '2024-01-20 08:00', 700),
    $paid(5, 'a', '2024-02-03 08:00', 40), order(6, 'a', '2024-01-25', 800, 1, OrderCondition::Placed), Event::refund('shop', 4, 1, 'a', strtotime('2024-02-05 UTC'), new Money(200, 'EUR')),
    $paid(7, 'b', '2024-01-12 12:00', 60), $paid(8, 'late', '2024-02-02 12:00', 60), $paid(9, 'b2', '2024-01-15 12:00', 90)]);
$at = strtotime('2024-02-10 12:00 UTC');
$show = fn(Data $data, string ...$keys) => array_map(fn($key) => print($key . ' ' . json_encode($data->get($key)) . "\n"), $keys);
$whole = Data::fromBase($base, $at, null, 1);
echo count($whole), "\n";
$show($whole, 'a', 'b', 'b2', 'late');
$split = Data::fromBase($base, $at, new DateTimeImmutable('2024-01-31 12:00 UTC'), 1);
echo count($split), ' ', $split->heldDays(), "\n";
$show($split, 'a', 'b');
attempt(fn() => $split->get('late'));
$model = BgNbd::of(0.25, 4, 0.8, 2.5);
echo json_encode($model->calibrate($split)->actualCurve), "\n";
attempt(fn() => $model->calibrate($whole));
attempt(fn() => Data::fromBase($base, $at, $at));
attempt(fn() => Data::fromBase($base, $at, $at - 3600));
attempt(fn() => Data::fromBase($base, PHP_INT_MAX));
attempt(fn() => Data::fromBase($base, $at, null, INF));

/* The facts that rules read. */
$base->fold($at);
var_dump($base->customer('a')->facts['p_alive']);
$predictions = MbgNbd::of(0.25, 4, 0.8, 2.5)->predict($whole, new Plan(10, 5, 3, 0.01), GammaGamma::of(6, 4, 1500));
$base->applyClv($predictions);
foreach ($predictions as $prediction) { /* a rule just above and just below each figure */
    foreach (['p_alive' => $prediction->alive, 'expected_orders' => $prediction->expected] as $fact => $figure) {
        printf("%s %s: %s %s\n", $prediction->key, $fact, in_array($prediction->key, $base->select(sprintf("$fact >= %d.%06d", $figure / 1000000, $figure % 1000000))->keys(), true) ? 'yes' : 'no',
            in_array($prediction->key, $base->select(sprintf("$fact > %d.%06d", $figure / 1000000, $figure % 1000000))->keys(), true) ? 'yes' : 'no');
    }
    printf("%s clv: %s\n", $prediction->key, var_export($base->customer($prediction->key)->facts['clv'] === $prediction->clv, true));
}
echo implode(' ', $base->select('p_alive is not null')->keys()), "\n";
attempt(fn() => (new CustomerBase(programme()))->applyClv($predictions));
attempt(fn() => $base->applyClv($model->predict($data, new Plan())));
foreach ($predictions as $i => $prediction) {
    echo "$i $prediction->key ", $prediction->clv > 0 ? 'has a value' : 'has none', "\n";
}
var_dump($model->predict($data, new Plan())->get(7)->clv, count($model->predict($data, new Plan())));
--EXPECT--
3 7 0 {"x":2,"tx":10,"T":30,"money":5000,"held":null} {"x":0,"tx":0,"T":12,"money":0,"held":null}
{"x":1,"tx":2,"T":3,"money":null,"held":null} {"x":1,"tx":2,"T":3,"money":4,"held":5}
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have rows of 4 members, of 5 with money, or of 6 with a hold-out, all of the same length
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have rows of 4 members, of 5 with money, or of 6 with a hold-out, all of the same length
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have rows of 4 members, of 5 with money, or of 6 with a hold-out, all of the same length
TypeError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must contain only lists of a key and integers
TypeError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must contain only lists of a key and integers
TypeError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must contain only lists of a key and integers
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have no figure below 0 or out of range
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have no figure below 0 or out of range
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have x up to 1000000, tx of 0 for x = 0 and above 0 else, and T from tx to 4000000; that of "a" has not
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have x up to 1000000, tx of 0 for x = 0 and above 0 else, and T from tx to 4000000; that of "a" has not
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have x up to 1000000, tx of 0 for x = 0 and above 0 else, and T from tx to 4000000; that of "a" has not
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have x up to 1000000, tx of 0 for x = 0 and above 0 else, and T from tx to 4000000; that of "a" has not
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have each key once, "a" is there again
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have each key once, "7" is there again
DomainException: no more
ValueError: Loyalty\Clv\Data::fromRows(): Argument #2 ($daysPerUnit) must be between 1 and 1000000
ValueError: Loyalty\Clv\Data::fromRows(): Argument #2 ($daysPerUnit) must be between 1 and 1000000
ValueError: Loyalty\Clv\Data::fromRows(): Argument #3 ($heldDays) must be between 0 and 4000000
ValueError: Loyalty\Clv\Data::fromRows(): Argument #1 ($rows) must have rows of 4 members, of 5 with money, or of 6 with a hold-out, all of the same length
ValueError: Loyalty\Clv\Data::get(): Argument #1 ($key) must be the key of a customer of the data
0
Loyalty\LoyaltyException: nobody bought twice: there is nothing to fit
Loyalty\LoyaltyException: nobody bought twice: there is nothing to fit
Loyalty\LoyaltyException: nobody has repeat purchases with money: there is nothing to fit
4
a {"x":3,"tx":24,"T":31,"money":1040,"held":null}
b {"x":0,"tx":0,"T":29,"money":0,"held":null}
b2 {"x":0,"tx":0,"T":26,"money":0,"held":null}
late {"x":0,"tx":0,"T":8,"money":0,"held":null}
3 10
a {"x":2,"tx":10,"T":21,"money":1000,"held":1}
b {"x":0,"tx":0,"T":19,"money":0,"held":0}
ValueError: Loyalty\Clv\Data::get(): Argument #1 ($key) must be the key of a customer of the data
[1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3]
ValueError: Loyalty\Clv\BgNbd::calibrate(): Argument #1 ($data) must have customers and a hold-out
ValueError: Loyalty\Clv\Data::fromBase(): Argument #3 ($split) must be before argument #2 ($at)
ValueError: Loyalty\Clv\Data::fromBase(): Argument #3 ($split) must be on an earlier local day than argument #2 ($at)
ValueError: Loyalty\Clv\Data::fromBase(): Argument #2 ($at) must be an instant in the years 1 to 9999
ValueError: Loyalty\Clv\Data::fromBase(): Argument #4 ($daysPerUnit) must be between 1 and 1000000
NULL
a p_alive: yes no
a expected_orders: yes no
a clv: true
b p_alive: yes no
b expected_orders: yes no
b clv: true
late p_alive: yes no
late expected_orders: yes no
late clv: true
b2 p_alive: yes no
b2 expected_orders: yes no
b2 clv: true
a b b2 late
Loyalty\LoyaltyException: the predictions belong to another base
Loyalty\LoyaltyException: the predictions belong to another base
0 a has a value
1 b has a value
2 late has a value
3 b2 has a value
NULL
int(3)

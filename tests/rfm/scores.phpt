--TEST--
Rfm: rows, ties, sums, cells and errors
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, Money, Rfm, RfmBasis, RfmTable};
require __DIR__ . '/../base/shop.inc';

$rows = [['10', 5, 3, 900], [9, 5, 3, 900], ['a', 40, 1, 100], ['11', 5, 3, 900], ['b', 90, 7, 4000]];
/* Equal values score equal with quantiles; NTILE splits them by key: 9 before 10, numbers before texts. */
foreach ([Rfm::quantiles(), Rfm::ntile()] as $rfm) {
    foreach ($rfm->scoreRows($rows) as $i => $score) {
        echo "$i $score->key: $score->recencyDays $score->purchases $score->amount -> $score->recency$score->frequency$score->monetary\n";
    }
}
$scores = Rfm::quantiles()->scoreRows(new ArrayIterator($rows));
echo count($scores), ' ', $scores->bins(), ' ', json_encode($scores->cuts()), "\n";
echo json_encode(Rfm::ntile()->scoreRows($rows)->cuts()), "\n";
echo json_encode(array_filter($scores->segments(RfmTable::Total), fn($s) => $s['customers'] > 0)), "\n";
echo count($scores->heatmap()), ' ', array_sum(array_column($scores->heatmap(), 'customers')), ' ', array_sum(array_column($scores->heatmap(), 'amount')), "\n";
echo json_encode($scores->histogram()[0]), "\n";
var_dump($scores->get('b'));
attempt(fn() => $scores->get('c'));
attempt(fn() => $scores->get('a')->recency = 5);
attempt(fn() => Rfm::quantiles(1));
attempt(fn() => Rfm::quantiles(5, 0));
attempt(fn() => Rfm::quantiles(unit: 1000000001));
attempt(fn() => Rfm::ranked(5, 100));
attempt(fn() => Rfm::ntile(21));
echo json_encode(Rfm::quantiles(5, 100)->scoreRows($rows)->cuts()), "\n";
attempt(fn() => Rfm::cuts([1, 2], [1, 2], [2, 1]));
attempt(fn() => Rfm::cuts([1, 2], [1], [1, 2]));
attempt(fn() => Rfm::cuts([], [], []));
attempt(fn() => Rfm::quantiles()->scoreRows([['a', 1, 2]]));
attempt(fn() => Rfm::quantiles()->scoreRows([['a', 1, 2, 3.5]]));
attempt(fn() => Rfm::quantiles()->scoreRows([['a', 1, 2, 3], ['a', 1, 2, 3]]));
var_dump(count(Rfm::quantiles()->scoreRows([])), Rfm::quantiles()->scoreRows([])->cuts()['recency']);

/* Gross, net and rows of one base; the day is the programme's: 23:30 UTC is the next day in Madrid. */
$base = new CustomerBase(programme());
$base->append([order(1, 'a', '2024-01-10', 1000), order(2, 'a', '2024-01-20', 500, 1, Loyalty\OrderCondition::Placed),
    Event::refund('shop', 1, 1, 'a', strtotime('2024-01-12 UTC'), new Money(1500, 'EUR')),
    Event::order('shop', 3, 1, 'b', strtotime('2024-01-30 23:30 UTC'), Loyalty\OrderCondition::Paid, new Money(70, 'EUR'))]);
foreach (RfmBasis::cases() as $basis) {
    foreach (Rfm::quantiles()->score($base, strtotime('2024-02-01 12:00 UTC'), $basis) as $score) {
        echo "$basis->value $score->key: $score->recencyDays $score->purchases $score->amount\n";
    }
}
echo count(Rfm::quantiles()->score($base, strtotime('2023-01-01 UTC'))), "\n";

$base->fold(strtotime('2024-02-01 12:00 UTC'));
$base->applyRfm(Rfm::quantiles()->score($base, strtotime('2024-02-01 12:00 UTC')));
echo implode(' ', $base->select('rfm_recency >= 1')->keys()), ' ', $base->customer('b')->facts['rfm_recency'], "\n";
$base->append([order(9, 'c', '2024-01-01', 5)]);
var_dump($base->customer('c')->facts['rfm_recency']);
attempt(fn() => $base->applyRfm($scores));

/* Every cell of our own table has a name, and no score is without. */
$names = [];
for ($i = 0; $i < 125; $i++) {
    $names[RfmTable::Total->segment(intdiv($i, 25) + 1, intdiv($i, 5) % 5 + 1, $i % 5 + 1)] = true;
}
var_dump(array_diff(RfmTable::Total->segments(), array_keys($names)));
attempt(fn() => RfmTable::R->segment(0, 1, 1));
--EXPECT--
0 10: 5 3 900 -> 512
1 11: 5 3 900 -> 512
2 9: 5 3 900 -> 512
3 a: 40 1 100 -> 211
4 b: 90 7 4000 -> 155
0 10: 5 3 900 -> 433
1 11: 5 3 900 -> 344
2 9: 5 3 900 -> 522
3 a: 40 1 100 -> 211
4 b: 90 7 4000 -> 155
5 5 {"recency":[6,6,20,51],"frequency":[3.6,4,4,4.8],"monetary":[741,901,901,1521]}
{"recency":[],"frequency":[],"monetary":[]}
{"New customers":{"customers":3,"purchases":9,"amount":2700},"Best customers leaving":{"customers":1,"purchases":7,"amount":4000},"Cooling off":{"customers":1,"purchases":1,"amount":100}}
25 5 6800
{"recency":1,"frequency":5,"monetary":5,"customers":1}
object(Loyalty\RfmScore)#1 (7) {
  ["key"]=>
  string(1) "b"
  ["recencyDays"]=>
  int(90)
  ["purchases"]=>
  int(7)
  ["amount"]=>
  int(4000)
  ["recency"]=>
  int(1)
  ["frequency"]=>
  int(5)
  ["monetary"]=>
  int(5)
}
ValueError: Loyalty\RfmScores::get(): Argument #1 ($key) must be the key of a customer who was scored
Error: Cannot modify readonly property Loyalty\RfmScore::$recency
ValueError: Loyalty\Rfm::quantiles(): Argument #1 ($bins) must be between 2 and 20
ValueError: Loyalty\Rfm::quantiles(): Argument #2 ($unit) must be between 1 and 1000000000
ValueError: Loyalty\Rfm::quantiles(): Argument #2 ($unit) must be between 1 and 1000000000
ArgumentCountError: Loyalty\Rfm::ranked() expects at most 1 argument, 2 given
ValueError: Loyalty\Rfm::ntile(): Argument #1 ($bins) must be between 2 and 20
{"recency":[6,6,20,51],"frequency":[3.6,4,4,4.8],"monetary":[840,1000,1000,1620]}
ValueError: Loyalty\Rfm::cuts(): Argument #3 ($monetary) must be integers, each above the one before
ValueError: Loyalty\Rfm::cuts(): Argument #2 ($frequency) must have 1 to 19 lower bounds, as many as the others
ValueError: Loyalty\Rfm::cuts(): Argument #1 ($recency) must have 1 to 19 lower bounds, as many as the others
TypeError: Loyalty\Rfm::scoreRows(): Argument #1 ($rows) must contain only lists of a key and three integers
TypeError: Loyalty\Rfm::scoreRows(): Argument #1 ($rows) must contain only lists of a key and three integers
ValueError: Loyalty\Rfm::scoreRows(): Argument #1 ($rows) must have each key once, "a" is there again
int(0)
array(0) {
}
gross a: 22 1 1000
gross b: 1 1 70
net a: 22 1 0
net b: 1 1 70
rows a: 12 3 0
rows b: 1 1 70
0
a b 5
NULL
Loyalty\LoyaltyException: the scores belong to another base
array(0) {
}
ValueError: Loyalty\RfmTable::segment(): Argument #1 ($recency) must be between 1 and 20

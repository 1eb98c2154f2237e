--TEST--
RfmScores: who moved from one segment to another between two dates, who is new and who is gone
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Rfm, RfmSegments, RfmTable};
require __DIR__ . '/reference.inc';

$days = fn(array $days) => array_map(fn($key, $day) => [$key, "2020-01-01 +$day days", 1000], array_column($days, 0), array_column($days, 1));
$base = orders($days([['anna', 0], ['anna', 20], ['ben', 5], ['carl', 10], ['carl', 80], ['7', 90], ['dora', 95]]));
$rule = Rfm::cuts([30], [2], [1500]);
$at = fn(int $day) => strtotime("2020-01-01 +$day days UTC");
$table = new RfmSegments([
    ['name' => 'Loyal', 'recency' => [2, 2], 'frequency' => [2, 2], 'monetary' => [1, 2]],
    ['name' => 'Lately', 'recency' => [2, 2], 'frequency' => [1, 2], 'monetary' => [1, 2]],
    ['name' => 'At risk', 'recency' => [1, 1], 'frequency' => [2, 2], 'monetary' => [1, 2]],
]);
$before = $rule->score($base, $at(30));
$after = $rule->score($base, $at(100));
$show = fn(array $moves) => implode('', array_map(fn($m) => sprintf("%s -> %s: %d\n", $m['from'] ?? 'nobody', $m['to'] ?? 'nobody', $m['customers']), $moves));
echo $show($before->transitions($after, $table));
foreach ([['Loyal', 'At risk'], ['Lately', 'Loyal'], ['Lately', 'Others'], [null, 'Lately'], ['Loyal', null], [null, null]] as [$from, $to]) {
    echo json_encode($before->moved($after, $table, $from, $to)), "\n";
}
echo "only the last 25 days, so who was not there is gone:\n";
echo $show($before->transitions($rule->score($base, $at(100), days: 25), $table));
echo "of other bases, by key:\n";
$rows = $rule->scoreRows([['dora', 1, 5, 9000], ['anna', 2, 5, 9000], ['nobody', 2, 1, 1]]);
echo $show($before->transitions($rows, $table)), json_encode($before->moved($rows, $table, null, 'Loyal')), json_encode($rows->moved($before, $table, 'Lately', null)), "\n";
echo $show($before->transitions($rule->scoreRows([]), RfmTable::Total)), json_encode($rule->scoreRows([])->transitions($before, $table)), "\n";
echo 'as sets: ', implode(' ', $after->select($table, 'Lately')->keys()), ', of whom ', count($after->select($table, 'Lately')->andNot($base->all())), " are strangers\n";
foreach ([fn() => $after->select($table, 'x'), fn() => $rows->select($table, 'Loyal'), fn() => $before->transitions($after, $before), fn() => $before->moved($after, $table, 'loyal', null), fn() => $before->moved($after, $table, null, 'x')] as $try) {
    try {
        $try();
    } catch (Throwable $thrown) {
        echo $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}
?>
--EXPECT--
Loyal -> At risk: 1
Lately -> Loyal: 1
Lately -> Others: 1
nobody -> Lately: 2
["anna"]
["carl"]
["ben"]
["7","dora"]
[]
[]
only the last 25 days, so who was not there is gone:
Loyal -> nobody: 1
Lately -> Lately: 1
Lately -> nobody: 1
nobody -> Lately: 2
of other bases, by key:
Loyal -> Loyal: 1
Lately -> nobody: 2
nobody -> Loyal: 1
nobody -> Lately: 1
["dora"]["nobody"]
Cooling off -> nobody: 3
[{"from":null,"to":"Loyal","customers":1},{"from":null,"to":"Lately","customers":2}]
as sets: 7 dora, of whom 0 are strangers
ValueError: Loyalty\RfmScores::select(): Argument #2 ($segment) must be the name of a segment of the table
Loyalty\LoyaltyException: the scores are of rows, not of a base
TypeError: Loyalty\RfmScores::transitions(): Argument #2 ($table) must be of type Loyalty\RfmTable|Loyalty\RfmSegments, Loyalty\RfmScores given
ValueError: Loyalty\RfmScores::moved(): Argument #3 ($from) must be the name of a segment of the table
ValueError: Loyalty\RfmScores::moved(): Argument #4 ($to) must be the name of a segment of the table

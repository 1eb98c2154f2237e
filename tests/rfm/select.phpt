--TEST--
RfmScores: who is in a segment, as a set of the base
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Rfm, RfmSegments, RfmTable};
require __DIR__ . '/reference.inc';

$base = orders(array_map(fn($n) => ["k$n", '2020-01-' . sprintf('%02d', 1 + $n % 28), 100 * $n], range(1, 200)));
$base->fold(strtotime('2020-02-01 UTC'));
$scores = Rfm::quantiles()->score($base, strtotime('2020-02-01 UTC'));
$all = 0;
foreach ([RfmTable::Total, RfmTable::R, new RfmSegments([['name' => 'Lately', 'recency' => [4, 5], 'frequency' => [1, 5], 'monetary' => [1, 5]]])] as $table) {
    $sums = $scores->segments($table);
    foreach ($table->segments() as $name) {
        $set = $scores->select($table, $name);
        $all += count($set);
        if (count($set) !== ($sums[$name]['customers'] ?? -1)) {
            echo "$name: ", count($set), "\n";
        }
        foreach ($set as $key) {
            $score = $scores->get($key);
            if ($table->segment($score->recency, $score->frequency, $score->monetary) !== $name) {
                echo "$key is not in $name\n";
            }
        }
    }
}
echo $all, "\n";
echo count($scores->select(RfmTable::Total, 'New customers')->and($base->select('spent >= 100.00'))), " of ", count($scores->select(RfmTable::Total, 'New customers')), "\n";
foreach ([fn() => $scores->select(RfmTable::Total, 'Nobody'), fn() => $scores->select($scores, 'Lost'), fn() => Rfm::quantiles()->scoreRows([['a', 1, 1, 1]])->select(RfmTable::Total, 'Lost')] as $try) {
    try {
        $try();
    } catch (Throwable $thrown) {
        echo $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}
?>
--EXPECT--
600
29 of 65
ValueError: Loyalty\RfmScores::select(): Argument #2 ($segment) must be the name of a segment of the table
TypeError: Loyalty\RfmScores::select(): Argument #1 ($table) must be of type Loyalty\RfmTable|Loyalty\RfmSegments, Loyalty\RfmScores given
Loyalty\LoyaltyException: the scores are of rows, not of a base

--TEST--
Coupons: a batch skips the serials whose codes would offend, and code i is still that of customer i
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CouponError, CouponException, Coupons, WordFilter};

require __DIR__ . '/terms.inc';

// Three letters each: so many codes have one of these that the test sees thousands.
mt_srand(7);
$words = ['gg', 'verylongword'];
for ($i = 0; $i < 150; $i++) {
    $words[] = substr(str_shuffle('ABCDEFGHJKMNPQRSTVWXYZ0123456789'), 0, 3);
}
$filter = new WordFilter($words);
$shop = new Coupons(ring(), programme(), [], $filter);
$bare = new Coupons(ring());

const COUNT = 200000;
$batch = $shop->newBatch('forever', COUNT, 0);
$holes = array_flip($batch->skipped);
$share = count($holes) / COUNT;
echo $share > 0.02 && $share < 0.4 ? 'some are skipped' : "skipped: $share", "\n";
$serials = [];
$offending = 0;
foreach ($shop->issueMany($batch) as $serial => $code) {
    $offending += $filter->matches($code);
    $serials[] = $serial;
}
$expected = array_values(array_filter(range(0, COUNT + count($holes) - 1), fn(int $serial) => !isset($holes[$serial])));
var_dump($offending, count($serials), $serials === $expected);
$wrong = 0;
foreach ($batch->skipped as $offset) {
    $wrong += !$filter->matches($bare->issue(1, $offset));
}
var_dump($wrong);

// The verifier needs no filter; what was skipped was never issued.
$till = new Coupons(ring(), programme(), [unserialize(serialize($batch))]);
$refused = 0;
foreach (array_slice($batch->skipped, 0, 1000) as $offset) {
    try {
        $till->verify($bare->issue(1, $offset));
    } catch (CouponException $e) {
        $refused += $e->reason === CouponError::NotIssued;
    }
}
var_dump($refused);

// Any place of the batch is reached without those before it, with a filter or without, and gives the same codes.
$all = iterator_to_array($shop->issueMany($batch));
$same = 0;
foreach ([0, 1, $batch->skipped[0], $batch->skipped[99] - 99, 77777, COUNT - 3, COUNT] as $from) {
    $part = iterator_to_array($till->issueMany($batch, $from, min(50, COUNT - $from)));
    $same += $part === array_slice($all, $from, 50, true);
}
var_dump($same);

// Serials go on behind the holes, and the next batch has its own.
$next = $shop->newBatch('forever', 10, 0);
var_dump($next->firstSerial === COUNT + count($holes));
attempt(fn() => $shop->newBatch('forever', 1, 0, $batch->skipped[array_key_last($batch->skipped)]));

// Customer i has code i, whatever was skipped in front of it.
$customers = array_map(fn(int $i) => "c$i", range(0, 4999));
$bound = $shop->newBatch('days', $customers, at('2011-10-22'));
$till = new Coupons(ring(), programme(), [$bound]);
$i = $wrong = 0;
foreach ($shop->issueMany($bound) as $code) {
    $wrong += $till->verify($code)->customer !== $customers[$i++];
}
var_dump(count($bound->skipped) > 100, $i, $wrong);

// Personalised: the code must not offend, nor name and code together. What stands in the name and the first symbol, the key's, cannot be helped.
$filter = new WordFilter(['dick', 'anng', 'bobgh', 'xyz']);
$shop = new Coupons(ring(), programme(), [], $filter);
$names = array_merge(...array_fill(0, 500, ['Ann', 'Bob', 'DICK', '']));
$named = $shop->newBatch('forever', count($names), 0, names: $names);
$i = $offending = $wrong = 0;
foreach ($shop->issueMany($named) as $serial => $code) {
    $wrong += $names[$i] === '' ? str_contains($code, '-') : strtok($code, '-') !== strtoupper($names[$i]);
    $offending += in_array($names[$i], ['DICK', 'Ann'], true) ? $filter->matches(strstr($code, '-')) : $filter->matches($code);
    $wrong += $shop->verify($code)->serial !== $serial;
    $i++;
}
var_dump($wrong, $offending, count($named->skipped) > 0);

// A filter that leaves nothing is a mistake that is named.
$all = new WordFilter(array_merge(...array_map(fn(string $a) => array_map(fn(string $b) => "8$a$b", str_split('0123456789ABCDEFGHJKMNPQRSTVWXYZ')),
    str_split('0123456789ABCDEFGHJKMNPQRSTVWXYZ'))));
attempt(fn() => (new Coupons(ring(), programme(), [], $all))->newBatch('window', 10, 0));
?>
--EXPECTF--
some are skipped
int(0)
int(200000)
bool(true)
int(0)
int(1000)
int(7)
bool(true)
ValueError: Loyalty\Coupons::newBatch(): Argument #4 ($firstSerial) must leave out serials that a known batch has; the next free one is %d
bool(true)
int(5000)
int(0)
int(0)
int(0)
bool(true)
ValueError: the word filter leaves less than every second code of campaign "window"

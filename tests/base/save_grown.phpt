--TEST--
CustomerBase: an opened base grows beyond the addresses behind its file, under loyalty.base_limit, and goes on in a forked process
--EXTENSIONS--
loyalty
--INI--
loyalty.base_limit=16M
memory_limit=-1
--FILE--
<?php
require __DIR__ . '/saved.inc';

use Loyalty\{CustomerBase, LimitException};

$path = folder() . '/base';
$at = 1717200000;
$events = history(6, 26000);
$first = array_slice($events, 0, 1500);
$rest = array_slice($events, 1500);
$base = new CustomerBase(programme());
$base->append($first);
$base->fold($at);
$base->save($path);
$said = told($base);
unset($base);

$opened = CustomerBase::open($path, programme());
$mapped = $opened->stats()['mapped'];
$opened->append($rest);
$stats = $opened->stats();
var_dump($mapped > 0, $stats['mapped'] < $mapped, $stats['bytes'] > $mapped);
$grown = told($opened);
$again = CustomerBase::open($path, programme());
var_dump(told($again) === $said); /* the file is as it was */
$opened->save($path);
unset($opened, $again);
$whole = new CustomerBase(programme());
$whole->append($events);
$whole->fold($at);
var_dump(told($whole) === $grown);
unset($whole);
$opened = CustomerBase::open($path, programme());
var_dump(told($opened) === $grown);

echo "-- the limit\n";
try {
    for ($i = 0;; $i++) {
        $opened->append(array_map(fn(int $n) => order(1000000 + 1000 * $i + $n, "another customer $i $n", '2024-01-01', 5), range(0, 999)));
    }
} catch (LimitException $e) {
    echo $e->getMessage(), "\n";
}
var_dump($i > 5, $opened->stats()['events'] > 26000 + 1000 * $i);
unset($opened);

echo "-- forks\n";
[$out, $status] = script('require $argv[1]; $base = Loyalty\CustomerBase::open($argv[2], programme()); $hash = $base->stateHash();
    $base->append([order(900005, "before", "2024-01-01", 5)]);
    if (function_exists("pcntl_fork")) {
        $child = pcntl_fork();
        if ($child === 0) { $base->append([order(900006, "in the child", "2024-01-01", 5)]); exit($base->has("in the child") && $base->has("before") ? 7 : 1); }
        pcntl_waitpid($child, $code);
        echo pcntl_wexitstatus($code), " ";
    } else { echo "7 "; }
    echo $base->has("in the child") ? "shared" : "apart", $base->has("before") ? "" : " lost";', [__DIR__ . '/shop.inc', $path]);
echo "$out $status\n";
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
-- the limit
loyalty.base_limit of 16777216 bytes is reached
bool(true)
bool(true)
-- forks
7 apart 0

--TEST--
CustomerBase::save(): a process that is killed, two at once, a disk that is full: the file is the old one or the new one
--EXTENSIONS--
loyalty
--SKIPIF--
<?php if (!function_exists('proc_open') || PHP_OS_FAMILY === 'Windows') die('skip needs processes'); ?>
--FILE--
<?php
require __DIR__ . '/saved.inc';

use Loyalty\CustomerBase;

$folder = folder();
$path = "$folder/base";
$base = new CustomerBase(programme());
$base->append(history(4, 20000));
$base->fold(1717200000);
$base->save($path, 0);
$hash = $base->stateHash();
$seen = [];
$saver = 'require $argv[1]; $base = Loyalty\CustomerBase::open($argv[2], programme()); echo "ready\n";
    for ($position = $base->position() + 1;; $position++) { $base->save($argv[2], $position); echo "saved\n"; }';
for ($round = 0; $round < 12; $round++) {
    [$process, $out] = script($saver, [__DIR__ . '/shop.inc', $path], [], false);
    for ($i = -1; $i < $round % 3; $i++) {
        fgets($out); // a busy machine may need longer for one save than any pause below
    }
    usleep(mt_rand(0, 30000));
    proc_terminate($process, 9);
    proc_close($process);
    $left = CustomerBase::open($path, programme());
    $seen[] = $left->position();
    if ($left->verify() !== [] || $left->stateHash() !== $hash) {
        echo "round $round: not whole\n";
    }
}
$sorted = $seen;
sort($sorted);
var_dump($seen === $sorted, end($seen) > 0);

echo "-- two at once\n";
$savers = [];
for ($i = 0; $i < 2; $i++) {
    $savers[] = script('require $argv[1]; $base = Loyalty\CustomerBase::open($argv[2], programme()); $saved = $busy = 0;
        for ($i = 0; $i < 40; $i++) { try { $base->save($argv[2], $i); $saved++; } catch (Loyalty\LoyaltyException $e) {
            $busy += str_ends_with($e->getMessage(), "another process is saving to it"); } }
        echo $saved + $busy;', [__DIR__ . '/shop.inc', $path], [], false);
}
foreach ($savers as [$process, $out]) {
    echo stream_get_contents($out), ' ', proc_close($process), "\n";
}
$left = CustomerBase::open($path, programme());
var_dump($left->verify(), $left->stateHash() === $hash);

echo "-- no room\n";
$left->save($path, 99);
$command = 'trap "" XFSZ; ulimit -f 16; exec "$@"';
$process = proc_open(['/bin/sh', '-c', $command, 'sh', PHP_BINARY, '-n', '-d', 'extension=' . ini_get('extension_dir') . '/loyalty.so', '-r',
    'require $argv[1]; try { Loyalty\CustomerBase::open($argv[2], programme())->save($argv[2], 100); echo "saved"; } catch (Loyalty\LoyaltyException $e) {
        echo str_replace($argv[2], "", $e->getMessage()); }', '--', __DIR__ . '/shop.inc', $path], [1 => ['pipe', 'w']], $pipes);
echo stream_get_contents($pipes[1]), ' ', proc_close($process), "\n";
$left = CustomerBase::open($path, programme());
var_dump($left->verify(), $left->position(), glob("$folder/*.tmp"));
--EXPECT--
bool(true)
bool(true)
-- two at once
40 0
40 0
array(0) {
}
bool(true)
-- no room
base file : File too large 0
array(0) {
}
int(99)
array(0) {
}

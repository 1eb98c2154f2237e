--TEST--
Replay: progress is called, its exceptions pass through, false stops, and the base is shut meanwhile
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{CustomerBase, Event, Replay};

$base = new CustomerBase(rules());
$base->append((function () {
    for ($i = 0; $i < 3000; $i++) {
        yield Event::visit('shop', $i, $i, 1700000000);
    }
})());
$at = strtotime('2024-04-15 UTC');
$calls = [];
$replay = Replay::run($base, rules(), $at, function (int $done, int $all) use (&$calls): void {
    $calls[] = "$done of $all";
});
echo $replay->customers, ': ', implode(', ', $calls), "\n";
foreach ([fn() => false, fn() => 0, fn() => null, fn() => throw new DomainException('from the callback'), fn(int $done) => $done < 2000] as $progress) {
    try {
        echo Replay::run($base, rules(), $at, $progress)->customers, "\n";
    } catch (Throwable $e) {
        echo get_class($e), ' ', $e->getCode(), ': ', $e->getMessage(), "\n";
    }
}
$shut = [fn() => $base->append([]), fn() => $base->fold(0), fn() => count($base), fn() => $base->customer(1), fn() => $base->all(),
    fn() => Replay::run($base, rules(), 0), fn() => Loyalty\Rfm::quantiles()->score($base, 0)];
Replay::run($base, rules(), $at, function (int $done) use ($shut): void {
    foreach ($done === 0 ? $shut : [] as $call) {
        attempt($call);
    }
});
$base->fold($at);
echo count($base), " customers\n";

/* A fatal error in the callback ends the script and no more. */
$code = <<<'CODE'
require $argv[1];
$base = base(rules());
register_shutdown_function(function () use ($base) {
    ini_set('memory_limit', '64M');
    echo count($base), " customers\n";
});
ini_set('memory_limit', '4M');
Loyalty\Replay::run($base, rules(), 1713139200, function () {
    str_repeat('x', 50000000);
});
CODE;
$extension = ini_get('extension_dir') . '/loyalty.so';
$process = proc_open([PHP_BINARY, '-n', '-d', "extension=$extension", '-d', 'display_errors=1', '-d', 'log_errors=0', '-r', $code, '--', __DIR__ . '/shop.inc'],
    [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes, null, ['USE_ZEND_ALLOC' => '1'] + getenv());
$out = stream_get_contents($pipes[1]);
$error = stream_get_contents($pipes[2]);
$status = proc_close($process);
echo preg_replace('~of \d+ bytes exhausted .*~', 'of N bytes exhausted', trim($out)), "\n$error$status\n";
?>
--EXPECT--
3000: 0 of 3000, 1024 of 3000, 2048 of 3000, 3000 of 3000
Loyalty\LoyaltyException 47: the replay was stopped
3000
3000
DomainException 0: from the callback
Loyalty\LoyaltyException 47: the replay was stopped
Error: The base cannot be used while it is replayed
Error: The base cannot be used while it is replayed
Error: The base cannot be used while it is replayed
Error: The base cannot be used while it is replayed
Error: The base cannot be used while it is replayed
Error: The base cannot be used while it is replayed
Error: The base cannot be used while it is replayed
3000 customers
Fatal error: Allowed memory size of N bytes exhausted
3 customers
255

--TEST--
CustomerBase: memory_limit that hits in the middle of an append ends the script and no more
--EXTENSIONS--
loyalty
--FILE--
<?php
$code = <<<'CODE'
require $argv[1];
ini_set('memory_limit', '8M');
$base = new Loyalty\CustomerBase(programme());
$seen = 0;
register_shutdown_function(function () use (&$base, &$seen) {
    ini_set('memory_limit', '64M');
    $events = $base->stats()['events'];
    var_dump($events > 0, $events === $seen || $events === $seen - 1);
    $base->fold(strtotime('2024-06-01 UTC'));
    var_dump($base->totals()['orders'] === $events);
    $base->append([order(0, 'late', '2024-01-02', 5)]);
    var_dump($base->customer('late')->facts['spent']);
});
$base->append((function () use (&$seen) {
    $kept = [];
    for ($i = 1;; $i++) {
        $kept[] = str_repeat('x', 5000);
        $seen = $i;
        yield order($i, $i, '2024-01-01', 100);
    }
})());
CODE;
$extension = extension_loaded('loyalty') ? (ini_get('extension_dir') . '/loyalty.so') : '';
$process = proc_open([PHP_BINARY, '-n', '-d', "extension=$extension", '-d', 'display_errors=1', '-d', 'log_errors=0', '-r', $code, '--', __DIR__ . '/shop.inc'],
    [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes, null, ['USE_ZEND_ALLOC' => '1'] + getenv()); // a sanitizer's run turns it off
$out = stream_get_contents($pipes[1]);
$error = stream_get_contents($pipes[2]);
$status = proc_close($process);
echo preg_replace('~of \d+ bytes exhausted .*~', 'of N bytes exhausted', trim($out)), "\n$error$status\n";
--EXPECT--
Fatal error: Allowed memory size of N bytes exhausted
bool(true)
bool(true)
bool(true)
int(5)
255

<?php

/** loyalty.php TASK INPUT [MORE]: the extension's side of each case that is not one of `core`. INPUT is a saved base, a folder or a file. */

declare(strict_types=1);

use Loyalty\Clv\BgNbd;
use Loyalty\Clv\Data;
use Loyalty\Clv\Plan;
use Loyalty\Clv\Predictions;
use Loyalty\CustomerBase;
use Loyalty\CustomerSet;
use Loyalty\Programme;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/terms.php';

const VIEWS = 1000;

function opened(string $path): CustomerBase
{
    static $programme = null;
    $programme ??= Programme::fromJson((string) file_get_contents(__DIR__ . '/programme.json'));

    return CustomerBase::open($path, $programme);
}

/** @return Generator<int, list<int>> Key, x, tx, T in days. */
function figures(string $dir): Generator
{
    $size = 100_000;
    $files = array_map(fn (string $name) => fopen("$dir/$name.bin", 'rb'), ['x', 'tx', 'T']);
    for ($key = 1; ($x = fread($files[0], 2 * $size)) !== ''; ) {
        $columns = array_map(fn (string $bytes): array => unpack('v*', $bytes), [$x, fread($files[1], 2 * $size), fread($files[2], 2 * $size)]);
        foreach ($columns[0] as $i => $repeats) {
            yield [$key++, $repeats, $columns[1][$i], $columns[2][$i]];
        }
    }
}

/** @return list<list<int>> The same from the summary of CDNOW. */
function summary(string $file): array
{
    $lines = array_slice(file($file, FILE_IGNORE_NEW_LINES), 1);

    return array_map(fn (string $line): array => array_map(intval(...), array_slice(explode(',', $line), 0, 4)), $lines);
}

function fitted(BgNbd $model): string
{
    return sprintf('%d customers, %.4f', $model->customers(), $model->logLikelihood());
}

[, $task, $input] = $argv;
switch ($task) {
    case 'rule':
    case 'window':
        $rule = $task === 'rule' ? RULE : WINDOW;
        $base = opened($input);
        // Rows that windowed rules read are made once in the life of a process: `first` times that.
        $base->select($task === 'rule' ? 'orders = 1' : 'count(orders, last 10 days) = 1');
        serve(fn (): CustomerSet => $base->select($rule), count(...));
        break;
    case 'first':
        $base = null;
        serve(
            function () use (&$base): CustomerSet {
                return $base->select(WINDOW);
            },
            count(...),
            // Opened anew, so that the rows are made in each repetition.
            function () use (&$base, $input): void {
                $base = null;
                $base = opened($input);
            },
        );
        break;
    case 'open':
    case 'open-cold':
        // Opened, asked for one customer, closed. All that this reads is in the page cache, or nothing of the file is.
        $work = fn (): string => opened($input)->customer(KEY)->facts['orders'] . ' orders';
        serve($work, fn (string $said): string => $said, $task === 'open' ? $work(...) : function () use ($argv): void {
            exec(escapeshellarg($argv[3]) . ' ' . escapeshellarg(__DIR__ . '/evict.py') . ' ' . escapeshellarg($argv[2]), $said, $code);
            if ($code !== 0) {
                exit(1);
            }
        });
        break;
    case 'views':
    case 'views-later':
        $base = opened($input);
        $keys = array_map(fn (int $i): string => (string) (1 + $i * 7_919 * 1_009 % count($base)), range(1, VIEWS));
        $at = $task === 'views' ? null : AT + 3600;
        serve(
            function () use ($base, $keys, $at): array {
                $orders = $spent = 0;
                foreach ($keys as $key) {
                    $customer = $base->customer($key, $at);
                    $orders += $customer->facts['orders'];
                    $spent += $customer->facts['spent'];
                }

                return [$orders, $spent];
            },
            fn (array $sums): string => "$sums[0] orders, $sums[1]",
        );
        break;
    case 'fit-summary':
        $rows = summary($input);
        serve(fn (): BgNbd => BgNbd::fit(Data::fromRows($rows)), fitted(...));
        break;
    case 'fit-base':
        $base = opened($input);
        serve(fn (): BgNbd => BgNbd::fit(Data::fromBase($base, AT)), fitted(...));
        break;
    case 'fit-rows':
        serve(fn (): BgNbd => BgNbd::fit(Data::fromRows(figures($input))), fitted(...));
        break;
    case 'fit-data':
        $data = Data::fromRows(figures($input));
        serve(fn (): BgNbd => BgNbd::fit($data), fitted(...));
        break;
    case 'alive':
        $data = Data::fromRows(figures($input));
        $model = BgNbd::of(...MODEL);
        serve(
            fn (): Predictions => $model->predict($data, new Plan(t: 52.0, periods: 0)),
            function (Predictions $all): string {
                $sums = $all->sums();

                return sprintf('%d customers, %d alive, %d expected', $sums['customers'], round($sums['alive'] / 1e7), round($sums['expected'] / 1e7));
            },
        );
        break;
}

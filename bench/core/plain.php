<?php

/** plain.php load|rfm|fold DIR: the same work as a PHP developer would write it, without an extension. */

declare(strict_types=1);

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/plain_fold.php';

/** @return array{list<int>, list<int>, list<int>} the columns of the generated orders */
function columns(string $dir): array
{
    $read = fn (string $name, string $format): array => array_values(unpack($format . '*', file_get_contents("$dir/$name.bin")));

    return [$read('customer', 'V'), $read('ts', 'V'), $read('amount', 'l')];
}

/** @return array{array<string, int>, list<int>, list<int>, list<int>} dense ids by key, and the columns */
function load(string $file): array
{
    $ids = $customers = $times = $amounts = [];
    $handle = fopen($file, 'r');
    fgets($handle);
    while (($line = fgets($handle)) !== false) {
        [$key, $ts, $amount] = explode("\t", $line, 4);
        $customers[] = $ids[$key] ??= count($ids);
        $times[] = (int) $ts;
        $amounts[] = (int) $amount;
    }
    fclose($handle);

    return [$ids, $customers, $times, $amounts];
}

/**
 * NTILE(5): PHP's sort is stable, so sorting by key first breaks ties by key.
 *
 * @param array<int, int> $values
 * @return array<int, int>
 */
function ntile(array $values): array
{
    ksort($values);
    asort($values);
    $size = intdiv(count($values), 5);
    $larger = count($values) % 5;
    $bin = 1;
    $left = $size + ($larger > 0 ? 1 : 0);
    $scores = [];
    foreach ($values as $key => $_) {
        if ($left === 0) {
            $bin++;
            $left = $size + ($bin <= $larger ? 1 : 0);
        }
        $scores[$key] = $bin;
        $left--;
    }

    return $scores;
}

/** The check value of the scored orders. */
function rfm(array $customers, array $times, array $amounts): int
{
    $last = $count = $total = [];
    foreach ($customers as $i => $customer) {
        $ts = $times[$i];
        if (isset($count[$customer])) {
            $count[$customer]++;
            if ($ts > $last[$customer]) {
                $last[$customer] = $ts;
            }
            $total[$customer] += $amounts[$i];
        } else {
            $count[$customer] = 1;
            $last[$customer] = $ts;
            $total[$customer] = $amounts[$i];
        }
    }
    foreach ($last as $customer => $ts) {
        $last[$customer] = -$ts;
    }
    $r = ntile($last);
    $f = ntile($count);
    $m = ntile($total);
    $sum = 0;
    foreach ($r as $customer => $score) {
        $sum += ((6 - $score) * 100 + $f[$customer] * 10 + $m[$customer]) * ($customer % 1000);
    }

    return $sum;
}

[, $task, $input] = $argv;
switch ($task) {
    case 'load':
        serve(
            fn (): array => load("$input/orders.tsv"),
            fn (array $loaded): string => count($loaded[1]) . ' rows, ' . count($loaded[0]) . ' customers',
        );
        break;
    case 'rfm':
        $columns = columns($input);
        serve(fn (): int => rfm(...$columns), fn (int $sum): int => $sum);
        break;
    case 'fold':
        $columns = columns($input);
        serve(fn (): array => fold(...$columns), totals(...));
        break;
}

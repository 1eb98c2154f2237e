<?php

/** loyalty.php load|rfm|fold DIR: the extension's side of each case. */

declare(strict_types=1);

use Loyalty\CustomerBase;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\RfmBasis;
use Loyalty\RfmScores;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';

const AT = 1_735_689_600; // 2025-01-01, the end of the generated window

function base(Programme $programme, string $dir): CustomerBase
{
    $base = new CustomerBase($programme);
    $base->appendFile("$dir/orders.tsv", 'bench');

    return $base;
}

function check_value(RfmScores $scores): int
{
    $sum = 0;
    foreach ($scores as $score) {
        $sum += ($score->recency * 100 + $score->frequency * 10 + $score->monetary) * ((int) $score->key % 1000);
    }

    return $sum;
}

function totals(CustomerBase $base): string
{
    $totals = $base->totals();
    $names = ['orders', 'spent_gross', 'refunded', 'points_earned', 'points_expired', 'points'];

    return implode(' ', array_map(fn (string $name): string => "$name {$totals[$name]}", $names)) . ' tiers ' . implode(',', $base->tiers());
}

[, $task, $input] = $argv;
$programme = Programme::fromJson(file_get_contents(__DIR__ . '/programme.json'));
switch ($task) {
    case 'load':
        serve(
            fn (): CustomerBase => base($programme, $input),
            fn (CustomerBase $base): string => $base->stats()['events'] . ' rows, ' . count($base) . ' customers',
        );
        break;
    case 'rfm':
        $base = null;
        $rfm = Rfm::ntile(5);
        serve(
            function () use (&$base, $rfm): RfmScores {
                $scores = $rfm->score($base, AT, RfmBasis::Rows);
                $scores->histogram();

                return $scores;
            },
            check_value(...),
            // A base keeps the order of its keys once it was asked for: a new one, so that every repetition sorts them.
            function () use ($programme, $input, &$base): void {
                $base = null;
                $base = base($programme, $input);
            },
        );
        break;
    case 'fold':
        $base = base($programme, $input);
        serve(
            function () use ($base): CustomerBase {
                $base->fold(AT);

                return $base;
            },
            totals(...),
        );
        break;
}

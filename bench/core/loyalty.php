<?php

/** loyalty.php load|rfm|fold DIR, loyalty.php issue|verify|verify-scattered COUNT: the extension's side of each case. */

declare(strict_types=1);

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\CustomerBase;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\RfmBasis;
use Loyalty\RfmScores;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';

const AT = 1_735_689_600; // 2025-01-01, the end of the generated window
const SLOT = 3;
const CAMPAIGN = 'bench';

function base(Programme $programme, string $dir): CustomerBase
{
    $base = new CustomerBase($programme);
    $base->appendFile("$dir/orders.tsv", 'bench');

    return $base;
}

/** The same key, domain, campaign and serials as libsodium.c, so the same codes. */
function coupons(Programme $programme, int $count): array
{
    $keys = KeyRing::import('bench.example/live', [SLOT => implode('', array_map('chr', range(0, 31)))], SLOT);
    $batch = new CouponBatch(CAMPAIGN, 0, $count, AT, $programme->hash(), SLOT);

    return [new Coupons($keys, $programme, [$batch]), $batch];
}

function check_value(RfmScores $scores): int
{
    $sum = 0;
    foreach ($scores as $score) {
        $sum += ($score->recency * 100 + $score->frequency * 10 + $score->monetary) * ((int) $score->key % 1000);
    }

    return $sum;
}

function codes_hash(iterable $codes): string
{
    $hash = hash_init('sha256');
    foreach ($codes as $code) {
        hash_update($hash, $code);
    }

    return hash_final($hash);
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
    case 'issue':
        [$coupons, $batch] = coupons($programme, (int) $input);
        serve(
            function () use ($coupons, $batch): int {
                $count = 0;
                foreach ($coupons->issueMany($batch) as $code) {
                    $count++;
                }

                return $count;
            },
            fn (): string => codes_hash($coupons->issueMany($batch)),
        );
        break;
    case 'verify':
    case 'verify-scattered':
        [$coupons, $batch] = coupons($programme, (int) $input);
        $codes = iterator_to_array($coupons->issueMany($batch), false);
        mt_srand(1);
        shuffle($codes);
        if ($task === 'verify') {
            $codes = explode(' ', implode(' ', $codes)); // in memory as in the list, like the bare C's
        }
        serve(
            function () use ($coupons, $codes): int {
                $sum = 0;
                foreach ($codes as $code) {
                    $sum += $coupons->verify($code, AT)->serial;
                }

                return $sum;
            },
            fn (int $sum): int => $sum,
        );
        break;
}

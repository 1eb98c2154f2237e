<?php

/** php.php one|fold|replay|quote DIR: the plain programme as a worker. */

declare(strict_types=1);

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/data.php';
require __DIR__ . '/plain.php';

/** @return array<int|string, list<array{int, int}>> */
function customers(string $dir): array
{
    $customers = [];
    foreach (rows($dir) as [$customer, $ts, $amount]) {
        $customers[$customer][] = [$ts, $amount];
    }

    return $customers;
}

/** @return list<list<array>> */
function plain_histories(): array
{
    $all = [];
    foreach (histories() as $history) {
        $all[] = [...array_map(fn (array $order): array => [$order[0], array_sum($order[1])], $history['orders']), [$history['spent'], 0, 50]];
    }

    return $all;
}

[, $task, $input] = $argv + [2 => ''];
switch ($task) {
    case 'one':
        $all = plain_histories();
        serve(
            fn (): array => plain_folds(PLAIN, $all, AT),
            function (array $folded): string {
                $tiers = array_count_values(array_column($folded, 'tier')) + ['bronze' => 0, 'silver' => 0, 'gold' => 0];

                return 'earned ' . array_sum(array_column($folded, 'earned')) . ' spent ' . array_sum(array_column($folded, 'spent')) . ' balance ' . array_sum(array_column($folded, 'points'))
                    . " tiers $tiers[bronze],$tiers[silver],$tiers[gold], each " . each_account(array_map(fn (array $one): array => [$one['earned'], $one['spent'], $one['points'], $one['tier']], $folded));
            },
        );
        break;
    case 'fold':
        $customers = customers($input);
        serve(
            fn (): array => plain_folds(PLAIN_FLAT, $customers, AT),
            fn (array $folded): string => implode(' ', array_map(fn (string $name): string => "$name " . array_sum(array_column($folded, $name)), ['orders', 'gross', 'earned', 'expired', 'points'])),
        );
        break;
    case 'replay':
        $customers = customers($input);
        serve(fn (): string => plain_replay($customers, AT), fn (string $said): string => $said);
        break;
    case 'quote':
        $folded = plain_folds(PLAIN, plain_histories(), AT);
        $carts = carts();
        serve(
            fn (): array => array_map(fn (array $cart, array $customer): array => plain_quote(PLAIN, $cart, $customer), $carts, $folded),
            quoted(...),
        );
        break;
}

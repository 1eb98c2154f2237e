<?php

/** plain.php DIR: the rule as a PHP developer would write it over packed arrays. */

declare(strict_types=1);

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/terms.php';

/** @return list<int> */
function column(string $path, string $format): array
{
    return array_values(unpack($format . '*', (string) file_get_contents($path)));
}

[, $input] = $argv;
$tiers = column("$input/tier.bin", 'C');
$lasts = column("$input/last_order.bin", 'V');
$births = column("$input/birthday.bin", 'v');
$orders = column("$input/orders.bin", 'V');
$consents = column("$input/consent.bin", 'C');
serve(
    function () use ($tiers, $lasts, $births, $orders, $consents): array {
        $set = [];
        foreach ($tiers as $i => $tier) {
            if ($tier >= 1 && $lasts[$i] >= SINCE && $births[$i] === 0 && $orders[$i] >= 3 && $consents[$i] === 1) {
                $set[] = $i;
            }
        }

        return $set;
    },
    count(...),
);

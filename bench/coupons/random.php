<?php

/** random.php letters|hex COUNT: the usual recipes for codes in PHP. They are unique by looking: the array is the table with a unique key that a shop has. */

declare(strict_types=1);

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';

const CHARACTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** @return array<string, true> 8 of 31 characters: what people can type. */
function letters(int $count): array
{
    $codes = [];
    while (count($codes) < $count) {
        $code = '';
        for ($i = 0; $i < 8; $i++) {
            $code .= CHARACTERS[random_int(0, 30)];
        }
        $codes[$code] = true;
    }

    return $codes;
}

/** @return array<string, true> 16 hexadecimal digits: links, not for typing. */
function hex(int $count): array
{
    $codes = [];
    while (count($codes) < $count) {
        $codes[strtoupper(bin2hex(random_bytes(8)))] = true;
    }

    return $codes;
}

[, $recipe, $count] = $argv;
serve(fn (): array => $recipe === 'hex' ? hex((int) $count) : letters((int) $count), fn (array $codes): string => count($codes) . ' codes');

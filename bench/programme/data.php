<?php

/** What the cases read: rows of generated orders; customers of twelve events and carts of eight lines, by a seed. */

declare(strict_types=1);

use Loyalty\Programme;
use Random\Engine\Xoshiro256StarStar;
use Random\Randomizer;

const AT = 1_735_689_600; // 2025-01-01, the end of the generated window
const CUSTOMERS = 1000; // of fold-one
const CARTS = 1000; // of quote
const DAY = 86400;

function programme(string $name): Programme
{
    return Programme::fromJson((string) file_get_contents(__DIR__ . "/$name.json"));
}

/** Awards and balances without tiers: what one SQL statement can say. */
function without_tiers(): Programme
{
    $document = json_decode((string) file_get_contents(__DIR__ . '/programme.json'), true, 64, JSON_THROW_ON_ERROR);
    unset($document['tiers']);

    return Programme::fromArray($document);
}

/** @return Generator<int, array{string, int, int}> customer, instant, amount; a negative one is a refund that names no order */
function rows(string $dir): Generator
{
    $file = fopen("$dir/orders.tsv", 'rb');
    fgets($file);
    while (($line = fgets($file)) !== false) {
        [$customer, $ts, $amount] = explode("\t", $line, 4);
        yield [$customer, (int) $ts, (int) $amount];
    }
    fclose($file);
}

/**
 * Ten orders of two lines, a visit and a spend of 50 points for each customer, over 300 days: nothing has expired when they are spent.
 *
 * @return list<array{orders: list<array{int, list<int>}>, visit: int, spent: int}>
 */
function histories(int $customers = CUSTOMERS): array
{
    $random = new Randomizer(new Xoshiro256StarStar(1));
    $histories = [];
    for ($i = 0; $i < $customers; $i++) {
        $orders = [];
        for ($n = 0; $n < 10; $n++) {
            $orders[] = [AT - (310 - 30 * $n) * DAY + $random->getInt(0, 29 * DAY), [$random->getInt(500, 15000), $random->getInt(500, 15000)]];
        }
        $histories[] = ['orders' => $orders, 'visit' => AT - 200 * DAY, 'spent' => AT - 5 * DAY];
    }

    return $histories;
}

/** A check of every customer, not of sums alone. */
function each_account(array $accounts): string
{
    return hash('xxh3', serialize(array_values($accounts)));
}

/** @return list<list<array{int, int}>> Eight lines of quantity and unit price each. */
function carts(int $carts = CARTS): array
{
    $random = new Randomizer(new Xoshiro256StarStar(2));

    return array_map(
        fn (): array => array_map(fn (): array => [$random->getInt(1, 3), $random->getInt(99, 9999)], range(1, 8)),
        range(1, $carts),
    );
}

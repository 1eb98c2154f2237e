<?php

/**
 * The programmes of programme.json and changed.json written out in plain PHP for one purpose: orders, refunds that name no order, spends that the
 * lots cover, one currency. What the extension does beyond that (revisions, matched refunds, debts, pending points, months, explanations) is left out.
 */

declare(strict_types=1);

const ZONE = 'Europe/Berlin';
/** Points for 100 minor units; points on top by order value; months that points live; what a tier asks for in 12 months, and what it earns in basis points. */
const PLAIN = ['rate' => 1, 'steps' => [5000 => 25, 10000 => 75, 25000 => 250], 'months' => 12, 'tiers' => ['bronze' => [0, 10000], 'silver' => [25000, 12500], 'gold' => [75000, 15000]]];
const PLAIN_CHANGED = ['rate' => 2, 'steps' => [10000 => 50, 40000 => 300], 'months' => 6, 'tiers' => ['bronze' => [0, 10000], 'silver' => [30000, 12000], 'gold' => [60000, 16000]]];
const PLAIN_FLAT = ['tiers' => ['' => [0, 10000]]] + PLAIN;

/** The first instant at which what began at $at is over: the local day so many months later is used to its end. */
function over(int $at, int $months, DateTimeZone $zone): int
{
    return (new DateTimeImmutable("@$at"))->setTimezone($zone)->modify("+$months months +1 day midnight")->getTimestamp();
}

function tier(array $tiers, int $metric): string
{
    $at = '';
    foreach ($tiers as $key => [$from]) {
        if ($metric >= $from) {
            $at = $key;
        }
    }

    return $at;
}

/** What an order earns before its customer's tier. */
function earned(array $rules, int $amount): int
{
    $extra = 0;
    foreach ($rules['steps'] as $from => $points) {
        if ($amount >= $from) {
            $extra = $points;
        }
    }

    return intdiv($amount * $rules['rate'], 100) + $extra;
}

/**
 * @param list<array{int, int, 2?: int}> $orders instant, amount and, of a spend, points; in time order, a negative amount is a refund
 * @return array{orders: int, gross: int, earned: int, expired: int, spent: int, points: int, tier: string}
 */
function plain_fold(array $rules, array $orders, int $at, DateTimeZone $zone): array
{
    $result = ['orders' => 0, 'gross' => 0, 'earned' => 0, 'expired' => 0, 'spent' => 0, 'points' => 0, 'tier' => ''];
    $lots = $window = [];
    $metric = $leaving = 0;
    foreach ($orders as $order) {
        [$ts, $amount] = $order;
        if (isset($order[2])) {
            $wanted = $order[2];
            foreach ($lots as &$lot) {
                if ($lot[0] > $ts && $wanted > 0) {
                    $taken = min($lot[1], $wanted);
                    $lot[1] -= $taken;
                    $wanted -= $taken;
                }
            }
            unset($lot);
            $result['spent'] += $order[2];
            continue;
        }
        if ($amount <= 0) {
            continue;
        }
        while ($leaving < count($window) && $window[$leaving][0] <= $ts) {
            $metric -= $window[$leaving++][1];
        }
        $points = intdiv(earned($rules, $amount) * $rules['tiers'][tier($rules['tiers'], $metric)][1], 10000);
        $result['orders']++;
        $result['gross'] += $amount;
        $result['earned'] += $points;
        $lots[] = [over($ts, $rules['months'], $zone), $points];
        $window[] = [$rules['months'] === 12 ? $lots[count($lots) - 1][0] : over($ts, 12, $zone), $amount];
        $metric += $amount;
    }
    while ($leaving < count($window) && $window[$leaving][0] <= $at) {
        $metric -= $window[$leaving++][1];
    }
    foreach ($lots as [$end, $left]) {
        $result[$end <= $at ? 'expired' : 'points'] += $left;
    }
    $result['tier'] = tier($rules['tiers'], $metric);

    return $result;
}

/**
 * @param array<int|string, list<array{int, int}>> $customers
 * @return list<array>
 */
function plain_folds(array $rules, array $customers, int $at): array
{
    $zone = new DateTimeZone(ZONE);
    $folded = [];
    foreach ($customers as $customer => $orders) {
        $folded[$customer] = plain_fold($rules, $orders, $at, $zone);
    }

    return $folded;
}

/** Parts of a total by weights, the largest remainders first. */
function plain_split(int $total, array $weights): array
{
    $sum = array_sum($weights);
    $parts = $remainders = [];
    foreach ($weights as $i => $weight) {
        $parts[$i] = $sum === 0 ? 0 : intdiv($total * $weight, $sum);
        $remainders[$i] = $sum === 0 ? 0 : $total * $weight % $sum;
    }
    arsort($remainders);
    foreach (array_slice(array_keys($remainders), 0, $total - array_sum($parts)) as $i) {
        $parts[$i]++;
    }

    return $parts;
}

function money(int $minor): string
{
    return sprintf('%d.%02d EUR', intdiv($minor, 100), $minor % 100);
}

/**
 * A cart as the programme of programme.json quotes it: no codes, nothing asked to be spent, no shipping. Each figure with the step that made it.
 *
 * @param list<array{int, int}> $cart Quantity and unit price.
 * @param array{points: int, tier: string} $folded
 * @return array{points: int, total: int, spendable: int, worth: int, lines: list<array{string, int, int}>, steps: list<array{string, string, string, int}>}
 */
function plain_quote(array $rules, array $cart, array $folded): array
{
    $steps = $amounts = $counted = [];
    foreach ($cart as $i => [$quantity, $price]) {
        $amounts[] = $amount = $quantity * $price;
        $steps[] = ['line', '', sprintf('line %d, S%d: %d * %s = %s', $i + 1, $price, $quantity, money($price), money($amount)), $amount];
        $counted[] = sprintf('line %d (%s)', $i + 1, money($amount));
    }
    $goods = array_sum($amounts);
    $text = money($goods);
    $steps[] = ['goods', '', sprintf('the sum of %d lines = %s', count($cart), $text), $goods];
    $steps[] = ['total', '', "goods $text + shipping 0.00 EUR - discounts 0.00 EUR = $text", $goods];
    $spendable = $worth = 0;
    if ($folded['points'] > 0) {
        $steps[] = ['spend_share', '/points/spend/maximum_share', "100 % of $text = $text, rounded down", $goods];
        $steps[] = ['spend_cap', '/points/worth', "$text * 100 / 1.00 EUR = $goods points, rounded down", $goods];
        $spendable = min($folded['points'], $goods);
        $spendable -= $spendable % 50;
        $steps[] = ['spendable', '/points/spend', "the smaller of the balance of $folded[points] and the cap of $goods, in multiples of 50 = $spendable", $spendable];
        $worth = $spendable;
        $steps[] = ['spendable_worth', '/points/worth', "$spendable points * 1.00 EUR / 100 = " . money($worth) . ', rounded down', $worth];
    }
    $base = implode(' + ', $counted);
    $value = intdiv($goods * $rules['rate'], 100);
    $extra = earned(['rate' => 0] + $rules, $goods);
    $steps[] = ['earn_base', '/points/earn/0', "rule \"value\" counts $base = $text", $goods];
    $steps[] = ['earn', '/points/earn/0', "$text * $rules[rate] / 1.00 EUR = $value, rounded down", $value];
    $steps[] = ['earn_base', '/points/earn/1', "rule \"large\" counts $base = $text", $goods];
    $from = array_search($extra, $rules['steps'], true);
    $steps[] = ['earn', '/points/earn/1', $extra > 0 ? "$text reaches the step from " . money((int) $from) . ": $extra points" : "$text reaches no step: 0 points", $extra];
    $percent = $rules['tiers'][$folded['tier']][1];
    $points = intdiv(($value + $extra) * $percent, 10000);
    $level = array_search($folded['tier'], array_keys($rules['tiers']), true);
    $steps[] = ['tier', "/tiers/levels/$level", sprintf('tier "%s": %d * %d %% = %d, rounded down', $folded['tier'], $value + $extra, intdiv($percent, 100), $points), $points];
    $weights = array_map(static fn (int $a, int $b): int => $a + $b, plain_split($value, $amounts), plain_split($extra, $amounts));
    $sum = array_sum($weights);
    $lines = [];
    foreach (plain_split($points, $weights) as $i => $part) {
        $lines[] = ['S' . $cart[$i][1], $amounts[$i], $part];
        $steps[] = ['line_points', '', sprintf('line %d: %d * %d / %d = %d, by largest remainder', $i + 1, $points, $weights[$i], $sum, $part), $part];
    }
    $steps[] = ['points', '', "$points earned + 0 by coupons = $points", $points];

    return ['points' => $points, 'total' => $goods, 'spendable' => $spendable, 'worth' => $worth, 'lines' => $lines, 'steps' => $steps];
}

/** What all quotes say, each figure, line and step of them. */
function quoted(array $quotes): string
{
    return sprintf('points %d total %d spendable %d, all %s', array_sum(array_column($quotes, 'points')), array_sum(array_column($quotes, 'total')), array_sum(array_column($quotes, 'spendable')), hash('xxh3', serialize($quotes)));
}

/** Both folds, side by side: sums, who changes tier, the thirty who lose and who gain most. */
function plain_replay(array $customers, int $at): string
{
    $zone = new DateTimeZone(ZONE);
    $sums = [['earned' => 0, 'expired' => 0, 'points' => 0], ['earned' => 0, 'expired' => 0, 'points' => 0]];
    $flows = $lose = $gain = [];
    $affected = 0;
    foreach ($customers as $customer => $orders) {
        $now = plain_fold(PLAIN, $orders, $at, $zone);
        $changed = plain_fold(PLAIN_CHANGED, $orders, $at, $zone);
        foreach ([$now, $changed] as $side => $folded) {
            foreach ($sums[$side] as $name => $_) {
                $sums[$side][$name] += $folded[$name];
            }
        }
        $flow = "$now[tier]>$changed[tier]";
        $flows[$flow] = ($flows[$flow] ?? 0) + 1;
        $difference = $changed['points'] - $now['points'];
        $affected += $difference !== 0 || $now['tier'] !== $changed['tier'] ? 1 : 0;
        if ($difference < 0) {
            $lose[] = [$difference, (string) $customer];
        } elseif ($difference > 0) {
            $gain[] = [-$difference, (string) $customer];
        }
    }
    // By points, then by the bytes of the key.
    $order = fn (array $a, array $b): int => $a[0] <=> $b[0] ?: strcmp($a[1], $b[1]);
    usort($lose, $order);
    usort($gain, $order);
    $people = [...array_map(fn (array $p): string => "$p[1] $p[0]", array_slice($lose, 0, 30)), ...array_map(fn (array $p): string => "$p[1] " . -$p[0], array_slice($gain, 0, 30))];
    $flows = array_map(fn (string $flow): string => "$flow $flows[$flow]", array_keys($flows));
    sort($flows);
    $side = fn (array $s): string => "earned $s[earned] expired $s[expired] points $s[points]";

    return $side($sums[0]) . ' | ' . $side($sums[1]) . " | affected $affected | " . implode(', ', $flows) . ' | ' . hash('crc32b', implode(',', $people));
}

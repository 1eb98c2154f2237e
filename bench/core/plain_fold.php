<?php

/**
 * The points programme of programme.json written out in plain PHP for one purpose: orders without lines, refunds that name no order, nothing
 * spent. Everything that the extension does beyond that (revisions, spends, debts, pending points, explanations) is left out.
 */

declare(strict_types=1);

const FOLD_AT = 1_735_689_600;
const FOLD_ZONE = 'Europe/Berlin';
/** A window or a lot of a year ends when the local day of the date is over. */
const FOLD_PERIOD = '+12 months +1 day midnight';
/** Points on top by order value, ascending. */
const FOLD_STEPS = [5000 => 25, 10000 => 75, 25000 => 250];
/** What a tier asks for in its window, and what it earns in basis points; ascending. */
const FOLD_TIERS = [['from' => 0, 'earn' => 10000], ['from' => 25000, 'earn' => 12500], ['from' => 75000, 'earn' => 15000]];

/** The first instant at which what began at $ts is over. */
function over(int $ts, DateTimeZone $zone): int
{
    return (new DateTimeImmutable("@$ts"))->setTimezone($zone)->modify(FOLD_PERIOD)->getTimestamp();
}

function tier(int $metric): int
{
    $tier = 0;
    foreach (FOLD_TIERS as $i => ['from' => $from]) {
        if ($metric >= $from) {
            $tier = $i;
        }
    }

    return $tier;
}

/**
 * What one customer's orders say. Orders are in time order; a negative amount is a refund.
 *
 * @param list<array{int, int}> $orders instant and amount
 * @return array{orders: int, gross: int, refunded: int, earned: int, expired: int, points: int, tier: int, first: ?int, last: ?int, refunds: int}
 */
function fold_customer(array $orders, DateTimeZone $zone): array
{
    $result = ['orders' => 0, 'gross' => 0, 'refunded' => 0, 'earned' => 0, 'expired' => 0, 'points' => 0, 'tier' => 0, 'first' => null, 'last' => null,
        'refunds' => 0];
    $window = []; // instant at which it leaves, and amount
    $metric = 0;
    $leaving = 0;
    foreach ($orders as [$ts, $amount]) {
        if ($amount <= 0) {
            if ($amount < 0) {
                $result['refunds']++;
                $result['refunded'] -= $amount;
            }
            continue;
        }
        while ($leaving < count($window) && $window[$leaving][0] <= $ts) {
            $metric -= $window[$leaving++][1];
        }
        $points = intdiv($amount, 100);
        $extra = 0;
        foreach (FOLD_STEPS as $from => $step) {
            if ($amount >= $from) {
                $extra = $step;
            }
        }
        $points = intdiv(($points + $extra) * FOLD_TIERS[tier($metric)]['earn'], 10000);
        $end = over($ts, $zone);
        $result['orders']++;
        $result['gross'] += $amount;
        $result['earned'] += $points;
        $result[$end <= FOLD_AT ? 'expired' : 'points'] += $points;
        $result['first'] ??= $ts;
        $result['last'] = $ts;
        $window[] = [$end, $amount];
        $metric += $amount;
    }
    while ($leaving < count($window) && $window[$leaving][0] <= FOLD_AT) {
        $metric -= $window[$leaving++][1];
    }
    $result['tier'] = tier($metric);

    return $result;
}

/** @return list<array> by customer */
function fold(array $customers, array $times, array $amounts): array
{
    $zone = new DateTimeZone(FOLD_ZONE);
    $orders = $folded = [];
    foreach ($customers as $i => $customer) {
        $orders[$customer][] = [$times[$i], $amounts[$i]];
    }
    foreach ($orders as $customer => $own) {
        $folded[$customer] = fold_customer($own, $zone);
    }

    return $folded;
}

/** The check value: sums over all customers, and customers by tier. */
function totals(array $folded): string
{
    $sums = ['orders' => 0, 'gross' => 0, 'refunded' => 0, 'earned' => 0, 'expired' => 0, 'points' => 0];
    $tiers = array_fill(0, count(FOLD_TIERS), 0);
    foreach ($folded as $customer) {
        foreach ($sums as $name => $_) {
            $sums[$name] += $customer[$name];
        }
        $tiers[$customer['tier']]++;
    }

    return "orders {$sums['orders']} spent_gross {$sums['gross']} refunded {$sums['refunded']} points_earned {$sums['earned']}"
        . " points_expired {$sums['expired']} points {$sums['points']} tiers " . implode(',', $tiers);
}

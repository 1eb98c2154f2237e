<?php

declare(strict_types=1);

namespace Loyalty\Shop\Replay;

use Loyalty\Forecast;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\ProgrammeError;

/**
 * What pages of a shop's settings read: docs/replay.md has the shape. Members are added without a new schema number; one that is renamed, taken
 * away or means something else raises it. The same history, rules and instant give the same bytes.
 */
final class Data
{
    public const SCHEMA = 1;

    /** @return array<string, mixed> */
    public static function ofComparison(Comparison $comparison, ?int $from): array
    {
        $replay = $comparison->replay;

        return [
            'schema' => self::SCHEMA,
            'kind' => 'replay',
            'hash' => $replay->hash,
            'at' => $replay->at,
            'from' => $from,
            'events' => $comparison->events,
            'customers' => $replay->customers,
            'affected' => $replay->affected,
            'programmes' => ['now' => self::programme($comparison->now, $replay->at), 'changed' => self::programme($comparison->changed, $replay->at)],
            'warnings' => array_map(static fn (ProgrammeError $warning): array => ['pointer' => $warning->pointer, 'found' => $warning->found, 'expected' => $warning->expected], $comparison->warnings()),
            'sums' => $comparison->sums(),
            'months' => $replay->months,
            'tiers' => ['moved' => $comparison->moved(), 'flows' => $comparison->moves()],
            'hardest' => $replay->hardest,
            'gaining' => $replay->gaining,
            'rules' => $replay->rules,
            'forecast' => ['now' => self::forecast($comparison->forecastNow), 'changed' => self::forecast($comparison->forecastChanged)],
        ];
    }

    /** @return array<string, mixed> */
    public static function ofForecast(Forecast $forecast, Programme $programme, int $at): array
    {
        return ['schema' => self::SCHEMA, 'kind' => 'forecast', 'at' => $at, 'programme' => self::programme($programme, $at), 'forecast' => self::forecast($forecast)];
    }

    /** @return array<string, mixed> */
    private static function programme(Programme $programme, int $at): array
    {
        $inForce = $programme->at($at);

        return [
            'hash' => $programme->hash(),
            'name' => $inForce->name(),
            'currency' => $inForce->currency(),
            'decimals' => Money::decimals($inForce->currency()),
            'timezone' => $inForce->timezone(),
            'versions' => array_map(static fn (Programme $part): array => ['version' => $part->version(), 'from' => $part->inForceFrom(), 'hash' => $part->hash()], $programme->parts()),
            'tiers' => array_map(static fn (array $tier): array => ['key' => $tier['key'], 'name' => $tier['name'], 'colour' => $tier['colour'], 'from' => $tier['from']], $inForce->tiers()),
        ];
    }

    /** @return array<string, mixed> */
    private static function forecast(Forecast $forecast): array
    {
        return [
            'owed' => $forecast->owed,
            'debts' => $forecast->debts,
            'liability' => $forecast->liability->minor,
            'never' => $forecast->never,
            'matured' => $forecast->matured,
            'matured_expired' => $forecast->maturedExpired,
            'breakage' => $forecast->breakage,
            'expected_expired' => $forecast->expectedExpired,
            'expected' => $forecast->expected->minor,
            'months' => $forecast->months,
        ];
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

/** Days as visits are counted by them: since 1970-01-01, where the visit was. */
final class Day
{
    public const SECONDS = 86400;

    /** The day that a calendar shows at this instant in the date's own zone. */
    public static function of(\DateTimeInterface $date): int
    {
        return intdiv((int) gmmktime(0, 0, 0, (int) $date->format('n'), (int) $date->format('j'), (int) $date->format('Y')), self::SECONDS);
    }

    public static function at(int $at, \DateTimeZone $zone): int
    {
        return self::of((new \DateTimeImmutable("@$at"))->setTimezone($zone));
    }

    /** "2026-11", as names of months are written. */
    public static function month(int $day): string
    {
        return gmdate('Y-m', $day * self::SECONDS);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

/**
 * The plugins' own count of visits. A cookie of the shop says when the visitor was here first and last, and how often: nothing in it, and nothing in the
 * table, tells one visitor from another. Whoever writes a cookie by hand counts one visit wrongly.
 */
final readonly class Counter
{
    public const SOURCE = 'own';
    public const COOKIE = 'loyalty_visit';
    /** A cookie is kept for so long, in seconds: 13 months, as authorities advise. */
    public const LIFETIME = 34_128_000;
    /** A visit is over when nothing was asked for half an hour. */
    private const PAUSE_S = 1800;
    private const MOST = 1_000_000;

    public function __construct(private VisitTable $visits, private \DateTimeZone $zone)
    {
    }

    /**
     * Counts a request if it begins a visit.
     *
     * @param ?string $cookie What the browser sent; null = none.
     * @param bool $mayRemember Whether a cookie may be set (consent): without one nobody knows whether the visitor is new.
     * @param int $at UTC seconds.
     * @return ?string The cookie to be set; null = none.
     */
    public function count(?string $cookie, ?Via $via, int $at, bool $mayRemember = true): ?string
    {
        $day = Day::at($at, $this->zone);
        $seen = $mayRemember && $cookie !== null ? $this->read($cookie, $day, $at) : null;
        if ($seen !== null && $at - $seen['at'] < self::PAUSE_S) {
            return self::write($seen['first'], $seen['last'], $seen['nth'], $at);
        }
        if ($seen === null && $via === null && !$mayRemember) {
            // A click inside of the shop, of somebody whose visit began earlier.
            return null;
        }
        $nth = min(($seen['nth'] ?? 0) + 1, self::MOST);
        $visitor = !$mayRemember ? null : ($seen === null ? Visitor::New : Visitor::Returning);
        $this->visits->add(self::SOURCE, new Count($day, 1, $via ?? Via::Direct, $visitor, $seen !== null ? $day - $seen['last'] : null, $mayRemember ? $nth : null));

        return $mayRemember ? self::write($seen['first'] ?? $day, $day, $nth, $at) : null;
    }

    /** @return ?array{first: int, last: int, nth: int, at: int} Null for what this class has not written, or what lies ahead. */
    private function read(string $cookie, int $day, int $at): ?array
    {
        if (preg_match('/\A1\.(\d{1,7})\.(\d{1,7})\.(\d{1,7})\.(\d{1,12})\z/', $cookie, $found) !== 1) {
            return null;
        }
        [, $first, $last, $nth, $seen] = array_map(intval(...), $found);

        return $first <= $last && $last <= $day && $seen <= $at && $nth >= 1 && $nth <= self::MOST ? ['first' => $first, 'last' => $last, 'nth' => $nth, 'at' => $seen] : null;
    }

    private static function write(int $first, int $last, int $nth, int $at): string
    {
        return "1.$first.$last.$nth.$at";
    }
}

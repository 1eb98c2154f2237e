<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

/**
 * How many failures are permitted: so many at once, and one more each time that the window's part for one has passed. A bucket that leaks
 * evenly: in any stretch of one window at most twice as many, in the long run so many per window.
 */
final readonly class Limit
{
    private const LONGEST_S = 31 * 86400;

    /** Microseconds until one failure is forgotten. */
    public int $stepUs;

    /** @param int $failures 2 to 100,000: repairing one typing error costs two. */
    public function __construct(public int $failures, public int $windowS)
    {
        if ($failures < 2 || $failures > 100_000) {
            throw new \ValueError('a limit permits 2 to 100000 failures');
        }
        if ($windowS < 1 || $windowS > self::LONGEST_S) {
            throw new \ValueError('a window is 1 second to 31 days long');
        }
        $this->stepUs = intdiv($windowS * 1_000_000, $failures);
    }

    /**
     * The microseconds to wait until $cost more are permitted.
     *
     * @param int $levelUs When the last failure is forgotten.
     * @param ?int $failures Fewer than the limit has.
     */
    public function waitUs(int $levelUs, int $nowUs, int $cost, ?int $failures = null): int
    {
        return max(0, max($levelUs, $nowUs) + ($cost - ($failures ?? $this->failures)) * $this->stepUs - $nowUs);
    }
}

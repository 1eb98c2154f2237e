<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** How long to wait before the same again: a random part of a bound that doubles, so that those who met once do not meet again. */
final readonly class Backoff
{
    private const FIRST_US = 500;
    private const LONGEST_US = 500_000;

    /** @param int $retries At least 0. With 40 one gives up after about eight seconds. */
    public function __construct(public int $retries = 40)
    {
        if ($retries < 0) {
            throw new \ValueError('the number of retries is not negative');
        }
    }

    /** @param int $retry Counts from 0. */
    public function wait(int $retry): void
    {
        usleep(random_int(50, min(self::LONGEST_US, self::FIRST_US << min($retry, 16))));
    }
}

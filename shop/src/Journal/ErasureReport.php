<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

final readonly class ErasureReport
{
    public function __construct(
        /** Of the erasure. */
        public int $number,
        /** How many keys of the person there were. */
        public int $keys,
        /** Chained events of which only sums are left, and those of others that named the person. */
        public int $changed,
        /** Facts and visits that are gone. */
        public int $deleted,
        /** Bookings that keep the points which those had earned. */
        public int $adjusted,
        /** Codes that were bound to the person. */
        public int $codes,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * The journal's one row of counters. Who writes locks it first, so sequence numbers are given in the order of commits and without gaps: whoever
 * has read up to a number has read everything before it, and a person or row that is not there was removed.
 *
 * @internal
 */
final class State
{
    public function __construct(
        public int $seq,
        public int $persons,
        public int $erasures,
        /** Hash of the last erasure. */
        public string $erased,
        public int $heads,
        public readonly string $secret,
    ) {
    }
}

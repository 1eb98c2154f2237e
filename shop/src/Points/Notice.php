<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

/** Somebody has to be told that points expire. */
final readonly class Notice
{
    public function __construct(
        public string $customer,
        public int $points,
        /** UTC seconds; half open: at this instant they are gone. */
        public int $expiresAt,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

use Loyalty\Money;

/** Points that pay a part of an order. */
final readonly class Spent
{
    public function __construct(
        /** Of the event. */
        public string $id,
        public int $points,
        /** What they pay. */
        public Money $worth,
        /** They were spent on this order before: nothing was taken now. */
        public bool $repeated,
    ) {
    }
}

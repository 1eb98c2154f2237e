<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/** Units of one code that are taken back from one order; without an order, those that no purchase covers. */
final readonly class Taken
{
    public function __construct(
        public ?string $order,
        public int $quantity,
        /** What came back for them, minor units. */
        public int $amount,
        /** The part of it that is more than was paid for them. */
        public int $excess = 0,
    ) {
    }
}

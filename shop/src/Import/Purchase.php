<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/** What is left of one code in one order after what came back. */
final class Purchase
{
    public function __construct(
        public readonly string $order,
        public int $quantity,
        /** Minor units, as paid. */
        public int $amount,
    ) {
    }
}

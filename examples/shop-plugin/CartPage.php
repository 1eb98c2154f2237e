<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin;

use Loyalty\Money;

/** What a cart's page says of points. Plain text: the platform escapes it. */
final readonly class CartPage
{
    public function __construct(
        public int $earns,
        /** The most that may be spent on this cart. */
        public int $spendable,
        public Money $spendableWorth,
        /** What is spent of what was asked for, and what it pays. */
        public int $spent,
        public Money $spentWorth,
        /** @var list<string> */
        public array $lines,
    ) {
    }
}

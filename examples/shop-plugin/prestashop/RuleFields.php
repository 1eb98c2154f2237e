<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

/** What a cart rule takes off. Everything else about a code the desk has decided. */
final readonly class RuleFields
{
    public function __construct(
        public string $name,
        /** With tax, in the currency's unit: "5.00"; the amount that the desk has computed for this cart. */
        public string $amount,
        public string $currency,
        public bool $freeShipping,
        /** UTC seconds. */
        public int $validUntil,
    ) {
    }
}

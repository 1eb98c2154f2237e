<?php

declare(strict_types=1);

namespace Loyalty\Shop\Desk;

use Loyalty\Coupon;

/** What a typed code is. */
final readonly class Typed
{
    public function __construct(
        /** Genuine and in its window; what it does in this cart the price says. */
        public ?Coupon $coupon,
        public ?Refused $refused = null,
        /** @var list<string> What the shopper may have meant, at most two. */
        public array $suggestions = [],
    ) {
    }
}

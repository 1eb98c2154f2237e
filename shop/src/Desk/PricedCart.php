<?php

declare(strict_types=1);

namespace Loyalty\Shop\Desk;

use Loyalty\Coupon;
use Loyalty\Discount;
use Loyalty\Quote;
use Loyalty\Shop\Ledger\Claim;

/** What a cart or an order costs with the codes that it gets, and why it does not get the others. */
final readonly class PricedCart
{
    /**
     * @param array<string, Coupon> $coupons Those that apply, by code as the shop gave it.
     * @param list<Refused> $refused
     * @param list<Claim> $claims What the ledger was or will be asked for: codes that apply, and automatic offers with a limit.
     */
    public function __construct(public Quote $quote, public array $coupons, public array $refused, public array $claims)
    {
    }

    /** Whether every code applies. */
    public function isWhole(): bool
    {
        return $this->refused === [];
    }

    /** Why a code does not apply; null if it does. */
    public function refusal(string $code): ?Refused
    {
        foreach ($this->refused as $refused) {
            if ($refused->code === $code) {
                return $refused;
            }
        }

        return null;
    }

    /** What a code takes off; null if it does not apply. */
    public function discount(string $code): ?Discount
    {
        $coupon = $this->coupons[$code] ?? null;
        if ($coupon === null) {
            return null;
        }
        foreach ($this->quote->discounts as $discount) {
            if ($discount->code === $coupon->code) {
                return $discount;
            }
        }

        return null;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

use Loyalty\Coupon;
use Loyalty\Money;

/** A code that a cart or order asks for, and how often its campaign permits that. Limits of 0 are none. */
final readonly class Claim
{
    /** In place of a serial: an automatic offer has none. */
    public const NO_CODE = -1;

    /**
     * @param string $code As Coupon::$code has it; of an automatic offer the campaign's key. It is not stored.
     * @param int $amount What it takes off here, minor units. It counts where there is a budget.
     */
    public function __construct(
        public string $code,
        public int $campaign,
        public int $serial,
        public int $usesPerCode = 1,
        public int $usesPerCustomer = 0,
        public int $usesTotal = 0,
        public int $budget = 0,
        public int $amount = 0,
        public bool $releaseOnCancel = true,
        public bool $releaseOnRefund = false,
    ) {
        if ($campaign < 0 || $serial < self::NO_CODE || min($usesPerCode, $usesPerCustomer, $usesTotal, $budget, $amount) < 0) {
            throw new \ValueError('numbers, limits and amounts of a claim are not negative');
        }
        if ($serial === self::NO_CODE && $usesPerCode !== 0) {
            throw new \ValueError('what has no code has no limit by code');
        }
    }

    /**
     * Of a code that verify() took.
     *
     * @param array{number: int, uses_per_code: int, uses_per_customer: int, uses_total: int, budget: int, release_on_cancel: bool, release_on_refund: bool, ...} $campaign
     *     The row of Programme::campaigns(), of the version whose terms hold.
     * @param int|Money $discount What the quote says that it takes off.
     */
    public static function ofCoupon(Coupon $coupon, array $campaign, int|Money $discount): self
    {
        return self::of($coupon->code, $coupon->serial, $campaign['uses_per_code'], $campaign, $discount);
    }

    /**
     * Of an automatic offer.
     *
     * @param string $key The campaign's.
     * @param array{number: int, uses_per_customer: int, uses_total: int, budget: int, release_on_cancel: bool, release_on_refund: bool, ...} $campaign
     */
    public static function ofOffer(string $key, array $campaign, int|Money $discount): self
    {
        return self::of($key, self::NO_CODE, 0, $campaign, $discount);
    }

    /** @param array{number: int, uses_per_customer: int, uses_total: int, budget: int, release_on_cancel: bool, release_on_refund: bool, ...} $campaign */
    private static function of(string $code, int $serial, int $usesPerCode, array $campaign, int|Money $discount): self
    {
        return new self(
            $code,
            $campaign['number'],
            $serial,
            $usesPerCode,
            $campaign['uses_per_customer'],
            $campaign['uses_total'],
            $campaign['budget'],
            $discount instanceof Money ? $discount->minor : $discount,
            $campaign['release_on_cancel'],
            $campaign['release_on_refund'],
        );
    }

    /** Whether a unique key alone decides about it. */
    public function isSingleUse(): bool
    {
        return $this->usesPerCode === 1;
    }
}

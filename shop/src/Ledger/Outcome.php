<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

use Loyalty\CouponError;

/** What became of one code in one call. */
enum Outcome: string
{
    /** The cart has the code until its hold ends. */
    case Held = 'held';
    /** The order has the code, without an end. */
    case Placed = 'placed';
    /** Paid: this use is final. */
    case Redeemed = 'redeemed';
    /** Paid after it was released, and the code was still free: this use is final. */
    case Reclaimed = 'reclaimed';
    /** Paid after it was released, and others have used the code up: the price stays, one use more than permitted is booked. */
    case OverUse = 'over_use';
    /** Free again for others. */
    case Released = 'released';
    /** The order is off, and the campaign gives the use not back. */
    case Kept = 'kept';
    /** It was so before. */
    case Replay = 'replay';
    /** An unpaid order of this same cart has the code. */
    case InOrder = 'in_order';
    /** Another cart or an unpaid order has it. */
    case Busy = 'busy';
    case Used = 'used';
    /** The code has been used as often as it may. */
    case CodeLimit = 'code_limit';
    case CustomerLimit = 'customer_limit';
    /** All uses of the campaign are taken. */
    case TotalLimit = 'total_limit';
    /** The rest of the campaign's money does not cover the discount. */
    case Budget = 'budget';
    /** Uses are counted by customer, and nobody said who it is. */
    case NeedsIdentity = 'needs_identity';
    case Revoked = 'revoked';

    /** Whether the cart or order has the code. */
    public function isGranted(): bool
    {
        return match ($this) {
            self::Held, self::Placed, self::Redeemed, self::Reclaimed, self::OverUse, self::Replay => true,
            default => false,
        };
    }

    /** Whether the cart or order asked for the code and does not get it. */
    public function isRefused(): bool
    {
        return $this->error() !== null;
    }

    /** As a quote says it; null for what is no refusal. */
    public function error(): ?CouponError
    {
        return match ($this) {
            self::Busy, self::InOrder => CouponError::Busy,
            self::Used => CouponError::Used,
            self::CodeLimit, self::CustomerLimit, self::TotalLimit, self::NeedsIdentity => CouponError::Limit,
            self::Budget => CouponError::Budget,
            self::Revoked => CouponError::Revoked,
            default => null,
        };
    }
}

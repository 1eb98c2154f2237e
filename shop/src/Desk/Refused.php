<?php

declare(strict_types=1);

namespace Loyalty\Shop\Desk;

use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\RejectedCoupon;
use Loyalty\Shop\Attempts\RateLimitedException;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Outcome;

/** A code that the cart or order does not get. */
final readonly class Refused
{
    public function __construct(
        /** As the shop gave it. */
        public string $code,
        public CouponError $reason,
        /** For staff and logs. */
        public string $message,
        /** For the shopper: plain text. */
        public string $publicMessage,
        /** From when on it may work, UTC seconds; null: not known. */
        public ?int $retryAt = null,
        /** The shopper's own unpaid order that has it. */
        public ?string $ownOrder = null,
    ) {
    }

    public static function byVerify(string $code, CouponException $e): self
    {
        return new self($code, $e->reason, $e->getMessage(), $e->publicMessage(), $e instanceof RateLimitedException ? $e->retryAt : null);
    }

    public static function byQuote(string $code, RejectedCoupon $rejected): self
    {
        return new self($code, $rejected->reason, $rejected->message, $rejected->publicMessage);
    }

    /** @param bool $own Whether the order that has the code came from this same cart. */
    public static function byLedger(string $code, Answer $answer, bool $own): self
    {
        $own = $own || $answer->outcome === Outcome::InOrder;

        return new self($code, $answer->outcome->error() ?? CouponError::HoldLost, $answer->message(), match ($answer->outcome) {
            Outcome::InOrder, Outcome::Busy => $own
                ? sprintf('the code is in your order %s, which waits for its payment', $answer->order)
                : 'the code is in use in another order',
            Outcome::Used => 'the code has been used',
            Outcome::NeedsIdentity => 'please enter your e-mail address to use the code',
            Outcome::CustomerLimit, Outcome::CodeLimit => 'the code cannot be used again',
            Outcome::TotalLimit, Outcome::Budget => 'the offer is used up',
            // What was withdrawn reads like what never was.
            Outcome::Revoked => 'invalid code',
            default => 'please enter the code again',
        }, $answer->until, $own ? $answer->order : null);
    }
}

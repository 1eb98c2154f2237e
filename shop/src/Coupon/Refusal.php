<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

/** A typed code that a quote does not apply, and why. */
final readonly class Refusal implements \JsonSerializable
{
    /** Genuine and valid, but promised under another version of the programme than the one that the quote is made with. */
    public const OTHER_TERMS = 'OTHER_TERMS';

    public function __construct(
        public string $code,
        /** A value of CouponError, or OTHER_TERMS. */
        public string $reason,
        /** For staff. */
        public string $message,
        public string $publicMessage,
    ) {
    }

    /** @return array<string, string> As those that the extension refuses. */
    public function jsonSerialize(): array
    {
        return ['code' => $this->code, 'reason' => $this->reason, 'message' => $this->message, 'publicMessage' => $this->publicMessage];
    }
}

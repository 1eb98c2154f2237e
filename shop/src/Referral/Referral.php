<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

/** One friend and who invited them. */
final readonly class Referral
{
    public function __construct(
        public int $number,
        /** Null once erased. */
        public ?string $friend,
        public ?string $inviter,
        /** UTC seconds. */
        public int $joinedAt,
        public State $state,
        /** Why it is frozen, reversed or rejected; who approved it. For staff. */
        public string $reason,
        /** Staff has looked at it: what is suspicious does not freeze it any more. */
        public bool $approved,
        public int $revision,
        public int $changedAt,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

use Loyalty\ReferralCondition;

/** What became of an invitation. */
enum State: string
{
    case Joined = 'joined';
    /** A person has to look at it. */
    case Frozen = 'frozen';
    case Rewarded = 'rewarded';
    /** Was rewarded; the order came back. */
    case Reversed = 'reversed';
    /** By staff, or beyond what the inviter may have: for ever. */
    case Rejected = 'rejected';

    /** As events say it. */
    public function condition(): ReferralCondition
    {
        return match ($this) {
            self::Joined => ReferralCondition::Joined,
            self::Frozen => ReferralCondition::Frozen,
            self::Rewarded => ReferralCondition::Rewarded,
            self::Reversed, self::Rejected => ReferralCondition::Rejected,
        };
    }
}

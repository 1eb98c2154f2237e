<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** What became of one code in one call. */
final readonly class Answer
{
    public function __construct(
        public int $campaign,
        /** Claim::NO_CODE for an automatic offer. */
        public int $serial,
        public Outcome $outcome,
        /** When the hold ends: this cart's, or that of another which is in the way. UTC seconds. */
        public ?int $until = null,
        /** The order that has the code. For staff: a shopper is told of his own orders only. */
        public ?string $order = null,
    ) {
    }

    /** For staff and logs. */
    public function message(): string
    {
        $until = $this->until === null ? '' : gmdate(' (\u\n\t\i\l Y-m-d H:i:s \U\T\C)', $this->until);
        $order = $this->order === null ? 'an order' : sprintf('order %s', $this->order);
        $code = $this->serial === Claim::NO_CODE ? sprintf('the offer of campaign %d', $this->campaign) : sprintf('code %d of campaign %d', $this->serial, $this->campaign);

        return $code . match ($this->outcome) {
            Outcome::Held => ' is held by this cart' . $until,
            Outcome::Placed => sprintf(' is bound to %s', $order),
            Outcome::Redeemed => sprintf(' is redeemed by %s', $order),
            Outcome::Reclaimed => sprintf(' is redeemed by %s, whose payment came after the code was released; it was still free', $order),
            Outcome::OverUse => sprintf(' is used once more than permitted: the payment of %s came after the code was released and used up', $order),
            Outcome::Released => ' is free again',
            Outcome::Kept => ' stays used: the campaign gives nothing back',
            Outcome::Replay => ' was so before; nothing has changed' . $until,
            Outcome::InOrder => sprintf(' is bound to %s of this same cart, which is not paid yet', $order),
            Outcome::Busy => $this->order === null ? ' is held by another cart' . $until : sprintf(' is bound to %s, which is not paid yet', $order),
            Outcome::Used => sprintf(' is used by %s', $order),
            Outcome::CodeLimit => ' is used as often as it may' . $until,
            Outcome::CustomerLimit => ': this customer has used the campaign as often as one may' . $until,
            Outcome::TotalLimit => ': all uses of the campaign are taken' . $until,
            Outcome::Budget => ': the rest of the campaign\'s budget does not cover the discount' . $until,
            Outcome::NeedsIdentity => ': the campaign counts uses by customer; an e-mail address or an account is needed',
            Outcome::Revoked => ' was withdrawn by the shop',
        };
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * What a look at the rows of a code showed to one who wishes it.
 *
 * @internal
 */
final readonly class Seen
{
    private function __construct(
        /** The order's own row, live or released. */
        public ?Entry $own,
        /** The cart's hold, unless the order has the code already. */
        public ?Entry $hold,
        /** The live use of a single-use code, by somebody else. */
        public ?Entry $other,
        public bool $revoked,
    ) {
    }

    /** @param list<Entry> $entries */
    public static function of(Wish $wish, array $entries): self
    {
        $own = $hold = $other = $beyond = null;
        $revoked = false;
        foreach ($entries as $entry) {
            if ($entry->state === State::Revoked) {
                $revoked = true;
            } elseif ($wish->order !== null && $entry->holder === $wish->holder()) {
                $own = $entry;
            } elseif ($entry->holder === $wish->cartHolder()) {
                $hold = $entry;
            } elseif ($wish->claim->isSingleUse() && $entry->state->isLive()) {
                $entry->overUse ? $beyond = $entry : $other = $entry;
            }
        }
        $isLive = $own !== null && $own->state->isLive();
        // A use beyond the permitted one has not its place, and is a use: the code is not for the next when the one with the place is gone. Who has the
        // place keeps it, and a late payment takes it.
        if ($wish->state !== State::Used && !$isLive && ($hold === null || $hold->isExpired($wish->now))) {
            $other ??= $beyond;
        }

        return new self($own, $isLive ? null : $hold, $other, $revoked);
    }

    /** The row that counts for the one who asks; null if none does. */
    public function counted(): ?Entry
    {
        return $this->hold ?? ($this->own !== null && $this->own->state->isLive() ? $this->own : null);
    }

    /** What the row that is written next counts in already, or has the persons of. */
    public function counts(): int
    {
        return $this->counted()->counts ?? (($this->own->counts ?? 0) & Entry::IN_PERSONS);
    }
}

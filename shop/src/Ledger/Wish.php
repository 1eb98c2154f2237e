<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * One code that a cart or an order asks for, and what it shall be.
 *
 * @internal
 */
final readonly class Wish
{
    /**
     * @param State $state Held, Placed or Used.
     * @param ?int $until Of a hold.
     */
    public function __construct(
        public Claim $claim,
        public ?string $cart,
        public ?string $order,
        public State $state,
        public ?Person $person,
        public int $now,
        public ?int $until = null,
    ) {
        $this->holder();
    }

    public function cartHolder(): ?string
    {
        return $this->cart === null ? null : Entry::cartHolder($this->cart);
    }

    public function holder(): string
    {
        return $this->order === null ? Entry::cartHolder($this->cart ?? '') : Entry::orderHolder($this->order);
    }

    /** @return non-empty-list<string> Whose rows decide. */
    public function holders(): array
    {
        return array_values(array_unique([$this->holder(), $this->cartHolder() ?? Entry::SHOP, Entry::SHOP]));
    }

    public function counts(): int
    {
        return ($this->claim->isSingleUse() ? Entry::IN_SLOT : 0)
            | ($this->claim->usesPerCode > 1 ? Entry::IN_CODE : 0)
            | ($this->claim->usesTotal > 0 || $this->claim->budget > 0 ? Entry::IN_CAMPAIGN : 0)
            | ($this->countedPerson() !== null ? Entry::IN_PERSONS : 0);
    }

    /** The person, where it matters who it is. */
    public function countedPerson(): ?Person
    {
        return $this->claim->usesPerCustomer > 0 ? $this->person : null;
    }

    /**
     * The row that it becomes.
     *
     * @param int $counts What it counts in besides, from the row that it was.
     */
    public function entry(int $counts, bool $overUse = false): Entry
    {
        return new Entry(
            $this->claim->campaign,
            $this->claim->serial,
            $this->holder(),
            $this->state,
            $this->order === null ? null : $this->cart,
            $this->until,
            $this->claim->amount,
            $this->counts() | $counts,
            ($this->claim->releaseOnCancel ? 0 : Entry::KEEPS_CANCELLED) | ($this->claim->releaseOnRefund ? 0 : Entry::KEEPS_REFUNDED),
            $overUse,
            $this->now,
        );
    }

    public function answer(Outcome $outcome, ?int $until = null, ?string $order = null): Answer
    {
        return new Answer($this->claim->campaign, $this->claim->serial, $outcome, $until, $order ?? ($outcome->isGranted() ? $this->order : null));
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin;

use Loyalty\Money;
use Loyalty\OrderCondition;

/** What an order is at the moment of asking, as its platform has it: a condition and never a transition. */
final readonly class OrderState
{
    public Money $total;

    /**
     * @param string $customer Key of the account or of the guest.
     * @param list<array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int}> $lines As paid, discounts taken off and tax in it.
     * @param Money $byPoints What $points pay; the goods keep their amounts, for points are a means of payment.
     * @param int $placedAt UTC seconds, like all instants.
     * @param ?int $paidAt Null as long as it was never paid.
     * @param list<RefundState> $refunds All that there are.
     * @param bool $refundedWhole Nothing is left of what was paid in money.
     * @param bool $failed Its payment failed: it waits, and does not keep points that others may want.
     */
    public function __construct(
        public string $order,
        public string $customer,
        public OrderCondition $condition,
        public array $lines,
        public Money $shipping,
        public int $points,
        public Money $byPoints,
        public Money $byGiftCard,
        public int $placedAt,
        public ?int $paidAt,
        public ?int $deliveredAt,
        public int $changedAt,
        public array $refunds = [],
        public bool $refundedWhole = false,
        public bool $failed = false,
    ) {
        $this->total = new Money(array_sum(array_column($lines, 'amount')), $shipping->currency);
    }

    /** Whether points pay a part of it now. */
    public function keepsPoints(): bool
    {
        return $this->points > 0 && !$this->failed && !$this->refundedWhole && $this->condition !== OrderCondition::Cancelled;
    }

    /**
     * With its lines and those of its refunds changed.
     *
     * @param callable(array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int}): array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int} $change
     */
    public function with(callable $change): self
    {
        $refunds = array_map(static fn (RefundState $r): RefundState => new RefundState($r->refund, $r->at, $r->amount, array_map($change, $r->lines), $r->shipping), $this->refunds);

        return new self($this->order, $this->customer, $this->condition, array_map($change, $this->lines), $this->shipping, $this->points, $this->byPoints, $this->byGiftCard,
            $this->placedAt, $this->paidAt, $this->deliveredAt, $this->changedAt, $refunds, $this->refundedWhole, $this->failed);
    }

    /**
     * Takes a discount that the platform has for the whole order off its lines, to the unit.
     *
     * @param list<array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int}> $lines
     * @return list<array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int}>
     */
    public static function discounted(array $lines, Money $discount): array
    {
        $sum = array_sum(array_column($lines, 'amount'));
        $minor = min($discount->minor, $sum);
        if ($minor <= 0) {
            return $lines;
        }
        foreach ((new Money($minor, $discount->currency))->split(array_column($lines, 'amount')) as $i => $part) {
            $left = $lines[$i]['amount'] - $part->minor;
            // The tax that is in the line falls with it.
            $tax = ($lines[$i]['tax'] ?? 0) * $left;
            $lines[$i] = ['amount' => $left, 'tax' => $lines[$i]['amount'] === 0 ? 0 : intdiv(2 * $tax + $lines[$i]['amount'], 2 * $lines[$i]['amount'])] + $lines[$i];
        }

        return $lines;
    }
}

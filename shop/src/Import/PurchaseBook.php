<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

use Loyalty\Money;

/**
 * What each customer bought and has not returned, by product code: finds the orders behind a cancellation that names none.
 *
 * The latest purchase is taken back first. Never more units than were bought, never more money than was paid for the line.
 */
final class PurchaseBook
{
    /** @var array<string, array<string, list<Purchase>>> By customer and code, oldest first. */
    private array $bought = [];

    public function add(string $customer, string $order, string $sku, int $quantity, int $amount): void
    {
        $this->bought[self::key($customer)][self::key($sku)][] = new Purchase($order, $quantity, $amount);
    }

    /**
     * Takes units back. The money is split over the orders by units, by largest remainder.
     *
     * @param int $quantity At least 1.
     * @return non-empty-list<Taken> Latest order first; what no order covers is the last one, without an order. Quantities and amounts sum to those given.
     */
    public function take(string $customer, string $sku, int $quantity, Money $amount): array
    {
        if ($quantity < 1) {
            throw new \ValueError('a return has at least one unit');
        }
        /** @var list<array{?Purchase, int}> $sources */
        $sources = [];
        $open = $quantity;
        foreach (array_reverse($this->bought[self::key($customer)][self::key($sku)] ?? []) as $purchase) {
            $units = min($open, $purchase->quantity);
            if ($units > 0) {
                $sources[] = [$purchase, $units];
                $open -= $units;
            }
        }
        if ($open > 0) {
            $sources[] = [null, $open];
        }
        $taken = [];
        $shares = $amount->split(array_column($sources, 1));
        foreach ($sources as $i => [$purchase, $units]) {
            $share = $shares[$i]->minor;
            $excess = 0;
            if ($purchase !== null) {
                $excess = max(0, $share - $purchase->amount);
                $purchase->quantity -= $units;
                $purchase->amount -= $share - $excess;
            }
            $taken[] = new Taken($purchase?->order, $units, $share, $excess);
        }

        return $taken === [] ? throw new \LogicException('units come from somewhere') : $taken;
    }

    /** PHP makes the integer 7 of an array key "7"; with a mark in front, keys stay the strings that they are. */
    private static function key(string $text): string
    {
        return '_' . $text;
    }
}

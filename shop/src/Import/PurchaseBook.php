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
    /** @var array<string, array<string, list<array{order: string, quantity: int, amount: int}>>> By customer and code, oldest first. */
    private array $bought = [];

    public function add(string $customer, string $order, string $sku, int $quantity, int $amount): void
    {
        $this->bought[self::key($customer)][self::key($sku)][] = ['order' => $order, 'quantity' => $quantity, 'amount' => $amount];
    }

    /**
     * Takes units back. The money is split over the orders by units, by largest remainder.
     *
     * @param int $quantity At least 1.
     * @return non-empty-list<Taken> Latest order first; what no order covers is the last one, without an order. Quantities and amounts sum to those given.
     */
    public function take(string $customer, string $sku, int $quantity, Money $amount): array
    {
        $purchases = $this->bought[self::key($customer)][self::key($sku)] ?? [];
        $units = [];
        $open = $quantity;
        for ($i = count($purchases) - 1; $i >= 0 && $open > 0; --$i) {
            if ($purchases[$i]['quantity'] > 0) {
                $units[$i] = min($open, $purchases[$i]['quantity']);
                $open -= $units[$i];
            }
        }
        $shares = $amount->split([...array_values($units), $open]);
        $taken = [];
        foreach (array_keys($units) as $n => $i) {
            $share = $shares[$n]->minor;
            $paid = min($share, $purchases[$i]['amount']);
            $taken[] = new Taken($purchases[$i]['order'], $units[$i], $share, $share - $paid);
            $this->bought[self::key($customer)][self::key($sku)][$i]['quantity'] -= $units[$i];
            $this->bought[self::key($customer)][self::key($sku)][$i]['amount'] -= $paid;
        }
        if ($open > 0) {
            $taken[] = new Taken(null, $open, $shares[count($units)]->minor);
        }

        return $taken === [] ? throw new \ValueError('a return has at least one unit') : $taken;
    }

    /** PHP would make the integer 7 of the array key "7" and confuse nobody, but "007" and "7" must stay two. */
    private static function key(string $text): string
    {
        return '_' . $text;
    }
}

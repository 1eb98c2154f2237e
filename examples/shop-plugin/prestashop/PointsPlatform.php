<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Cart;
use Loyalty\Example\ShopPlugin\OrderState;

/** What points need of PrestaShop, beside what codes need. */
interface PointsPlatform
{
    /** What an order is now, past the object cache; null without a customer. */
    public function order(int $order): ?OrderState;

    /** The cart as it will be paid: each line as one amount, tax in it, discounts of rules that are no points taken off. Null for an empty one. */
    public function cartAsPaid(int $cart, int $points): ?Cart;

    /** One piece of a product. */
    public function piece(int $product): ?Cart;

    /** Key of the cart's customer; null for a guest. */
    public function customerOf(int $cart): ?string;

    /** Key of a guest with this address. */
    public function guest(string $email): ?string;

    /** How many points the cart has a rule for. */
    public function pointsOf(int $cart): int;

    /** The cart's rule that takes off what these points pay, in place of the one before; 0 takes it out. */
    public function putPoints(int $cart, int $points, string $worth, string $currency, int $validUntil): void;

    /** A private message in the order's history, once. */
    public function note(int $order, string $text): void;

    public function showError(string $text): void;
}

<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Cart;
use Loyalty\Shop\Desk\Shopper;

/** What the module needs of PrestaShop. The classes that do it are a few lines each around Cart, CartRule, Order and Context. */
interface Platform
{
    public function cart(int $cart): Cart;

    /** The cart's key is the same before and after signing in: "cart-" and its number. */
    public function shopper(int $cart): Shopper;

    /** @return list<string> Codes of the cart's rules, of every kind. */
    public function codes(int $cart): array;

    /** Whether a rule with this code is there, whatever its letters' case. */
    public function hasRule(string $code): bool;

    /**
     * Makes the cart rule that the core goes on with, or writes its amount anew: quantity 1, quantity_per_user 1, id_customer of the cart's customer, partial_use 0 (else the
     * core clones "CODE-2"), and PS_CART_RULE_FEATURE_ACTIVE on, which the core switches off with the last rule.
     */
    public function putRule(string $code, RuleFields $fields): void;

    /** Takes a rule out of all carts but this one, and away when no order has it. */
    public function removeRule(string $code, ?int $keepInCart = null): void;

    public function removeFromCart(int $cart, string $code): void;

    /** The cart that an order came from. */
    public function cartOf(int $order): int;

    /** @return list<string> Codes of an order's rules. */
    public function codesOf(int $order): array;

    /** Whether slips and the status "refunded" leave nothing of what was paid. */
    public function isRefundedWhole(int $order): bool;

    /** A private message in the order's history. */
    public function note(int $order, string $text): void;

    /** In the cart's or checkout's error box. */
    public function showError(string $text): void;
}

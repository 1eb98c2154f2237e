<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Customer;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Shop\Desk\Shopper;

/** What WooCommerce has, as the desk takes it. Its prices are floats and text: here they become integers, and nowhere else. */
final class Carts
{
    private const SESSION = 'loyalty_cart';

    public static function ofCart(\WC_Cart $cart): Cart
    {
        $lines = [];
        foreach ($cart->get_cart() as $item) {
            if (is_array($item) && ($item['data'] ?? null) instanceof \WC_Product) {
                $lines[] = self::line($item['data'], is_numeric($item['quantity'] ?? null) ? (int) $item['quantity'] : 1);
            }
        }

        return new Cart($lines, self::money($cart->get_shipping_total()), wc_prices_include_tax(), displayedMillionths: self::millionths($cart->get_displayed_subtotal()));
    }

    public static function ofOrder(\WC_Order $order): Cart
    {
        $lines = [];
        foreach ($order->get_items() as $item) {
            $product = $item instanceof \WC_Order_Item_Product ? $item->get_product() : null;
            if ($product instanceof \WC_Product) {
                $lines[] = self::line($product, $item->get_quantity());
            }
        }

        return new Cart($lines, self::money($order->get_shipping_total()), $order->get_prices_include_tax());
    }

    /**
     * What a cart is worth to points: each line as it will be paid, discounts taken off and tax in it, which is what the order will say. Null for an empty one.
     */
    public static function asPaid(\WC_Cart $cart, int $points): ?Cart
    {
        $currency = get_woocommerce_currency();
        $lines = [];
        foreach ($cart->get_cart() as $item) {
            if (is_array($item) && ($item['data'] ?? null) instanceof \WC_Product) {
                $product = $item['data'];
                $amount = Orders::sum($currency, $item['line_total'] ?? 0, $item['line_tax'] ?? 0);
                $lines[] = new CartLine(self::sku($product), 1, $amount, self::categories($product), $product->is_on_sale(), brand: self::brand($product));
            }
        }

        return $lines === [] ? null : new Cart($lines, Orders::sum($currency, $cart->get_shipping_total(), $cart->get_shipping_tax()), salesChannel: 'online', pointsToSpend: $points);
    }

    /** One piece of it. */
    public static function ofProduct(\WC_Product $product): Cart
    {
        $currency = get_woocommerce_currency();
        $price = Orders::sum($currency, wc_get_price_including_tax($product));

        return new Cart([new CartLine(self::sku($product), 1, $price, self::categories($product), $product->is_on_sale(), brand: self::brand($product))], new Money(0, $currency), salesChannel: 'online');
    }

    public static function sku(\WC_Product $product): string
    {
        return $product->get_sku() ?: (string) $product->get_id();
    }

    /** @return list<string> With their parents, which is how WooCommerce looks at them; a variation has its product's. */
    public static function categories(\WC_Product $product): array
    {
        $categories = [];
        foreach (wc_get_product_cat_ids($product->get_parent_id() ?: $product->get_id()) as $id) {
            $term = is_numeric($id) ? get_term((int) $id, 'product_cat') : null;
            if ($term instanceof \WP_Term) {
                $categories[] = $term->slug;
            }
        }

        return $categories;
    }

    public static function brand(\WC_Product $product): string
    {
        $terms = get_the_terms($product->get_parent_id() ?: $product->get_id(), 'product_brand');
        $first = is_array($terms) ? reset($terms) : null;

        return $first instanceof \WP_Term ? $first->slug : '';
    }

    /** Of the browser that asks now. The order, where there is one, knows more than the session. */
    public static function shopper(Programme $programme, ?\WC_Order $order = null): Shopper
    {
        $customer = WC()->customer;
        $account = get_current_user_id();
        $emails = [$order?->get_billing_email(), $customer?->get_billing_email(), $customer?->get_email()];

        return new Shopper(self::key(), Setup::address(), $account, $emails, self::history($programme, $account));
    }

    /** Of an order that staff or an interface makes. */
    public static function buyer(Programme $programme, \WC_Order $order): Shopper
    {
        $account = $order->get_customer_id();

        return new Shopper('order-' . $order->get_id(), '', $account, [$order->get_billing_email()], self::history($programme, $account));
    }

    /** Random, and in the session's data: WooCommerce's own key changes when a guest signs in. */
    private static function key(): string
    {
        $session = WC()->session;
        if (!$session instanceof \WC_Session) {
            throw new \RuntimeException('a shopper has a session');
        }
        $key = $session->get(self::SESSION);
        if (!is_string($key) || $key === '') {
            $key = bin2hex(random_bytes(16));
            $session->set(self::SESSION, $key);
        }

        return $key;
    }

    /** What codes for first orders, tiers and segments look at: the journal, under the rules that codes are judged by. */
    private static function history(Programme $programme, int $account): ?Customer
    {
        if ($account === 0) {
            return null;
        }
        $journal = Setup::journal();
        $owner = $journal->ownerOf((string) $account);

        return $journal->customer($programme, $owner, time());
    }

    private static function line(\WC_Product $product, int $quantity): CartLine
    {
        $net = wc_get_price_excluding_tax($product);
        $gross = wc_get_price_including_tax($product);

        return new CartLine(
            self::sku($product),
            $quantity,
            self::money(wc_prices_include_tax() ? $gross : $net),
            self::categories($product),
            $product->is_on_sale(),
            netMillionths: self::millionths($net),
            grossMillionths: self::millionths($gross),
            brand: self::brand($product),
        );
    }

    private static function money(mixed $amount): Money
    {
        $currency = get_woocommerce_currency();
        $text = is_numeric($amount) ? (string) $amount : '0';

        return Money::parse(number_format((float) $text, Money::decimals($currency), '.', ''), $currency);
    }

    private static function millionths(mixed $amount): int
    {
        return is_numeric($amount) ? (int) round((float) $amount * 1_000_000) : 0;
    }
}

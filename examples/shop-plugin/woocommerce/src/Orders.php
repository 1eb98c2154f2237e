<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Example\ShopPlugin\OrderState;
use Loyalty\Example\ShopPlugin\RefundState;
use Loyalty\Money;
use Loyalty\OrderCondition;

/** A WooCommerce order as points look at it. Its amounts are text and floats: here they become integers, and in the order's own currency. */
final class Orders
{
    /** Points that pay a part of the order; the fee with this name has what they pay. */
    public const POINTS = '_loyalty_points';
    public const FEE = 'Paid with points';
    private const FACTS = '_loyalty_facts';

    /** Anew from the database: another process may have changed it since this one read it. */
    public static function state(int $id): ?OrderState
    {
        clean_post_cache($id);
        $order = wc_get_order($id);
        if (!$order instanceof \WC_Order || $order->has_status(['checkout-draft', 'auto-draft'])) {
            return null;
        }
        $condition = self::condition($order);
        $customer = self::customer($order);
        if ($condition === null || $customer === null) {
            return null;
        }
        $currency = $order->get_currency();
        $zero = new Money(0, $currency);
        [$lines, $discount, $byPoints] = [[], $zero, $zero];
        foreach ($order->get_items('line_item') as $item) {
            if ($item instanceof \WC_Order_Item_Product) {
                $lines[] = self::line($item, $currency);
            }
        }
        foreach ($order->get_items('fee') as $fee) {
            $amount = $fee instanceof \WC_Order_Item_Fee ? self::sum($currency, $fee->get_total(), $fee->get_total_tax()) : $zero;
            if ($amount->minor < 0 && $fee->get_name() === self::FEE) {
                $byPoints = $zero->subtract($amount);
            } elseif ($amount->minor < 0) {
                $discount = $discount->subtract($amount);
            }
            // Fees on top are no goods.
        }
        $points = $byPoints->minor > 0 && is_numeric($order->get_meta(self::POINTS)) ? (int) $order->get_meta(self::POINTS) : 0;
        $giftCard = apply_filters('loyalty_paid_by_gift_card', '0', $order);
        $refunds = array_map(static fn (\WC_Order_Refund $refund): RefundState => self::refund($refund, $order, $currency), array_values(array_filter(
            $order->get_refunds(),
            static fn (mixed $refund): bool => $refund instanceof \WC_Order_Refund,
        )));
        $placed = $order->get_date_created()?->getTimestamp() ?? 0;

        return new OrderState(
            (string) $id,
            $customer,
            $condition,
            OrderState::discounted($lines, $discount),
            self::sum($currency, $order->get_shipping_total(), $order->get_shipping_tax()),
            $points,
            $byPoints,
            self::sum($currency, $giftCard),
            $placed,
            $order->get_date_paid()?->getTimestamp(),
            $order->get_date_completed()?->getTimestamp(),
            $order->get_date_modified()?->getTimestamp() ?? $placed,
            $refunds,
            $refunds !== [] && self::sum($currency, $order->get_remaining_refund_amount())->minor <= 0,
            $order->has_status('failed'),
        );
    }

    /** What a product is when it is bought: its category may be another next year, and the sale is over tomorrow. */
    public static function remember(\WC_Order_Item_Product $item): void
    {
        $product = $item->get_product();
        if ($item->get_meta(self::FACTS) === '' && $product instanceof \WC_Product) {
            $item->add_meta_data(self::FACTS, (string) wp_json_encode(['sku' => Carts::sku($product), 'category' => Carts::categories($product)[0] ?? '', 'brand' => Carts::brand($product), 'sale' => $product->is_on_sale()]), true);
        }
    }

    /** The account, or the guest by the address of the bill; null without both. */
    public static function customer(\WC_Order $order): ?string
    {
        return Setup::customerKey($order->get_customer_id(), $order->get_billing_email());
    }

    public static function sum(string $currency, mixed ...$amounts): Money
    {
        $sum = new Money(0, $currency);
        foreach ($amounts as $amount) {
            $text = is_numeric($amount) ? number_format((float) $amount, Money::decimals($currency), '.', '') : '0';
            $sum = $sum->add(Money::parse($text, $currency));
        }

        return $sum;
    }

    private static function condition(\WC_Order $order): ?OrderCondition
    {
        $paid = $order->get_date_paid() !== null;

        return match (true) {
            $order->has_status('cancelled') => OrderCondition::Cancelled,
            // What is cleared away was paid for: nothing changes. What was not is cancelled.
            $order->has_status('trash') => $paid ? null : OrderCondition::Cancelled,
            $order->has_status('completed') => OrderCondition::Delivered,
            // A whole refund is said by the refunds; the order was what it was.
            $order->has_status('refunded') => $order->get_date_completed() !== null ? OrderCondition::Delivered : OrderCondition::Paid,
            $order->has_status(wc_get_is_paid_statuses()) => OrderCondition::Paid,
            default => OrderCondition::Placed,
        };
    }

    /** @return array{sku: string, quantity: int, amount: int, category?: string, brand?: string, sale?: bool, tax?: int} */
    private static function line(\WC_Order_Item_Product $item, string $currency): array
    {
        if ($item->get_meta(self::FACTS) === '') {
            // Of staff, of an interface, of a time before the plugin: what it is now is the best that is known, and stays.
            self::remember($item);
            $item->save_meta_data();
        }
        $text = $item->get_meta(self::FACTS);
        $facts = is_string($text) ? json_decode($text, true) : null;
        $facts = is_array($facts) ? $facts : [];
        $fact = static fn (string $name): string => is_string($facts[$name] ?? null) ? $facts[$name] : '';

        return [
            'sku' => $fact('sku') !== '' ? $fact('sku') : (string) $item->get_product_id(),
            'quantity' => max(1, $item->get_quantity()),
            // The tax is rounded by itself: it is never more than the amount that it is in.
            'amount' => self::sum($currency, $item->get_total(), $item->get_total_tax())->minor,
            'category' => $fact('category'),
            'brand' => $fact('brand'),
            'sale' => ($facts['sale'] ?? null) === true,
            'tax' => self::sum($currency, $item->get_total_tax())->minor,
        ];
    }

    private static function refund(\WC_Order_Refund $refund, \WC_Order $order, string $currency): RefundState
    {
        $zero = new Money(0, $currency);
        $bought = $order->get_items('line_item');
        $lines = [];
        foreach ($refund->get_items('line_item') as $item) {
            $of = $item->get_meta('_refunded_item_id');
            $line = is_numeric($of) ? $bought[(int) $of] ?? null : null;
            $amount = $item instanceof \WC_Order_Item_Product ? $zero->subtract(self::sum($currency, $item->get_total(), $item->get_total_tax())) : $zero;
            if ($item instanceof \WC_Order_Item_Product && $line instanceof \WC_Order_Item_Product && ($amount->minor > 0 || $item->get_quantity() !== 0)) {
                // As the order has it, whatever the product is by now.
                $lines[] = ['quantity' => max(1, abs($item->get_quantity())), 'amount' => max(0, $amount->minor), 'tax' => 0] + self::line($line, $currency);
            }
        }

        return RefundState::of(
            (string) $refund->get_id(),
            $refund->get_date_created()?->getTimestamp() ?? 0,
            self::sum($currency, $refund->get_amount()),
            $lines,
            $zero->subtract(self::sum($currency, $refund->get_shipping_total(), $refund->get_shipping_tax())),
        );
    }
}

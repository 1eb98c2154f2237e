<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Example\ShopPlugin\OrderState;
use Loyalty\Example\ShopPlugin\RefundState;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Ledger\Person;

/** PrestaShop's orders and slips as points look at them. */
final readonly class Orders
{
    /** @param string $points With what codes of rules begin by which points pay. */
    public function __construct(private KeyRing $keys, private string $points)
    {
    }

    public function state(int $id): ?OrderState
    {
        $order = new \Order($id);
        $customer = $this->customer(new \Customer((int) $order->id_customer));
        if ((int) $order->id === 0 || $customer === null) {
            return null;
        }
        $currency = (string) (new \Currency((int) $order->id_currency))->iso_code;
        $zero = new Money(0, $currency);
        [$points, $byPoints, $freeShipping] = [0, $zero, false];
        foreach ($order->getCartRules() as $row) {
            $code = (string) (new \CartRule(Amounts::int($row, 'id_cart_rule')))->code;
            if (preg_match("/\A$this->points-\d+-(\d{1,10})\z/i", $code, $found) === 1) {
                [$points, $byPoints] = [(int) $found[1], Amounts::money($currency, $row['value'] ?? 0)];
            }
            $freeShipping = $freeShipping || Amounts::int($row, 'free_shipping') === 1;
        }
        $shipping = Amounts::money($currency, $order->total_shipping_tax_incl);
        $discount = Amounts::money($currency, $order->total_discounts_tax_incl)->subtract($byPoints);
        if ($freeShipping) {
            [$discount, $shipping] = [$discount->subtract($shipping), $zero];
        }
        $lines = [];
        foreach ($order->getProductsDetail() as $row) {
            $gross = Amounts::money($currency, $row['total_price_tax_incl'] ?? 0);
            $lines[Amounts::int($row, 'id_order_detail')] = [
                'sku' => Amounts::sku($row), 'quantity' => max(1, Amounts::int($row, 'product_quantity')), 'amount' => $gross->minor,
                'category' => Amounts::category($row), 'brand' => Amounts::brand($row),
                // As the order has it: the sale may be over.
                'sale' => (float) Amounts::text($row, 'reduction_percent') > 0.0 || (float) Amounts::text($row, 'reduction_amount') > 0.0,
                'tax' => $gross->subtract(Amounts::money($currency, $row['total_price_tax_excl'] ?? 0))->minor,
            ];
        }
        $history = $order->getHistory((int) \Configuration::get('PS_LANG_DEFAULT'));
        $placed = (int) strtotime((string) $order->date_add);
        $state = (int) $order->current_state;
        $is = static fn (string $name): bool => $state !== 0 && $state === (int) \Configuration::get($name);
        $refunds = $this->refunds($order, $lines, $currency);
        $left = array_reduce($refunds, static fn (Money $left, RefundState $r): Money => $left->subtract($r->amount)->subtract($r->shipping), Amounts::money($currency, $order->total_paid_tax_incl));
        if ($is('PS_OS_REFUND') && $left->minor > 0) {
            // The status makes no slip: all that is left came back with it.
            $back = min($left->minor, $shipping->minor);
            $refunds[] = RefundState::of("order-$id", self::since($history, $state) ?? $placed, $left, [], new Money($refunds === [] ? $back : 0, $currency));
            $left = $zero;
        }

        return new OrderState(
            (string) $id,
            $customer,
            match (true) {
                $is('PS_OS_CANCELED') => OrderCondition::Cancelled,
                $is('PS_OS_DELIVERED') => OrderCondition::Delivered,
                $is('PS_OS_REFUND') || (bool) (new \OrderState($state))->paid => OrderCondition::Paid,
                default => OrderCondition::Placed,
            },
            OrderState::discounted(array_values($lines), $discount),
            $shipping,
            $points,
            $byPoints,
            $zero,
            $placed,
            self::since($history, null),
            self::since($history, (int) \Configuration::get('PS_OS_DELIVERED')),
            max($placed, ...array_map(static fn (array $row): int => (int) strtotime(Amounts::text($row, 'date_add')), [...array_values($history), ['date_add' => (string) $order->date_upd]])),
            $refunds,
            $refunds !== [] && $left->minor <= 0,
            $is('PS_OS_ERROR'),
        );
    }

    /** @return list<string> Of an order's rules. */
    public function codes(\Order $order): array
    {
        return array_values(array_map(static fn (array $row): string => (string) (new \CartRule(Amounts::int($row, 'id_cart_rule')))->code, $order->getCartRules()));
    }

    private function customer(\Customer $customer): ?string
    {
        if ((int) $customer->id > 0 && (int) $customer->is_guest === 0) {
            return (string) (int) $customer->id;
        }
        $canonical = Person::canonicalEmail((string) $customer->email);

        return $canonical === null ? null : 'guest:' . $this->keys->pseudonym($canonical);
    }

    /**
     * @param array<int, array{sku: string, quantity: int, amount: int, category: string, brand: string, sale: bool, tax: int}> $lines By id_order_detail.
     * @return list<RefundState>
     */
    private function refunds(\Order $order, array $lines, string $currency): array
    {
        $refunds = [];
        foreach (\OrderSlip::getOrdersSlip((int) $order->id_customer, (int) $order->id) as $slip) {
            $id = Amounts::int($slip, 'id_order_slip');
            $back = [];
            foreach (\OrderSlip::getOrdersSlipDetail($id) as $row) {
                $line = $lines[Amounts::int($row, 'id_order_detail')] ?? null;
                if ($line !== null) {
                    $back[] = ['quantity' => max(1, Amounts::int($row, 'product_quantity')), 'amount' => Amounts::money($currency, $row['amount_tax_incl'] ?? 0)->minor, 'tax' => 0] + $line;
                }
            }
            $goods = Amounts::money($currency, $slip['total_products_tax_incl'] ?? 0);
            $chosen = Amounts::money($currency, $slip['amount'] ?? 0);
            if ($chosen->minor > 0 && $chosen->compare(Amounts::money($currency, $slip['total_products_tax_excl'] ?? 0)) !== 0) {
                // An amount that staff has typed.
                $goods = $chosen;
            }
            $shipping = Amounts::money($currency, $slip['total_shipping_tax_incl'] ?? 0);
            $refunds[] = RefundState::of((string) $id, (int) strtotime(Amounts::text($slip, 'date_add')), $goods->add($shipping), $back, $shipping);
        }

        return $refunds;
    }

    /**
     * @param array<mixed> $history
     * @param ?int $state Null: any that is paid.
     */
    private static function since(array $history, ?int $state): ?int
    {
        $since = null;
        foreach ($history as $row) {
            if (is_array($row) && ($state === null ? Amounts::int($row, 'paid') === 1 : Amounts::int($row, 'id_order_state') === $state)) {
                $at = (int) strtotime(Amounts::text($row, 'date_add'));
                $since = $since === null ? $at : min($since, $at);
            }
        }

        return $since;
    }
}

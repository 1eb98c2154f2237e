<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Example\ShopPlugin\OrderState;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Shop\Desk\Shopper;
use Loyalty\Shop\Ledger\Person;
use Loyalty\Shop\Points\PointsDesk;

/** Both platforms over PrestaShop's own classes. Its amounts are floats and text, in the currency of each cart and order: here they become integers. */
final readonly class CorePlatform implements Platform, PointsPlatform
{
    /** Of the rule by which points pay, "POINTS-17-1200": of cart 17, 1,200 points. */
    private const POINTS = 'POINTS';

    private Orders $orders;

    public function __construct(private \Context $context, private KeyRing $keys, private ?PointsDesk $desk = null)
    {
        $this->orders = new Orders($keys, self::POINTS);
    }

    public function cart(int $cart): Cart
    {
        $core = new \Cart($cart);
        $currency = self::currency((int) $core->id_currency);
        $lines = array_map(static fn (array $row): CartLine => new CartLine(
            Amounts::sku($row),
            max(0, Amounts::int($row, 'cart_quantity')),
            Amounts::money($currency, $row['price_wt'] ?? 0),
            Amounts::category($row),
            Amounts::int($row, 'on_sale') === 1,
            netMillionths: Amounts::millionths($row['price'] ?? 0),
            grossMillionths: Amounts::millionths($row['price_wt'] ?? 0),
            brand: Amounts::brand($row),
        ), $core->getProducts());

        return new Cart($lines === [] ? [new CartLine('', 0, new Money(0, $currency))] : $lines, Amounts::money($currency, $core->getOrderTotal(true, \Cart::ONLY_SHIPPING)));
    }

    public function shopper(int $cart): Shopper
    {
        $key = $this->customerOf($cart);
        $customer = new \Customer((int) (new \Cart($cart))->id_customer);

        return new Shopper("cart-$cart", (string) \Tools::getRemoteAddr(), $key, [(string) $customer->email], $key === null ? null : $this->desk?->customer($key, time()));
    }

    public function codes(int $cart): array
    {
        return array_values(array_filter(array_map(static fn (array $row): string => Amounts::text($row, 'code'), (new \Cart($cart))->getCartRules()), static fn (string $code): bool => $code !== ''));
    }

    public function hasRule(string $code): bool
    {
        return (int) \CartRule::getIdByCode($code) > 0;
    }

    public function putRule(string $code, RuleFields $fields): void
    {
        $this->save($code, $fields, (int) $this->context->cart->id_customer);
    }

    public function removeRule(string $code, ?int $keepInCart = null): void
    {
        $id = (int) \CartRule::getIdByCode($code);
        if ($id === 0) {
            return;
        }
        \Db::getInstance()->delete('cart_cart_rule', 'id_cart_rule = ' . $id . ($keepInCart === null ? '' : ' AND id_cart <> ' . $keepInCart));
        $rule = new \CartRule($id);
        if ((int) \Db::getInstance()->getValue('SELECT COUNT(*) FROM ' . _DB_PREFIX_ . 'order_cart_rule WHERE id_cart_rule = ' . $id) === 0) {
            $rule->delete();
        } else {
            // The order's page still names it; nobody can use it.
            $rule->active = false;
            $rule->quantity = 0;
            $rule->update();
        }
    }

    public function removeFromCart(int $cart, string $code): void
    {
        (new \Cart($cart))->removeCartRule((int) \CartRule::getIdByCode($code));
    }

    public function cartOf(int $order): int
    {
        return (int) (new \Order($order))->id_cart;
    }

    public function codesOf(int $order): array
    {
        return $this->orders->codes(new \Order($order));
    }

    public function isRefundedWhole(int $order): bool
    {
        return $this->order($order)->refundedWhole ?? false;
    }

    public function order(int $order): ?OrderState
    {
        return $this->orders->state($order);
    }

    public function cartAsPaid(int $cart, int $points): ?Cart
    {
        $core = new \Cart($cart);
        $currency = self::currency((int) $core->id_currency);
        $lines = [];
        foreach ($core->getProducts() as $row) {
            $lines[] = ['sku' => Amounts::sku($row), 'quantity' => 1, 'amount' => Amounts::money($currency, $row['total_wt'] ?? 0)->minor,
                'category' => Amounts::category($row), 'brand' => Amounts::brand($row), 'sale' => Amounts::int($row, 'on_sale') === 1];
        }
        $discount = new Money(0, $currency);
        $shipping = Amounts::money($currency, $core->getOrderTotal(true, \Cart::ONLY_SHIPPING));
        foreach ($core->getCartRules() as $rule) {
            if (!str_starts_with(Amounts::text($rule, 'code'), self::POINTS . '-')) {
                $discount = $discount->add(Amounts::money($currency, $rule['value_real'] ?? 0));
            }
            if (Amounts::int($rule, 'free_shipping') === 1) {
                $discount = $discount->subtract($shipping);
                $shipping = new Money(0, $currency);
            }
        }
        $lines = array_map(
            static fn (array $line): CartLine => new CartLine($line['sku'], 1, new Money($line['amount'], $currency), $line['category'] ?? '', $line['sale'] ?? false, brand: $line['brand'] ?? ''),
            OrderState::discounted($lines, $discount),
        );

        return $lines === [] ? null : new Cart($lines, $shipping, salesChannel: 'online', pointsToSpend: $points);
    }

    public function piece(int $product): ?Cart
    {
        $core = new \Product($product);
        $currency = (string) $this->context->currency->iso_code;
        $row = ['reference' => $core->reference, 'id_product' => $product, 'id_category_default' => $core->id_category_default, 'id_manufacturer' => $core->id_manufacturer];
        $price = Amounts::money($currency, \Product::getPriceStatic($product));

        return $price->minor <= 0 ? null
            : new Cart([new CartLine(Amounts::sku($row), 1, $price, Amounts::category($row), (int) $core->on_sale === 1, brand: Amounts::brand($row))], new Money(0, $currency), salesChannel: 'online');
    }

    public function customerOf(int $cart): ?string
    {
        $customer = new \Customer((int) (new \Cart($cart))->id_customer);

        return (int) $customer->id > 0 && (int) $customer->is_guest === 0 ? (string) (int) $customer->id : null;
    }

    public function guest(string $email): ?string
    {
        $canonical = Person::canonicalEmail($email);

        return $canonical === null ? null : 'guest:' . $this->keys->pseudonym($canonical);
    }

    public function pointsOf(int $cart): int
    {
        foreach ($this->codes($cart) as $code) {
            if (preg_match('/\A' . self::POINTS . "-$cart-(\d{1,10})\z/i", $code, $found) === 1) {
                return (int) $found[1];
            }
        }

        return 0;
    }

    public function putPoints(int $cart, int $points, string $worth, string $currency, int $validUntil): void
    {
        $core = new \Cart($cart);
        $code = self::POINTS . "-$cart-$points";
        foreach ($this->codes($cart) as $old) {
            if (str_starts_with(strtoupper($old), self::POINTS . "-$cart-") && $old !== $code) {
                $core->removeCartRule((int) \CartRule::getIdByCode($old));
                $this->removeRule($old);
            }
        }
        if ($points > 0) {
            $id = $this->save($code, new RuleFields('Paid with points', $worth, $currency, false, $validUntil), (int) $core->id_customer);
            if (!in_array($code, $this->codes($cart), true)) {
                $core->addCartRule($id);
            }
        }
    }

    public function note(int $order, string $text): void
    {
        foreach (\Message::getMessagesByOrderId($order, true) as $row) {
            if (Amounts::text($row, 'message') === $text) {
                return;
            }
        }
        $message = new \Message();
        $message->message = $text;
        $message->id_order = $order;
        $message->private = true;
        $message->add();
    }

    public function showError(string $text): void
    {
        $this->context->controller->errors[] = $text;
    }

    private function save(string $code, RuleFields $fields, int $customer): int
    {
        $rule = new \CartRule((int) \CartRule::getIdByCode($code));
        $rule->name = [(int) \Configuration::get('PS_LANG_DEFAULT') => $fields->name];
        $rule->code = $code;
        $rule->id_customer = $customer;
        $rule->date_from = date('Y-m-d H:i:s', $fields->validUntil - 2 * 86400);
        $rule->date_to = date('Y-m-d H:i:s', $fields->validUntil);
        // The core clones a rule that may be used in parts.
        [$rule->quantity, $rule->quantity_per_user, $rule->partial_use] = [1, 1, false];
        [$rule->reduction_amount, $rule->reduction_tax, $rule->reduction_currency] = [(float) $fields->amount, true, (int) \Currency::getIdByIsoCode($fields->currency)];
        [$rule->free_shipping, $rule->active] = [$fields->freeShipping, true];
        $rule->save();
        // Off in a new shop, and again with the last rule.
        \Configuration::updateGlobalValue('PS_CART_RULE_FEATURE_ACTIVE', 1);

        return (int) $rule->id;
    }

    private static function currency(int $id): string
    {
        return (string) (new \Currency($id))->iso_code;
    }
}

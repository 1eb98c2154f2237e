<?php

declare(strict_types=1);

// As much of PrestaShop's classes as the example's platform asks: rows with text in them, objects by number, rules in carts and in orders.

const _DB_PREFIX_ = 'ps_';

final class FakeShop
{
    /** @var array<string, int|string> */
    public static array $configuration = [];
    /** @var array<int, array<string, int|string>> Customers, carts, orders, rules by their number. */
    public static array $customers = [];
    /** @var array<int, array{customer: int, currency: int, lines: list<array<string, int|float|string>>, rules: list<int>}> */
    public static array $carts = [];
    /** @var array<int, array{customer: int, cart: int, currency: int, state: int, lines: list<array<string, int|float|string>>, rules: list<array<string, int|float|string>>, history: list<array{int, string}>, slips: list<array<string, int|float|string>>, placed: string, shipping: float}> Orders. */
    public static array $orders = [];
    /** @var array<int, list<array<string, int|float|string>>> By slip. */
    public static array $details = [];
    /** @var array<int, CartRule> */
    public static array $rules = [];
    /** @var array<int, list<string>> */
    public static array $messages = [];
    public static int $lastRule = 0;
}

final class Configuration
{
    public static function get(string $name): int|string|false
    {
        return FakeShop::$configuration[$name] ?? false;
    }

    public static function updateGlobalValue(string $name, int|string $value): bool
    {
        FakeShop::$configuration[$name] = $value;

        return true;
    }
}

final class Currency
{
    public string $iso_code;

    public function __construct(public int $id)
    {
        $this->iso_code = $id === 2 ? 'USD' : 'GBP';
    }

    public static function getIdByIsoCode(string $code): int
    {
        return $code === 'USD' ? 2 : 1;
    }
}

final class Customer
{
    public int|string $id;
    public int|string $is_guest;
    public ?string $email;

    public function __construct(int $id)
    {
        $row = FakeShop::$customers[$id] ?? [];
        $this->id = $row === [] ? 0 : $id;
        $this->is_guest = $row['is_guest'] ?? '0';
        $this->email = isset($row['email']) ? (string) $row['email'] : null;
    }
}

final class Product
{
    public string $reference = 'MUG';
    public int|string $id_category_default = '3';
    public int|string $id_manufacturer = '4';
    public int|string $on_sale = '0';

    public function __construct(public int $id)
    {
    }

    public static function getPriceStatic(int $id): float
    {
        return 25.0;
    }
}

final class Category
{
    public static function getLinkRewrite(int $id, int $language): string|false
    {
        return $id === 3 ? 'mugs' : false;
    }
}

final class Manufacturer
{
    public static function getNameById(int $id): string|false
    {
        return $id === 4 ? 'Pottery' : false;
    }
}

final class CartRule
{
    public int|string $id = 0;
    /** @var array<int, string> */
    public array $name = [];
    public string $code = '';
    public int $id_customer = 0;
    public string $date_from = '';
    public string $date_to = '';
    public int $quantity = 0;
    public int $quantity_per_user = 0;
    public bool $partial_use = true;
    public float $reduction_amount = 0.0;
    public bool $reduction_tax = false;
    public int $reduction_currency = 0;
    public bool $free_shipping = false;
    public bool $active = false;

    public function __construct(?int $id = null)
    {
        $row = FakeShop::$rules[(int) $id] ?? null;
        foreach ($row === null ? [] : get_object_vars($row) as $name => $value) {
            $this->$name = $value;
        }
    }

    public static function getIdByCode(string $code): string|false
    {
        foreach (FakeShop::$rules as $id => $rule) {
            if (strcasecmp($rule->code, $code) === 0) {
                return (string) $id;
            }
        }

        return false;
    }

    public function save(): bool
    {
        $this->id = (int) $this->id === 0 ? ++FakeShop::$lastRule : (int) $this->id;
        FakeShop::$rules[$this->id] = clone $this;

        return true;
    }

    public function update(): bool
    {
        return $this->save();
    }

    public function delete(): bool
    {
        unset(FakeShop::$rules[(int) $this->id]);

        return true;
    }
}

final class Cart
{
    public const ONLY_SHIPPING = 5;

    public int|string $id_customer;
    public int|string $id_currency;

    public function __construct(public int $id)
    {
        $this->id_customer = (string) (FakeShop::$carts[$id]['customer'] ?? 0);
        $this->id_currency = (string) (FakeShop::$carts[$id]['currency'] ?? 1);
    }

    /** @return list<array<string, int|float|string>> */
    public function getProducts(): array
    {
        return FakeShop::$carts[$this->id]['lines'] ?? [];
    }

    public function getOrderTotal(bool $tax, int $type): float
    {
        return 3.95;
    }

    /** @return list<array<string, int|float|string>> */
    public function getCartRules(): array
    {
        $rows = [];
        foreach (FakeShop::$carts[$this->id]['rules'] ?? [] as $id) {
            $rule = FakeShop::$rules[$id] ?? null;
            if ($rule !== null) {
                $rows[] = ['id_cart_rule' => (string) $id, 'code' => $rule->code, 'value_real' => $rule->reduction_amount, 'free_shipping' => $rule->free_shipping ? '1' : '0'];
            }
        }

        return $rows;
    }

    public function addCartRule(int $id): bool
    {
        FakeShop::$carts[$this->id]['rules'][] = $id;

        return true;
    }

    public function removeCartRule(int $id): bool
    {
        FakeShop::$carts[$this->id]['rules'] = array_values(array_diff(FakeShop::$carts[$this->id]['rules'], [$id]));

        return true;
    }
}

final class OrderState
{
    public int|string|bool $paid;

    public function __construct(int $id)
    {
        $this->paid = in_array($id, [2, 4, 5], true) ? '1' : '0';
    }
}

final class Order
{
    public int|string $id;
    public int|string $id_customer = 0;
    public int|string $id_cart = 0;
    public int|string $id_currency = 1;
    public int|string $current_state = 0;
    public float|string $total_shipping_tax_incl = 0;
    public float|string $total_discounts_tax_incl = 0;
    public float|string $total_paid_tax_incl = 0;
    public ?string $date_add = null;
    public ?string $date_upd = null;

    public function __construct(int $id)
    {
        $row = FakeShop::$orders[$id] ?? null;
        $this->id = $row === null ? 0 : $id;
        if ($row !== null) {
            [$this->id_customer, $this->id_cart, $this->id_currency, $this->current_state] = [(string) $row['customer'], (string) $row['cart'], (string) $row['currency'], (string) $row['state']];
            $this->total_shipping_tax_incl = (string) $row['shipping'];
            $this->total_discounts_tax_incl = (string) array_sum(array_column($row['rules'], 'value'));
            $this->total_paid_tax_incl = (string) ($row['shipping'] + array_sum(array_column($row['lines'], 'total_price_tax_incl')) - array_sum(array_column($row['rules'], 'value')));
            $this->date_add = $row['placed'];
            $this->date_upd = $row['history'] === [] ? $row['placed'] : end($row['history'])[1];
        }
    }

    /** @return list<array<string, int|float|string>> */
    public function getCartRules(): array
    {
        return FakeShop::$orders[(int) $this->id]['rules'] ?? [];
    }

    /** @return list<array<string, int|float|string>> */
    public function getProductsDetail(): array
    {
        return FakeShop::$orders[(int) $this->id]['lines'] ?? [];
    }

    /** @return list<array<string, int|string>> The latest first. */
    public function getHistory(int $language): array
    {
        return array_map(
            static fn (array $row): array => ['id_order_state' => (string) $row[0], 'date_add' => $row[1], 'paid' => (string) (int) (new OrderState($row[0]))->paid],
            array_reverse(FakeShop::$orders[(int) $this->id]['history'] ?? []),
        );
    }
}

final class OrderSlip
{
    /** @return list<array<string, int|float|string>> */
    public static function getOrdersSlip(int $customer, int $order): array
    {
        return FakeShop::$orders[$order]['slips'] ?? [];
    }

    /** @return list<array<string, int|float|string>> */
    public static function getOrdersSlipDetail(int $slip): array
    {
        return FakeShop::$details[$slip] ?? [];
    }
}

final class Message
{
    public string $message = '';
    public int $id_order = 0;
    public bool $private = false;

    /** @return list<array<string, string>> */
    public static function getMessagesByOrderId(int $order, bool $private): array
    {
        return array_map(static fn (string $text): array => ['message' => $text], FakeShop::$messages[$order] ?? []);
    }

    public function add(): bool
    {
        FakeShop::$messages[$this->id_order][] = $this->message;

        return true;
    }
}

final class Controller
{
    /** @var list<string> */
    public array $errors = [];
}

final class Context
{
    public Cart $cart;
    public Currency $currency;
    public Controller $controller;

    public function __construct(int $cart)
    {
        [$this->cart, $this->currency, $this->controller] = [new Cart($cart), new Currency(1), new Controller()];
    }
}

final class Tools
{
    public static function getRemoteAddr(): string
    {
        return '192.0.2.1';
    }
}

final class Db
{
    private static ?self $instance = null;

    public static function getInstance(): self
    {
        return self::$instance ??= new self();
    }

    public function delete(string $table, string $where): bool
    {
        if ($table !== 'cart_cart_rule' || preg_match('/\Aid_cart_rule = (\d+)(?: AND id_cart <> (\d+))?\z/', $where, $found) !== 1) {
            throw new LogicException("DELETE FROM $table WHERE $where");
        }
        foreach (FakeShop::$carts as $cart => $row) {
            if ((string) $cart !== ($found[2] ?? '')) {
                FakeShop::$carts[$cart]['rules'] = array_values(array_diff($row['rules'], [(int) $found[1]]));
            }
        }

        return true;
    }

    public function getValue(string $sql): string
    {
        if (preg_match('/\ASELECT COUNT\(\*\) FROM ps_order_cart_rule WHERE id_cart_rule = (\d+)\z/', $sql, $found) !== 1) {
            throw new LogicException($sql);
        }
        $count = 0;
        foreach (FakeShop::$orders as $order) {
            $count += count(array_filter($order['rules'], static fn (array $rule): bool => (int) $rule['id_cart_rule'] === (int) $found[1]));
        }

        return (string) $count;
    }
}

<?php

declare(strict_types=1);

// As much of WooCommerce as its coupons pass through, in its order: the filter for virtual coupons, validity, checkout, status.

require_once __DIR__ . '/wordpress.php';

const ABSPATH = '/nonexistent/';

final class FakeSite
{
    /** @var array<string, mixed> */
    public static array $options = [];
    public static bool $admin = false;
    public static WooCommerce $woocommerce;
    /** @var array<int, WC_Order> */
    public static array $orders = [];
    /** @var list<array<mixed>> */
    public static array $scheduled = [];
    /** @var array<string, int> Coupons of the shop's own, by their codes. */
    public static array $coupons = [];
}

final class WooCommerce
{
    public ?WC_Cart $cart = null;
    public ?WC_Session $session = null;
    public ?WC_Customer $customer = null;
}

final class WC_Session
{
    /** @var array<string, mixed> */
    private array $data = [];

    public function get(string $key): mixed
    {
        return $this->data[$key] ?? null;
    }

    public function set(string $key, mixed $value): void
    {
        $this->data[$key] = $value;
    }
}

final class WC_Customer
{
    public string $email = '';

    public function get_email(): string
    {
        return '';
    }

    public function get_billing_email(): string
    {
        return $this->email;
    }
}

final class WC_Product
{
    public function __construct(private readonly string $sku, public readonly float $price)
    {
    }

    public function get_sku(): string
    {
        return $this->sku;
    }

    public function get_id(): int
    {
        return 1;
    }

    public function get_parent_id(): int
    {
        return 0;
    }

    public function is_on_sale(): bool
    {
        return false;
    }
}

final class WC_Coupon
{
    public const E_WC_COUPON_NOT_EXIST = 105;

    /** @var array<mixed> Of the filter; none is no coupon. */
    public readonly array $data;

    public function __construct(private readonly string $code)
    {
        $data = apply_filters('woocommerce_get_shop_coupon_data', false, $code, $this);
        $this->data = is_array($data) ? $data : [];
    }

    public function get_code(): string
    {
        return $this->code;
    }
}

final class WC_Discounts
{
    public function __construct(private readonly WC_Cart|WC_Order $object)
    {
    }

    public function get_object(): WC_Cart|WC_Order
    {
        return $this->object;
    }

    /** Null, or what the shopper reads. */
    public function error(WC_Coupon $coupon): ?string
    {
        try {
            if ($coupon->data === []) {
                throw new Exception('Coupon does not exist', WC_Coupon::E_WC_COUPON_NOT_EXIST);
            }
            if (apply_filters('woocommerce_coupon_is_valid', true, $coupon, $this) !== true) {
                throw new Exception('not valid', 100);
            }

            return null;
        } catch (Exception $e) {
            $message = apply_filters('woocommerce_coupon_error', $e->getMessage(), $e->getCode(), $coupon);

            return is_string($message) ? $message : '';
        }
    }
}

final class WC_Cart
{
    /** @var list<string> */
    public array $applied = [];
    public int $quantity = 2;

    /** @return list<array{data: WC_Product, quantity: int}> */
    public function get_cart(): array
    {
        return [['data' => new WC_Product('MUG', 25.0), 'quantity' => $this->quantity]];
    }

    public function get_cart_hash(): string
    {
        return (string) $this->quantity;
    }

    public function get_shipping_total(): float
    {
        return 3.95;
    }

    public function get_displayed_subtotal(): float
    {
        return 25.0 * $this->quantity;
    }

    /** @return list<string> */
    public function get_applied_coupons(): array
    {
        return $this->applied;
    }

    /** Null, or what the shopper reads. */
    public function apply_coupon(string $code): ?string
    {
        $code = strtolower($code);
        $error = (new WC_Discounts($this))->error(new WC_Coupon($code));
        if ($error === null) {
            $this->applied[] = $code;
        }

        return $error;
    }

    public function remove_coupon(string $code): void
    {
        $this->applied = array_values(array_diff($this->applied, [$code]));
        do_action('woocommerce_removed_coupon', $code);
    }

    /** @return list<string> What the shopper reads of codes that leave the cart. */
    public function check_cart_coupons(): array
    {
        $errors = [];
        foreach ($this->applied as $code) {
            $error = (new WC_Discounts($this))->error(new WC_Coupon($code));
            if ($error !== null) {
                $this->remove_coupon($code);
                $errors[] = $error;
            }
        }

        return $errors;
    }
}

final class WC_Order_Item_Product
{
    public function get_product(): WC_Product
    {
        return new WC_Product('MUG', 25.0);
    }

    public function get_quantity(): int
    {
        return 2;
    }
}

final class WC_Order
{
    public string $status = 'pending';
    public float $left = 48.95;
    public string $email = '';
    /** @var list<string> */
    public array $notes = [];
    public readonly DateTimeImmutable $created;

    /** @param list<string> $codes */
    public function __construct(public int $id, private array $codes)
    {
        $this->created = new DateTimeImmutable();
    }

    public function get_id(): int
    {
        return $this->id;
    }

    /** @return list<string> */
    public function get_coupon_codes(): array
    {
        return $this->codes;
    }

    /** @return list<WC_Order_Item_Product> */
    public function get_items(): array
    {
        return [new WC_Order_Item_Product()];
    }

    public function get_shipping_total(): string
    {
        return '3.95';
    }

    public function get_prices_include_tax(): bool
    {
        return true;
    }

    public function get_billing_email(): string
    {
        return $this->email;
    }

    public function get_customer_id(): int
    {
        return 0;
    }

    public function get_remaining_refund_amount(): string
    {
        return number_format($this->left, 2, '.', '');
    }

    public function get_date_created(): DateTimeImmutable
    {
        return $this->created;
    }

    public function has_status(string $status): bool
    {
        return $this->status === $status;
    }

    public function add_order_note(string $note): void
    {
        $this->notes[] = $note;
    }

    public function becomes(string $status): void
    {
        $this->status = $status;
        do_action("woocommerce_order_status_$status", $this->id, $this);
    }
}

final class WP_Error
{
    /** @var list<string> */
    public array $messages = [];

    public function add(string $code, string $message): void
    {
        $this->messages[] = $message;
    }
}

final class WP_Term
{
    public string $slug = '';
    public int $term_id = 0;
}

function WC(): WooCommerce
{
    return FakeSite::$woocommerce;
}

function get_option(string $name): mixed
{
    return FakeSite::$options[$name] ?? false;
}

function is_admin(): bool
{
    return FakeSite::$admin;
}

function get_current_user_id(): int
{
    return 0;
}

function get_woocommerce_currency(): string
{
    return 'GBP';
}

function wc_prices_include_tax(): bool
{
    return true;
}

function wc_get_price_excluding_tax(WC_Product $product): float
{
    return $product->price;
}

function wc_get_price_including_tax(WC_Product $product): float
{
    return $product->price;
}

/** @return list<int> */
function wc_get_product_cat_ids(int $product): array
{
    return [];
}

function wc_get_product_id_by_sku(string $sku): int
{
    return $sku === 'MUG' ? 1 : 0;
}

function wc_get_coupon_id_by_code(string $code): int
{
    return FakeSite::$coupons[strtolower($code)] ?? 0;
}

function get_term_by(string $field, string $slug, string $taxonomy): false
{
    return false;
}

function wc_get_order(int $id): WC_Order|false
{
    return FakeSite::$orders[$id] ?? false;
}

function esc_html(string $text): string
{
    return htmlspecialchars($text, \ENT_QUOTES);
}

/** @param array<mixed> $arguments */
function as_schedule_single_action(int $at, string $hook, array $arguments): void
{
    FakeSite::$scheduled[] = [$hook, $arguments];
}

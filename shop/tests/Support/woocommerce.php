<?php

declare(strict_types=1);

// As much of WooCommerce as coupons and points pass through, in its order: the filter for virtual coupons, validity, fees, checkout, status, refunds.

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
    public static int $user = 0;
    public static string $currency = 'GBP';
    /** @var list<string> Capabilities of the user. */
    public static array $may = [];
    /** @var list<string> What the shopper is told. */
    public static array $notices = [];
    /** @var list<string> */
    public static array $redirects = [];
    /** @var array<string, callable> */
    public static array $shortcodes = [];
    /** @var list<callable> Pages of the admin menu. */
    public static array $pages = [];
}

/** What ends a request. */
final class FakeDeath extends RuntimeException
{
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
    public function __construct(private readonly string $sku, public readonly float $price, public readonly string $brand = '', public bool $sale = false)
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
        return $this->sale;
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
    public bool $sale = false;
    /** @var array<string, float> Fees by name. */
    public array $fees = [];

    /** @return list<array{data: WC_Product, quantity: int, line_total: float, line_tax: float}> */
    public function get_cart(): array
    {
        return [['data' => new WC_Product('MUG', 25.0, sale: $this->sale), 'quantity' => $this->quantity, 'line_total' => 25.0 * $this->quantity, 'line_tax' => 0.0]];
    }

    public function get_cart_hash(): string
    {
        return (string) $this->quantity;
    }

    public function get_shipping_total(): float
    {
        return 3.95;
    }

    public function get_shipping_tax(): float
    {
        return 0.0;
    }

    public function get_displayed_subtotal(): float
    {
        return 25.0 * $this->quantity;
    }

    public function add_fee(string $name, float $amount, bool $taxable): void
    {
        $this->fees[$name] = $amount;
    }

    public function calculate_totals(): void
    {
        $this->fees = [];
        do_action('woocommerce_cart_calculate_fees', $this);
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

abstract class WC_Order_Item
{
    /** @var array<string, string> */
    private array $meta = [];

    public function __construct(public float $total)
    {
    }

    public function get_total(): string
    {
        return (string) $this->total;
    }

    public function get_total_tax(): string
    {
        return '0';
    }

    public function get_meta(string $key): string
    {
        return $this->meta[$key] ?? '';
    }

    public function add_meta_data(string $key, string $value, bool $unique = false): void
    {
        $this->meta[$key] = $value;
    }

    public function save_meta_data(): void
    {
    }
}

final class WC_Order_Item_Product extends WC_Order_Item
{
    private WC_Product $product;

    public function __construct(float $total = 50.0, public int $quantity = 2, ?WC_Product $product = null)
    {
        parent::__construct($total);
        $this->product = $product ?? new WC_Product('MUG', 25.0);
    }

    public function get_product(): WC_Product
    {
        return $this->product;
    }

    public function get_product_id(): int
    {
        return 1;
    }

    public function get_quantity(): int
    {
        return $this->quantity;
    }
}

final class WC_Order_Item_Fee extends WC_Order_Item
{
    public function __construct(private readonly string $name, float $total)
    {
        parent::__construct($total);
    }

    public function get_name(): string
    {
        return $this->name;
    }
}

final class WC_Order_Refund
{
    public DateTimeImmutable $created;

    /** @param array<int, WC_Order_Item> $items */
    public function __construct(private readonly int $id, public float $amount, private readonly array $items = [], private readonly float $shipping = 0.0)
    {
        $this->created = new DateTimeImmutable();
    }

    public function get_id(): int
    {
        return $this->id;
    }

    public function get_amount(): string
    {
        return (string) $this->amount;
    }

    public function get_shipping_total(): string
    {
        return (string) -$this->shipping;
    }

    public function get_shipping_tax(): string
    {
        return '0';
    }

    public function get_date_created(): DateTimeImmutable
    {
        return $this->created;
    }

    /** @return array<int, WC_Order_Item> */
    public function get_items(string $type): array
    {
        return $this->items;
    }
}

final class WC_Order
{
    public string $status = 'pending';
    public float $left = 48.95;
    public string $email = '';
    public int $customer = 0;
    public string $currency = 'GBP';
    /** @var list<string> */
    public array $notes = [];
    /** @var array<int, WC_Order_Item> */
    public array $items;
    /** @var array<int, WC_Order_Item_Fee> */
    public array $fees = [];
    /** @var list<WC_Order_Refund> */
    public array $refunds = [];
    public DateTimeImmutable $created;
    public ?DateTimeImmutable $paid = null;
    public ?DateTimeImmutable $completed = null;
    public DateTimeImmutable $modified;
    /** @var array<string, string> */
    private array $meta = [];

    /** @param list<string> $codes */
    public function __construct(public int $id, private array $codes)
    {
        $this->created = $this->modified = new DateTimeImmutable();
        $this->items = [1 => new WC_Order_Item_Product()];
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

    /** @return array<int, WC_Order_Item> */
    public function get_items(string $type = 'line_item'): array
    {
        return $type === 'fee' ? $this->fees : $this->items;
    }

    public function get_shipping_total(): string
    {
        return '3.95';
    }

    public function get_shipping_tax(): string
    {
        return '0';
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
        return $this->customer;
    }

    public function get_currency(): string
    {
        return $this->currency;
    }

    public function get_remaining_refund_amount(): string
    {
        return number_format($this->left, 2, '.', '');
    }

    /** @return list<WC_Order_Refund> */
    public function get_refunds(): array
    {
        return $this->refunds;
    }

    public function get_date_created(): DateTimeImmutable
    {
        return $this->created;
    }

    public function get_date_paid(): ?DateTimeImmutable
    {
        return $this->paid;
    }

    public function get_date_completed(): ?DateTimeImmutable
    {
        return $this->completed;
    }

    public function get_date_modified(): DateTimeImmutable
    {
        return $this->modified;
    }

    public function get_meta(string $key): string
    {
        return $this->meta[$key] ?? '';
    }

    public function update_meta_data(string $key, string $value): void
    {
        $this->meta[$key] = $value;
    }

    public function save_meta_data(): void
    {
    }

    public function save(): void
    {
        FakeSite::$orders[$this->id] = $this;
        do_action('woocommerce_update_order', $this->id, $this);
    }

    /** @param string|list<string> $status */
    public function has_status(string|array $status): bool
    {
        return in_array($this->status, (array) $status, true);
    }

    public function add_order_note(string $note): void
    {
        $this->notes[] = $note;
        do_action('woocommerce_update_order', $this->id, $this);
    }

    public function becomes(string $status): void
    {
        [$from, $this->status] = [$this->status, $status];
        if (in_array($status, wc_get_is_paid_statuses(), true)) {
            $this->paid ??= new DateTimeImmutable();
        }
        if ($status === 'completed') {
            $this->completed = new DateTimeImmutable();
        }
        do_action('woocommerce_update_order', $this->id, $this);
        do_action("woocommerce_order_status_$status", $this->id, $this);
        do_action('woocommerce_order_status_changed', $this->id, $from, $status, $this);
    }

    public function refund(WC_Order_Refund $refund): void
    {
        $this->refunds[] = $refund;
        $this->left = round($this->left - $refund->amount, 2);
        do_action('woocommerce_order_refunded', $this->id, $refund->get_id());
        if ($this->left <= 0.0) {
            $this->becomes('refunded');
        }
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

final class WP_User
{
    public function __construct(public int $ID, public string $user_email, public string $user_login = 'anna')
    {
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

function update_option(string $name, mixed $value): void
{
    FakeSite::$options[$name] = $value;
}

function get_current_user_id(): int
{
    return FakeSite::$user;
}

function wp_get_current_user(): WP_User
{
    return new WP_User(FakeSite::$user, '', 'anna');
}

function current_user_can(string $capability): bool
{
    return in_array($capability, FakeSite::$may, true);
}

function get_woocommerce_currency(): string
{
    return FakeSite::$currency;
}

/** @return list<string> */
function wc_get_is_paid_statuses(): array
{
    return ['processing', 'completed'];
}

function wc_add_notice(string $message, string $type): void
{
    FakeSite::$notices[] = $message;
}

function clean_post_cache(int $id): void
{
}

function get_the_terms(int $id, string $taxonomy): false
{
    return false;
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

function esc_attr(string $text): string
{
    return htmlspecialchars($text, \ENT_QUOTES);
}

function esc_textarea(string $text): string
{
    return htmlspecialchars($text, \ENT_QUOTES);
}

function esc_url(string $url): string
{
    return htmlspecialchars($url, \ENT_QUOTES);
}

function absint(mixed $value): int
{
    return is_numeric($value) ? abs((int) $value) : 0;
}

function wp_unslash(string $text): string
{
    return stripslashes($text);
}

function sanitize_text_field(string $text): string
{
    return trim(strip_tags($text));
}

function wp_json_encode(mixed $value): string
{
    return json_encode($value, \JSON_THROW_ON_ERROR);
}

function wp_verify_nonce(string $nonce, string $action): int|false
{
    return $nonce === "nonce-$action" ? 1 : false;
}

function wp_nonce_field(string $action, string $name = '_wpnonce'): void
{
    printf('<input type="hidden" name="%s" value="nonce-%s">', $name, $action);
}

function check_admin_referer(string $action): int
{
    return ($_POST['_wpnonce'] ?? null) === "nonce-$action" ? 1 : wp_die('The link has expired.', '', 403);
}

function wp_die(string $message, string $title = '', int $status = 500): never
{
    throw new FakeDeath($message, $status);
}

function wp_safe_redirect(string $url): void
{
    FakeSite::$redirects[] = $url;
}

function admin_url(string $path): string
{
    return "https://shop.example/wp-admin/$path";
}

/** @param array<string, string> $arguments */
function add_query_arg(array $arguments, string $url): string
{
    return $url . '?' . implode('&', array_map(static fn (string $name, string $value): string => "$name=$value", array_keys($arguments), $arguments));
}

function add_shortcode(string $tag, callable $callback): void
{
    FakeSite::$shortcodes[$tag] = $callback;
}

function add_submenu_page(string $parent, string $title, string $menu, string $capability, string $slug, callable $callback): void
{
    FakeSite::$pages[] = $callback;
}

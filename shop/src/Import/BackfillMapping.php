<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/**
 * How a shop's own tables say what happened: statements with columns of given names, and what its statuses mean. docs/importing.md has the columns.
 *
 * "orders" has :after and :limit and gives orders by an ascending number; the others have :first and :last, between which the orders' numbers are.
 */
final readonly class BackfillMapping
{
    private const MEANINGS = ['paid', 'delivered', 'nothing'];
    private const WOOCOMMERCE = [
        'processing' => 'paid', 'completed' => 'delivered', 'refunded' => 'paid', 'pending' => 'nothing', 'on-hold' => 'nothing', 'cancelled' => 'nothing', 'failed' => 'nothing',
        'trash' => 'nothing', 'checkout-draft' => 'nothing', 'auto-draft' => 'nothing', 'draft' => 'nothing',
    ];

    /**
     * @param string $source Of the events: that of the plugin's hooks.
     * @param string $timezone Of instants that are written as local time.
     * @param array<string, string> $statuses "paid", "delivered" or "nothing" by status.
     * @param ?string $count Says how many orders there are behind :after.
     */
    public function __construct(
        public string $source,
        public string $orders,
        public array $statuses,
        public string $timezone = 'UTC',
        public ?string $lines = null,
        public ?string $refunds = null,
        public ?string $refundLines = null,
        public ?string $count = null,
    ) {
        foreach ($statuses as $status => $meaning) {
            if (!in_array($meaning, self::MEANINGS, true)) {
                throw new ImportException(sprintf('status "%s" means %s, not "%s"', $status, implode(', ', self::MEANINGS), $meaning));
            }
        }
        $page = [':after', ':limit'];
        $range = [':first', ':last'];
        foreach ([['orders', $orders, $page], ['lines', $lines, $range], ['refunds', $refunds, $range], ['refund_lines', $refundLines, $range], ['count', $count, [':after']]] as [$name, $sql, $wants]) {
            foreach ($sql === null ? [] : $wants as $parameter) {
                if (!str_contains((string) $sql, $parameter)) {
                    throw new ImportException(sprintf('the statement "%s" has no %s', $name, $parameter));
                }
            }
        }
        if (!in_array($timezone, \DateTimeZone::listIdentifiers(\DateTimeZone::ALL_WITH_BC), true)) {
            throw new ImportException(sprintf('there is no time zone "%s"', $timezone));
        }
    }

    /** @throws ImportException */
    public static function fromJson(string $json): self
    {
        try {
            $read = json_decode($json, true, 8, \JSON_THROW_ON_ERROR);
        } catch (\JsonException $e) {
            throw new ImportException('the mapping is no JSON: ' . $e->getMessage(), 0, $e);
        }
        $known = ['source', 'orders', 'statuses', 'timezone', 'lines', 'refunds', 'refund_lines', 'count'];
        if (!is_array($read) || array_diff(array_keys($read), $known) !== []) {
            throw new ImportException('a mapping has the members ' . implode(', ', $known));
        }
        $text = static fn (string $name, ?string $default = null): string => is_string($read[$name] ?? $default) ? (string) ($read[$name] ?? $default) : throw new ImportException(sprintf('the mapping\'s "%s" is a text', $name));
        $optional = static fn (string $name): ?string => isset($read[$name]) ? $text($name) : null;
        $statuses = [];
        foreach (is_array($read['statuses'] ?? null) ? $read['statuses'] : throw new ImportException('the mapping\'s "statuses" say what each status means') as $status => $meaning) {
            $statuses[(string) $status] = is_string($meaning) ? $meaning : '';
        }

        return new self($text('source'), $text('orders'), $statuses, $text('timezone', 'UTC'), $optional('lines'), $optional('refunds'), $optional('refund_lines'), $optional('count'));
    }

    /** WooCommerce with "High-performance order storage", which new shops have since 8.2. */
    public static function woocommerce(string $prefix = 'wp_'): self
    {
        $p = self::prefix($prefix);

        return new self(
            'woocommerce',
            "SELECT o.id AS number, o.customer_id AS customer, o.billing_email AS email, o.status AS status, o.currency AS currency, o.total_amount AS total,
                COALESCE(d.shipping_total_amount, 0) + COALESCE(d.shipping_tax_amount, 0) AS shipping, o.date_created_gmt AS created_at, d.date_paid_gmt AS paid_at, d.date_completed_gmt AS delivered_at
             FROM {$p}wc_orders o LEFT JOIN {$p}wc_order_operational_data d ON d.order_id = o.id WHERE o.type = 'shop_order' AND o.id > :after ORDER BY o.id LIMIT :limit",
            self::wcStatuses(),
            'UTC',
            self::wcLines($p, 'i.order_id', '', 'i.order_id BETWEEN :first AND :last'),
            "SELECT r.parent_order_id AS number, r.id AS refund, r.date_created_gmt AS at, 0 - r.total_amount AS amount, 0 - COALESCE(d.shipping_total_amount, 0) - COALESCE(d.shipping_tax_amount, 0) AS shipping
             FROM {$p}wc_orders r LEFT JOIN {$p}wc_order_operational_data d ON d.order_id = r.id WHERE r.type = 'shop_order_refund' AND r.parent_order_id BETWEEN :first AND :last ORDER BY r.id",
            self::wcLines($p, 'r.id', "JOIN {$p}wc_orders r ON r.id = i.order_id", "r.type = 'shop_order_refund' AND r.parent_order_id BETWEEN :first AND :last"),
            "SELECT COUNT(*) FROM {$p}wc_orders WHERE type = 'shop_order' AND id > :after",
        );
    }

    /** WooCommerce with orders as posts. */
    public static function woocommerceLegacy(string $prefix = 'wp_'): self
    {
        $p = self::prefix($prefix);
        $meta = static fn (string $key): string => "(SELECT MAX(m.meta_value) FROM {$p}postmeta m WHERE m.post_id = o.ID AND m.meta_key = '$key')";

        return new self(
            'woocommerce',
            "SELECT o.ID AS number, {$meta('_customer_user')} AS customer, {$meta('_billing_email')} AS email, o.post_status AS status, {$meta('_order_currency')} AS currency, {$meta('_order_total')} AS total,
                COALESCE({$meta('_order_shipping')}, 0) + COALESCE({$meta('_order_shipping_tax')}, 0) AS shipping, o.post_date_gmt AS created_at, {$meta('_date_paid')} AS paid_at, {$meta('_date_completed')} AS delivered_at
             FROM {$p}posts o WHERE o.post_type = 'shop_order' AND o.ID > :after ORDER BY o.ID LIMIT :limit",
            self::wcStatuses(),
            'UTC',
            self::wcLines($p, 'i.order_id', '', 'i.order_id BETWEEN :first AND :last'),
            "SELECT o.post_parent AS number, o.ID AS refund, o.post_date_gmt AS at, COALESCE({$meta('_refund_amount')}, 0) AS amount, 0 - COALESCE({$meta('_order_shipping')}, 0) - COALESCE({$meta('_order_shipping_tax')}, 0) AS shipping
             FROM {$p}posts o WHERE o.post_type = 'shop_order_refund' AND o.post_parent BETWEEN :first AND :last ORDER BY o.ID",
            self::wcLines($p, 'r.ID', "JOIN {$p}posts r ON r.ID = i.order_id", "r.post_type = 'shop_order_refund' AND r.post_parent BETWEEN :first AND :last"),
            "SELECT COUNT(*) FROM {$p}posts WHERE post_type = 'shop_order' AND ID > :after",
        );
    }

    /** PrestaShop 1.7 to 9. @param string $timezone Of the shop: it writes local time. */
    public static function prestashop(string $prefix = 'ps_', string $timezone = 'UTC'): self
    {
        $p = self::prefix($prefix);
        $state = static fn (string $name): string => "(SELECT MIN(c.value) FROM {$p}configuration c WHERE c.name = '$name')";

        return new self(
            'prestashop',
            "SELECT o.id_order AS number, CASE WHEN cu.is_guest = 1 THEN 0 ELSE o.id_customer END AS customer, cu.email AS email,
                CASE WHEN o.current_state = {$state('PS_OS_DELIVERED')} THEN 'delivered' WHEN s.paid = 1 THEN 'paid'
                     WHEN o.current_state = {$state('PS_OS_REFUND')} AND EXISTS (SELECT 1 FROM {$p}order_slip x WHERE x.id_order = o.id_order) THEN 'paid' ELSE 'nothing' END AS status,
                y.iso_code AS currency, o.total_paid_tax_incl AS total, o.total_shipping_tax_incl AS shipping, o.date_add AS created_at,
                (SELECT MIN(h.date_add) FROM {$p}order_history h JOIN {$p}order_state hs ON hs.id_order_state = h.id_order_state WHERE h.id_order = o.id_order AND hs.paid = 1) AS paid_at,
                (SELECT MIN(h.date_add) FROM {$p}order_history h WHERE h.id_order = o.id_order AND h.id_order_state = {$state('PS_OS_DELIVERED')}) AS delivered_at
             FROM {$p}orders o JOIN {$p}currency y ON y.id_currency = o.id_currency LEFT JOIN {$p}customer cu ON cu.id_customer = o.id_customer
             LEFT JOIN {$p}order_state s ON s.id_order_state = o.current_state WHERE o.id_order > :after ORDER BY o.id_order LIMIT :limit",
            ['paid' => 'paid', 'delivered' => 'delivered', 'nothing' => 'nothing'],
            $timezone,
            "SELECT d.id_order AS number, COALESCE(NULLIF(d.product_reference, ''), d.product_id) AS sku, d.product_quantity AS quantity, d.total_price_tax_incl AS amount,
                d.total_price_tax_incl - d.total_price_tax_excl AS tax, NULLIF(d.original_wholesale_price, 0) * d.product_quantity AS cost,
                (SELECT MIN(l.link_rewrite) FROM {$p}product p JOIN {$p}category_lang l ON l.id_category = p.id_category_default WHERE p.id_product = d.product_id AND l.id_lang = {$state('PS_LANG_DEFAULT')}) AS category
             FROM {$p}order_detail d WHERE d.id_order BETWEEN :first AND :last ORDER BY d.id_order_detail",
            "SELECT r.id_order AS number, r.id_order_slip AS refund, r.date_add AS at, r.total_products_tax_incl + r.total_shipping_tax_incl AS amount, r.total_shipping_tax_incl AS shipping
             FROM {$p}order_slip r WHERE r.id_order BETWEEN :first AND :last ORDER BY r.id_order_slip",
            "SELECT x.id_order_slip AS number, COALESCE(NULLIF(d.product_reference, ''), d.product_id) AS sku, x.product_quantity AS quantity, x.amount_tax_incl AS amount, 0 AS tax,
                (SELECT MIN(l.link_rewrite) FROM {$p}product p JOIN {$p}category_lang l ON l.id_category = p.id_category_default WHERE p.id_product = d.product_id AND l.id_lang = {$state('PS_LANG_DEFAULT')}) AS category
             FROM {$p}order_slip_detail x JOIN {$p}order_detail d ON d.id_order_detail = x.id_order_detail WHERE d.id_order BETWEEN :first AND :last ORDER BY x.id_order_slip, x.id_order_detail",
            "SELECT COUNT(*) FROM {$p}orders WHERE id_order > :after",
        );
    }

    private static function wcLines(string $p, string $number, string $join, string $where): string
    {
        // Cut to a length, because temporary tables with a text without one are on the disk; and numbers as such, because a text finds no number by its index.
        $meta = static fn (string $key): string => "MAX(CASE WHEN m.meta_key = '$key' THEN CAST(m.meta_value AS CHAR(64)) END)";

        return "SELECT l.number AS number, COALESCE(NULLIF(k.sku, ''), l.product) AS sku, l.quantity AS quantity, l.total + l.tax AS amount, l.tax AS tax, l.cost AS cost,
                (SELECT MIN(t.slug) FROM {$p}term_relationships tr JOIN {$p}term_taxonomy tt ON tt.term_taxonomy_id = tr.term_taxonomy_id AND tt.taxonomy = 'product_cat'
                 JOIN {$p}terms t ON t.term_id = tt.term_id WHERE tr.object_id = l.parent) AS category
             FROM (SELECT $number AS number, i.order_item_id AS item, CAST(COALESCE(NULLIF({$meta('_variation_id')}, '0'), {$meta('_product_id')}) AS SIGNED) AS product, CAST({$meta('_product_id')} AS SIGNED) AS parent,
                {$meta('_qty')} AS quantity, COALESCE({$meta('_line_total')}, 0) AS total, COALESCE({$meta('_line_tax')}, 0) AS tax, {$meta('_cogs_value')} AS cost
                FROM {$p}woocommerce_order_items i $join JOIN {$p}woocommerce_order_itemmeta m ON m.order_item_id = i.order_item_id
                WHERE i.order_item_type = 'line_item' AND $where GROUP BY $number, i.order_item_id) l
             LEFT JOIN {$p}wc_product_meta_lookup k ON k.product_id = l.product ORDER BY l.item";
    }

    /** @return array<string, string> */
    private static function wcStatuses(): array
    {
        $statuses = self::WOOCOMMERCE;
        foreach (self::WOOCOMMERCE as $status => $meaning) {
            $statuses["wc-$status"] = $meaning;
        }

        return $statuses;
    }

    private static function prefix(string $prefix): string
    {
        return preg_match('/\A[A-Za-z0-9_]{0,40}\z/', $prefix) === 1 ? $prefix : throw new ImportException(sprintf('"%s" is no prefix of tables', $prefix));
    }
}

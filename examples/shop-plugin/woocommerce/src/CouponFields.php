<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Coupon;
use Loyalty\Money;

/**
 * A campaign as the coupon that WooCommerce makes of it: the table of docs/discounts-woocommerce.md. A programme with "discounts": "woocommerce" has no
 * other terms. Limits are the ledger's: usage_limit is compared with a number that is old, and usage_limit_per_user breaks the block checkout.
 */
final class CouponFields
{
    /**
     * @param array<mixed> $terms As in docs/programme.md.
     * @return array<string, mixed>
     */
    public static function of(Coupon $coupon, array $terms, string $currency): array
    {
        $fields = [
            'discount_type' => 'fixed_cart',
            'amount' => '0',
            'individual_use' => ($terms['combinable'] ?? false) !== true,
            'exclude_sale_items' => ($terms['sale_items'] ?? true) === false,
            'minimum_amount' => self::minor($terms['minimum_order'] ?? 0, $currency),
            'maximum_amount' => self::minor($terms['maximum_order'] ?? 0, $currency),
            'product_ids' => self::products($terms, 'include'),
            'excluded_product_ids' => self::products($terms, 'exclude'),
            'product_categories' => self::categories($terms, 'include'),
            'excluded_product_categories' => self::categories($terms, 'exclude'),
            'date_expires' => $coupon->expiresAt,
        ];
        $discounts = is_array($terms['discount'] ?? null) ? $terms['discount'] : [];
        foreach (array_is_list($discounts) ? $discounts : [$discounts] as $discount) {
            $fields = (is_array($discount) ? self::benefit($discount, $currency) : []) + $fields;
        }

        return array_filter($fields, static fn (mixed $value): bool => $value !== null && $value !== '' && $value !== []);
    }

    /**
     * @param array<mixed> $discount
     * @return array<string, mixed>
     */
    private static function benefit(array $discount, string $currency): array
    {
        $pieces = ['limit_usage_to_x_items' => $discount['pieces'] ?? null];

        return match ($discount['kind'] ?? null) {
            'percent' => $pieces + ['discount_type' => 'percent', 'amount' => self::decimal($discount['millionths'] ?? 100 * self::int($discount['basis_points'] ?? 0), 4)],
            'fixed' => $pieces + [
                // Any other word would silently become an amount off the cart.
                'discount_type' => ($discount['on'] ?? 'order') === 'piece' ? 'fixed_product' : 'fixed_cart',
                'amount' => isset($discount['amount_millionths']) ? self::decimal($discount['amount_millionths'], 6) : self::minor($discount['amount'] ?? 0, $currency),
            ],
            'free_shipping' => ['free_shipping' => true],
            // Points and early access take nothing off.
            default => [],
        };
    }

    /**
     * @param array<mixed> $terms
     * @return list<int>
     */
    private static function products(array $terms, string $side): array
    {
        return array_values(array_filter(array_map(static fn (string $sku): int => wc_get_product_id_by_sku($sku), self::names($terms['products'] ?? null, $side))));
    }

    /**
     * @param array<mixed> $terms
     * @return list<int>
     */
    private static function categories(array $terms, string $side): array
    {
        $ids = [];
        foreach (self::names($terms['categories'] ?? null, $side) as $slug) {
            $term = get_term_by('slug', $slug, 'product_cat');
            if ($term instanceof \WP_Term) {
                $ids[] = $term->term_id;
            }
        }

        return $ids;
    }

    /** @return list<string> */
    private static function names(mixed $lists, string $side): array
    {
        $names = is_array($lists) ? $lists[$side] ?? [] : [];

        return array_values(array_filter(is_array($names) ? $names : [], is_string(...)));
    }

    private static function minor(mixed $minor, string $currency): string
    {
        return self::int($minor) === 0 ? '' : (new Money(self::int($minor), $currency))->format();
    }

    /** 125000 with 4 decimals is "12.5": a float would be rounded on its way. */
    private static function decimal(mixed $value, int $decimals): string
    {
        $digits = str_pad((string) self::int($value), $decimals + 1, '0', \STR_PAD_LEFT);

        return rtrim(rtrim(substr($digits, 0, -$decimals) . '.' . substr($digits, -$decimals), '0'), '.');
    }

    private static function int(mixed $value): int
    {
        return is_int($value) ? $value : 0;
    }
}

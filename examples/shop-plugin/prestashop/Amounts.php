<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Money;

/** What stands in PrestaShop's rows: numbers as text or floats, products by their numbers. */
final class Amounts
{
    public static function money(string $currency, mixed $amount): Money
    {
        return Money::parse(number_format(is_numeric($amount) ? (float) $amount : 0.0, Money::decimals($currency), '.', ''), $currency);
    }

    public static function millionths(mixed $amount): int
    {
        return is_numeric($amount) ? (int) round((float) $amount * 1_000_000) : 0;
    }

    /** @param array<mixed> $row */
    public static function int(array $row, string $name): int
    {
        return is_numeric($row[$name] ?? null) ? (int) $row[$name] : 0;
    }

    /** @param array<mixed> $row */
    public static function text(array $row, string $name): string
    {
        return is_scalar($row[$name] ?? null) ? (string) $row[$name] : '';
    }

    /** @param array<mixed> $row Of a cart, an order or a product. */
    public static function sku(array $row): string
    {
        foreach (['product_reference', 'reference', 'product_id', 'id_product'] as $name) {
            if (self::text($row, $name) !== '') {
                return self::text($row, $name);
            }
        }

        return '';
    }

    /** @param array<mixed> $row */
    public static function category(array $row): string
    {
        $id = self::int($row, 'id_category_default');
        $name = $id === 0 ? '' : \Category::getLinkRewrite($id, (int) \Configuration::get('PS_LANG_DEFAULT'));

        return is_string($name) ? $name : '';
    }

    /** @param array<mixed> $row */
    public static function brand(array $row): string
    {
        $id = self::int($row, 'id_manufacturer');
        $name = $id === 0 ? '' : \Manufacturer::getNameById($id);

        return is_string($name) ? $name : '';
    }
}

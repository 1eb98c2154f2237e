<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\CouponTerms;
use Loyalty\DiscountKind;
use Loyalty\Money;
use Loyalty\Shop\Text\Format;

/** What a token says of itself, for people. */
final class TermsText
{
    /** "10 % off" */
    public static function gives(CouponTerms $terms, Format $format): string
    {
        return match ($terms->kind) {
            DiscountKind::Percent => rtrim(rtrim(sprintf('%d.%02d', intdiv($terms->value, 100), $terms->value % 100), '0'), '.') . ' % off',
            DiscountKind::Fixed => $format->money(self::money($terms, $terms->value)) . ' off',
            DiscountKind::FreeShipping => 'free shipping',
            DiscountKind::Points => $format->number($terms->value) . ' points',
            DiscountKind::Gift => 'gift number ' . $terms->value,
            default => $terms->kind->value,
        } . ($terms->maximumDiscount === null ? '' : ', at most ' . $format->money(self::money($terms, $terms->maximumDiscount)));
    }

    /** @return list<string> What it asks of an order. */
    public static function asks(CouponTerms $terms, Format $format): array
    {
        return array_values(array_filter([
            $terms->minimumOrder === null ? '' : 'an order of ' . $format->money(self::money($terms, $terms->minimumOrder)) . ' or more',
            $terms->categories ? 'goods of its campaign\'s categories' : '',
            $terms->emailOnly ? 'that the customer comes by e-mail' : '',
            $terms->combinable ? '' : 'no other code beside it',
        ], static fn (string $ask): bool => $ask !== ''));
    }

    private static function money(CouponTerms $terms, int $minor): Money
    {
        return new Money($minor, $terms->currency ?? 'XXX');
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Text;

use Loyalty\Money;

/** Figures as people read them: through ext-intl in the locale asked for, else the English way. */
final class Format
{
    private readonly \DateTimeZone $zone;
    private readonly ?\NumberFormatter $money;

    public function __construct(private readonly string $currency, string $timezone, private readonly string $locale = 'en_GB')
    {
        $this->zone = new \DateTimeZone($timezone);
        $this->money = extension_loaded('intl') ? new \NumberFormatter($locale, \NumberFormatter::CURRENCY) : null;
    }

    public function money(Money|int $amount): string
    {
        $money = $amount instanceof Money ? $amount : new Money($amount, $this->currency);
        // intl takes a double: exact up to 2^53 minor units, and used for nothing but text.
        $value = (float) $money->format();
        $text = abs($money->minor) < 1 << 53 ? $this->money?->formatCurrency($value, $money->currency) : null;

        return is_string($text) ? $text : self::grouped($money->format()) . ' ' . $money->currency;
    }

    /** Without the minor units, for charts' labels and headlines. */
    public function roundMoney(int $amount): string
    {
        $value = (float) (new Money($amount, $this->currency))->format();
        if ($this->money === null) {
            return self::grouped((string) (int) round($value)) . ' ' . $this->currency;
        }
        $whole = clone $this->money;
        $whole->setAttribute(\NumberFormatter::FRACTION_DIGITS, 0);
        $text = $whole->formatCurrency($value, $this->currency);

        return is_string($text) ? $text : (string) (int) round($value);
    }

    public function number(int $number): string
    {
        return self::grouped((string) $number);
    }

    /** "12.3 %"; "–" of nothing. */
    public function share(int $part, int $whole): string
    {
        return $whole === 0 ? '–' : number_format(100 * $part / $whole, 1) . ' %';
    }

    public function day(int $at): string
    {
        return $this->local($at)->format('j M Y');
    }

    public function instant(int $at): string
    {
        return $this->local($at)->format('j M Y H:i');
    }

    /** When something ends: "through 9 Jan 2012" at the midnight after it, else "until 9 Jan 2012 18:30". */
    public function end(int $at): string
    {
        $local = $this->local($at);

        return $local->format('His') === '000000' ? 'through ' . $local->modify('-1 day')->format('j M Y') : 'until ' . $this->instant($at);
    }

    /** "Dec 2010" of "2010-12". */
    public function month(string $month): string
    {
        $first = \DateTimeImmutable::createFromFormat('!Y-m', $month, $this->zone);

        return $first === false ? $month : $first->format('M Y');
    }

    public function locale(): string
    {
        return $this->locale;
    }

    public function local(int $at): \DateTimeImmutable
    {
        return (new \DateTimeImmutable('@' . $at))->setTimezone($this->zone);
    }

    private static function grouped(string $digits): string
    {
        return (string) preg_replace('/\B(?=(\d{3})+(?!\d))/', ',', $digits);
    }
}

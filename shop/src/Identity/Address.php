<?php

declare(strict_types=1);

namespace Loyalty\Shop\Identity;

/** A shop's address in one writing: what a shop may change without being another one (scheme, "www.", case of the host) is left out. */
final class Address
{
    private const LONGEST = 1000;

    /** "shop.example/fr" of "https://WWW.Shop.example:443/fr/?x=1#y". */
    public static function canonical(string $url): string
    {
        $url = trim($url, " \t\r\n");
        if (strlen($url) > self::LONGEST || preg_match('/[\x00-\x20\x7f]/', $url) === 1 || !mb_check_encoding($url, 'UTF-8')) {
            throw self::wrong();
        }
        $parts = parse_url(preg_match('#\A[A-Za-z][A-Za-z0-9+.-]*://#', $url) === 1 ? $url : 'http://' . $url);
        $host = self::host(is_array($parts) ? $parts['host'] ?? '' : '');
        if (!is_array($parts) || $host === '' || !in_array(strtolower($parts['scheme'] ?? ''), ['http', 'https'], true)) {
            throw self::wrong();
        }
        $port = $parts['port'] ?? 443;
        $path = preg_replace(['#/+#', '#/index\.php\z#'], ['/', ''], $parts['path'] ?? '') ?? '';

        return $host . ($port === 80 || $port === 443 ? '' : ':' . $port) . rtrim($path, '/');
    }

    private static function host(string $host): string
    {
        $host = rtrim(mb_strtolower($host, 'UTF-8'), '.');
        if (preg_match('/[^\x00-\x7f]/', $host) === 1 && function_exists('idn_to_ascii')) {
            $host = idn_to_ascii($host, \IDNA_NONTRANSITIONAL_TO_ASCII, \INTL_IDNA_VARIANT_UTS46) ?: $host;
        }
        if (str_starts_with($host, 'www.') && substr_count($host, '.') > 1) {
            $host = substr($host, 4);
        }

        return $host;
    }

    private static function wrong(): \ValueError
    {
        return new \ValueError('a shop\'s address is an http or https URL of at most ' . self::LONGEST . ' bytes');
    }
}

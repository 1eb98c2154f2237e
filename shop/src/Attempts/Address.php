<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

/** What of an address counts as one: IPv4 whole; of IPv6 the first 64 bits, because a subscriber has all that follow. */
final class Address
{
    private const MAPPED = "\0\0\0\0\0\0\0\0\0\0\xff\xff";
    /** 64:ff9b::/96: the whole of IPv4 stands in one /64. */
    private const TRANSLATED = "\0\x64\xff\x9b\0\0\0\0\0\0\0\0";

    /** Its bytes in the usual writing, IPv4 inside of IPv6 as IPv4; null for what is no address. Port, brackets and zone are left out. */
    public static function canonical(string $address): ?string
    {
        $address = trim($address, " \t");
        if (preg_match('/\A\[([^\[\]]*)\](?::\d{1,5})?\z/', $address, $parts) === 1 || preg_match('/\A(\d[\d.]*):\d{1,5}\z/', $address, $parts) === 1) {
            $address = $parts[1];
        }
        $address = preg_replace('/%[A-Za-z0-9_.-]*\z/', '', $address) ?? '';
        if (filter_var($address, \FILTER_VALIDATE_IP) === false) {
            return null;
        }
        $bytes = inet_pton($address);
        if ($bytes === false) {
            return null;
        }
        if (strlen($bytes) === 16 && in_array(substr($bytes, 0, 12), [self::MAPPED, self::TRANSLATED], true)) {
            $bytes = substr($bytes, 12);
        }
        $text = inet_ntop($bytes);

        return $text === false ? null : $text;
    }

    /** "192.0.2.7", "2001:db8:1:2::/64"; null for what is no address. */
    public static function network(string $address): ?string
    {
        $canonical = self::canonical($address);
        if ($canonical === null || !str_contains($canonical, ':')) {
            return $canonical;
        }

        return inet_ntop(substr((string) inet_pton($canonical), 0, 8) . str_repeat("\0", 8)) . '/64';
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

/** How a visit came to the shop: the words that events and tables have for it. */
enum Via: string
{
    case Direct = 'direct';
    case Search = 'search';
    case Email = 'email';
    case Social = 'social';
    case Referral = 'referral';
    case Ads = 'ads';
    case Other = 'other';

    /** Parts of host names, each a whole label: "google" is in www.google.com and not in googlefans.net. */
    private const SEARCH = ['google', 'bing', 'duckduckgo', 'yahoo', 'ecosia', 'yandex', 'baidu', 'qwant', 'startpage', 'brave', 'seznam'];
    private const SOCIAL = ['facebook', 'instagram', 'twitter', 'x', 't', 'tiktok', 'pinterest', 'linkedin', 'lnkd', 'youtube', 'youtu', 'reddit', 'threads', 'snapchat', 'vk', 'whatsapp', 'telegram', 'bsky', 'mastodon'];
    /** Shops' own names that are labels of hosts too: only under these ends are they the networks. */
    private const SHORT = ['x' => ['com'], 't' => ['co', 'me'], 'youtu' => ['be'], 'lnkd' => ['in'], 'bsky' => ['app'], 'brave' => ['com']];
    private const MAIL = ['mail', 'webmail', 'outlook', 'roundcube'];
    /** What those who make links write into utm_medium. */
    private const MEDIA = [
        'email' => self::Email, 'e-mail' => self::Email, 'newsletter' => self::Email, 'mail' => self::Email,
        'cpc' => self::Ads, 'ppc' => self::Ads, 'cpm' => self::Ads, 'paid' => self::Ads, 'paidsearch' => self::Ads, 'paid_social' => self::Ads, 'paidsocial' => self::Ads,
        'display' => self::Ads, 'banner' => self::Ads, 'retargeting' => self::Ads, 'affiliate' => self::Ads,
        'social' => self::Social, 'social-media' => self::Social, 'organic' => self::Search, 'referral' => self::Referral,
    ];
    private const CLICK_IDS = ['gclid', 'gbraid', 'wbraid', 'msclkid', 'dclid'];

    /**
     * What is known of a request says it, first of all the link itself: its utm_medium, an advertiser's click id, then the page that linked.
     *
     * @param string $referrer The Referer header; "" = none.
     * @param string $url What was asked for, with its query.
     * @param string $host The shop's own.
     * @return ?self Null for a click inside of the shop: no visit begins.
     */
    public static function of(string $referrer, string $url, string $host): ?self
    {
        parse_str((string) parse_url($url, \PHP_URL_QUERY), $query);
        $medium = $query['utm_medium'] ?? null;
        if (is_string($medium) && $medium !== '') {
            return self::MEDIA[strtolower(trim($medium))] ?? self::Other;
        }
        if (array_intersect(self::CLICK_IDS, array_keys($query)) !== []) {
            return self::Ads;
        }
        $from = parse_url($referrer, \PHP_URL_HOST);
        if (!is_string($from) || $from === '') {
            return self::Direct;
        }
        if (preg_match('/\Ahttps?:/i', $referrer) !== 1) {
            // An app of a phone, which has a name in the place of a host.
            return self::Other;
        }

        return self::ofHost(strtolower($from), self::bare(strtolower($host)));
    }

    private static function ofHost(string $from, string $own): ?self
    {
        if (self::bare($from) === $own || str_ends_with($from, '.' . $own)) {
            return null;
        }
        $labels = explode('.', $from);
        $end = (string) array_pop($labels);
        $named = array_values(array_filter($labels, static fn (string $label): bool => !isset(self::SHORT[$label]) || in_array($end, self::SHORT[$label], true)));

        // mail.google.com is mail, and google too.
        return match (true) {
            array_intersect(self::MAIL, $named) !== [] => self::Email,
            array_intersect(self::SEARCH, $named) !== [] => self::Search,
            array_intersect(self::SOCIAL, $named) !== [] => self::Social,
            default => self::Referral,
        };
    }

    private static function bare(string $host): string
    {
        return str_starts_with($host, 'www.') ? substr($host, 4) : $host;
    }
}

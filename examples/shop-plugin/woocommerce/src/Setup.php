<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Shop\Attempts\Proxies;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Identity\KeyFile;

/** From the site's configuration to its desk. */
final class Setup
{
    /** The programme as JSON, which an admin page writes. */
    public const PROGRAMME = 'loyalty_programme';

    public static function desk(): CouponDesk
    {
        $document = get_option(self::PROGRAMME);

        return new CouponDesk(self::keyFile()->open(), self::home(), is_string($document) ? $document : '', self::connection(), self::tables());
    }

    /** On activation. Nothing is written over: neither tables nor keys. */
    public static function install(): void
    {
        self::tables()->create(self::connection());
        $file = self::keyFile();
        if (!$file->exists()) {
            $file->create();
        }
    }

    /** REMOTE_ADDR, or what the proxies write that wp-config.php names. */
    public static function address(): string
    {
        $trusted = defined('LOYALTY_PROXIES') ? constant('LOYALTY_PROXIES') : [];

        return (new Proxies(is_array($trusted) ? array_values(array_filter($trusted, is_string(...))) : []))->client($_SERVER);
    }

    private static function keyFile(): KeyFile
    {
        return KeyFile::configured([defined('LOYALTY_KEYS') ? constant('LOYALTY_KEYS') : null, getenv('LOYALTY_KEYS')], [ABSPATH]);
    }

    private static function tables(): Tables
    {
        return new Tables(self::wpdb()->prefix . 'loyalty_');
    }

    private static function connection(): WpdbConnection
    {
        return new WpdbConnection(self::wpdb());
    }

    private static function wpdb(): \wpdb
    {
        $wpdb = $GLOBALS['wpdb'] ?? null;

        return $wpdb instanceof \wpdb ? $wpdb : throw new \LogicException('WordPress has no database yet');
    }

    private static function home(): string
    {
        $home = get_option('home');

        return is_string($home) ? $home : '';
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Shop\Attempts\Proxies;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\Tables;
use Loyalty\KeyRing;
use Loyalty\Shop\Identity\KeyFile;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Ledger\Person;
use Loyalty\Shop\Points\PointsDesk;

/** From the site's configuration to its desk. */
final class Setup
{
    /** The programme as JSON, which an admin page writes. */
    public const PROGRAMME = 'loyalty_programme';
    /** Of events: whose numbers orders have. */
    public const SOURCE = 'woocommerce';

    public static function desk(): CouponDesk
    {
        $document = get_option(self::PROGRAMME);

        return new CouponDesk(self::keyFile()->open(), self::home(), is_string($document) ? $document : '', self::connection(), self::tables());
    }

    public static function journal(): Journal
    {
        return new Journal(self::connection(), new Schema(self::prefix()));
    }

    public static function points(): PointsDesk
    {
        return new PointsDesk(self::journal(), self::SOURCE, self::keyFile()->open());
    }

    /** On activation. Nothing is written over: neither tables nor keys. */
    public static function install(): void
    {
        self::tables()->create(self::connection());
        $file = self::keyFile();
        if (!$file->exists()) {
            $file->create();
        }
        Journal::connect(self::connection(), new Schema(self::prefix()));
        self::points()->install();
    }

    /** Of the admin page. Coupons read the option; points are judged by the version that was in force, which the journal knows. */
    public static function saveProgramme(string $document, int $now): void
    {
        self::journal()->save($document, $now);
        update_option(self::PROGRAMME, $document);
    }

    /** Key of an account, or of a guest: the address itself stays out of the journal. */
    public static function customerKey(int $account, string $email): ?string
    {
        if ($account > 0) {
            return (string) $account;
        }
        $canonical = Person::canonicalEmail($email);

        return $canonical === null ? null : 'guest:' . self::keys()->pseudonym($canonical);
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
        return new Tables(self::prefix());
    }

    private static function keys(): KeyRing
    {
        return self::keyFile()->open();
    }

    private static function prefix(): string
    {
        return self::wpdb()->prefix . 'loyalty_';
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

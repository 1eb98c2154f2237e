<?php

/**
 * Plugin Name: Loyalty
 * Description: Points, tiers, services and signed coupons in WooCommerce, out of a journal of what happened.
 * Version: 1.0.0
 * Requires PHP: 8.2
 * Requires Plugins: woocommerce
 * License: BSD-3-Clause
 */

declare(strict_types=1);

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Loyalty\Example\ShopPlugin\WooCommerce\Admin;
use Loyalty\Example\ShopPlugin\WooCommerce\Hooks;
use Loyalty\Example\ShopPlugin\WooCommerce\Points;
use Loyalty\Example\ShopPlugin\WooCommerce\Setup;
use Loyalty\Example\ShopPlugin\WooCommerce\WpdbConnection;

defined('ABSPATH') || exit;

if (!extension_loaded('loyalty')) {
    add_action('admin_notices', static function (): void {
        echo '<div class="notice notice-error"><p>Loyalty needs the PHP extension "loyalty".</p></div>';
    });

    return;
}

require __DIR__ . '/vendor/autoload.php';

// Before anybody begins a transaction that the ledger would not know of.
WpdbConnection::watch();

register_activation_hook(__FILE__, static function (): void {
    Setup::install();
});

add_action('before_woocommerce_init', static function (): void {
    FeaturesUtil::declare_compatibility('custom_order_tables', __FILE__, true);
    FeaturesUtil::declare_compatibility('cart_checkout_blocks', __FILE__, true);
});

add_action('woocommerce_init', static function (): void {
    (new Hooks())->register();
    (new Points())->register();
    (new Admin())->register();
});

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Event;
use Loyalty\Example\ShopPlugin\WooCommerce\Hooks;
use Loyalty\Example\ShopPlugin\WooCommerce\Setup;
use Loyalty\Example\ShopPlugin\WooCommerce\WpdbConnection;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Ledger\Entry;
use Loyalty\Shop\Tests\Support\MariaDb;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\Group;

/** The hooks of the example in the order in which WooCommerce fires them. */
#[CoversNothing]
#[Group('ledger')]
final class ExampleWooCommerceTest extends TestCase
{
    private static ?MariaDb $running = null;

    private MariaDb $server;
    private CouponDesk $desk;
    private \WC_Cart $cart;

    protected function setUp(): void
    {
        parent::setUp();
        $missing = MariaDb::missing() ?? (extension_loaded('mysqli') ? null : 'ext-mysqli');
        if ($missing !== null) {
            self::markTestSkipped("needs $missing");
        }
        require_once __DIR__ . '/Support/woocommerce.php';
        if (self::$running === null) {
            self::$running = new MariaDb();
            self::$running->start();
        }
        $this->server = self::$running;
        $connection = $this->server->connect();
        foreach (['DROP DATABASE shop', 'CREATE DATABASE shop'] as $command) {
            $connection->command($command);
        }
        $link = mysqli_connect(null, 'root', '', 'shop', null, (string) $this->server->connect()->rows('SELECT @@socket', [])[0][0]);
        self::assertInstanceOf(\mysqli::class, $link);
        $GLOBALS['wpdb'] = new \wpdb($link);
        $_SERVER['REMOTE_ADDR'] = '192.0.2.1';
        putenv("LOYALTY_KEYS=$this->folder/loyalty.keys");
        \FakeSite::$options = ['home' => 'https://shop.example', Setup::PROGRAMME => self::document()];
        [\FakeSite::$orders, \FakeSite::$scheduled, \FakeSite::$coupons, \FakeSite::$admin] = [[], [], [], false];
        [\FakeSite::$user, \FakeSite::$currency] = [0, 'GBP'];
        \FakeSite::$woocommerce = new \WooCommerce();
        \FakeHooks::$callbacks = [];
        WpdbConnection::watch();
        Setup::install();
        Setup::install();
        $this->desk = Setup::desk();
        $this->desk->identity->begin(time());
        $this->request();
        $this->cart = $this->browser();
    }

    public static function tearDownAfterClass(): void
    {
        self::$running?->stop();
        self::$running = null;
    }

    public function testFromTheCodeToTheRefund(): void
    {
        [$percent, $fixed] = [$this->code('tenth'), $this->code('fiver')];
        self::assertNull($this->cart->apply_coupon($percent));
        self::assertNull($this->cart->apply_coupon($fixed));
        $data = (new \WC_Coupon(strtolower($percent)))->data;
        self::assertSame(['percent', '10'], [$data['discount_type'], $data['amount']]);
        self::assertArrayNotHasKey('usage_limit_per_user', $data);
        $data = (new \WC_Coupon(strtolower($fixed)))->data;
        self::assertSame(['fixed_product', '5.00', [1], 3], [$data['discount_type'], $data['amount'], $data['product_ids'] ?? null, $data['limit_usage_to_x_items'] ?? null]);

        $order = $this->classic(1, 'maria@shop.example');
        self::assertSame(['Placed', 'Placed'], $this->states(1));
        $order->becomes('processing');
        $order->becomes('completed');
        self::assertSame(['Used', 'Used'], $this->states(1));
        self::assertCount(2, $order->notes);
        $order->left = 8.95;
        do_action('woocommerce_order_refunded', 1, 70);
        self::assertSame(['Used', 'Used'], $this->states(1));
        $order->left = 0.0;
        do_action('woocommerce_order_refunded', 1, 71);
        do_action('woocommerce_order_refunded', 1, 71);
        self::assertSame(['Used', 'Released'], $this->states(1));
        // Cleared away, it stays paid.
        do_action('woocommerce_trash_order', 1);
        self::assertSame(['Used', 'Released'], $this->states(1));
    }

    public function testTwoBrowsersAndBothCheckouts(): void
    {
        $code = $this->code('tenth');
        $first = $this->cart;
        self::assertNull($first->apply_coupon($code));
        $session = WC()->session;
        $second = $this->browser();
        self::assertSame('The code is in use in another order', $second->apply_coupon($code));

        // It is in both carts all the same.
        $second->applied = [strtolower($code)];
        $order = new \WC_Order(2, $second->applied);
        $errors = new \WP_Error();
        $this->request();
        do_action('woocommerce_checkout_validate_order_before_payment', $order, $errors);
        self::assertSame(['The code is in use in another order'], $errors->messages);
        self::assertSame(['The code is in use in another order'], $second->check_cart_coupons());
        self::assertSame([], $second->applied);

        [WC()->cart, WC()->session] = [$first, $session];
        $this->request();
        $this->classic(1, 'maria@shop.example');
        self::assertSame(['Placed'], $this->states(1));
        do_action('woocommerce_cart_emptied');
        self::assertSame(['Placed'], $this->states(1));
        \FakeSite::$orders[1]->becomes('failed');
        self::assertSame(['Released'], $this->states(1));
        \FakeSite::$orders[1]->becomes('processing');
        self::assertSame(['Used'], $this->states(1));
    }

    public function testAnUnknownCodeIsTheShopsOwnOrIsExplained(): void
    {
        self::assertSame('The code has a character that codes do not use', $this->cart->apply_coupon('SUMMER10'));
        $code = $this->code('tenth');
        $wrong = $code;
        $wrong[5] = $wrong[5] === '7' ? '8' : '7';
        self::assertSame("The code has a typing error. Did you mean <code>$code</code>?", $this->cart->apply_coupon($wrong));
    }

    public function testACouponOfTheShopsOwnIsNoFailureHoweverItLooks(): void
    {
        \FakeSite::$coupons = ['welcome2024x' => 5];
        for ($i = 0; $i < 12; ++$i) {
            $this->request();
            $this->cart->apply_coupon('welcome2024x');
        }
        $this->request();
        self::assertNull($this->cart->apply_coupon($this->code('tenth')));
    }

    public function testAnOrderOfStaffAndItsRecalculation(): void
    {
        $code = strtolower($this->code('tenth'));
        \FakeSite::$admin = true;
        [WC()->cart, WC()->session] = [null, null];
        $order = \FakeSite::$orders[5] = new \WC_Order(5, []);
        self::assertNull((new \WC_Discounts($order))->error(new \WC_Coupon($code)));
        self::assertSame(['Placed'], $this->states(5));
        $other = \FakeSite::$orders[6] = new \WC_Order(6, []);
        self::assertSame('The code is in use in another order', (new \WC_Discounts($other))->error(new \WC_Coupon($code)));
        $fresh = apply_filters('woocommerce_order_recalculate_coupons_coupon_object', null, $code, null, $order);
        self::assertInstanceOf(\WC_Coupon::class, $fresh);
        self::assertSame('percent', $fresh->data['discount_type']);
        $order->becomes('cancelled');
        self::assertSame(['Released'], $this->states(5));
    }

    public function testACodeForAFirstOrderLooksIntoTheJournal(): void
    {
        \FakeSite::$user = 7;
        $first = $this->code('hello');
        self::assertNull($this->cart->apply_coupon($first));
        Setup::journal()->append([Event::order(Setup::SOURCE, 3, 1, 7, time() - 100, OrderCondition::Paid, new Money(1000, 'GBP'))]);
        $this->browser();
        self::assertNotNull(WC()->cart?->apply_coupon($this->code('hello')));
    }

    public function testAPaymentThatIsNotBookedIsTriedAgain(): void
    {
        $code = $this->code('tenth');
        $this->cart->apply_coupon($code);
        $this->classic(1, 'maria@shop.example');
        $this->server->connect()->command('RENAME TABLE wp_loyalty_coupon_use TO away');
        \FakeSite::$orders[1]->becomes('processing');
        self::assertSame([['loyalty_order_again', [1, 'paid']]], \FakeSite::$scheduled);
        $this->server->connect()->command('RENAME TABLE away TO wp_loyalty_coupon_use');
        do_action('loyalty_order_again', 1, 'paid');
        self::assertSame(['Used'], $this->states(1));
    }

    /** A request has its own hooks, and remembers nothing of the one before. */
    private function request(): void
    {
        \FakeHooks::$callbacks = array_intersect_key(\FakeHooks::$callbacks, ['query' => true]);
        (new Hooks())->register();
    }

    private function browser(): \WC_Cart
    {
        $this->request();
        [$cart, WC()->session, WC()->customer] = [new \WC_Cart(), new \WC_Session(), new \WC_Customer()];

        return WC()->cart = $cart;
    }

    private function classic(int $id, string $email): \WC_Order
    {
        $order = new \WC_Order(0, WC()->cart->applied ?? []);
        $order->email = $email;
        do_action('woocommerce_checkout_create_order', $order, []);
        $order->id = $id;
        do_action('woocommerce_checkout_order_created', $order);

        return \FakeSite::$orders[$id] = $order;
    }

    private function code(string $campaign): string
    {
        return str_replace('-', '', $this->desk->codes($this->desk->issue($campaign, 1, time()))->current());
    }

    /**
     * @return list<string>
     * @phpstan-impure
     */
    private function states(int $order): array
    {
        $entries = $this->desk->codesOfOrder((string) $order);
        usort($entries, static fn (Entry $a, Entry $b): int => $a->campaign <=> $b->campaign);

        return array_map(static fn (Entry $entry): string => $entry->state->name, $entries);
    }

    private static function document(): string
    {
        return json_encode([
            'name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2020-01-01', 'discounts' => 'woocommerce',
            'points' => ['earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100]],
            'segments' => [['key' => 'new', 'name' => 'New', 'rule' => 'orders = 0']],
            'campaigns' => [
                ['number' => 3, 'key' => 'hello', 'name' => 'For new customers', 'combinable' => true, 'segments' => ['new'], 'discount' => ['kind' => 'percent', 'basis_points' => 500]],
                ['number' => 1, 'key' => 'tenth', 'name' => '10 % off', 'combinable' => true, 'discount' => ['kind' => 'percent', 'basis_points' => 1000]],
                [
                    'number' => 2, 'key' => 'fiver', 'name' => '5 off a mug', 'combinable' => true, 'products' => ['include' => ['MUG']],
                    'discount' => ['kind' => 'fixed', 'amount' => 500, 'on' => 'piece', 'pieces' => 3], 'uses_per_customer' => 1, 'release' => ['refunded' => true],
                ],
            ],
        ], \JSON_THROW_ON_ERROR);
    }
}

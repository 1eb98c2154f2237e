<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Account;
use Loyalty\Event;
use Loyalty\Example\ShopPlugin\WooCommerce\Admin;
use Loyalty\Example\ShopPlugin\WooCommerce\Orders;
use Loyalty\Example\ShopPlugin\WooCommerce\Points;
use Loyalty\Example\ShopPlugin\WooCommerce\Setup;
use Loyalty\Example\ShopPlugin\WooCommerce\WpdbConnection;
use Loyalty\Shop\Tests\Support\MariaDb;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\Group;

/** Points in the example, by the hooks of WooCommerce in the order in which it fires them. Two mugs are 50.00, shipping is 3.95. */
#[CoversNothing]
#[Group('ledger')]
final class ExampleWooCommercePointsTest extends TestCase
{
    private const DAY = 86400;

    private static ?MariaDb $running = null;

    private MariaDb $server;

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
        $_SERVER['REMOTE_ADDR'] = '192.0.2.1';
        $_POST = $_GET = [];
        putenv("LOYALTY_KEYS=$this->folder/loyalty.keys");
        \FakeSite::$options = ['home' => 'https://shop.example'];
        [\FakeSite::$orders, \FakeSite::$scheduled, \FakeSite::$coupons, \FakeSite::$admin, \FakeSite::$may, \FakeSite::$notices, \FakeSite::$redirects] = [[], [], [], false, [], [], []];
        [\FakeSite::$currency, \FakeSite::$user, \FakeSite::$shortcodes, \FakeSite::$pages] = ['GBP', 7, [], []];
        \FakeSite::$woocommerce = new \WooCommerce();
        \FakeHooks::$callbacks = [];
        WpdbConnection::watch();
        $this->connect();
        Setup::install();
        Setup::saveProgramme(self::document(), time());
        $this->browser();
    }

    protected function tearDown(): void
    {
        $_POST = $_GET = [];
        parent::tearDown();
    }

    public static function tearDownAfterClass(): void
    {
        self::$running?->stop();
        self::$running = null;
    }

    public function testFromTheProductToTheRefundInParts(): void
    {
        self::assertSame('<p class="loyalty-product">Earn 25 points</p>', $this->shown('woocommerce_single_product_summary', ['product' => new \WC_Product('MUG', 25.0)]));
        self::assertStringContainsString('<p>This order earns 50 points</p>', $this->shown('woocommerce_before_cart_totals'));

        $order = $this->buy(1);
        self::assertSame(0, $this->account()->balance);
        $order->becomes('processing');
        $order->becomes('completed');
        self::assertSame(50, $this->account()->balance);

        // A mug, then 10.01 without saying for what, then the rest: 25 + 14.99 = 39.99 left of the goods for 10.01, and nothing in the end.
        $item = new \WC_Order_Item_Product(-25.0, -1);
        $item->add_meta_data('_refunded_item_id', '1');
        $order->refund(new \WC_Order_Refund(70, 25.0, [$item]));
        self::assertSame(25, $this->account()->balance);
        $order->refund(new \WC_Order_Refund(71, 10.01));
        do_action('woocommerce_order_refunded', 1, 71);
        self::assertSame(14, $this->account()->balance);
        $order->refund(new \WC_Order_Refund(72, 18.94, [], 3.95));
        self::assertSame([0, 50, 50], [$this->account()->balance, $this->account()->earned, $this->account()->reversed]);
        self::assertSame('refunded', $order->status);
        self::assertSame([], $order->notes);
    }

    public function testARefundThatStaffDeletesWasNone(): void
    {
        $order = $this->buy(1);
        $order->becomes('processing');
        $order->refund(new \WC_Order_Refund(70, 20.0));
        self::assertSame(30, $this->account()->balance);
        [$order->refunds, $order->left] = [[], 53.95];
        do_action('woocommerce_refund_deleted', 70, 1);
        do_action('woocommerce_refund_deleted', 70, 1);
        self::assertSame(50, $this->account()->balance);
        $order->refund(new \WC_Order_Refund(75, 53.95, [], 3.95));
        self::assertSame(0, $this->account()->balance);
    }

    public function testAStatusThatFlapsAwardsOnce(): void
    {
        $order = $this->buy(1);
        foreach (['processing', 'on-hold', 'processing', 'completed', 'processing', 'completed'] as $status) {
            $order->becomes($status);
            do_action('woocommerce_order_status_changed', 1, 'x', $status);
        }
        self::assertSame([50, 50, 0], [$this->account()->balance, $this->account()->earned, $this->account()->reversed]);
        // One for each change, and none for the hooks that repeated.
        self::assertCount(7, $this->events('order'));
    }

    public function testAHookThatIsLateCountsFromThePayment(): void
    {
        \FakeHooks::$callbacks = array_intersect_key(\FakeHooks::$callbacks, ['query' => true]);
        $order = $this->buy(1);
        $order->created = new \DateTimeImmutable('-5 days');
        $order->becomes('processing');
        $order->paid = new \DateTimeImmutable('-4 days');
        $order->becomes('completed');
        $order->completed = new \DateTimeImmutable('-2 days');
        $this->hooks();
        do_action('loyalty_points_again', 1);

        $lot = Setup::points()->customer('7', time())->lots[0];
        $instants = [$order->get_date_paid()?->getTimestamp(), $order->get_date_completed()?->getTimestamp()];
        self::assertSame([50, $instants[0]], [$lot->left, $lot->at]);
        self::assertSame($instants, array_map(static fn (Event $event): int => $event->at, $this->events('order')));
    }

    public function testAnOrderIsCancelledAndOpenedAgain(): void
    {
        $this->give(2000);
        $order = $this->spend(1, 1000);
        $order->becomes('processing');
        // 50.00 less 10.00 that points paid.
        self::assertSame(1040, $this->account()->balance);
        $order->becomes('cancelled');
        self::assertSame([2000, 1000], [$this->account()->balance, $this->account()->restored]);
        self::assertSame(['Loyalty: 1000 points that the order had spent are the customer&#039;s again'], $order->notes);
        $order->becomes('processing');
        self::assertSame([1040, 2000], [$this->account()->balance, $this->account()->spent]);
        $order->becomes('cancelled');
        $this->spend(2, 2000);
        $order->becomes('processing');
        self::assertStringContainsString('10.00 of the order were to be paid with 1000 points, which are not there', implode(' ', $order->notes));
    }

    public function testWhatPointsPaidComesBackWithTheWholeOrder(): void
    {
        $this->give(1000);
        $order = $this->spend(1, 1000);
        $order->becomes('processing');
        self::assertSame(40, $this->account()->balance);
        $order->left = 43.95;
        $order->refund(new \WC_Order_Refund(70, 20.0));
        self::assertSame(0, $this->account()->restored);
        $order->refund(new \WC_Order_Refund(71, 23.95, [], 3.95));
        self::assertSame([1000, 1000, 40, 40], [$this->account()->balance, $this->account()->restored, $this->account()->earned, $this->account()->reversed]);
        $order->becomes('refunded');
        self::assertSame(1000, $this->account()->balance);
    }

    public function testAnExchangeIsWhatTheOrderIsNow(): void
    {
        $order = $this->buy(1);
        $order->becomes('processing');
        $order->items = [2 => new \WC_Order_Item_Product(80.0, 1, new \WC_Product('POT', 80.0))];
        $order->save();
        self::assertSame([80, 80], [$this->account()->balance, $this->account()->earned]);
    }

    public function testASaleThatIsOverStaysOneForWhatWasBoughtInIt(): void
    {
        $order = $this->buy(1, sale: true);
        $order->becomes('processing');
        self::assertSame(0, $this->account()->balance);
        $item = $order->items[1];
        self::assertInstanceOf(\WC_Order_Item_Product::class, $item);
        $item->get_product()->sale = false;
        $order->save();
        self::assertSame(0, $this->account()->balance);
        self::assertCount(2, $this->events('order'));
    }

    public function testAnotherCurrencyIsKeptOutAndSaysSo(): void
    {
        $this->give(2000);
        \FakeSite::$currency = 'USD';
        self::assertSame('', $this->shown('woocommerce_single_product_summary', ['product' => new \WC_Product('MUG', 25.0)]));
        $page = $this->shown('woocommerce_before_cart_totals');
        self::assertStringContainsString('Points are earned and spent in orders in GBP', $page);
        self::assertStringNotContainsString('<form', $page);
        self::assertSame(2000, $this->account()->balance);

        $order = $this->buy(1, currency: 'USD');
        $order->becomes('processing');
        $order->becomes('completed');
        self::assertSame(['Loyalty: the order is in USD and the programme in GBP: it earns nothing and counts for no tier'], $order->notes);
        // An order of the programme's currency stays one, whatever the shopper looks at.
        $this->buy(2)->becomes('processing');
        self::assertSame(2050, $this->account()->balance);
    }

    public function testPointsAreSpentAtTheCheckoutAndTheFormIsGuarded(): void
    {
        $this->give(1234);
        $this->ask(9999, 'forged');
        self::assertSame(['Please try again.'], \FakeSite::$notices);
        $this->cart()->calculate_totals();
        self::assertSame([], $this->cart()->fees);
        $this->ask(9999);
        $this->cart()->calculate_totals();
        self::assertSame([Orders::FEE => -12.0], $this->cart()->fees);
        self::assertStringContainsString('<p>1200 points pay 12.00 GBP</p>', $this->shown('woocommerce_before_cart_totals'));
        $order = $this->buy(1);
        self::assertSame('1200', $order->get_meta(Orders::POINTS));
        self::assertSame(34, $this->account()->balance);
        // The hook repeats, and the session asks for nothing any more.
        do_action('woocommerce_checkout_order_created', $order);
        self::assertSame([34, 0], [$this->account()->balance, WC()->session?->get('loyalty_points')]);
    }

    public function testOfTwoCartsWithTheSamePointsOneGetsThem(): void
    {
        $this->give(1000);
        $this->spend(1, 1000);
        $this->browser();
        WC()->session?->set('loyalty_points', 1000);
        $this->cart()->fees = [Orders::FEE => -10.0];
        $order = $this->made(2);
        $order->update_meta_data(Orders::POINTS, '1000');
        $errors = new \WP_Error();
        do_action('woocommerce_checkout_validate_order_before_payment', $order, $errors);
        self::assertSame(['Your points were spent elsewhere meanwhile. Please look at the new total and order again.'], $errors->messages);
        self::assertSame([0, 1000], [$this->account()->balance, $this->account()->spent]);
    }

    public function testOfManyCheckoutsInProcessesOneGetsThePoints(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $this->give(1000);
        $mailbox = "$this->folder/answers";
        // All of them have seen a total with the points taken off.
        $this->ask(1000);
        $this->cart()->calculate_totals();
        $children = [];
        for ($i = 1; $i <= 8; ++$i) {
            $pid = pcntl_fork();
            if ($pid === 0) {
                $answer = 'died';
                try {
                    $this->connect();
                    $this->hooks();
                    $this->buy($i);
                    $answer = 'placed';
                } catch (\Exception $e) {
                    $answer = $e->getMessage();
                } finally {
                    file_put_contents($mailbox, "$answer\n", \FILE_APPEND | \LOCK_EX);
                    posix_kill(posix_getpid(), \SIGKILL);
                }
            }
            $children[] = $pid;
        }
        foreach ($children as $pid) {
            pcntl_waitpid($pid, $status);
        }
        $this->connect();
        $answers = file($mailbox, \FILE_IGNORE_NEW_LINES) ?: [];
        sort($answers);
        self::assertSame([...array_fill(0, 7, 'Your points were spent elsewhere meanwhile. Please look at the new total and order again.'), 'placed'], $answers);
        self::assertSame([0, 1000], [$this->account()->balance, $this->account()->spent]);
    }

    public function testADiscountWithoutPointsIsRefused(): void
    {
        $this->cart()->fees = [Orders::FEE => -10.0];
        $this->expectExceptionMessage('Your points were spent elsewhere meanwhile');
        $this->buy(1);
    }

    public function testAFailedPaymentFreesThePointsAndTheNextTryTakesThemAgain(): void
    {
        $this->give(1000);
        $order = $this->spend(1, 1000);
        $order->becomes('failed');
        self::assertSame(1000, $this->account()->balance);
        do_action('woocommerce_before_pay_action', $order);
        self::assertSame(0, $this->account()->balance);
        $order->becomes('processing');
        self::assertSame([40, []], [$this->account()->balance, \FakeSite::$notices]);
    }

    public function testAGuestWhoRegistersLaterHasHisOrders(): void
    {
        \FakeSite::$user = 0;
        $this->browser();
        $order = $this->buy(1, 0, 'Maria@shop.example');
        $order->becomes('processing');
        $guest = Setup::customerKey(0, 'maria@shop.example');
        self::assertNotNull($guest);
        self::assertSame(50, $this->account($guest)->balance);

        do_action('woocommerce_created_customer', 9);
        // Anybody can type an address.
        self::assertSame(5, $this->account('9')->balance);
        do_action('after_password_reset', new \WP_User(9, 'maria@shop.example'));
        do_action('after_password_reset', new \WP_User(9, 'maria@shop.example'));
        self::assertSame(55, $this->account('9')->balance);
        // The shop gives the order to the account: it is the same person's.
        $order->customer = 9;
        $order->becomes('completed');
        self::assertSame([55, 0], [$this->account('9')->balance, $this->account('9')->reversed]);
    }

    public function testAnOrderThatStaffGivesToSomebodyElseIsCancelledForTheFirst(): void
    {
        $order = $this->buy(1);
        $order->becomes('processing');
        $order->customer = 8;
        $order->save();
        self::assertSame([0, 50], [$this->account()->balance, $this->account('8')->balance]);
    }

    public function testTheAccountPageSaysAllAndEscapesIt(): void
    {
        $this->give(500);
        $order = $this->buy(1);
        $order->becomes('completed');
        $page = $this->shown('woocommerce_account_loyalty_endpoint');
        foreach (['<li>550 points to spend, worth 5.50 GBP</li>', '<li>150.00 GBP to Silver &amp; more</li>', '<h3>Services</h3><ul><li>Warranty for MUG of order 1, until the end of',
            '<h3>History</h3><ul><li>', '<h4>Silver &amp; more</h4><ul><li>A quarter more</li><li>125 % of the points</li>'] as $text) {
            self::assertStringContainsString($text, $page);
        }
        $ladder = (\FakeSite::$shortcodes['loyalty_ladder'])();
        self::assertIsString($ladder);
        self::assertStringContainsString('<h4>Bronze</h4>', $ladder);
    }

    public function testStaffAdjustsOnceWithReasonAndName(): void
    {
        do_action('admin_menu');
        $_GET = ['customer' => '7'];
        \FakeSite::$may = ['manage_woocommerce'];
        ob_start();
        (\FakeSite::$pages[0])();
        $page = (string) ob_get_clean();
        self::assertMatchesRegularExpression('/name="token" value="[0-9a-f]{32}"/', $page);
        preg_match('/name="token" value="([0-9a-f]{32})"/', $page, $found);
        $_POST = ['customer' => '7', 'points' => '300', 'reason' => 'a broken <b>pot</b>', 'token' => $found[1] ?? '', '_wpnonce' => 'nonce-loyalty_adjust'];
        do_action('admin_post_loyalty_adjust');
        do_action('admin_post_loyalty_adjust');
        self::assertSame(300, $this->account()->balance);
        self::assertStringContainsString('"author":"anna"', $this->events('adjusted')[0]->payload);
        self::assertStringContainsString('"reason":"a broken pot"', $this->events('adjusted')[0]->payload);

        $_POST['_wpnonce'] = 'forged';
        $this->refused('The link has expired.');
        $_POST['_wpnonce'] = 'nonce-loyalty_adjust';
        \FakeSite::$may = [];
        $this->refused('You may not do this.');
        self::assertSame(300, $this->account()->balance);
    }

    public function testStaffBooksAServiceForWhomItBelongsTo(): void
    {
        $this->buy(1)->becomes('completed');
        \FakeSite::$may = ['manage_woocommerce'];
        $said = [];
        foreach (['B1' => 'book', 'B2' => 'book', 'B3' => 'book'] as $booking => $what) {
            $_POST = ['customer' => '7', 'booking' => $booking, 'service' => 'repair', 'order' => '1', 'sku' => 'MUG', 'what' => $what, '_wpnonce' => 'nonce-loyalty_service'];
            do_action('admin_post_loyalty_service');
            $said[] = rawurldecode(explode('message=', end(\FakeSite::$redirects) ?: '')[1] ?? '');
        }
        self::assertSame(['Booked.', 'Booked.', 'Repair: 0 of 2 are left'], $said);
        $_POST['booking'] = 'B1';
        $_POST['what'] = 'use';
        do_action('admin_post_loyalty_service');
        self::assertStringContainsString('<li>Repair for MUG of order 1, 0 left, 1 booked, until the end of', $this->shown('woocommerce_account_loyalty_endpoint'));
    }

    public function testWhatIsNotWrittenIsTriedAgain(): void
    {
        $order = $this->buy(1);
        $this->server->connect()->command('RENAME TABLE wp_loyalty_journal_event TO away');
        $order->becomes('processing');
        self::assertContains(['loyalty_points_again', [1]], \FakeSite::$scheduled);
        $this->server->connect()->command('RENAME TABLE away TO wp_loyalty_journal_event');
        do_action('loyalty_points_again', 1);
        self::assertSame(50, $this->account()->balance);
    }

    private function refused(string $why): void
    {
        try {
            do_action('admin_post_loyalty_adjust');
            self::fail('it was not refused');
        } catch (\FakeDeath $e) {
            self::assertSame($why, $e->getMessage());
        }
    }

    private function connect(): void
    {
        $link = mysqli_connect(null, 'root', '', 'shop', null, (string) $this->server->connect()->rows('SELECT @@socket', [])[0][0]);
        self::assertInstanceOf(\mysqli::class, $link);
        $link->set_charset('utf8mb4');
        $GLOBALS['wpdb'] = new \wpdb($link);
    }

    /** A request has its own hooks, and remembers nothing of the one before. */
    private function hooks(): void
    {
        \FakeHooks::$callbacks = array_intersect_key(\FakeHooks::$callbacks, ['query' => true]);
        (new Points())->register();
        (new Admin())->register();
    }

    private function browser(): void
    {
        $this->hooks();
        [WC()->cart, WC()->session, WC()->customer] = [new \WC_Cart(), new \WC_Session(), new \WC_Customer()];
    }

    private function cart(): \WC_Cart
    {
        return WC()->cart ?? throw new \LogicException('a browser has a cart');
    }

    /** What WooCommerce does between the button and the payment, up to the order's number. */
    private function made(int $id, int $customer = 7, string $email = '', string $currency = 'GBP', bool $sale = false): \WC_Order
    {
        $order = new \WC_Order($id, []);
        [$order->customer, $order->email, $order->currency] = [$customer, $email, $currency];
        $cart = $this->cart();
        $cart->sale = $sale;
        foreach ($cart->get_cart() as $i => $item) {
            $order->items[1 + $i] = new \WC_Order_Item_Product($item['line_total'], $item['quantity'], $item['data']);
            do_action('woocommerce_checkout_create_order_line_item', $order->items[1 + $i]);
        }
        foreach ($cart->fees as $name => $amount) {
            $order->fees[10] = new \WC_Order_Item_Fee($name, $amount);
        }
        $order->left = 53.95 + array_sum($cart->fees);
        \FakeSite::$orders[$id] = $order;

        return $order;
    }

    private function buy(int $id, int $customer = 7, string $email = '', string $currency = 'GBP', bool $sale = false): \WC_Order
    {
        $order = $this->made($id, $customer, $email, $currency, $sale);
        do_action('woocommerce_checkout_create_order', $order, []);
        do_action('woocommerce_new_order', $id);
        do_action('woocommerce_checkout_order_created', $order);

        return $order;
    }

    /** An order that a part of is paid with points. */
    private function spend(int $id, int $points): \WC_Order
    {
        $this->ask($points);
        $this->cart()->calculate_totals();

        return $this->buy($id);
    }

    private function ask(int $points, string $nonce = 'nonce-loyalty_spend'): void
    {
        $_POST = ['loyalty_points' => (string) $points, 'loyalty_nonce' => $nonce];
        do_action('wp_loaded');
        $_POST = [];
    }

    private function give(int $points): void
    {
        Setup::points()->adjust('7', "gift-$points", $points, 'welcome', 'anna', time() - self::DAY);
    }

    private function account(string $key = '7'): Account
    {
        return Setup::points()->customer($key, time())->account;
    }

    /** @return list<Event> */
    private function events(string $kind): array
    {
        return array_values(array_filter(Setup::journal()->eventsOf('7'), static fn (Event $event): bool => str_starts_with($event->id, "woocommerce/$kind/")));
    }

    /** @param array<string, mixed> $globals */
    private function shown(string $hook, array $globals = []): string
    {
        foreach ($globals as $name => $value) {
            $GLOBALS[$name] = $value;
        }
        ob_start();
        do_action($hook);

        return (string) ob_get_clean();
    }

    private static function document(): string
    {
        return json_encode([
            'name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2020-01-01', 'discounts' => 'woocommerce',
            'points' => [
                'earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100, 'sale_items' => false], ['key' => 'hello', 'kind' => 'sign_up', 'points' => 5]],
                'base' => ['tax' => true, 'shipping' => false, 'points' => false, 'gift_card' => true],
                'worth' => ['points' => 100, 'amount' => 100], 'spend' => ['step' => 100], 'expiry' => ['months' => 12],
            ],
            'tiers' => ['by' => 'spend', 'levels' => [
                ['key' => 'bronze', 'name' => 'Bronze', 'from' => 0],
                ['key' => 'silver', 'name' => 'Silver & more', 'from' => 20000, 'earn_percent' => 12500, 'benefits' => ['A quarter more']],
            ]],
            'services' => [['key' => 'warranty', 'name' => 'Warranty', 'kind' => 'warranty', 'per' => 'piece', 'lasts' => ['months' => 24]],
                ['key' => 'repair', 'name' => 'Repair', 'kind' => 'repair', 'units' => 1, 'per' => 'piece', 'lasts' => ['months' => 12]]],
        ], \JSON_THROW_ON_ERROR);
    }
}

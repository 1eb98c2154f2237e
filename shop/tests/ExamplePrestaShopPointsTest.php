<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Account;
use Loyalty\Example\ShopPlugin\PrestaShop\CorePlatform;
use Loyalty\Example\ShopPlugin\PrestaShop\DbConnection;
use Loyalty\Example\ShopPlugin\PrestaShop\LoyaltyCoupons;
use Loyalty\Example\ShopPlugin\PrestaShop\LoyaltyPoints;
use Loyalty\KeyRing;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Points\PointsDesk;
use Loyalty\Shop\Tests\Support\MariaDb;
use Loyalty\Shop\Tests\Support\Server;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversNothing;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/** Points in a PrestaShop, over its classes as far as the fakes have them. Two mugs are 50.00, shipping is 3.95. */
#[CoversNothing]
#[Group('ledger')]
final class ExamplePrestaShopPointsTest extends TestCase
{
    private const PAID = 2;
    private const DELIVERED = 5;
    private const CANCELLED = 6;
    private const REFUNDED = 7;
    private const FAILED = 8;
    private const DAY = 86400;

    /** @var array<class-string<Server>, Server> */
    private static array $servers = [];

    private int $now;
    private Server $server;
    private Journal $journal;
    private KeyRing $keys;
    private PointsDesk $desk;
    private CorePlatform $platform;
    private LoyaltyPoints $module;
    private \Context $context;

    /** @return array<string, array{class-string<Server>}> */
    public static function shops(): array
    {
        return ['SQLite' => [SqliteFile::class], 'PrestaShop\'s connection' => [MariaDb::class]];
    }

    public static function tearDownAfterClass(): void
    {
        foreach (self::$servers as $server) {
            $server->stop();
        }
        self::$servers = [];
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testFromTheProductToTheRefundInParts(string $database): void
    {
        $this->open($database);
        self::assertSame('earn 25 points', $this->module->product(1, '7', $this->now));
        self::assertSame(['this order earns 50 points'], $this->module->cart(1, $this->now)?->lines);
        $this->buy(10, 1);
        $this->becomes(10, self::PAID);
        $this->becomes(10, self::DELIVERED);
        self::assertSame(50, $this->account()->balance);

        $this->slip(10, 70, 25.0, [['id_order_detail' => '1', 'product_quantity' => '1', 'amount_tax_incl' => '25.000000']]);
        self::assertSame(25, $this->account()->balance);
        $this->slip(10, 71, 10.01);
        $this->module->orderChanged(10, $this->now);
        self::assertSame(14, $this->account()->balance);
        $this->slip(10, 72, 14.99, [], 3.95);
        self::assertSame([0, 50, 50], [$this->account()->balance, $this->account()->earned, $this->account()->reversed]);
        self::assertTrue($this->platform->isRefundedWhole(10));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testTheStatusRefundedMakesNoSlipAndTakesAll(string $database): void
    {
        $this->open($database);
        $this->buy(10, 1);
        $this->becomes(10, self::PAID);
        $this->slip(10, 70, 20.0);
        $this->becomes(10, self::REFUNDED);
        $this->module->orderChanged(10, $this->now);
        self::assertSame([0, 50], [$this->account()->balance, $this->account()->reversed]);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAStatusThatFlapsAwardsOnceAndALateHookCountsFromThePayment(string $database): void
    {
        $this->open($database);
        $this->buy(10, 1);
        foreach ([self::PAID, 1, self::PAID, self::DELIVERED, self::PAID] as $state) {
            $this->becomes(10, $state);
            $this->module->orderChanged(10, $this->now);
        }
        self::assertSame([50, 50], [$this->account()->balance, $this->account()->earned]);
        $this->buy(11, 1, hook: false);
        $paid = $this->now;
        $this->becomes(11, self::PAID, hook: false);
        $this->now += 4 * self::DAY;
        $this->module->orderChanged(11, $this->now);
        $lots = $this->desk->customer('7', $this->now)->lots;
        self::assertSame([2, $paid + 1], [count($lots), $lots[1]->at]);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testPointsAreARuleOfTheCartAndASpendOfTheOrder(string $database): void
    {
        $this->open($database);
        $this->give(1234);
        $this->module->pointsAsked(1, 9999, $this->now);
        self::assertSame([1200, '1200 points pay 12.00 GBP'], [$this->platform->pointsOf(1), $this->module->cart(1, $this->now)->lines[1] ?? null]);
        $this->module->pointsAsked(1, 1000, $this->now);
        self::assertSame(['POINTS-1-1000'], array_values(array_map(static fn (\CartRule $rule): string => $rule->code, \FakeShop::$rules)));
        self::assertSame([10.0, 7, false, 1], [\FakeShop::$rules[\FakeShop::$lastRule]->reduction_amount, \FakeShop::$rules[\FakeShop::$lastRule]->id_customer,
            \FakeShop::$rules[\FakeShop::$lastRule]->partial_use, \FakeShop::$configuration['PS_CART_RULE_FEATURE_ACTIVE']]);
        self::assertTrue($this->module->mayOrder(1, $this->now));
        $this->buy(10, 1);
        self::assertSame([234, 1000], [$this->account()->balance, $this->account()->spent]);
        $this->becomes(10, self::PAID);
        self::assertSame(274, $this->account()->balance);
        $this->becomes(10, self::CANCELLED);
        self::assertSame(1234, $this->account()->balance);
        $this->becomes(10, self::PAID);
        self::assertSame(274, $this->account()->balance);
        $this->becomes(10, self::FAILED);
        self::assertSame(1234, $this->account()->balance);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testOfTwoCartsWithTheSamePointsOneGetsThemAndTheOtherIsTold(string $database): void
    {
        $this->open($database);
        $this->give(1000);
        \FakeShop::$carts[2] = \FakeShop::$carts[1];
        $this->module->pointsAsked(1, 1000, $this->now);
        $this->module->pointsAsked(2, 1000, $this->now);
        \FakeShop::$carts[3] = \FakeShop::$carts[2];
        $this->buy(10, 1);
        self::assertFalse($this->module->mayOrder(2, $this->now));
        self::assertSame(['Of 1000 points that you wanted to spend none are left'], $this->context->controller->errors);
        self::assertSame([], \FakeShop::$carts[2]['rules']);
        // 8.x makes the order all the same, if it was on its way.
        \FakeShop::$rules[99] = clone \FakeShop::$rules[1];
        [\FakeShop::$rules[99]->id, \FakeShop::$rules[99]->code, \FakeShop::$carts[3]['rules']] = [99, 'POINTS-3-1000', [99]];
        $this->buy(11, 3);
        $this->module->orderChanged(11, $this->now);
        self::assertCount(1, \FakeShop::$messages[11] ?? []);
        self::assertStringStartsWith('Loyalty: 10.00 of the order were to be paid with 1000 points, which are not there', \FakeShop::$messages[11][0]);
        self::assertSame([0, 1000], [$this->account()->balance, $this->account()->spent]);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testManyProcessesRecordOneOrderAndItIsSaidOnce(string $database): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $this->open($database);
        $this->buy(10, 1, hook: false);
        $this->becomes(10, self::PAID, hook: false);
        $children = [];
        for ($i = 0; $i < 6; ++$i) {
            $pid = pcntl_fork();
            if ($pid === 0) {
                try {
                    $this->connect($database);
                    $this->module->orderChanged(10, $this->now);
                    $this->module->orderChanged(10, $this->now);
                } catch (\Throwable $e) {
                    file_put_contents("$this->folder/died", $e->getMessage() . "\n", \FILE_APPEND);
                } finally {
                    posix_kill(posix_getpid(), \SIGKILL);
                }
            }
            $children[] = $pid;
        }
        foreach ($children as $pid) {
            pcntl_waitpid($pid, $status);
        }
        $this->connect($database);
        self::assertFileDoesNotExist("$this->folder/died");
        self::assertSame(50, $this->account()->balance);
        self::assertCount(1, $this->journal->idsFrom('prestashop/order/10/'));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAGuestWhoRegistersLaterHasHisOrders(string $database): void
    {
        $this->open($database);
        \FakeShop::$customers[8] = ['is_guest' => '1', 'email' => 'maria@shop.example'];
        \FakeShop::$carts[1]['customer'] = 8;
        $this->buy(10, 1);
        $this->becomes(10, self::PAID);
        $this->module->accountMade(9, $this->now);
        self::assertSame(0, $this->account('9')->balance);
        $this->module->addressProven(9, 'Maria@Shop.example', $this->now);
        $this->module->addressProven(9, 'Maria@Shop.example', $this->now + 1);
        self::assertSame(50, $this->account('9')->balance);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAServiceIsBookedByWhomItBelongsTo(string $database): void
    {
        $this->open($database);
        $this->buy(10, 1);
        $this->becomes(10, self::DELIVERED);
        $said = [];
        // The second is a double click, the fourth one too many.
        foreach (['B1', 'B1', 'B2', 'B3'] as $booking) {
            $said[] = $this->module->book($booking, '7', 'repair', $this->now, '10', 'MUG');
        }
        self::assertSame(['Booked.', 'Booked.', 'Booked.', 'Repair: 0 of 2 are left'], $said);
        self::assertStringStartsWith('Repair for MUG of order 10, 0 left, 2 booked, until the end of ', $this->module->account('7', $this->now)['Services'][0]);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAnotherCurrencyIsKeptOut(string $database): void
    {
        $this->open($database);
        \FakeShop::$carts[1]['currency'] = 2;
        self::assertSame(['points are earned and spent in orders in GBP'], $this->module->cart(1, $this->now)?->lines);
        $this->buy(10, 1);
        $this->becomes(10, self::PAID);
        self::assertSame(['Loyalty: the order is in USD and the programme in GBP: it earns nothing and counts for no tier'], \FakeShop::$messages[10] ?? []);
        self::assertSame([], $this->journal->eventsOf('7'));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testCodesAreRulesOverTheCoresClasses(string $database): void
    {
        $this->open($database);
        (new Tables())->create($this->journal->connection);
        $desk = new CouponDesk($this->keys, 'https://shop.example', self::document(), $this->journal->connection);
        $desk->identity->begin($this->now);
        $code = str_replace('-', '', $desk->codes($desk->issue('tenth', 1, $this->now))->current());
        $module = new LoyaltyCoupons($desk, $this->platform);
        $module->codeTyped(1, $code, $this->now);
        $id = (int) \CartRule::getIdByCode($code);
        self::assertSame(5.0, \FakeShop::$rules[$id]->reduction_amount);
        (new \Cart(1))->addCartRule($id);
        self::assertSame(['this order earns 45 points'], $this->module->cart(1, $this->now)?->lines);
        $this->buy(10, 1);
        self::assertTrue($module->orderPlaced(10, $this->now));
        self::assertSame([false, 0], [\FakeShop::$rules[$id]->active, \FakeShop::$rules[$id]->quantity]);
        $this->becomes(10, self::PAID);
        $module->statusChanged(10, true, false, false, $this->now);
        self::assertSame(45, $this->account()->balance);
        self::assertSame(['Used'], array_map(static fn ($entry): string => $entry->state->name, $desk->codesOfOrder('10')));
        \FakeShop::$carts[5] = \FakeShop::$carts[1];
        $module->cartShown(5, $this->now);
        self::assertSame(['The code has been used'], $this->context->controller->errors);
        self::assertSame([], \FakeShop::$carts[5]['rules']);
    }

    /** @param class-string<Server> $database */
    private function open(string $database): void
    {
        $missing = $database::missing();
        if ($missing !== null) {
            self::markTestSkipped("needs $missing");
        }
        require_once __DIR__ . '/Support/prestashop.php';
        $this->now = time() - 30 * self::DAY;
        if (!isset(self::$servers[$database])) {
            self::$servers[$database] = new $database();
            self::$servers[$database]->start();
        }
        $this->server = self::$servers[$database];
        [\FakeShop::$orders, \FakeShop::$rules, \FakeShop::$messages, \FakeShop::$details, \FakeShop::$lastRule] = [[], [], [], [], 0];
        \FakeShop::$configuration = ['PS_LANG_DEFAULT' => 1, 'PS_OS_DELIVERED' => '5', 'PS_OS_CANCELED' => '6', 'PS_OS_REFUND' => '7', 'PS_OS_ERROR' => '8'];
        \FakeShop::$customers = [7 => ['is_guest' => '0', 'email' => 'anna@shop.example']];
        \FakeShop::$carts = [1 => ['customer' => 7, 'currency' => 1, 'rules' => [], 'lines' => [
            ['reference' => 'MUG', 'id_product' => '1', 'cart_quantity' => '2', 'price' => 25.0, 'price_wt' => 25.0, 'total_wt' => 50.0, 'on_sale' => '0', 'id_category_default' => '3', 'id_manufacturer' => '4'],
        ]]];
        $this->keys = KeyRing::create();
        $this->context = new \Context(1);
        $connection = $this->server->connect();
        if ($database === MariaDb::class) {
            foreach (['DROP DATABASE shop', 'CREATE DATABASE shop'] as $command) {
                $connection->command($command);
            }
        }
        $this->connect($database, true);
    }

    /** @param class-string<Server> $database */
    private function connect(string $database, bool $new = false): void
    {
        $connection = $database === MariaDb::class
            ? new DbConnection(MariaDb::open((string) $this->server->connect()->rows('SELECT @@socket', [])[0][0], 'shop'))
            : \Loyalty\Shop\Ledger\PdoConnection::sqlite($this->folder . '/shop.sqlite');
        $this->journal = $new ? Journal::connect($connection, new Schema()) : new Journal($connection, new Schema());
        $this->desk = new PointsDesk($this->journal, LoyaltyPoints::SOURCE, $this->keys);
        if ($new) {
            $this->desk->install();
            $this->journal->save(self::document(), $this->now);
        }
        $this->platform = new CorePlatform($this->context, $this->keys, $this->desk);
        $this->module = new LoyaltyPoints($this->journal, $this->desk, $this->platform);
    }

    private function buy(int $id, int $cart, bool $hook = true): void
    {
        $from = \FakeShop::$carts[$cart];
        \FakeShop::$orders[$id] = [
            'customer' => $from['customer'], 'cart' => $cart, 'currency' => $from['currency'], 'state' => 1, 'shipping' => 3.95, 'placed' => date('Y-m-d H:i:s', $this->now),
            'history' => [], 'slips' => [],
            'lines' => [['id_order_detail' => '1', 'product_id' => '1', 'product_reference' => 'MUG', 'product_quantity' => '2', 'total_price_tax_incl' => '50.000000',
                'total_price_tax_excl' => '41.670000', 'reduction_percent' => '0.00', 'reduction_amount' => '0.000000', 'id_category_default' => '3', 'id_manufacturer' => '4']],
            'rules' => array_map(static fn (int $rule): array => ['id_cart_rule' => (string) $rule, 'value' => \FakeShop::$rules[$rule]->reduction_amount, 'free_shipping' => '0'], $from['rules']),
        ];
        if ($hook) {
            $this->module->orderChanged($id, $this->now);
        }
    }

    private function becomes(int $id, int $state, bool $hook = true): void
    {
        ++$this->now;
        $order = \FakeShop::$orders[$id];
        $order['state'] = $state;
        $order['history'][] = [$state, date('Y-m-d H:i:s', $this->now)];
        \FakeShop::$orders[$id] = $order;
        if ($hook) {
            $this->module->orderChanged($id, $this->now);
            $this->module->orderChanged($id, $this->now);
        }
    }

    /** @param list<array<string, int|float|string>> $details */
    private function slip(int $order, int $slip, float $goods, array $details = [], float $shipping = 0.0): void
    {
        ++$this->now;
        \FakeShop::$details[$slip] = $details;
        $row = \FakeShop::$orders[$order];
        $row['slips'][] = ['id_order_slip' => (string) $slip, 'total_products_tax_incl' => (string) $goods, 'total_products_tax_excl' => (string) $goods,
            'total_shipping_tax_incl' => (string) $shipping, 'amount' => (string) $goods, 'date_add' => date('Y-m-d H:i:s', $this->now)];
        \FakeShop::$orders[$order] = $row;
        $this->module->orderChanged($order, $this->now);
    }

    private function give(int $points): void
    {
        $this->module->adjust('7', "gift-$points", $points, 'welcome', 'anna', $this->now);
    }

    private function account(string $key = '7'): Account
    {
        return $this->desk->customer($key, $this->now)->account;
    }

    private static function document(): string
    {
        return json_encode([
            'name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2020-01-01', 'discounts' => 'prestashop',
            'points' => [
                'earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100, 'brands' => ['include' => ['Pottery']], 'categories' => ['include' => ['mugs']]]],
                'worth' => ['points' => 100, 'amount' => 100], 'spend' => ['step' => 100],
            ],
            'services' => [['key' => 'repair', 'name' => 'Repair', 'kind' => 'repair', 'units' => 1, 'per' => 'piece', 'lasts' => ['months' => 12]]],
            'campaigns' => [['number' => 1, 'key' => 'tenth', 'name' => '10 % off', 'combinable' => true, 'discount' => ['kind' => 'percent', 'basis_points' => 1000]]],
        ], \JSON_THROW_ON_ERROR);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Import;

use Loyalty\Customer;
use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\Shop\Import\Backfill;
use Loyalty\Shop\Import\BackfillCursor;
use Loyalty\Shop\Import\BackfillMapping;
use Loyalty\Shop\Import\BackfillTally;
use Loyalty\Shop\Import\ImportException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Backfill::class)]
#[CoversClass(BackfillCursor::class)]
#[CoversClass(BackfillMapping::class)]
#[CoversClass(BackfillTally::class)]
final class BackfillTest extends TestCase
{
    private const NOW = 1_323_475_200;

    private \PDO $shop;
    private Journal $journal;

    protected function setUp(): void
    {
        parent::setUp();
        $this->shop = new \PDO('sqlite::memory:');
        $this->journal = Journal::open($this->folder . '/journal.sqlite');
    }

    public function testWooCommercesOrdersBecomeEventsWithLinesAndRefunds(): void
    {
        $this->wooCommerce();
        $tally = $this->backfill(BackfillMapping::woocommerce())->run();
        self::assertSame([7, 4, 2, 8, 1, 0], [$tally->orders, $tally->counting, $tally->refunds, $tally->appended, $tally->otherCurrency, $tally->refused], implode("\n", $tally->problems));
        $orders = $this->payloads();
        self::assertSame(['woocommerce/order/10/1', 'woocommerce/order/10/2', 'woocommerce/refund/20/1', 'woocommerce/order/11/1', 'woocommerce/refund/21/1', 'woocommerce/order/16/1', 'woocommerce/order/17/1', 'woocommerce/order/17/2'], array_keys($orders));
        $order = $orders['woocommerce/order/10/2'];
        // 30.00 + 6.00 tax and 10.01 of two lines, 5.00 of shipping and 1.00 of its tax.
        self::assertSame([4601, 600, 'delivered'], [$order['amount'], $order['shipping'], $order['condition']]);
        self::assertEquals([['amount' => 3600, 'category' => 'mugs', 'cost' => 1250, 'quantity' => 3, 'sku' => 'MUG-1', 'tax' => 600], ['amount' => 1001, 'quantity' => 1, 'sku' => '101']], $order['lines']);
        $refund = $orders['woocommerce/refund/20/1'];
        self::assertEquals([1200, 600, '10', [['amount' => 1200, 'category' => 'mugs', 'quantity' => 1, 'sku' => 'MUG-1']]], [$refund['amount'], $refund['shipping'], $refund['order'], $refund['lines']]);
        self::assertSame([gmmktime(9, 30, 0, 1, 5, 2011), gmmktime(12, 0, 0, 1, 7, 2011)], [$this->at('woocommerce/order/10/1'), $this->at('woocommerce/order/10/2')]);
        self::assertSame(['7', null], [$this->event('woocommerce/order/10/1')->customer, $this->event('woocommerce/order/16/1')->customer], 'guests are anonymous');
    }

    public function testGuestsWithOneMailboxAreOnePersonWhereKeysAreGiven(): void
    {
        $this->wooCommerce();
        $keys = KeyRing::create();
        (new Backfill($this->shop, BackfillMapping::woocommerce(), $this->journal, 'GBP', $keys))->run();
        $guest = $this->event('woocommerce/order/16/1')->customer;
        self::assertSame('guest:' . $keys->pseudonym('ann@gmail.com'), $guest);
        self::assertSame($guest, $this->event('woocommerce/order/17/1')->customer);
    }

    public function testOrdersAsPostsGiveTheSame(): void
    {
        $this->wooCommerce();
        $this->backfill(BackfillMapping::woocommerce())->run();
        $other = Journal::open($this->folder . '/legacy.sqlite');
        $this->legacy();
        (new Backfill($this->shop, BackfillMapping::woocommerceLegacy(), $other, 'GBP'))->run();
        self::assertEquals(iterator_to_array($this->journal->events(), false), iterator_to_array($other->events(), false));
    }

    public function testPrestaShopsOrdersInItsLocalTime(): void
    {
        $this->prestaShop();
        $tally = $this->backfill(BackfillMapping::prestashop('ps_', 'Europe/Paris'))->run();
        self::assertSame([4, 2, 1, 0], [$tally->orders, $tally->counting, $tally->refunds, $tally->refused], implode("\n", $tally->problems));
        $orders = $this->payloads();
        self::assertSame(['prestashop/order/1/1', 'prestashop/order/1/2', 'prestashop/refund/5/1', 'prestashop/order/2/1'], array_keys($orders));
        self::assertEquals([['amount' => 4000, 'category' => 'lamps', 'cost' => 2469, 'quantity' => 2, 'sku' => 'LAMP', 'tax' => 667], ['amount' => 500, 'quantity' => 1, 'sku' => '9', 'tax' => 83]], $orders['prestashop/order/1/1']['lines']);
        self::assertSame([4500, 700], [$orders['prestashop/order/1/1']['amount'], $orders['prestashop/order/1/1']['shipping']]);
        self::assertEquals([2000, [['amount' => 2000, 'category' => 'lamps', 'quantity' => 1, 'sku' => 'LAMP']]], [$orders['prestashop/refund/5/1']['amount'], $orders['prestashop/refund/5/1']['lines']]);
        // Summer time in Paris.
        self::assertSame(gmmktime(8, 0, 0, 7, 1, 2011), $this->at('prestashop/order/1/1'));
        self::assertSame(['3', null], [$this->event('prestashop/order/1/1')->customer, $this->event('prestashop/order/2/1')->customer]);
    }

    public function testAnyShopWithStatementsOfItsOwn(): void
    {
        $this->generic(25);
        $seen = [];
        $backfill = $this->backfill($this->mapping());
        self::assertSame(25, $backfill->remaining());
        $tally = $backfill->run(static function (BackfillTally $t) use (&$seen): void {
            $seen[] = $t->orders;
        }, 10);
        self::assertSame([10, 20, 25], $seen);
        self::assertSame([25, 25], [$tally->appended, $this->journal->count()]);
        self::assertSame(0, $backfill->remaining());
        self::assertSame(0, $this->backfill($this->mapping())->run()->orders, 'nothing is left');
        $again = $this->backfill($this->mapping());
        $again->restart();
        self::assertSame([0, 25], [$again->run()->appended, $again->tally->repeated]);
    }

    public function testWhoStopsOnTheWayGoesOnWhereItWas(): void
    {
        $this->generic(25);
        try {
            $this->backfill($this->mapping())->run(static fn () => throw new \DomainException('the power fails'), 10);
            self::fail('ran on');
        } catch (\DomainException) {
        }
        self::assertSame(10, $this->journal->count());
        $rest = $this->backfill($this->mapping());
        self::assertSame(15, $rest->remaining());
        self::assertSame([15, 0], [$rest->run(null, 10)->appended, $rest->tally->repeated]);
    }

    public function testWhatCannotBeReadIsNamedAndTheRestGoesOn(): void
    {
        $this->generic(6);
        $this->shop->exec("UPDATE sale SET total = 'a lot' WHERE id = 2");
        $this->shop->exec("UPDATE sale SET state = 'lost' WHERE id = 3");
        $this->shop->exec("UPDATE sale SET at = 'yesterday' WHERE id = 4");
        $tally = $this->backfill($this->mapping())->run();
        self::assertSame([3, 3], [$tally->appended, $tally->refused]);
        self::assertSame(['order 2: "a lot" is no amount', 'order 3: the mapping does not say what status "lost" means', 'order 4: "yesterday" is no time such as 2024-05-17 18:30:00'], $tally->problems);
    }

    public function testWhatTheHooksHaveWrittenIsKept(): void
    {
        $this->generic(5);
        $this->journal->append([Event::order('old', '3', 1, '3', self::NOW, OrderCondition::Paid, new Money(999, 'GBP'))]);
        $tally = $this->backfill($this->mapping())->run();
        self::assertSame([4, 1], [$tally->appended, $tally->conflicts]);
        self::assertSame(999, $this->payloads()['old/order/3/1']['amount']);
    }

    /** Complaint 27: campaigns ignore orders from before the plugin was installed. */
    public function testOrdersFromBeforeTheProgrammeCountForStatisticsAndEarnOnlyWithBackfill(): void
    {
        $this->generic(3, '2011-01-10 10:00:00');
        $this->shop->exec('UPDATE sale SET buyer = 7');
        $this->backfill($this->mapping())->run();
        $state = function (bool $backfill): array {
            $rules = json_encode(['name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-06-01', 'points' => [
                'earn' => [['key' => 'r', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100], 'backfill' => $backfill,
            ], 'tiers' => ['by' => 'spend', 'levels' => [['key' => 'bronze', 'name' => 'B', 'from' => 0], ['key' => 'silver', 'name' => 'S', 'from' => 3000]]]], \JSON_THROW_ON_ERROR);
            $customer = Customer::fold(Programme::fromJson($rules), '7', $this->journal->eventsOf('7'), self::NOW);

            return [$customer->facts['orders'], $customer->facts['spent'], $customer->tier, $customer->account->earned];
        };
        self::assertSame([3, 3000, 'silver', 0], $state(false));
        self::assertSame([3, 3000, 'silver', 30], $state(true));
    }

    public function testAMappingThatCannotWorkIsRefused(): void
    {
        foreach ([
            '{' => 'no JSON', '{"sauce": 1}' => 'has the members', '{"source": "x", "orders": "SELECT 1", "statuses": {}}' => 'the statement "orders" has no :after',
            '{"source": "x", "orders": ":after :limit", "statuses": {"a": "b"}}' => 'status "a" means paid, delivered, nothing, not "b"',
            '{"source": "x", "orders": ":after :limit", "statuses": {}, "timezone": "Mars"}' => 'there is no time zone "Mars"', '{"source": "x", "orders": ":after :limit"}' => '"statuses" say',
            '{"source": 5, "orders": ":after :limit", "statuses": {}}' => '"source" is a text',
        ] as $json => $why) {
            try {
                BackfillMapping::fromJson($json);
                self::fail($json);
            } catch (ImportException $e) {
                self::assertStringContainsString($why, $e->getMessage());
            }
        }
        $this->generic(3);
        $this->expectExceptionMessage('"orders" gives orders by "number", ascending');
        $this->backfill(new BackfillMapping('old', 'SELECT id AS number FROM sale WHERE id > :after OR 1 = 1 ORDER BY id DESC LIMIT :limit', []))->run();
    }

    private function backfill(BackfillMapping $mapping): Backfill
    {
        return new Backfill($this->shop, $mapping, $this->journal, 'GBP');
    }

    private function mapping(): BackfillMapping
    {
        return BackfillMapping::fromJson(json_encode([
            'source' => 'old', 'timezone' => 'Europe/London', 'statuses' => ['done' => 'paid'], 'count' => 'SELECT COUNT(*) FROM sale WHERE id > :after',
            'orders' => 'SELECT id AS number, buyer AS customer, state AS status, total, at AS created_at FROM sale WHERE id > :after ORDER BY id LIMIT :limit',
        ], \JSON_THROW_ON_ERROR));
    }

    private function generic(int $orders, string $at = '2011-07-01 10:00:00'): void
    {
        $this->shop->exec('CREATE TABLE sale (id INTEGER PRIMARY KEY, buyer INTEGER, state TEXT, total TEXT, at TEXT)');
        foreach (range(1, $orders) as $i) {
            $this->shop->exec("INSERT INTO sale VALUES ($i, $i, 'done', '10.00', '$at')");
        }
    }

    /** @return array<string, array<mixed>> By id. */
    private function payloads(): array
    {
        $payloads = [];
        foreach ($this->journal->events() as $event) {
            $payloads[$event->id] = self::decode($event->payload);
        }

        return $payloads;
    }

    private function event(string $id): Event
    {
        return $this->journal->byIds([$id])[$id] ?? self::fail("no $id");
    }

    private function at(string $id): int
    {
        return $this->event($id)->at;
    }

    /** The columns of WooCommerce 11 that are read. */
    private function wooCommerce(): void
    {
        foreach ([
            'CREATE TABLE wp_wc_orders (id INTEGER PRIMARY KEY, type TEXT, status TEXT, currency TEXT, total_amount NUMERIC, customer_id INTEGER, billing_email TEXT, date_created_gmt TEXT, parent_order_id INTEGER)',
            'CREATE TABLE wp_wc_order_operational_data (order_id INTEGER, shipping_total_amount NUMERIC, shipping_tax_amount NUMERIC, date_paid_gmt TEXT, date_completed_gmt TEXT)',
            'CREATE TABLE wp_woocommerce_order_items (order_item_id INTEGER PRIMARY KEY, order_id INTEGER, order_item_type TEXT)',
            'CREATE TABLE wp_woocommerce_order_itemmeta (order_item_id INTEGER, meta_key TEXT, meta_value TEXT)',
            'CREATE TABLE wp_wc_product_meta_lookup (product_id INTEGER, sku TEXT)',
            'CREATE TABLE wp_term_relationships (object_id INTEGER, term_taxonomy_id INTEGER)',
            'CREATE TABLE wp_term_taxonomy (term_taxonomy_id INTEGER, term_id INTEGER, taxonomy TEXT)',
            'CREATE TABLE wp_terms (term_id INTEGER, slug TEXT)',
            "INSERT INTO wp_wc_product_meta_lookup VALUES (100, 'MUG-1'), (101, '')",
            'INSERT INTO wp_term_relationships VALUES (100, 5)', "INSERT INTO wp_term_taxonomy VALUES (5, 6, 'product_cat')", "INSERT INTO wp_terms VALUES (6, 'mugs')",
        ] as $statement) {
            $this->shop->exec($statement);
        }
        foreach ([
            [10, 'shop_order', 'wc-completed', 'GBP', '52.01', 7, 'x@example.org', '2011-01-05 09:00:00', 0, '5.00', '1.00', '2011-01-05 09:30:00', '2011-01-07 12:00:00'],
            [11, 'shop_order', 'wc-refunded', 'GBP', '20.00', 8, '', '2011-01-06 09:00:00', 0, '0', '0', '2011-01-06 09:30:00', null],
            [12, 'shop_order', 'wc-pending', 'GBP', '20.00', 8, '', '2011-01-06 09:00:00', 0, '0', '0', null, null],
            [13, 'shop_order', 'wc-cancelled', 'GBP', '20.00', 8, '', '2011-01-06 09:00:00', 0, '0', '0', '2011-01-06 09:30:00', null],
            [15, 'shop_order', 'wc-processing', 'USD', '20.00', 8, '', '2011-01-06 09:00:00', 0, '0', '0', '2011-01-06 09:30:00', null],
            [16, 'shop_order', 'wc-processing', 'GBP', '5.50', 0, 'Ann@googlemail.com', '2011-01-08 09:00:00', 0, '0', '0', null, null],
            [17, 'shop_order', 'wc-completed', 'GBP', '6.50', 0, 'a.nn+x@gmail.com', '2011-01-09 09:00:00', 0, '0', '0', '2011-01-09 09:30:00', null],
            [20, 'shop_order_refund', 'wc-completed', 'GBP', '-18.00', 0, '', '2011-01-10 09:00:00', 10, '-5.00', '-1.00', null, null],
            [21, 'shop_order_refund', 'wc-completed', 'GBP', '-20.00', 0, '', '2011-01-11 09:00:00', 11, '0', '0', null, null],
        ] as [$id, $type, $status, $currency, $total, $customer, $email, $created, $parent, $shipping, $shippingTax, $paid, $completed]) {
            $this->shop->prepare('INSERT INTO wp_wc_orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')->execute([$id, $type, $status, $currency, $total, $customer, $email, $created, $parent]);
            $this->shop->prepare('INSERT INTO wp_wc_order_operational_data VALUES (?, ?, ?, ?, ?)')->execute([$id, $shipping, $shippingTax, $paid, $completed]);
        }
        foreach ([[1, 10, 100, 3, '30.00', '6.00'], [2, 10, 101, 1, '10.01', '0'], [3, 20, 100, -1, '-10.00', '-2.00']] as [$item, $order, $product, $quantity, $total, $tax]) {
            $this->shop->exec("INSERT INTO wp_woocommerce_order_items VALUES ($item, $order, 'line_item')");
            foreach (['_product_id' => $product, '_variation_id' => 0, '_qty' => $quantity, '_line_total' => $total, '_line_tax' => $tax] as $key => $value) {
                $this->shop->exec("INSERT INTO wp_woocommerce_order_itemmeta VALUES ($item, '$key', '$value')");
            }
        }
        // What a shop says that keeps costs; what came back has one too, and one of the lines a wrong one.
        $this->shop->exec("INSERT INTO wp_woocommerce_order_itemmeta VALUES (1, '_cogs_value', '12.50'), (2, '_cogs_value', '-1'), (3, '_cogs_value', '-4.00')");
    }

    /** The same orders as posts, with what a post has of them. */
    private function legacy(): void
    {
        $this->shop->exec('CREATE TABLE wp_posts AS SELECT id AS ID, type AS post_type, status AS post_status, date_created_gmt AS post_date_gmt, parent_order_id AS post_parent FROM wp_wc_orders');
        $this->shop->exec('CREATE TABLE wp_postmeta (post_id INTEGER, meta_key TEXT, meta_value TEXT)');
        foreach ([
            '_customer_user' => 'customer_id', '_billing_email' => 'billing_email', '_order_currency' => 'currency', '_order_total' => 'total_amount', '_order_shipping' => 'shipping_total_amount',
            '_order_shipping_tax' => 'shipping_tax_amount', '_refund_amount' => '0 - total_amount',
            '_date_paid' => "CAST(strftime('%s', date_paid_gmt) AS TEXT)", '_date_completed' => "CAST(strftime('%s', date_completed_gmt) AS TEXT)",
        ] as $key => $value) {
            $this->shop->exec("INSERT INTO wp_postmeta SELECT id, '$key', $value FROM wp_wc_orders JOIN wp_wc_order_operational_data ON order_id = id WHERE $value IS NOT NULL");
        }
    }

    /** The columns of PrestaShop 8 that are read. */
    private function prestaShop(): void
    {
        foreach ([
            'CREATE TABLE ps_orders (id_order INTEGER PRIMARY KEY, id_customer INTEGER, id_currency INTEGER, current_state INTEGER, total_paid_tax_incl NUMERIC, total_shipping_tax_incl NUMERIC, date_add TEXT)',
            'CREATE TABLE ps_customer (id_customer INTEGER, email TEXT, is_guest INTEGER)', 'CREATE TABLE ps_currency (id_currency INTEGER, iso_code TEXT)',
            'CREATE TABLE ps_order_state (id_order_state INTEGER, paid INTEGER)', 'CREATE TABLE ps_order_history (id_order INTEGER, id_order_state INTEGER, date_add TEXT)',
            'CREATE TABLE ps_configuration (id_configuration INTEGER, name TEXT, value TEXT)', 'CREATE TABLE ps_product (id_product INTEGER, id_category_default INTEGER)',
            'CREATE TABLE ps_category_lang (id_category INTEGER, id_lang INTEGER, link_rewrite TEXT)',
            'CREATE TABLE ps_order_detail (id_order_detail INTEGER, id_order INTEGER, product_id INTEGER, product_reference TEXT, product_quantity INTEGER, total_price_tax_incl NUMERIC, total_price_tax_excl NUMERIC, original_wholesale_price NUMERIC)',
            'CREATE TABLE ps_order_slip (id_order_slip INTEGER, id_order INTEGER, date_add TEXT, total_products_tax_incl NUMERIC, total_shipping_tax_incl NUMERIC)',
            'CREATE TABLE ps_order_slip_detail (id_order_slip INTEGER, id_order_detail INTEGER, product_quantity INTEGER, amount_tax_incl NUMERIC)',
            "INSERT INTO ps_configuration VALUES (1, 'PS_OS_DELIVERED', '5'), (2, 'PS_OS_REFUND', '7'), (3, 'PS_LANG_DEFAULT', '1')", "INSERT INTO ps_currency VALUES (1, 'GBP')",
            'INSERT INTO ps_order_state VALUES (2, 1), (5, 1), (6, 0), (7, 0), (1, 0)', "INSERT INTO ps_customer VALUES (3, 'x@example.org', 0), (4, 'g@example.org', 1)",
            "INSERT INTO ps_orders VALUES (1, 3, 1, 5, 52.00, 7.00, '2011-07-01 09:00:00'), (2, 4, 1, 2, 10.00, 0, '2011-07-02 09:00:00'), (3, 3, 1, 6, 9.00, 0, '2011-07-03 09:00:00'), (4, 3, 1, 1, 9.00, 0, '2011-07-04 09:00:00')",
            "INSERT INTO ps_order_history VALUES (1, 2, '2011-07-01 10:00:00'), (1, 5, '2011-07-04 10:00:00'), (2, 2, '2011-07-02 10:00:00'), (3, 2, '2011-07-03 10:00:00')",
            'INSERT INTO ps_product VALUES (8, 20), (9, 99)', "INSERT INTO ps_category_lang VALUES (20, 1, 'lamps'), (20, 2, 'lampes')",
            "INSERT INTO ps_order_detail VALUES (1, 1, 8, 'LAMP', 2, 40.00, 33.33, 12.345), (2, 1, 9, '', 1, 5.00, 4.17, 0)",
            "INSERT INTO ps_order_slip VALUES (5, 1, '2011-07-09 10:00:00', 20.00, 0)", 'INSERT INTO ps_order_slip_detail VALUES (5, 1, 1, 20.00)',
        ] as $statement) {
            $this->shop->exec($statement);
        }
    }
}

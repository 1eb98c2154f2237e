<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\CouponException;
use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\Schema;
use Loyalty\Shop\Attempts\Store;
use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\Server;

abstract class DatabaseCase extends AttemptsCase
{
    /** @use OneServer<Server> */
    use OneServer;
    use StoreRules;

    private static int $tables = 0;

    private Schema $schema;
    private PdoConnection $connection;

    protected function setUp(): void
    {
        parent::setUp();
        $this->schema = new Schema(sprintf('t%d_', ++self::$tables));
        $this->connection = $this->connect();
        $this->schema->create($this->connection);
        $this->schema->create($this->connection);
    }

    protected function tearDown(): void
    {
        $this->schema->drop($this->connection);
    }

    protected function store(int $node = 0): Store
    {
        // A cluster certifies optimistically: a hundred writers of one row meet often.
        return new DatabaseStore($this->connect($node), $this->schema, new Backoff(60));
    }

    public function testWhatIsForgottenIsSwept(): void
    {
        $store = $this->store();
        $now = self::NOW * 1_000_000;
        for ($i = 0; $i < 20; ++$i) {
            $store->raise("n$i", 1_000_000 * (1 + $i), $now, $now + 100_000_000);
        }
        $store->count(self::NOW - 40 * 86400, 3600, 1000);
        $store->count(self::NOW, 3600, 1000);
        self::assertSame(0, $store->sweep(self::NOW - 40 * 86400));
        self::assertSame(5 + 1, $store->sweep(self::NOW + 6));
        self::assertSame(3, $store->sweep(self::NOW + 30, 3));
        self::assertSame(12, $this->rowCount());
        self::assertSame(12, $store->sweep(self::NOW + 30));
    }

    /** The table does not grow with all who ever failed, whether or not anybody sweeps. */
    public function testNewRowsClearOldOnesAway(): void
    {
        $store = $this->store();
        for ($i = 0; $i < 200; ++$i) {
            $now = (self::NOW + $i) * 1_000_000;
            $store->raise("n$i", 1_000_000, $now, $now + 10_000_000);
        }
        self::assertLessThanOrEqual(70, $this->rowCount());
    }

    public function testInsideOfTheShopsTransactionTheCountsAreTheTransactions(): void
    {
        $gate = new Gate($this->coupons, $this->keys, new DatabaseStore($this->connection, $this->schema));
        $dialect = $this->connection->dialect();
        $this->connection->command($dialect->begin());
        self::assertSame([...array_fill(0, 10, 'BAD_TAG'), 'RATE_LIMITED'], self::answers(11, $gate, self::forged(), self::guest()));
        $this->connection->command('ROLLBACK');
        $this->connection->command($dialect->begin());
        self::assertSame('BAD_TAG', self::answer($gate, self::forged(), self::guest()));
        $this->connection->command('COMMIT');
        self::assertSame(1, $this->rowCount());
    }

    /** What others have counted since the shop's transaction began counts, though the transaction does not see it. */
    public function testInsideOfATransactionThatSeesOldRows(): void
    {
        $gate = new Gate($this->coupons, $this->keys, new DatabaseStore($this->connection, $this->schema));
        $others = fn (): array => self::answers(10, new Gate($this->coupons, $this->keys, $this->store()), self::forged(), self::guest());
        $dialect = $this->connection->dialect();
        if ($dialect === Dialect::Sqlite) {
            // One writer at a time: nobody can write beside a transaction.
            $others();
        }
        $this->connection->command($dialect->begin());
        $this->rowCount();
        if ($dialect !== Dialect::Sqlite) {
            $others();
        }
        self::assertSame('RATE_LIMITED', self::answer($gate, self::forged(), self::guest()));
        $this->connection->command('COMMIT');
    }

    /** What an attacker hands in is a parameter, and a pseudonym. */
    public function testNamesOfVisitorsAreData(): void
    {
        $gate = new Gate($this->coupons, $this->keys, $this->store());
        foreach (["'; DROP TABLE {$this->schema->bucket}; --", "\0\xff", str_repeat('x', 1_000_000)] as $name) {
            try {
                $gate->verify(self::forged(), self::guest('192.0.2.1', $name), self::NOW);
                self::fail('forged');
            } catch (CouponException $e) {
                self::assertSame('BAD_TAG', $e->reason->value);
            }
        }
        self::assertSame(4, $this->rowCount());
    }

    private function connect(int $node = 0): PdoConnection
    {
        return self::server()->connect($node);
    }

    private function rowCount(): int
    {
        return (int) $this->connection->rows('SELECT COUNT(*) FROM ' . $this->schema->bucket, [])[0][0];
    }
}

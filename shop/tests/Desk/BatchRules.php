<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Desk;

use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\BatchPart;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Identity\Identity;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\NoTableException;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Ledger\TransientException;
use Loyalty\Shop\Tests\Support\Server;
use Loyalty\WordFilter;

/** Batches in the shop's own database, on every database. */
trait BatchRules
{
    private static int $made = 0;

    private PdoConnection $connection;
    private Tables $tables;
    private BatchTable $batches;
    private KeyRing $keys;

    abstract protected static function server(): Server;

    protected function setUp(): void
    {
        $this->connection = self::connect();
        $this->tables = new Tables(sprintf('b%d_', ++self::$made));
        $this->tables->create($this->connection);
        $this->batches = new BatchTable($this->connection, $this->tables);
        $this->keys = KeyRing::create();
    }

    public function testABatchComesBackWhole(): void
    {
        $batch = $this->batches->issue($this->keys, self::document(), 'spring', ['7', '007', 'Мария "ё"'], 1_800_000_000, ['MARIA', '', 'IVAN']);
        self::assertEquals($batch, $this->batches->batchOf(1, $batch->firstSerial + 2));
        self::assertNull($this->batches->batchOf(1, 3));
        self::assertNull($this->batches->batchOf(2, 0));
        self::assertSame(['7', '007', 'Мария "ё"'], $this->batches->batchOf(1, 0)?->customers);
        self::assertSame(self::document(), $this->batches->document($batch->programmeHash));
        self::assertNull($this->batches->document(str_repeat('0', 64)));
        self::assertSame($batch->programmeHash, $this->batches->programme($batch->programmeHash)?->hash());
        $this->tables->create($this->connection);
        self::assertSame(3, $this->batches->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000)->firstSerial);
    }

    public function testTheBatchesOfACampaignAreReadInTurn(): void
    {
        self::assertSame([], iterator_to_array($this->batches->batchesOf(1), false));
        $batches = [];
        foreach ([3, 2000, 1] as $count) {
            $batches[] = $this->batches->issue($this->keys, self::document(), 'spring', $count, 1_800_000_000, null, new WordFilter(['ABC', 'XYZ', 'QQQ', 'HEX', '777', '222']));
        }
        self::assertEquals($batches, iterator_to_array($this->batches->batchesOf(1), false));
        self::assertSame([], iterator_to_array($this->batches->batchesOf(2), false));
    }

    public function testTablesThatWereNeverMadeAreNamedWithTheirPrefix(): void
    {
        $tables = new Tables('never_made_');
        $ledger = new Ledger($this->connection, $tables->ledger);
        foreach ([
            'never_made_coupon_batch' => fn () => (new BatchTable($this->connection, $tables))->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000),
            'never_made_coupon_use' => static fn () => $ledger->hold('cart-1', [new Claim('X', 1, 0)], null, 1_800_000_000),
            'never_made_identity' => fn () => (new Identity($this->connection, $this->keys, 'https://shop.example', $tables->identity))->begin(1_800_000_000),
        ] as $table => $ask) {
            try {
                $ask();
                self::fail('answered');
            } catch (NoTableException $e) {
                self::assertStringContainsString("there is no table $table: Tables::create() makes", $e->getMessage());
                self::assertStringContainsString('prefix ("never_made_" here)', $e->getMessage());
            }
        }
    }

    public function testCodesAreFoundByWhomTheyAreBoundTo(): void
    {
        $words = new WordFilter(array_merge(...array_map(static fn (string $a): array => array_map(static fn (string $b): string => $a . $b . 'E', range('A', 'Z')), range('A', 'Z'))));
        $plain = $this->batches->issue($this->keys, self::document(), 'spring', 3, 1_800_000_000);
        $batch = $this->batches->issue($this->keys, self::document(), 'spring', $customers = ['7', '007', 'Мария "ё"', '\\n/[1]', '7', ...array_map(strval(...), range(100, 199))], 1_800_000_000, null, $words);
        self::assertNotSame([], $batch->skipped);
        self::assertEquals([$plain, $batch], $this->batches->all());
        foreach (['7' => [0, 4], 'Мария "ё"' => [2], '\\n/[1]' => [3], '199' => [104], '00' => [], 'мария "ё"' => []] as $customer => $places) {
            $found = iterator_to_array($this->batches->boundTo((string) $customer), false);
            self::assertSame($places, array_column($found, 1), (string) $customer);
            foreach ($found as [$of, $place]) {
                self::assertEquals($batch, $of);
                self::assertSame([(string) $customer], $this->batches->codeOf(1, BatchPart::serial($of, $place))?->customers);
            }
        }
        foreach (array_keys($customers) as $place) {
            self::assertSame($place, BatchPart::index($batch, BatchPart::serial($batch, $place)));
        }
        self::assertSame(2, $this->batches->forget('7', 'erased:3'));
        self::assertSame(['erased:3', '007', 'Мария "ё"', '\\n/[1]', 'erased:3', '100'], array_slice($this->batches->batchOf(1, $batch->firstSerial)->customers ?? [], 0, 6));
        self::assertSame(0, $this->batches->forget('7', 'erased:3'));
    }

    public function testSkippedSerialsBelongToTheirBatch(): void
    {
        $batch = $this->batches->issue($this->keys, self::document(), 'spring', 2000, 1_800_000_000, null, new WordFilter(['ABC', 'XYZ', 'QQQ', 'HEX', 'ANY', 'TEN', '777', '222']));
        self::assertNotSame([], $batch->skipped);
        self::assertEquals($batch, $this->batches->batchOf(1, 1999 + count($batch->skipped)));
        self::assertSame(2000 + count($batch->skipped), $this->batches->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000)->firstSerial);
    }

    public function testACodesPartOfItsBatchVerifiesItAndNoOther(): void
    {
        $customers = ['7', '007', 'Мария "ё"', '\\n[1]', "a\tb", '€'];
        $words = new WordFilter(array_merge(...array_map(static fn (string $a): array => array_map(static fn (string $b): string => $a . $b . 'E', range('A', 'Z')), range('A', 'Z'))));
        $batch = $this->batches->issue($this->keys, self::document(), 'spring', $many = array_merge($customers, array_map(strval(...), range(100, 299))), 1_800_000_000, null, $words);
        self::assertNotSame([], $batch->skipped);
        $coupons = new Coupons($this->keys, Programme::fromJson(self::document()), [$batch]);
        $verifier = new Verifier($this->keys, Programme::fromJson(self::document()), $this->batches);
        $i = 0;
        foreach ($coupons->issueMany($batch) as $serial => $code) {
            $part = $this->batches->codeOf(1, $serial);
            self::assertSame([$serial, 1, [$many[$i]]], [$part?->firstSerial, $part?->count, $part?->customers]);
            self::assertSame($many[$i], $verifier->verify($code, 1_800_000_000)->customer);
            ++$i;
        }
        self::assertSame(count($many), $i);
        self::assertNull($this->batches->codeOf(1, $batch->firstSerial + $batch->skipped[0]));
        self::assertNull($this->batches->codeOf(1, $batch->firstSerial + $batch->count + count($batch->skipped)));
        self::assertNull($this->batches->codeOf(2, $batch->firstSerial));
    }

    public function testAWorkerThatRunsOnLearnsOfABatchThatCameLater(): void
    {
        $verifier = new Verifier($this->keys, Programme::fromJson(self::document()), $this->batches);
        $this->connection->command($this->connection->dialect()->begin());
        $batch = $this->batches->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000);
        $code = (new Coupons($this->keys, Programme::fromJson(self::document()), [$batch]))->issueMany($batch)->current();
        $this->connection->command('ROLLBACK');
        try {
            $verifier->verify($code, 1_800_000_000);
            self::fail('verified');
        } catch (CouponException $e) {
            self::assertSame(CouponError::NotIssued, $e->reason);
        }
        $this->batches->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000);
        self::assertSame(0, $verifier->verify($code, 1_800_000_000)->serial);
    }

    public function testTermsAreThoseOfTheVersionThatIssued(): void
    {
        $batch = $this->batches->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000);
        $code = (new Coupons($this->keys, Programme::fromJson(self::document()), [$batch]))->issueMany($batch)->current();
        $verifier = new Verifier($this->keys, Programme::fromJson(self::document(['valid_for' => ['days' => 1]], 2)), new BatchTable($this->connection, $this->tables));
        $coupon = $verifier->verify($code, 1_800_000_000 + 20 * 86400);
        self::assertSame($batch->programmeHash, $coupon->programmeHash);
        self::assertSame(1, $verifier->termsOf($coupon)->version());
    }

    public function testANumberThatIsOutIsNotGivenToAnotherLength(): void
    {
        $this->batches->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000);
        $this->expectException(\ValueError::class);
        $this->expectExceptionMessage('campaign number 1');
        $this->batches->issue($this->keys, self::document(['length' => 16], 2), 'spring', 1, 1_800_000_000);
    }

    public function testAnUnknownCampaignWritesNothing(): void
    {
        try {
            $this->batches->issue($this->keys, self::document(), 'nothing', 1, 1_800_000_000);
            self::fail('issued');
        } catch (\ValueError $e) {
            self::assertStringContainsString('"nothing"', $e->getMessage());
        }
        self::assertSame([], $this->connection->rows("SELECT hash FROM {$this->tables->programme}", []));
    }

    public function testWhatTheHostTakesBackWasNeverIssued(): void
    {
        $this->connection->command($this->connection->dialect()->begin());
        $batch = $this->batches->issue($this->keys, self::document(), 'spring', 1, 1_800_000_000);
        $code = (new Coupons($this->keys, Programme::fromJson(self::document()), [$batch]))->issueMany($batch)->current();
        $this->connection->command('ROLLBACK');
        try {
            (new Verifier($this->keys, Programme::fromJson(self::document()), $this->batches))->verify($code, 1_800_000_000);
            self::fail('verified');
        } catch (CouponException $e) {
            self::assertSame(CouponError::NotIssued, $e->reason);
        }
    }

    public function testWhoIssuesWithAnOldSnapshotFindsTheNewestSerials(): void
    {
        if ($this->connection->dialect() === Dialect::Sqlite) {
            // There is one writer at a time.
            $this->expectNotToPerformAssertions();

            return;
        }
        $this->batches->issue($this->keys, self::document(), 'spring', 5, 1_800_000_000);
        $this->connection->command($this->connection->dialect()->begin());
        $this->connection->rows("SELECT COUNT(*) FROM {$this->tables->batch}", []);
        $other = new BatchTable(self::connect(), $this->tables);
        self::assertSame(5, $other->issue($this->keys, self::document(), 'spring', 5, 1_800_000_000)->firstSerial);
        self::assertSame(10, $this->batches->issue($this->keys, self::document(), 'spring', 5, 1_800_000_000)->firstSerial);
        $this->connection->command('COMMIT');
    }

    /** PostgreSQL's stricter transactions see no row that came after them, not even one that is in their way. */
    public function testASnapshotThatCannotSeeTheNewestSerialsIssuesNothing(): void
    {
        if ($this->connection->dialect() !== Dialect::PostgreSql) {
            $this->expectNotToPerformAssertions();

            return;
        }
        $this->connection->command('BEGIN ISOLATION LEVEL REPEATABLE READ');
        $this->connection->rows("SELECT COUNT(*) FROM {$this->tables->batch}", []);
        (new BatchTable(self::connect(), $this->tables))->issue($this->keys, self::document(), 'spring', 5, 1_800_000_000);
        try {
            $this->batches->issue($this->keys, self::document(), 'spring', 5, 1_800_000_000);
            self::fail('issued');
        } catch (TransientException) {
            $this->connection->command('ROLLBACK');
        }
        self::assertSame(5, $this->batches->issue($this->keys, self::document(), 'spring', 5, 1_800_000_000)->firstSerial);
    }

    public function testThoseWhoIssueAtTheSameTimeShareNoSerial(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $children = [];
        for ($c = 0; $c < 6; ++$c) {
            $pid = pcntl_fork();
            if ($pid === 0) {
                try {
                    $batches = new BatchTable(self::connect(), $this->tables);
                    for ($i = 0; $i < 10; ++$i) {
                        $batches->issue($this->keys, self::document(), 'spring', 1 + ($c + $i) % 5, 1_800_000_000);
                    }
                } finally {
                    posix_kill(posix_getpid(), \SIGKILL);
                }
            }
            $children[] = $pid;
        }
        foreach ($children as $pid) {
            pcntl_waitpid($pid, $status);
        }
        $rows = $this->connection->rows("SELECT first_serial, codes FROM {$this->tables->batch} ORDER BY first_serial", []);
        self::assertCount(60, $rows);
        $next = 0;
        foreach ($rows as [$first, $codes]) {
            self::assertSame($next, (int) $first);
            $next += (int) $codes;
        }
    }

    public function testDroppedTablesAreGone(): void
    {
        $this->tables->drop($this->connection);
        $this->expectException(\Loyalty\Shop\Ledger\LedgerException::class);
        $this->connection->rows("SELECT COUNT(*) FROM {$this->tables->batch}", []);
    }

    private static function connect(): PdoConnection
    {
        return self::server()->connect();
    }

    /** @param array<string, mixed> $changes */
    private static function document(array $changes = [], int $version = 1): string
    {
        return json_encode([
            'name' => 'Чаши', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => '2026-01-01',
            'points' => ['earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100]],
            'campaigns' => [$changes + [
                'number' => 1, 'key' => 'spring', 'name' => 'Spring', 'valid_for' => ['days' => 60], 'discount' => ['kind' => 'percent', 'basis_points' => 1000],
            ]],
        ], \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE);
    }
}

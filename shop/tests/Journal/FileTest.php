<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Coupons;
use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\EarlierFile;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\File;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Journal\Migrator;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Ledger\Work;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Journal::class)]
#[CoversClass(File::class)]
#[CoversClass(EarlierFile::class)]
#[CoversClass(EventConflictException::class)]
#[CoversClass(AppendOutcome::class)]
/** A journal in a SQLite file of its own. */
final class FileTest extends TestCase
{
    /** When the batches of journal-1.sql were issued. */
    private const ISSUED = 1_323_475_200;

    public function testEventsComeBackAsTheyWereInTheOrderOfArrival(): void
    {
        $events = [self::order('2'), self::order('1', null), self::order('3', '007')];
        $this->journal()->append($events);

        $read = iterator_to_array($this->journal()->events());
        self::assertSame([1, 2, 3], array_keys($read));
        self::assertEquals($events, array_values($read));
        self::assertNull($read[2]->customer);
        self::assertSame('007', $read[3]->customer);
    }

    public function testReadingGoesOnBehindAPosition(): void
    {
        $journal = $this->journal();
        $journal->append([self::order('1'), self::order('2'), self::order('3')]);

        self::assertSame(['test/order/3/1'], array_column(iterator_to_array($journal->events(2), false), 'id'));
        self::assertSame(3, $journal->position());
    }

    public function testARepeatedEventIsCountedAndChangesNothing(): void
    {
        $journal = $this->journal();
        $journal->append([self::order('1'), self::order('2')]);
        $outcome = $journal->append([self::order('2'), self::order('3'), self::order('3')]);

        self::assertSame([1, 2], [$outcome->appended, $outcome->repeated]);
        self::assertSame(3, $journal->count());
    }

    public function testOtherContentUnderAKnownIdIsRefusedWithItsWholeBatch(): void
    {
        $journal = $this->journal();
        $journal->append([self::order('1')]);
        try {
            $journal->append([self::order('2'), self::order('3'), self::order('4'), self::order('1', '8', 1000), self::order('5')], 2);
            self::fail('a conflict was taken');
        } catch (EventConflictException $e) {
            self::assertSame('test/order/1/1', $e->event->id);
            self::assertSame(['customer'], $e->differs);
            self::assertStringContainsString('"test/order/1/1"', $e->getMessage());
        }

        self::assertSame(['test/order/1/1', 'test/order/2/1', 'test/order/3/1'], array_column(iterator_to_array($journal->events(), false), 'id'));
        self::assertSame(1, $journal->append([self::order('4')])->appended, 'the journal still writes');
    }

    public function testAConflictNamesEveryColumnThatDiffers(): void
    {
        $journal = $this->journal();
        $journal->append([self::order('1')]);
        $this->expectException(EventConflictException::class);
        $this->expectExceptionMessage('another happened_at and payload');
        $journal->append([self::order('1', '7', 999, 1_300_000_001)]);
    }

    public function testASourceThatFailsLeavesWholeBatches(): void
    {
        $journal = $this->journal();
        $source = static function (): \Generator {
            yield self::order('1');
            yield self::order('2');
            yield self::order('3');
            throw new \DomainException('the source broke');
        };
        try {
            $journal->append($source(), 2);
            self::fail('the failure was swallowed');
        } catch (\DomainException) {
        }

        self::assertSame(2, $journal->count());
    }

    public function testEachBatchIsReportedAfterItsCommit(): void
    {
        $journal = $this->journal();
        $seen = [];
        $journal->append([self::order('1'), self::order('2'), self::order('3')], 2, function (AppendOutcome $o) use (&$seen): void {
            $seen[] = [$o->appended, $this->journal()->count()];
        });

        self::assertSame([[2, 2], [3, 3]], $seen);
    }

    public function testAKilledProcessLeavesWholeBatchesOnly(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $path = $this->folder . '/journal.sqlite';
        Journal::open($path);
        $child = pcntl_fork();
        if ($child === 0) {
            $events = (static function (): \Generator {
                for ($i = 1;; ++$i) {
                    yield self::order((string) $i);
                    if ($i > 700) {
                        // In the middle of a batch that is not written yet and, with luck, of one that is.
                        usleep(50);
                    }
                }
            })();
            Journal::open($path)->append($events, 100);
        }
        $deadline = microtime(true) + 20;
        $journal = Journal::open($path);
        while ($journal->count() < 600 && microtime(true) < $deadline) {
            usleep(500);
        }
        posix_kill($child, \SIGKILL);
        pcntl_waitpid($child, $status);
        self::assertIsInt($status);
        self::assertTrue(pcntl_wifsignaled($status));

        $journal = Journal::open($path);
        $count = $journal->count();
        self::assertGreaterThanOrEqual(600, $count);
        self::assertSame(0, $count % 100, "$count events are no whole batches");
        $again = array_map(static fn (int $i): Event => self::order((string) $i), range(1, $count + 10));
        self::assertEquals(new AppendOutcome(10, $count), $journal->append($again), 'the same import goes on where it was killed');
    }

    public function testAWriterThatIsKilledInsideATransactionLeavesNothingOfIt(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $path = $this->folder . '/journal.sqlite';
        Journal::open($path)->append([self::order('1')]);
        $child = pcntl_fork();
        if ($child === 0) {
            $pdo = new \PDO('sqlite:' . $path);
            $pdo->sqliteCreateFunction('die_here', static function (): void {
                posix_kill(posix_getpid(), \SIGKILL);
            });
            // The second row of the batch kills its writer.
            $pdo->exec("CREATE TEMP TRIGGER killer AFTER INSERT ON main.loyalty_journal_event WHEN NEW.id = 'test/order/3/1' BEGIN SELECT die_here(); END");
            (new Journal(new PdoConnection($pdo)))->append([self::order('2'), self::order('3'), self::order('4')]);
            exit(1);
        }
        pcntl_waitpid($child, $status);
        self::assertIsInt($status);
        self::assertTrue(pcntl_wifsignaled($status), 'the child was killed');
        self::assertSame(\SIGKILL, pcntl_wtermsig($status));

        $journal = Journal::open($path);
        self::assertSame(1, $journal->count());
        self::assertSame(3, $journal->append([self::order('2'), self::order('3'), self::order('4')])->appended);
    }

    public function testOneCustomersEventsAreFoundByTheExactKey(): void
    {
        $journal = $this->journal();
        $journal->append([self::order('1', '7'), self::order('2', '007'), self::order('3', '7'), self::order('4', null)]);

        self::assertSame(['test/order/1/1', 'test/order/3/1'], array_column($journal->eventsOf('7'), 'id'));
        self::assertSame([], $journal->eventsOf('8'));
    }

    public function testEventsAreNeverChangedNorRemoved(): void
    {
        $this->journal()->append([self::order('1')]);
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite');
        foreach (['UPDATE loyalty_journal_event SET happened_at = 5', 'DELETE FROM loyalty_journal_event'] as $statement) {
            try {
                $pdo->exec($statement);
                self::fail($statement);
            } catch (\PDOException $e) {
                self::assertStringContainsString('append-only', $e->getMessage());
            }
        }
    }

    public function testTheFileIsForItsOwnerOnly(): void
    {
        $this->journal();
        self::assertSame(0600, fileperms($this->folder . '/journal.sqlite') & 0777);
    }

    public function testWhatIsNoJournalIsRefused(): void
    {
        file_put_contents($this->folder . '/text', str_repeat('not a database ', 100));
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('is not a journal');
        Journal::open($this->folder . '/text');
    }

    public function testAMissingJournalIsNotMadeWhereOneMustBe(): void
    {
        try {
            Journal::open($this->folder . '/none', true);
            self::fail('a journal was made');
        } catch (JournalException) {
        }
        self::assertFileDoesNotExist($this->folder . '/none');
    }

    public function testAJournalOfALaterVersionIsLeftAlone(): void
    {
        $this->journal();
        (new \PDO('sqlite:' . $this->folder . '/journal.sqlite'))->exec('INSERT INTO migration (version) VALUES (99)');
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('schema 99');
        $this->journal();
    }

    public function testAJournalOfTheFirstSchemaGoesOnAndItsCodesAreGood(): void
    {
        [$keys, $codes] = $this->firstSchema();
        $journal = $this->journal();
        $document = self::programme();
        $programme = Programme::fromJson($document);
        $verifier = new Verifier($keys, $programme, $journal->batches());

        self::assertSame(1, $journal->count());
        self::assertCount(4, $journal->batches()->all());
        foreach ($codes as $row) {
            $coupon = $verifier->verify($row['code'], self::ISSUED + 86400);
            self::assertSame([$row['campaign'], $row['serial'], $row['customer']], [$coupon->campaign, $coupon->serial, $coupon->customer]);
            self::assertSame($row['version'], $verifier->termsOf($coupon)->version());
        }
        $days = static fn (int $version): int => $version === 1 ? 31 : 61;
        foreach ($codes as $row) {
            if ($row['campaign'] === 'winback') {
                self::assertSame(self::ISSUED + $days($row['version']) * 86400, $verifier->verify($row['code'], self::ISSUED)->expiresAt);
            }
        }
        self::assertSame(5, $journal->batches()->issue($keys, $document, 'winback', 1, self::ISSUED)->firstSerial, 'serials count on');
        self::assertEquals($journal->batches()->all(), $this->journal()->batches()->all(), 'migrated once');
    }

    public function testAMigrationStoresEachProgrammeUnderWhatItHashesToNow(): void
    {
        $this->firstSchema();
        $this->journal();
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite');
        $stored = self::pairs($pdo, 'SELECT hash, document FROM loyalty_coupon_programme');

        self::assertCount(2, $stored);
        foreach ($stored as $hash => $document) {
            self::assertSame($hash, Programme::fromJson($document)->hash());
        }
        self::assertSame([], self::pairs($pdo, 'SELECT first_serial, programme FROM loyalty_coupon_batch WHERE programme NOT IN (SELECT hash FROM loyalty_coupon_programme)'));
    }

    public function testAProgrammeThatIsNoneAnyMoreStopsItsOwnCodesOnly(): void
    {
        [$keys, $codes] = $this->firstSchema("UPDATE programme SET document = replace(document, '\"discount\"', '\"discont\"') WHERE document LIKE '%\"version\":2%'");
        $verifier = new Verifier($keys, Programme::fromJson(self::programme()), $this->journal()->batches());

        self::assertSame(0, $verifier->verify($codes[0]['code'], self::ISSUED)->serial);
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('is none for this version of the extension');
        $verifier->verify($codes[5]['code'], self::ISSUED);
    }

    public function testAMigrationThatFailsLeavesTheJournalAsItWas(): void
    {
        $this->firstSchema("CREATE TRIGGER full BEFORE INSERT ON migration BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        try {
            $this->journal();
            self::fail('migrated');
        } catch (\PDOException|JournalException $e) {
            self::assertStringContainsString('the disk is full', $e->getMessage());
        }
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite');
        self::assertSame([1 => '1'], self::pairs($pdo, 'SELECT version, version FROM migration'));
        $pdo->exec('DROP TRIGGER full');
        self::assertCount(4, $this->journal()->batches()->all());
    }

    public function testAJournalOfTheSecondSchemaGoesOnWithItsEvents(): void
    {
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite');
        $pdo->exec(self::read(__DIR__ . '/../data/journal-1.sql'));
        foreach (['ALTER TABLE coupon_batch ADD COLUMN names TEXT NULL', 'ALTER TABLE coupon_batch ADD COLUMN skipped TEXT NULL', 'INSERT INTO migration VALUES (2)',
            "UPDATE coupon_batch SET skipped = '[1,1]', names = '[\"ANNA\",\"\"]' WHERE first_serial = 2"] as $statement) {
            $pdo->exec($statement);
        }
        $events = array_map(static fn (int $i): Event => $i % 10 === 0 ? Event::visit('test', (string) $i, (string) ($i % 7), 1_300_000_000 + $i) : self::order((string) $i, $i % 9 === 0 ? null : (string) ($i % 7)), range(2, 9000));
        $insert = $pdo->prepare('INSERT INTO event (id, customer, type, happened_at, payload) VALUES (?, ?, ?, ?, ?)');
        $pdo->beginTransaction();
        foreach ($events as $event) {
            $insert->execute([$event->id, $event->customer, $event->type->value, $event->at, $event->payload]);
        }
        $pdo->commit();
        unset($pdo, $insert);

        $journal = $this->journal();
        self::assertSame(9000, $journal->position());
        $read = iterator_to_array($journal->events(), false);
        self::assertSame('test/order/1/1', array_shift($read)?->id);
        self::assertEquals($events, $read);
        self::assertSame([], (new Audit($journal))->verify()->findings);
        self::assertSame([1, 2], $journal->batches()->batchOf(1, 2)?->skipped);
        self::assertSame(['ANNA', ''], $journal->batches()->batchOf(1, 2)->names);
        self::assertSame(0, $journal->append($events)->appended, 'an import goes on');
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite');
        self::assertSame([1 => '1', 2 => '2', 3 => '3'], self::pairs($pdo, 'SELECT version, version FROM migration'), 'what code of before finds, and leaves alone');
        self::assertSame([], self::pairs($pdo, "SELECT name, name FROM sqlite_master WHERE name IN ('event', 'programme', 'coupon_batch')"));
    }

    public function testAFullDiskLeavesWholeBatches(): void
    {
        $journal = $this->journal();
        $journal->append([self::order('1')]);
        $pages = (int) $journal->connection->rows('PRAGMA page_count', [])[0][0];
        $failures = 0;
        for ($more = 0; $more < 40; ++$more) {
            $journal->connection->rows('PRAGMA max_page_count = ' . ($pages + $more), []);
            $count = $journal->count();
            try {
                $journal->append(array_map(static fn (int $i): Event => self::order("$more-$i", (string) $i), range(1, 50)));
                self::assertSame($count + 50, $journal->count());
            } catch (LedgerException $e) {
                self::assertStringContainsString('full', $e->getMessage());
                self::assertSame($count, $journal->count());
                self::assertFalse($journal->connection->inTransaction());
                ++$failures;
            }
        }
        self::assertGreaterThan(5, $failures);
        $journal->connection->rows('PRAGMA max_page_count = 100000', []);
        self::assertSame(1, $journal->append([self::order('last')])->appended);
        self::assertSame([], (new Audit($journal))->verify()->findings);
        self::assertSame(range(1, $journal->count()), array_keys(iterator_to_array($journal->events())));
    }

    public function testAMigrationThatFindsTheDiskFullLeavesTheJournalAsItWas(): void
    {
        $this->firstSchema();
        $before = self::read($this->folder . '/journal.sqlite');
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite', null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION]);
        $connection = new PdoConnection($pdo);
        $pages = (int) $connection->rows('PRAGMA page_count', [])[0][0];
        for ($more = 0; $more < 12; ++$more) {
            $connection->rows('PRAGMA max_page_count = ' . ($pages + $more), []);
            try {
                (new Migrator($connection, new Schema(), new Work($connection, new Backoff()), true))->migrate();
                self::fail('migrated');
            } catch (LedgerException $e) {
                self::assertStringContainsString('full', $e->getMessage());
            }
        }
        unset($connection, $pdo);
        self::assertSame($before, self::read($this->folder . '/journal.sqlite'));
        self::assertSame(1, $this->journal()->count());
    }

    public function testCodesOutliveAChangeOfTheTimeZonesRules(): void
    {
        $keys = KeyRing::create('shop.example/test');
        $programme = Programme::fromJson(self::programme());
        $batch = $this->journal()->batches()->issue($keys, self::programme(), 'winback', 1, self::ISSUED);
        $code = (new Coupons($keys, $programme, [$batch]))->issueMany($batch)->current();
        // Transitions count in the hash: stored with those of another year it is another.
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite');
        $pdo->exec("UPDATE loyalty_coupon_batch SET programme = '" . str_repeat('ab', 32) . "'");
        $pdo->exec("UPDATE loyalty_coupon_programme SET hash = '" . str_repeat('ab', 32) . "'");

        $coupon = (new Verifier($keys, $programme, $this->journal()->batches()))->verify($code, self::ISSUED);
        self::assertSame([0, $programme->hash()], [$coupon->serial, $coupon->programmeHash]);
        $later = Programme::fromJson(self::programme(['version' => 2]));
        self::assertSame($programme->hash(), (new Verifier($keys, $later, $this->journal()->batches()))->verify($code, self::ISSUED)->programmeHash);
    }

    public function testIdsAreFoundByTheirBeginning(): void
    {
        $this->journal()->append([self::order('a-1'), self::order('a-2'), self::order('a.'), self::order('ab'), self::order('A-1'), self::order('a_')]);

        self::assertSame(['test/order/a-1/1', 'test/order/a-2/1'], $this->journal()->idsFrom('test/order/a-'));
        self::assertSame([], $this->journal()->idsFrom('test/order/%'));
    }

    public function testARollbackThatFailsDoesNotHideItsCause(): void
    {
        $journal = $this->journal();
        // As SQLite does where the disk is full: the statement ends the transaction, and ROLLBACK has none.
        (new \PDO('sqlite:' . $this->folder . '/journal.sqlite'))->exec(
            "CREATE TRIGGER full BEFORE INSERT ON loyalty_journal_event BEGIN SELECT RAISE(ROLLBACK, 'the disk is full'); END",
        );
        $this->expectException(LedgerException::class);
        $this->expectExceptionMessage('the disk is full');
        $journal->append([self::order('1')]);
    }

    public function testAnErasedPersonIsNotInTheFreePagesOfTheFile(): void
    {
        $path = $this->folder . '/erased.sqlite';
        $journal = Journal::open($path);
        $events = [];
        for ($i = 0; $i < 50; ++$i) {
            $events[] = Event::order('shop', "ORDER-$i", 1, 'anna@shop.example', 1_700_000_000 + $i, OrderCondition::Paid, new Money(1000, 'GBP'), array_fill(0, 40, ['sku' => 'SKU-SECRET', 'quantity' => 1, 'amount' => 25]));
            $events[] = Event::birthday('shop', 'anna@shop.example', 1_700_000_000 + $i, '1984-02-29');
        }
        $journal->append($events);
        (new Erasure($journal))->erase('anna@shop.example', 'asked', 1_800_000_000);
        $left = implode('', array_map(static fn (string $file): string => (string) file_get_contents($file), glob($path . '*') ?: []));
        foreach (['anna@shop.example', 'SKU-SECRET', 'ORDER-1', '1984-02-29'] as $name) {
            self::assertSame(0, substr_count($left, $name), $name);
        }
    }

    public function testAStrangersFileIsLeftAsItIs(): void
    {
        $path = $this->folder . '/other.sqlite';
        (new \PDO('sqlite:' . $path))->exec('CREATE TABLE notes (text TEXT)');
        touch($this->folder . '/empty');
        foreach ([[$path, true], [$path, false], [$this->folder . '/empty', true]] as [$file, $mustExist]) {
            $before = md5_file($file);
            try {
                Journal::open($file, $mustExist);
                self::fail('taken for a journal');
            } catch (JournalException $e) {
                self::assertStringContainsString('is not a journal', $e->getMessage());
            }
            self::assertSame($before, md5_file($file));
        }
        self::assertCount(2, glob($this->folder . '/*') ?: [], 'no file was made beside them');
        self::assertSame(0, Journal::open($this->folder . '/empty')->count(), 'an empty file may become one');
        self::assertSame(0, Journal::open($this->folder . '/empty', true)->count());
    }

    public function testAJournalThatMayOnlyBeReadIsRead(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $path = $this->folder . '/a 100% journal?.sqlite';
        Journal::open($path)->append([self::order('1')]);
        chmod($path, 0444);
        chmod($this->folder, 0555);
        $files = glob($this->folder . '/*');
        $pair = stream_socket_pair(\STREAM_PF_UNIX, \STREAM_SOCK_STREAM, 0);
        self::assertIsArray($pair);
        $child = pcntl_fork();
        if ($child === 0) {
            try {
                if (posix_getuid() === 0) {
                    posix_setuid(65534); // root may write whatever the modes say
                }
                $journal = Journal::open($path, true);
                $said = $journal->count() . ' event; ';
                $journal->append([self::order('2')]);
                $said .= 'written';
            } catch (\Throwable $e) {
                $said = ($said ?? '') . $e->getMessage();
            }
            fwrite($pair[0], $said);
            posix_kill(posix_getpid(), \SIGKILL);
        }
        fclose($pair[0]);
        pcntl_waitpid($child, $status);
        $said = (string) stream_get_contents($pair[1]);
        self::assertStringStartsWith('1 event; ', $said);
        self::assertStringContainsString('readonly', $said);
        self::assertSame($files, glob($this->folder . '/*'));
        chmod($this->folder, 0755);
    }

    /**
     * A journal as the first schema had it, written by the code of that time.
     *
     * @return array{KeyRing, list<array{campaign: string, serial: int, code: string, customer: ?string, version: int}>}
     */
    private function firstSchema(string $then = ''): array
    {
        $pdo = new \PDO('sqlite:' . $this->folder . '/journal.sqlite');
        $pdo->exec(self::read(__DIR__ . '/../data/journal-1.sql') . $then);
        unset($pdo);
        /** @var array{keys: string, codes: list<array{campaign: string, serial: int, code: string, customer: ?string, version: int}>} $data */
        $data = self::decode(self::read(__DIR__ . '/../data/journal-1.json'));
        $keys = $this->folder . '/keys.lty';
        touch($keys);
        chmod($keys, 0600);
        file_put_contents($keys, base64_decode($data['keys']));

        return [KeyRing::open($keys), $data['codes']];
    }

    /** @return array<int|string, string> */
    private static function pairs(\PDO $pdo, string $sql): array
    {
        $rows = $pdo->query($sql);
        self::assertNotFalse($rows);

        return array_map(static fn (mixed $value): string => is_scalar($value) ? (string) $value : '', $rows->fetchAll(\PDO::FETCH_KEY_PAIR));
    }

    private function journal(): Journal
    {
        return Journal::open($this->folder . '/journal.sqlite');
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Customer;
use Loyalty\Event;
use Loyalty\Programme;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\ConcurrencyException;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\TransientException;
use Loyalty\Shop\Tests\Ledger\Meddler;
use PHPUnit\Framework\Attributes\DataProvider;

/** Writing and reading, on every database. */
trait Rules
{
    public function testEventsComeBackAsTheyWereInTheOrderOfArrival(): void
    {
        $events = [self::order('2'), self::visit('1'), self::order('1', null), self::order('3', '007'), Event::birthday('shop', '007', self::NOW, '1984-02-29')];
        $this->journal->append($events);
        $read = iterator_to_array($this->journal->events());
        self::assertSame([1, 2, 3, 4, 5], array_keys($read));
        self::assertEquals($events, array_values($read));
        self::assertSame([5, 5], [$this->journal->count(), $this->journal->position()]);
        self::assertSame(['shop/order/3/1', 'shop/birthday/007/1800000000'], self::ids($this->journal, 3));
        self::assertSame(['shop/order/1/1', 'shop/order/2/1', 'shop/order/3/1'], $this->journal->idsFrom('shop/order/'));
    }

    public function testPagesAreJoinedWithoutASeam(): void
    {
        $events = array_map(static fn (int $i): Event => $i % 3 === 0 ? self::visit((string) $i, (string) ($i % 11)) : self::order((string) $i, (string) ($i % 11)), range(1, 9001));
        self::assertEquals(new AppendOutcome(9001, 0), $this->journal->append($events));
        self::assertSame(array_column($events, 'id'), self::ids($this->journal));
        self::assertSame(range(1, 9001), array_keys(iterator_to_array($this->journal->events())));
        self::assertTrue((new Audit($this->journal))->verify()->isWhole());
    }

    public function testARepeatedEventIsCountedAndChangesNothing(): void
    {
        $this->journal->append([self::order('1'), self::order('2'), self::visit('1')]);
        self::assertEquals(new AppendOutcome(1, 4), $this->journal->append([self::order('2'), self::order('3'), self::order('3'), self::visit('1'), self::order('1')]));
        self::assertSame([4, 3], [$this->journal->count(), $this->journal->nth('7')]);
    }

    /** @return iterable<string, array{Event, list<string>}> */
    public static function conflicts(): iterable
    {
        yield 'another customer' => [self::order('1', '8'), ['customer']];
        yield 'nobody' => [self::order('1', null), ['customer']];
        yield 'another instant' => [self::order('1', '7', 10000, self::NOW), ['happened_at']];
        yield 'another amount and instant' => [self::order('1', '7', 9999, self::NOW), ['happened_at', 'payload']];
        yield 'another table' => [Event::fromRow('shop/order/1/1', 'visit', '7', self::NOW - 30 * self::DAY, '{}'), ['type', 'payload']];
        yield 'another type' => [Event::fromRow('shop/visit/1/1', 'points_adjusted', '7', self::NOW - 30 * self::DAY, '{"author":"a","points":5,"reason":"r"}'), ['type', 'payload']];
    }

    /** @param list<string> $differs */
    #[DataProvider('conflicts')]
    public function testOtherContentUnderAKnownIdIsRefusedWithItsWholeBatch(Event $event, array $differs): void
    {
        $this->journal->append([self::order('1'), self::visit('1')]);
        try {
            $this->journal->append([self::order('2'), self::order('3'), self::order('4'), $event, self::order('5')], 2);
            self::fail('a conflict was taken');
        } catch (EventConflictException $e) {
            self::assertSame([$event->id, $differs], [$e->event->id, $e->differs]);
        }
        self::assertSame(['shop/order/1/1', 'shop/visit/1/1', 'shop/order/2/1', 'shop/order/3/1'], self::ids($this->journal));
        self::assertSame(1, $this->journal->append([self::order('4')])->appended, 'the journal still writes');
    }

    public function testAConflictInsideOfABatchIsOneToo(): void
    {
        $this->expectException(EventConflictException::class);
        $this->journal->append([self::order('1'), self::order('1', '8')]);
    }

    public function testKeysAndIdsAreComparedByBytes(): void
    {
        $keys = ['a', 'A', 'a ', ' a', 'ä', 'a' . "\u{308}", '7', '07', '７'];
        $this->journal->append(array_map(static fn (string $key): Event => self::order($key, $key), $keys));
        foreach ($keys as $key) {
            self::assertSame([self::order($key, $key)->id], array_column($this->journal->eventsOf($key), 'id'), json_encode($key, \JSON_THROW_ON_ERROR));
        }
        self::assertSame(count($keys) + 1, (int) $this->rows("SELECT COUNT(*) FROM {$this->schema->person}")[0][0], 'one person each, and the anonymous one');
        self::assertSame([], $this->journal->eventsOf('b'));
    }

    public function testAPageReadsAPersonByOneStatementForEachStepOfItsLinks(): void
    {
        $programme = Programme::fromJson(self::document());
        $this->journal->append([self::order('1'), self::visit('1'), self::order('2', 'a'), self::visit('2', 'b'), self::order('3', 'b'), self::order('4', 'c')]);
        $reader = new CountingConnection($this->connection);
        $journal = new Journal($reader, $this->schema);
        // What is linked before, then the statements of a page and the orders on it.
        foreach ([[[], 1, 1], [['7', 'a', true], 2, 2], [['a', 'b', true], 3, 3], [['7', 'c', true], 3, 4], [['7', 'c', false], 3, 3], [['7', 'a', false], 1, 1]] as [$link, $statements, $orders]) {
            if ($link !== []) {
                $this->journal->link($link[0], $link[1], self::NOW, $link[2]);
            }
            $reader->statements = 0;
            $page = $journal->customer($programme, '7', self::NOW);
            self::assertSame([$statements, $orders], [$reader->statements, $page->facts['orders']]);
            self::assertSame(Customer::fold($programme, '7', $journal->eventsOf('7'), self::NOW)->stateHash, $page->stateHash);
        }
        self::assertSame([], $journal->customer($programme, 'nobody', self::NOW)->lots);
    }

    public function testIdsAreFoundByAnyBeginning(): void
    {
        // The byte behind the last one of each is no text.
        foreach (['¿', "\x7f", "\u{7ff}", "\u{d7ff}", "\u{10ffff}"] as $i => $text) {
            $this->journal->append([Event::visit('shop', $text . '1', '7', self::NOW), Event::visit('shop', $text . "\u{10ffff}", '7', self::NOW), Event::visit('shop', 'z' . $i, '7', self::NOW)]);
            $kind = substr(Event::visit('shop', $text, '7', self::NOW)->id, 0, -2);
            self::assertCount(2, $this->journal->idsFrom($kind), bin2hex($text));
        }
    }

    public function testWhatOneConnectionWroteAnotherReads(): void
    {
        if ($this->connection->dialect() !== Dialect::MySql) {
            $this->expectNotToPerformAssertions();

            return;
        }
        $event = Event::survey('shop', 'é€😀', 'é', self::NOW, 'Größe €😀');
        foreach (['latin1', 'utf8mb3', 'utf8mb4'] as $i => $charset) {
            $connection = static::connection();
            $connection->command("SET NAMES $charset");
            $other = new Journal($connection, $this->schema);
            self::assertEquals(new AppendOutcome($i === 0 ? 1 : 0, $i === 0 ? 0 : 1), $other->append([$event]), $charset);
            self::assertSame('é', $other->eventsOf('é')[0]->customer);
            self::assertSame($event->payload, $other->eventsOf('é')[0]->payload);
            self::assertSame([], (new Audit($other))->verify()->findings);
        }
    }

    public function testAKeyThatCannotBeToldFromAnErasedOneIsRefused(): void
    {
        foreach (['erased:5', "a\0b"] as $key) {
            try {
                $this->journal->append([self::order('1', $key)]);
                self::fail($key);
            } catch (JournalException $e) {
                self::assertStringContainsString('is no customer\'s key', $e->getMessage());
            }
        }
        self::assertSame(0, $this->journal->count());
    }

    public function testWhoExpectsAnotherLastEventWritesNothing(): void
    {
        $this->journal->append([self::order('1'), self::visit('1'), self::order('2')]);
        self::assertSame([2, 0], [$this->journal->nth('7'), $this->journal->nth('8')]);
        foreach ([['7' => 1], ['7' => 3], ['8' => 1], ['7' => 2, '8' => 5]] as $expecting) {
            try {
                $this->journal->append([self::order('3'), self::order('4', '9')], expecting: $expecting);
                self::fail('written');
            } catch (ConcurrencyException $e) {
                self::assertStringContainsString('nothing of this batch was written', $e->getMessage());
            }
        }
        self::assertSame(3, $this->journal->count());
        self::assertSame(2, $this->journal->append([self::order('3'), self::order('4', '9')], expecting: ['7' => 2, '8' => 0, '9' => 0])->appended);
        self::assertSame(3, $this->journal->nth('7'));
    }

    public function testManyWritersShareOneSequenceWithoutAGap(): void
    {
        $said = self::together(6, function (int $process): string {
            $journal = $this->another();
            for ($i = 0; $i < 12; ++$i) {
                // Customers in another order each time: locks that were taken one by one would meet.
                $customers = range(0, 4);
                shuffle($customers);
                $journal->append(array_map(static fn (int $c): Event => self::order("$process-$i-$c", (string) $c), $customers));
                $journal->append([self::order('shared-' . $i, null)]);
            }

            return 'done';
        });
        self::assertSame(array_fill(0, 6, 'done'), $said);
        self::assertSame(6 * 12 * 5 + 12, $this->journal->count());
        self::assertSame(range(1, 6 * 12 * 5 + 12), array_keys(iterator_to_array($this->journal->events())));
        self::assertSame([72, 72, 12], [$this->journal->nth('0'), $this->journal->nth('4'), (int) $this->rows("SELECT last_nth FROM {$this->schema->person} WHERE number = 0")[0][0]]);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testWhoeverReadsUpToANumberHasReadAllBeforeIt(): void
    {
        $said = self::together(4, function (int $process): string {
            $journal = $this->another();
            if ($process > 0) {
                for ($i = 0; $i < 60; ++$i) {
                    $journal->append([self::order("$process-$i", (string) random_int(0, 9)), self::visit("$process-$i")]);
                }

                return '';
            }
            $seen = [];
            $end = microtime(true) + 30;
            for ($after = 0; count($seen) < 360 && microtime(true) < $end;) {
                foreach ($journal->events($after) as $seq => $event) {
                    $after = $seq;
                    $seen[] = $seq;
                }
            }

            return $seen === range(1, 360) ? 'in order' : implode(',', $seen);
        });
        self::assertSame(['in order', '', '', ''], $said);
    }

    public function testAKilledWriterLeavesWholeBatchesOnly(): void
    {
        $pid = pcntl_fork();
        if ($pid === 0) {
            $journal = $this->another();
            for ($i = 0;; $i += 50) {
                $journal->append(array_map(static fn (int $n): Event => self::order((string) $n, (string) ($n % 7)), range($i, $i + 49)));
            }
        }
        $end = microtime(true) + 30;
        while ($this->journal->count() < 500 && microtime(true) < $end) {
            usleep(random_int(100, 2000));
        }
        posix_kill($pid, \SIGKILL);
        pcntl_waitpid($pid, $status);
        // The server may still be at its last statement.
        usleep(200_000);
        $count = $this->journal->count();
        self::assertGreaterThanOrEqual(500, $count);
        self::assertSame(0, $count % 50, "$count events are no whole batches");
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
        self::assertEquals(new AppendOutcome(10, $count), $this->journal->append(array_map(static fn (int $n): Event => self::order((string) $n, (string) ($n % 7)), range(0, $count + 9))));
    }

    public function testWritersThatAreKilledAtRandomLeaveAWholeJournal(): void
    {
        for ($round = 0; $round < 8; ++$round) {
            $pids = [];
            for ($p = 0; $p < 3; ++$p) {
                $pid = pcntl_fork();
                if ($pid === 0) {
                    $journal = $this->another();
                    for ($i = 0;; ++$i) {
                        $journal->append([self::order("$round-$p-$i-a", (string) ($i % 5)), self::order("$round-$p-$i-b", (string) ($i % 3))]);
                    }
                }
                $pids[] = $pid;
            }
            usleep(random_int(20_000, 120_000));
            foreach ($pids as $pid) {
                posix_kill($pid, \SIGKILL);
                pcntl_waitpid($pid, $status);
            }
        }
        $this->journal->append([self::order('after')]);
        $ids = self::ids($this->journal);
        $pairs = array_count_values(array_map(static fn (string $id): string => substr($id, 0, -4), array_filter($ids, static fn (string $id): bool => $id !== 'shop/order/after/1')));
        self::assertSame([], array_filter($pairs, static fn (int $n): bool => $n !== 2));
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testProcessesThatMigrateAtOnceMakeOneJournal(): void
    {
        $schema = new Schema($this->schema->prefix . 'm_');
        $said = self::together(6, static function (int $process) use ($schema): string {
            Journal::connect(static::connection(), $schema)->append([self::order((string) $process)]);

            return 'done';
        });
        self::assertSame(array_fill(0, 6, 'done'), $said);
        $journal = new Journal($this->connection, $schema);
        self::assertSame(6, $journal->nth('7'));
        self::assertSame([], (new Audit($journal))->verify()->findings);
        $journal->drop();
        $again = Journal::connect($this->connection, $schema);
        self::assertSame(0, $again->count());
    }

    public function testAJournalOfALaterSchemaIsLeftAlone(): void
    {
        $this->connection->execute("INSERT INTO {$this->schema->migration} (version) VALUES (?)", [99]);
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('the journal has schema 99, this version knows up to 3; update it first');
        Journal::connect(static::connection(), $this->schema);
    }

    public function testWhatTheHostTakesBackWasNeverWritten(): void
    {
        $this->journal->append([self::order('1')]);
        $this->connection->command($this->connection->dialect()->begin());
        $this->journal->append([self::order('2'), self::order('3', 'new')]);
        self::assertSame(3, $this->journal->count());
        try {
            $this->journal->append([self::order('4'), self::order('1', '8')]);
            self::fail('a conflict was taken');
        } catch (EventConflictException) {
        }
        self::assertSame(3, $this->journal->count(), 'the host\'s transaction goes on');
        $this->connection->command('ROLLBACK');
        self::assertSame(['shop/order/1/1'], self::ids($this->journal));
        self::assertSame(1, $this->journal->append([self::order('2')])->appended);
        self::assertSame([1, 2], array_keys(iterator_to_array($this->journal->events())));
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testAnOldSnapshotOfTheHostWritesBehindWhatCameSince(): void
    {
        if ($this->connection->dialect() === Dialect::Sqlite) {
            // There is one writer at a time.
            $this->expectNotToPerformAssertions();

            return;
        }
        $this->journal->append([self::order('1')]);
        $this->connection->command($this->connection->dialect()->begin());
        self::assertSame(1, $this->journal->count());
        $this->another()->append([self::order('2'), self::order('3', 'new'), self::order('4', null)]);
        self::assertEquals(new AppendOutcome(2, 2), $this->journal->append([self::order('2'), self::order('4', null), self::order('5'), self::order('6', 'new')]));
        $this->connection->command('COMMIT');
        self::assertSame([3, 2], [$this->journal->nth('7'), $this->journal->nth('new')]);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testWhatADeadlockThrewOutIsWrittenOnce(): void
    {
        $meddler = new Meddler($this->connection, null, [], ['UPDATE' => 2, 'COMMIT' => 1]);
        $journal = new Journal($meddler, $this->schema);
        self::assertEquals(new AppendOutcome(2, 0), $journal->append([self::order('1'), self::order('2')]));
        self::assertSame(3, $meddler->failed);
        self::assertSame([2, 2], [$this->journal->count(), $this->journal->nth('7')]);
        $this->connection->command($this->connection->dialect()->begin());
        try {
            (new Journal(new Meddler($this->connection, null, [], ['UPDATE' => 1]), $this->schema))->append([self::order('3')]);
            self::fail('done again inside of the host\'s transaction');
        } catch (TransientException) {
            $this->connection->command('ROLLBACK');
        }
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testABatchThatIsLongerThanAPacketIsWritten(): void
    {
        $long = str_repeat('ж', 900);
        $events = array_map(static fn (int $i): Event => Event::pointsAdjusted('shop', (string) $i, (string) ($i % 3), self::NOW, 1, mb_substr($long, 0, 450) . $i, 'Анна'), range(1, 3000));
        self::assertSame(3000, $this->journal->append($events, 3000)->appended);
        self::assertEquals($events, iterator_to_array($this->journal->events(), false));
    }

    public function testEachBatchIsReportedAfterItsCommit(): void
    {
        $seen = [];
        $this->journal->append([self::order('1'), self::order('2'), self::order('3')], 2, function (AppendOutcome $o) use (&$seen): void {
            $seen[] = [$o->appended, $this->another()->count()];
        });
        self::assertSame([[2, 2], [3, 3]], $seen);
    }

    public function testASourceThatFailsLeavesWholeBatches(): void
    {
        $source = static function (): \Generator {
            yield self::order('1');
            yield self::order('2');
            yield self::order('3');
            throw new \DomainException('the source broke');
        };
        try {
            $this->journal->append($source(), 2);
            self::fail('the failure was swallowed');
        } catch (\DomainException) {
        }
        self::assertSame(2, $this->journal->count());
    }

    public function testVersionsBeginWhenTheyAreSavedOrLater(): void
    {
        self::assertNull($this->journal->programme());
        $first = self::document(from: '2020-01-01');
        $this->journal->save($first, self::NOW);
        $this->journal->save($first, self::NOW + 5);
        self::assertCount(1, $this->journal->versions());
        foreach (['2027-01-01', '2020-01-01'] as $from) {
            try {
                $this->journal->save(self::document(from: $from, version: 2), self::NOW);
                self::fail("saved $from");
            } catch (JournalException $e) {
                self::assertStringContainsString('which is past', $e->getMessage());
            }
        }
        $this->journal->save(self::document(['spend' => ['minimum' => 100]], '2027-02-01', 2), self::NOW);
        $this->journal->save(self::document(['spend' => ['minimum' => 200]], '2027-02-01', 3), self::NOW + self::DAY);
        $this->journal->save(self::document(from: '2027-03-01', version: 4), self::NOW);
        self::assertSame([1, 3, 4], array_map(static fn (\Loyalty\Programme $p): int => $p->version(), $this->journal->programme()?->parts() ?? []));
        self::assertSame([self::NOW, self::NOW + self::DAY, self::NOW], array_column($this->journal->versions(), 'saved_at'));
        // A number is a version's name: in order, and of one only.
        foreach ([['2027-02-15', 3], ['2027-02-15', 4], ['2027-06-01', 4], ['2027-06-01', 1]] as [$from, $version]) {
            try {
                $this->journal->save(self::document(['spend' => ['minimum' => 300]], $from, $version), self::NOW);
                self::fail("saved $version from $from");
            } catch (JournalException $e) {
                self::assertStringContainsString('the numbers grow with time', $e->getMessage());
            }
        }
        self::assertCount(3, $this->journal->versions());
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('another currency');
        $this->journal->save(str_replace('GBP', 'EUR', self::document(from: '2027-05-01', version: 5)), self::NOW);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\KeyRing;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\Chain;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\Fault;
use Loyalty\Shop\Journal\Finding;
use Loyalty\Shop\Journal\Head;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Ledger\Dialect;
use PHPUnit\Framework\Attributes\DataProvider;

/** What somebody with a hand in the database could do, and what the audit calls it. */
trait Tampering
{
    private const FORGED = 'INSERT INTO {event} (seq, person, nth, id, type, happened_at, payload, commitment, hash) SELECT';

    /**
     * Statements over the journal of tamperable(): person 1 ("7") has the rows 1 to 5, person 2 ("8") 1 to 3, person 3 ("9") 1 and 2.
     *
     * @return iterable<string, array{list<string>, list<array{Fault, ?int, ?int}>}>
     */
    public static function tamperings(): iterable
    {
        yield 'an amount' => [["UPDATE {event} SET payload = replace(payload, '10000', '10001') WHERE person = 1 AND nth = 2"], [[Fault::Changed, 1, 2]]];
        yield 'an instant' => [['UPDATE {event} SET happened_at = happened_at + 1 WHERE person = 2 AND nth = 1'], [[Fault::Changed, 2, 1]]];
        yield 'a type' => [["UPDATE {event} SET type = 'refund' WHERE person = 3 AND nth = 1"], [[Fault::Changed, 3, 1]]];
        yield 'an id' => [["UPDATE {event} SET id = 'shop/order/x/1' WHERE person = 1 AND nth = 5"], [[Fault::Changed, 1, 5]]];
        yield 'a row of the middle' => [['DELETE FROM {event} WHERE person = 1 AND nth = 3'], [[Fault::Missing, 1, 4]]];
        yield 'several rows of the middle' => [['DELETE FROM {event} WHERE person = 1 AND nth IN (2, 3)'], [[Fault::Missing, 1, 4]]];
        yield 'the first row' => [['DELETE FROM {event} WHERE person = 2 AND nth = 1'], [[Fault::Missing, 2, 2]]];
        yield 'two rows that change places' => [[
            'UPDATE {event} SET nth = 90 WHERE person = 1 AND nth = 2',
            'UPDATE {event} SET nth = 2 WHERE person = 1 AND nth = 3',
            'UPDATE {event} SET nth = 3 WHERE person = 1 AND nth = 90',
        ], [[Fault::Reordered, 1, 2], [Fault::Reordered, 1, 3], [Fault::Reordered, 1, 4]]];
        yield 'a tail' => [['DELETE FROM {event} WHERE person = 1 AND nth > 3'], [[Fault::Cut, 1, 4]]];
        yield 'a whole chain' => [['DELETE FROM {event} WHERE person = 3'], [[Fault::Cut, 3, 1]]];
        yield 'a row given to another person' => [['UPDATE {event} SET person = 3, nth = 3 WHERE person = 2 AND nth = 3'], [[Fault::Cut, 2, 3], [Fault::Changed, 3, 3], [Fault::Changed, 3, 3]]];
        yield 'a person, with all rows' => [['DELETE FROM {event} WHERE person = 2', 'DELETE FROM {person} WHERE number = 2'], [[Fault::Removed, 2, null]]];
        yield 'the last person, with all rows' => [['DELETE FROM {event} WHERE person = 3', 'DELETE FROM {person} WHERE number = 3'], [[Fault::Removed, 3, null]]];
        yield 'a person whose rows are left' => [['DELETE FROM {person} WHERE number = 3'], [[Fault::Removed, 3, null], [Fault::Stranger, 3, 1], [Fault::Stranger, 3, 2]]];
        yield 'a salt' => [["UPDATE {person} SET salt = '000102030405060708090a0b0c0d0e0f' WHERE number = 3"], [[Fault::Changed, 3, 1], [Fault::Changed, 3, 2]]];
        yield 'a salt that is gone' => [['UPDATE {person} SET salt = NULL WHERE number = 3'], [[Fault::Erasure, 3, null], [Fault::Changed, 3, 1], [Fault::Changed, 3, 2]]];
        yield 'a row that says it was erased' => [["UPDATE {event} SET erasure = 1, payload = replace(payload, '10000', '1') WHERE person = 1 AND nth = 1"], [[Fault::Changed, 1, 1]]];
        yield 'a row of another erasure' => [["INSERT INTO {redaction} (erasure, person, nth, remains) SELECT 1, 1, 1, hash FROM {event} WHERE person = 1 AND nth = 1",
            'UPDATE {event} SET erasure = 1 WHERE person = 1 AND nth = 1'], [[Fault::Changed, 1, 1]]];
        yield 'a hash' => [["UPDATE {event} SET hash = commitment WHERE person = 2 AND nth = 3"], [[Fault::Reordered, 2, 3], [Fault::Changed, 2, 3]]];
        yield 'keys that change places' => [[
            "UPDATE {person} SET customer = 'x' WHERE number = 2", "UPDATE {person} SET customer = '8' WHERE number = 3", "UPDATE {person} SET customer = '9' WHERE number = 2",
        ], [[Fault::Changed, 2, 1], [Fault::Changed, 2, 2], [Fault::Changed, 2, 3], [Fault::Changed, 3, 1], [Fault::Changed, 3, 2]]];
        yield 'a key' => [["UPDATE {person} SET customer = '10' WHERE number = 3"], [[Fault::Changed, 3, 1], [Fault::Changed, 3, 2]]];
        yield 'a salt that is no number' => [["UPDATE {person} SET salt = 'x' WHERE number = 3"], [[Fault::Changed, 3, 1], [Fault::Changed, 3, 2]]];
        yield 'a place in the order of arrival' => [['UPDATE {event} SET seq = 0 WHERE person = 3 AND nth = 1'], [[Fault::Reordered, 3, 1]]];
        yield 'a row behind the last one' => [[self::FORGED . " 99, person, 3, 'shop/order/z/1', type, happened_at, payload, commitment, hash FROM {event} WHERE person = 3 AND nth = 2"], [[Fault::Stranger, 3, 3]]];
        yield 'a row behind the last one, and its person says so' => [[
            self::FORGED . " 99, person, 3, 'shop/order/z/1', type, happened_at, payload, commitment, hash FROM {event} WHERE person = 3 AND nth = 2", 'UPDATE {person} SET last_nth = 3 WHERE number = 3',
        ], [[Fault::Stranger, 3, 3]]];
        yield 'a visit behind the last one' => [["INSERT INTO {fact} (seq, person, id, type, happened_at, payload) SELECT 99, person, 'shop/visit/z/1', type, happened_at, payload FROM {fact} WHERE person = 1"], [[Fault::Stranger, 1, null]]];
        yield 'a person behind the last one' => [["INSERT INTO {person} (number, customer, salt, last_nth, last_hash) SELECT 4, '10', salt, last_nth, last_hash FROM {person} WHERE number = 3"], [[Fault::Stranger, 4, null]]];
        yield 'a person behind the last one, with a row' => [[
            "INSERT INTO {person} (number, customer, salt, last_nth, last_hash) SELECT 4, '10', salt, last_nth, last_hash FROM {person} WHERE number = 3",
            'UPDATE {event} SET person = 4 WHERE person = 3 AND nth = 2',
        ], [[Fault::Stranger, 4, null], [Fault::Cut, 3, 2]]];
        yield 'a row of nobody far behind' => [['UPDATE {event} SET person = 77 WHERE person = 3 AND nth = 2'], [[Fault::Stranger, 77, 2], [Fault::Cut, 3, 2]]];
        yield 'sales without a customer' => [["UPDATE {event} SET payload = replace(payload, '10000', '20000') WHERE person = 0 AND nth = 1"], [[Fault::Changed, 0, 1]]];
    }

    /**
     * @param list<string> $statements
     * @param list<array{Fault, ?int, ?int}> $expected
     */
    #[DataProvider('tamperings')]
    public function testEachTamperingIsFoundAndNamed(array $statements, array $expected): void
    {
        $this->tamperable();
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
        $this->tamper(...$statements);
        $report = (new Audit($this->journal))->verify();
        self::assertFalse($report->isWhole());
        $found = array_map(static fn (Finding $f): array => [$f->fault, $f->person, $f->nth], $report->findings);
        foreach ($expected as $fault) {
            self::assertContainsEquals($fault, $found, self::said($report->findings));
        }
        self::assertLessThanOrEqual(count($expected), count($found), self::said($report->findings));
        foreach ($report->findings as $finding) {
            if ($finding->person !== null) {
                self::assertStringContainsString('person ' . $finding->person, $finding->text);
            }
        }
    }

    /**
     * Who knows the chain makes the rest of it anew, and the person's last hash too: that is found against a head alone.
     *
     * @return iterable<string, array{callable(self): void, list<array{Fault, ?int, ?int}>}>
     */
    public static function forgeries(): iterable
    {
        yield 'a cut tail' => [static function (self $test): void {
            $test->tamper('DELETE FROM {event} WHERE person = 1 AND nth > 3', 'UPDATE {person} SET last_nth = 3, last_hash = (SELECT hash FROM {event} WHERE person = 1 AND nth = 3) WHERE number = 1');
        }, [[Fault::Head, 1, null]]];
        yield 'a chain made anew' => [static function (self $test): void {
            $test->rewrite(1, '10000', '99999');
        }, [[Fault::Head, 1, null]]];
        yield 'the last person' => [static function (self $test): void {
            $test->tamper('DELETE FROM {event} WHERE person = 3', 'DELETE FROM {person} WHERE number = 3', 'UPDATE {state} SET persons = 2 WHERE id = 1');
        }, [[Fault::Removed, null, null], [Fault::Head, 3, null]]];
        yield 'the end of the journal' => [static function (self $test): void {
            $test->tamper(
                'DELETE FROM {event} WHERE seq >= 12',
                'UPDATE {person} SET last_nth = (SELECT COUNT(*) FROM {event} e WHERE e.person = {person}.number), last_hash = COALESCE((SELECT e.hash FROM {event} e WHERE e.person = {person}.number ORDER BY e.nth DESC LIMIT 1), last_hash)',
                'UPDATE {state} SET seq = 11 WHERE id = 1',
            );
        }, [[Fault::Cut, null, null]]];
        yield 'the heads' => [static function (self $test): void {
            $test->tamper('DELETE FROM {head}');
        }, [[Fault::Head, null, null]]];
        yield 'a head that is somebody else\'s' => [static function (self $test): void {
            $test->tamper("UPDATE {head} SET record = replace(record, '\"number\":1,', '\"number\":1, ')", "UPDATE {head} SET record = replace(record, '\"at\":1800000000', '\"at\":1800000001')");
        }, [[Fault::Head, null, null]]];
    }

    /**
     * @param callable(self): void $forge
     * @param list<array{Fault, ?int, ?int}> $expected
     */
    #[DataProvider('forgeries')]
    public function testWhatAForgerMakesAnewIsFoundAgainstTheLastHead(callable $forge, array $expected): void
    {
        $this->tamperable();
        $keys = KeyRing::create('shop.example/test');
        $head = (new Audit($this->journal))->head($keys, self::NOW);
        $this->journal->append([self::order('later', '8'), self::order('later-2', 'x')]);
        self::assertSame([], (new Audit($this->journal))->verify($keys, [$head])->findings);
        $forge($this);
        $report = (new Audit($this->journal))->verify($keys);
        $found = array_map(static fn (Finding $f): array => [$f->fault, $f->person, $f->nth], $report->findings);
        foreach ($expected as $fault) {
            self::assertContainsEquals($fault, $found, self::said($report->findings));
        }
    }

    public function testAChainThatIsMadeAnewInAnotherOrderIsFoundByTheNumbersOfItsRows(): void
    {
        $this->tamperable();
        $this->tamper('UPDATE {event} SET nth = 90 WHERE person = 1 AND nth = 2', 'UPDATE {event} SET nth = 2 WHERE person = 1 AND nth = 3', 'UPDATE {event} SET nth = 3 WHERE person = 1 AND nth = 90');
        $this->rewrite(1, 'no such text', '', false);
        self::assertSame([[Fault::Reordered, 1, 3]], array_map(static fn (Finding $f): array => [$f->fault, $f->person, $f->nth], (new Audit($this->journal))->verify()->findings));
    }

    public function testWhomAnEventNamesIsWhomItsContentNames(): void
    {
        $this->journal->append([\Loyalty\Event::identitiesLinked('shop', 'l', 1, '7', self::NOW, 'guest')]);
        $this->tamper("UPDATE {event} SET other = 'somebody' WHERE person = 1");
        self::assertSame([Fault::Changed], array_column((new Audit($this->journal))->verify()->findings, 'fault'));
    }

    public function testAHeadThatIsKeptElsewhereOutlivesTheDatabases(): void
    {
        $this->tamperable();
        $keys = KeyRing::create('shop.example/test');
        $line = (new Audit($this->journal))->head($keys, self::NOW)->format();
        $this->tamper('DELETE FROM {event} WHERE person = 1 AND nth > 3', 'UPDATE {person} SET last_nth = 3, last_hash = (SELECT hash FROM {event} WHERE person = 1 AND nth = 3) WHERE number = 1',
            'DELETE FROM {head}', 'UPDATE {state} SET heads = 0 WHERE id = 1');
        self::assertTrue((new Audit($this->journal))->verify($keys)->isWhole(), 'nothing inside of the database tells');
        $report = (new Audit($this->journal))->verify($keys, [Head::parse($line)]);
        self::assertStringContainsString('the chain of person 1 is another one', self::said($report->findings));
        self::assertStringContainsString('not signed with these keys', self::said((new Audit($this->journal))->verify($keys, [Head::parse(str_replace('"persons":3', '"persons":2', $line))])->findings));
        self::assertStringContainsString('not signed with these keys', self::said((new Audit($this->journal))->verify(KeyRing::create('shop.example/test'), [Head::parse($line)])->findings));
    }

    public function testHeadsFollowOneAnother(): void
    {
        $keys = KeyRing::create('shop.example/test');
        $first = (new Audit($this->journal))->head($keys, self::NOW);
        $this->tamperable();
        $second = (new Audit($this->journal))->head($keys, self::NOW + 1);
        self::assertSame([1, '', 0, 0, 0], [$first->number, $first->previous, $first->persons, $first->events, $first->position]);
        self::assertSame([2, $first->tag, 3, 11, 12], [$second->number, $second->previous, $second->persons, $second->events, $second->position]);
        self::assertEquals([$first, $second], (new Audit($this->journal))->heads());
        self::assertEquals($second, Head::parse($second->format()));
        self::assertSame([], (new Audit($this->journal))->verify($keys, [$first, $second])->findings);
        $this->tamper('DELETE FROM {head} WHERE number = 1');
        self::assertStringContainsString('head 2 does not follow from head 0', self::said((new Audit($this->journal))->verify($keys)->findings));
    }

    public function testAHeadThatCannotBeReadOrStandsElsewhereIsFound(): void
    {
        $keys = KeyRing::create('shop.example/test');
        $this->tamperable();
        (new Audit($this->journal))->head($keys, self::NOW);
        $second = (new Audit($this->journal))->head($keys, self::NOW + 1);
        $this->tamper('UPDATE {head} SET number = 5 WHERE number = 2');
        self::assertSame([Fault::Head], array_column((new Audit($this->journal))->verify($keys)->findings, 'fault'));
        $this->tamper('UPDATE {head} SET number = 2 WHERE number = 5', "UPDATE {head} SET record = 'x' WHERE number = 1");
        self::assertStringContainsString('head 1 cannot be read', self::said((new Audit($this->journal))->verify($keys, [$second])->findings));
    }

    public function testAnErasureDoesNotChangeRowsOfThoseWhoAreNotErased(): void
    {
        $this->tamperable();
        // What the database alone lets one write: a record, made as an erasure makes it, over a row of somebody else.
        $payload = str_replace('10000', '99999', (string) $this->rows("SELECT payload FROM {$this->schema->event} WHERE person = 1 AND nth = 2")[0][0]);
        [$id, $type, $at] = $this->rows("SELECT id, type, happened_at FROM {$this->schema->event} WHERE person = 1 AND nth = 2")[0];
        $this->forgeErasure('3', [[1, 2, Chain::remains((string) $id, (string) $type, (int) $at, $payload, null)]]);
        $this->tamper("UPDATE {event} SET erasure = 1, payload = replace(payload, '10000', '99999') WHERE person = 1 AND nth = 2");
        self::assertContainsEquals([Fault::Erasure, 1, 2], array_map(static fn (Finding $f): array => [$f->fault, $f->person, $f->nth], (new Audit($this->journal))->verify()->findings));
    }

    public function testAnErasedPersonHasNoKey(): void
    {
        $this->tamperable();
        (new Erasure($this->journal))->erase('9', 'asked', self::NOW);
        self::assertTrue((new Audit($this->journal))->verify()->isWhole());
        foreach (["customer = '7'", "salt = '000102030405060708090a0b0c0d0e0f'", 'erased_at = NULL'] as $change) {
            $this->tamper("UPDATE {person} SET customer = '77' WHERE number = 1", 'UPDATE {person} SET customer = NULL, salt = NULL, erased_at = ' . self::NOW . ' WHERE number = 3', "UPDATE {person} SET $change WHERE number = 3");
            self::assertContainsEquals([Fault::Erasure, 3, null], array_map(static fn (Finding $f): array => [$f->fault, $f->person, $f->nth], (new Audit($this->journal))->verify()->findings), $change);
        }
    }

    public function testRecordsOfErasuresThatTheJournalDidNotCountAreFound(): void
    {
        $this->tamperable();
        $this->forgeErasure('3', []);
        $this->tamper("UPDATE {state} SET erased = '" . Erasure::beginning() . "' WHERE id = 1");
        self::assertSame([Fault::Erasure], array_unique(array_column((new Audit($this->journal))->verify()->findings, 'fault'), \SORT_REGULAR));
        $this->tamper('UPDATE {state} SET erasures = 0 WHERE id = 1');
        self::assertStringContainsString('erasure 1', self::said((new Audit($this->journal))->verify()->findings));
    }

    public function testAnAuditWhilePersonsAreErasedFindsNothing(): void
    {
        for ($i = 0; $i < 30; ++$i) {
            $this->journal->append([self::order("e$i-1", "e$i"), self::order("e$i-2", "e$i")]);
        }
        $said = self::together(2, function (int $process): string {
            $journal = $this->another();
            for ($i = 0; $i < 30; ++$i) {
                if ($process > 0) {
                    (new Erasure($journal))->erase("e$i", 'asked', self::NOW);
                } elseif (($findings = (new Audit($journal))->verify()->findings) !== []) {
                    return self::said($findings);
                }
            }

            return 'whole';
        });
        self::assertSame(['whole', 'whole'], $said);
    }

    /** @param list<array{int, int, string}> $redactions */
    private function forgeErasure(string $persons, array $redactions): void
    {
        $hash = Erasure::recordHash(Erasure::beginning(), 1, self::NOW, 'forged', $persons, $redactions);
        foreach ($redactions as [$person, $nth, $remains]) {
            $this->tamper("INSERT INTO {redaction} (erasure, person, nth, remains) VALUES (1, $person, $nth, '$remains')");
        }
        $this->connection->execute("INSERT INTO {$this->schema->erasure} (number, erased_at, reason, persons, rows_changed, hash) VALUES (1, ?, 'forged', ?, ?, ?)", [self::NOW, $persons, count($redactions), $hash]);
        $this->tamper("UPDATE {state} SET erasures = 1, erased = '$hash' WHERE id = 1");
    }

    public function testNoHeadIsSignedOverAJournalThatIsNotWhole(): void
    {
        $this->tamperable();
        $this->tamper('DELETE FROM {event} WHERE person = 1 AND nth = 3');
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('row 3 is not there');
        (new Audit($this->journal))->head(KeyRing::create('shop.example/test'), self::NOW);
    }

    public function testAnAuditWhileTheShopWritesFindsNothing(): void
    {
        $this->tamperable();
        $said = self::together(3, function (int $process): string {
            $journal = $this->another();
            for ($i = 0; $i < 40; ++$i) {
                if ($process > 0) {
                    $journal->append([self::order("$process-$i", (string) ($i % 9)), self::order("$process-$i-n", null)]);
                } elseif (($findings = (new Audit($journal))->verify()->findings) !== []) {
                    return self::said($findings);
                }
            }

            return 'whole';
        });
        self::assertSame(['whole', 'whole', 'whole'], $said);
    }

    private function tamperable(): void
    {
        $this->journal->append([
            self::order('1', '7'), self::order('2', '7'), self::order('3', '8'), self::order('4', null), self::order('5', '9'), self::visit('1', '7'),
            self::order('6', '7'), self::order('7', '8'), self::order('8', '7'), self::order('9', '8'), self::order('10', '9'), self::order('11', '7'),
        ]);
    }

    public function tamper(string ...$statements): void
    {
        if ($this->connection->dialect() === Dialect::Sqlite) {
            foreach (['changed', 'removed'] as $done) {
                $this->connection->command("DROP TRIGGER IF EXISTS {$this->schema->event}_is_never_$done");
            }
        }
        foreach ($statements as $statement) {
            $this->connection->command(strtr($statement, [
                '{event}' => $this->schema->event, '{fact}' => $this->schema->fact, '{person}' => $this->schema->person, '{state}' => $this->schema->state, '{head}' => $this->schema->head, '{redaction}' => $this->schema->redaction,
            ]));
        }
    }

    /** As somebody with the salts would: every commitment and hash of a person anew. */
    public function rewrite(int $person, string $from, string $to, bool $isGood = true): void
    {
        $this->tamper("UPDATE {event} SET payload = replace(payload, '$from', '$to') WHERE person = $person");
        [$salt, $key] = $this->rows("SELECT salt, customer FROM {$this->schema->person} WHERE number = $person")[0];
        $hash = Chain::beginning($person);
        foreach ($this->rows("SELECT nth, seq, id, type, happened_at, payload FROM {$this->schema->event} WHERE person = $person ORDER BY nth") as [$nth, $seq, $id, $type, $at, $payload]) {
            $commitment = Chain::commitment((string) $salt, $key === null ? null : (string) $key, (string) $id, (string) $type, (int) $at, (string) $payload);
            $hash = Chain::next($person, (int) $nth, (int) $seq, $hash, $commitment);
            $this->tamper("UPDATE {event} SET commitment = '$commitment', hash = '$hash' WHERE person = $person AND nth = $nth");
        }
        $this->tamper("UPDATE {person} SET last_hash = '$hash' WHERE number = $person");
        if ($isGood) {
            self::assertSame([], array_filter((new Audit($this->journal))->verify()->findings, static fn (Finding $f): bool => $f->fault !== Fault::Head), 'nothing but a head tells');
        }
    }

    /** @param list<Finding> $findings */
    private static function said(array $findings): string
    {
        return implode("\n", array_map(static fn (Finding $f): string => $f->fault->value . ': ' . $f->text, $findings));
    }
}

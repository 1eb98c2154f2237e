<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\KeyRing;

/**
 * Looks at every row of the journal, in the order of persons and of their events, a page at a time: whether each says what was written and follows from the one
 * before, and whether nothing is missing against the counters and the signed heads. The shop may go on writing meanwhile.
 */
final class Audit
{
    private const PAGE = 2000;
    /** How often at most, where persons are erased meanwhile. */
    private const AGAIN = 20;
    /** Of what stands behind the counters so many are named. */
    private const NAMED = 100;

    private AuditReport $report;
    /** @var list<array{Head, Tally}> */
    private array $heads;
    private State $state;
    /** @var array<int, array<int, true>> Numbers of erasures by the persons that their records name. */
    private array $erased = [];
    private ?Tally $tally = null;

    public function __construct(private readonly Journal $journal)
    {
    }

    /**
     * @param ?KeyRing $keys To check the signatures of heads; without it they are taken as they are.
     * @param list<Head> $heads Kept elsewhere; the last one that the journal has is compared too.
     * @phpstan-impure
     */
    public function verify(?KeyRing $keys = null, array $heads = []): AuditReport
    {
        return $this->run($keys, $heads);
    }

    /**
     * Verifies, and signs what was found to be whole. The head is stored beside the journal; keep it elsewhere too.
     *
     * @param int $at UTC seconds of now.
     * @throws JournalException if something is wrong: see verify()
     */
    public function head(KeyRing $keys, int $at): Head
    {
        if ($this->journal->work()->hosted()) {
            throw new JournalException('no head is signed inside of a transaction: it would say what may be taken back');
        }
        $report = $this->run($keys, []);
        if (!$report->isWhole()) {
            throw new JournalException(sprintf('the journal is not whole, so no head is signed: %s', $report->findings[0]->text));
        }
        $tally = $this->tally ?? throw new \LogicException('nothing was counted');
        $schema = $this->journal->schema;

        return $this->journal->work()->whole(function () use ($keys, $at, $tally, $schema): Head {
            $appender = $this->journal->appender();
            $state = $appender->lock();
            $last = $this->stored($state->heads);
            if ($last !== null && $last->position > $tally->position) {
                throw new ConcurrencyException('', $tally->position, $last->position);
            }
            $digest = $tally->digest();
            $head = (new Head(
                ++$state->heads,
                $at,
                $tally->position,
                $tally->persons,
                $tally->events,
                $digest,
                $tally->block,
                $tally->blocks,
                $this->state->erasures,
                $this->state->erased,
                $last->tag ?? '',
            ))->signed($keys);
            $this->journal->connection->execute("INSERT INTO $schema->head (number, taken_at, record) VALUES (?, ?, ?)", [$head->number, $at, $head->format()]);
            $appender->unlock($state, $state->seq);

            return $head;
        });
    }

    /**
     * @return list<Head> All that the journal has.
     * @throws JournalException if one cannot be read
     */
    public function heads(): array
    {
        return array_map(static fn (array $row): Head => Head::parse($row[1]), $this->records());
    }

    /** @return list<array{int, string}> */
    private function records(): array
    {
        return array_map(static fn (array $row): array => [(int) $row[0], (string) $row[1]], $this->rows("SELECT number, record FROM {$this->journal->schema->head} ORDER BY number", []));
    }

    /**
     * An erasure changes what was written: what is found while one happens may be half of it, so then all is looked at again.
     *
     * @param list<Head> $heads
     */
    private function run(?KeyRing $keys, array $heads): AuditReport
    {
        for ($again = self::AGAIN;; --$again) {
            $this->state = $this->state();
            $report = $this->look($keys, $heads);
            if ($again === 0 || $report->isWhole() || $this->state()->erasures === $this->state->erasures) {
                return $report;
            }
        }
    }

    private function state(): State
    {
        $row = $this->rows("SELECT seq, persons, erasures, erased, heads, secret FROM {$this->journal->schema->state} WHERE id = 1", [])[0]
            ?? throw new JournalException('the journal has no state: its tables are not whole');

        return new State((int) $row[0], (int) $row[1], (int) $row[2], (string) $row[3], (int) $row[4], (string) $row[5]);
    }

    /** @param list<Head> $heads */
    private function look(?KeyRing $keys, array $heads): AuditReport
    {
        $this->report = new AuditReport();
        $this->report->position = $this->state->seq;
        $this->tally = new Tally($this->state->seq, $this->state->persons, Head::blockOf($this->state->persons));
        $this->signatures($keys, $heads);
        $this->erasures();
        $this->chains();
        $this->behind();
        foreach ($this->heads as [$head, $tally]) {
            $this->compare($head, $tally);
        }

        return $this->report;
    }

    /** @param list<Head> $given */
    private function signatures(?KeyRing $keys, array $given): void
    {
        $before = null;
        $count = 0;
        foreach ($this->records() as [$number, $record]) {
            ++$count;
            try {
                $head = Head::parse($record);
            } catch (JournalException $e) {
                $this->found(Fault::Head, sprintf('head %d cannot be read: %s', $number, $e->getMessage()));
                continue;
            }
            if ($number !== $head->number) {
                $this->found(Fault::Head, sprintf('head %d stands in the place of head %d', $head->number, $number));
            }
            if ($head->number !== $count || $head->previous !== ($before->tag ?? '')) {
                $this->found(Fault::Head, sprintf('head %d does not follow from head %d', $head->number, $count - 1));
                $count = $head->number;
            }
            if ($keys !== null && !$head->isSignedBy($keys)) {
                $this->found(Fault::Head, sprintf('head %d is not signed with these keys', $head->number));
            }
            $before = $head;
        }
        if ($count < $this->state->heads) {
            $this->found(Fault::Head, sprintf('heads %d to %d are not there', $count + 1, $this->state->heads));
        }
        foreach ($given as $head) {
            if ($keys !== null && !$head->isSignedBy($keys)) {
                $this->found(Fault::Head, sprintf('the head %d that was given is not signed with these keys', $head->number));
            }
        }
        $all = $before === null ? $given : [...$given, $before];
        $unique = [];
        foreach ($all as $head) {
            $unique[$head->format()] = [$head, new Tally($head->position, $head->persons, $head->block)];
        }
        $this->heads = array_values($unique);
        $this->report->heads = count($unique);
    }

    /** Each record's hash has the one before it and what it did to which row. */
    private function erasures(): void
    {
        $schema = $this->journal->schema;
        $hash = Erasure::beginning();
        $this->erased = [];
        $expected = 0;
        foreach ($this->rows("SELECT number, erased_at, reason, persons, rows_changed, hash FROM $schema->erasure ORDER BY number", []) as [$number, $at, $reason, $persons, $count, $stored]) {
            if ((int) $number !== ++$expected) {
                $this->found(Fault::Erasure, sprintf('the record of erasure %d is not there', $expected));
                $expected = (int) $number;
            }
            $hash = Erasure::recordHash($hash, (int) $number, (int) $at, (string) $reason, (string) $persons, $this->redactions((int) $number));
            if ($hash !== $stored) {
                $this->found(Fault::Erasure, sprintf('the record of erasure %d is not what was written', $number));
                $hash = (string) $stored;
            }
            foreach ($this->heads as [$head]) {
                if ($head->erasures === (int) $number && $head->erased !== $hash) {
                    $this->found(Fault::Head, sprintf('erasure %d is another one than head %d says', $number, $head->number));
                }
            }
            foreach (explode(',', (string) $persons) as $person) {
                $this->erased[(int) $person][(int) $number] = true;
            }
            $this->report->erasures = (int) $number;
        }
        if ($expected < $this->state->erasures) {
            $this->found(Fault::Erasure, sprintf('the records of erasures %d to %d are not there', $expected + 1, $this->state->erasures));
        } elseif ($expected > $this->state->erasures) {
            $this->found(Fault::Erasure, sprintf('the journal has counted %d erasures, and there is a record of erasure %d', $this->state->erasures, $expected));
        } elseif ($hash !== $this->state->erased) {
            $this->found(Fault::Erasure, sprintf('the record of erasure %d is another one than the last that was written', $expected));
        }
        foreach ($this->heads as [$head]) {
            if ($head->erasures > $expected) {
                $this->found(Fault::Head, sprintf('head %d knows %d erasures, the journal %d', $head->number, $head->erasures, $expected));
            }
        }
    }

    /** @return \Generator<int, array{int, int, string}> Person, number in its chain, what is left. */
    private function redactions(int $erasure): \Generator
    {
        $person = $nth = -1;
        do {
            $page = $this->rows(
                "SELECT person, nth, remains FROM {$this->journal->schema->redaction} WHERE erasure = ? AND (person > ? OR (person = ? AND nth > ?)) ORDER BY person, nth LIMIT " . self::PAGE,
                [$erasure, $person, $person, $nth],
            );
            foreach ($page as $row) {
                [$person, $nth] = [(int) $row[0], (int) $row[1]];
                yield [$person, $nth, (string) $row[2]];
            }
        } while (count($page) === self::PAGE);
    }

    private function chains(): void
    {
        $rows = $this->events();
        foreach ($this->persons() as $person) {
            while ($rows->valid() && $rows->current()->person < $person->number) {
                $rows->next();
            }
            $chain = new ChainCheck($person, $this->report, $this->erased[$person->number] ?? []);
            $ends = array_map(static fn (Tally $tally): array => [$tally, 0, Chain::beginning($person->number)], $this->tallies());
            for (; $rows->valid() && $rows->current()->person === $person->number; $rows->next()) {
                $row = $rows->current();
                $chain->row($row);
                foreach ($ends as &$end) {
                    if ($row->seq <= $end[0]->position) {
                        $end = [$end[0], $row->nth, $row->hash];
                    }
                }
                unset($end);
            }
            if (!$chain->endsAsSaid()) {
                $this->checkEnd($person, $chain);
            }
            foreach ($ends as [$tally, $nth, $hash]) {
                $tally->add($person->number, $nth, $hash);
            }
        }
        // Whose rows are behind the last person is named where they are read.
        for (; $rows->valid(); $rows->next());
    }

    /** Who writes takes the numbers from the counters: nothing stands behind them. */
    private function behind(): void
    {
        $schema = $this->journal->schema;
        // By one statement each, which sees one state.
        foreach ([[$schema->event, 'x.nth'], [$schema->fact, 'NULL']] as [$table, $nth]) {
            $sql = "SELECT x.seq AS seq, x.id AS id, x.person AS person, $nth AS nth FROM $table x WHERE x.seq > (SELECT s.seq FROM $schema->state s WHERE s.id = 1) ORDER BY x.seq LIMIT " . self::NAMED;
            foreach ($this->rows($sql, []) as [$seq, $id, $person, $number]) {
                $this->found(
                    Fault::Stranger,
                    sprintf('row %d (%s) of person %d stands behind the last one that was written', $seq, $id, $person),
                    (int) $person,
                    $number === null ? null : (int) $number,
                    (int) $seq,
                );
            }
        }
        foreach ($this->rows("SELECT p.number AS number FROM $schema->person p WHERE p.number > (SELECT s.persons FROM $schema->state s WHERE s.id = 1) ORDER BY p.number LIMIT " . self::NAMED, []) as [$number]) {
            $this->found(Fault::Stranger, sprintf('person %d stands behind the last one that was counted', $number), (int) $number);
        }
    }

    /** @return list<Tally> */
    private function tallies(): array
    {
        return [...($this->tally === null ? [] : [$this->tally]), ...array_column($this->heads, 1)];
    }

    /** Something may have been written since the rows were read. */
    private function checkEnd(ChainPerson $person, ChainCheck $chain): void
    {
        $schema = $this->journal->schema;
        // By one statement, which sees one state.
        [$nth, $hash, $last, $end, $seq] = $this->rows(
            "SELECT p.last_nth AS last_nth, p.last_hash AS last_hash, COALESCE(e.nth, 0) AS nth, COALESCE(e.hash, ?) AS hash, COALESCE(e.seq, 0) AS seq FROM $schema->person p
             LEFT JOIN $schema->event e ON e.person = p.number AND e.nth = (SELECT MAX(x.nth) FROM $schema->event x WHERE x.person = p.number) WHERE p.number = ?",
            [Chain::beginning($person->number), $person->number],
        )[0] ?? [0, '', 0, '', 0];
        if ((int) $last < (int) $nth) {
            $this->found(Fault::Cut, sprintf('person %d%s: rows %d to %d, the last ones, are not there', $person->number, $person->said(), (int) $last + 1, (int) $nth), $person->number, (int) $last + 1);
        } elseif ((int) $last > (int) $nth || $end !== $hash || ((int) $last !== $chain->nth && (int) $seq <= $this->state->seq)) {
            $this->found(Fault::Changed, sprintf('person %d%s: the chain ends at row %d, and not as the person says', $person->number, $person->said(), $last), $person->number, (int) $last);
        }
    }

    /** @return \Generator<int, ChainPerson> In the order of their numbers; those that are missing are found on the way. */
    private function persons(): \Generator
    {
        $next = 0;
        do {
            $page = $this->rows("SELECT number, customer, salt, erased_at, last_nth, last_hash FROM {$this->journal->schema->person} WHERE number >= ? ORDER BY number LIMIT " . self::PAGE, [$next]);
            foreach ($page as $row) {
                $person = ChainPerson::of($row);
                if ($person->number > $this->state->persons) {
                    break 2;
                }
                $this->removed($next, $person->number - 1);
                ++$this->report->persons;
                $next = $person->number + 1;
                yield $person;
            }
        } while (count($page) === self::PAGE);
        $this->removed($next, $this->state->persons);
    }

    private function removed(int $from, int $to): void
    {
        for (; $from <= $to; ++$from) {
            $this->found(Fault::Removed, sprintf('person %d is not there', $from), $from);
        }
    }

    /** @return \Generator<int, ChainRow> */
    private function events(): \Generator
    {
        $schema = $this->journal->schema;
        $person = $nth = -1;
        do {
            $page = $this->rows(
                "SELECT e.person AS person, e.nth AS nth, e.seq AS seq, e.id AS id, e.type AS type, e.happened_at AS happened_at, e.payload AS payload, e.other AS other, e.salt AS salt,
                 e.commitment AS commitment, e.hash AS hash, e.erasure AS erasure, r.remains AS remains, p.number AS known
                 FROM $schema->event e LEFT JOIN $schema->redaction r ON r.erasure = e.erasure AND r.person = e.person AND r.nth = e.nth LEFT JOIN $schema->person p ON p.number = e.person
                 WHERE e.person > ? OR (e.person = ? AND e.nth > ?) ORDER BY e.person, e.nth LIMIT " . self::PAGE,
                [$person, $person, $nth],
            );
            foreach ($page as $columns) {
                $row = ChainRow::of($columns);
                [$person, $nth] = [$row->person, $row->nth];
                if ($row->seq > $this->state->seq) {
                    continue;
                }
                if (!$row->isKnown) {
                    $this->found(Fault::Stranger, sprintf('row %d (%s) is of person %d, who is not there', $row->seq, $row->id, $person), $person, $nth, $row->seq);
                    continue;
                }
                ++$this->report->events;
                $this->report->unopenable += $row->erasure === null ? 0 : 1;
                yield $row;
            }
        } while (count($page) === self::PAGE);
    }

    private function compare(Head $head, Tally $tally): void
    {
        if ($tally->digest() === $head->digest && $tally->events === $head->events) {
            return;
        }
        if ($this->state->seq < $head->position) {
            $this->found(Fault::Cut, sprintf('the journal ends at row %d, head %d was taken at row %d', $this->state->seq, $head->number, $head->position));
        }
        if ($this->state->persons < $head->persons) {
            $this->found(Fault::Removed, sprintf('persons %d to %d of head %d are not there', $this->state->persons + 1, $head->persons, $head->number));
        }
        foreach ($head->blocks as $i => $block) {
            if (($tally->blocks[$i] ?? '') !== $block) {
                $from = $i * $head->block;
                $to = min($from + $head->block - 1, $head->persons);
                $this->found(Fault::Head, $from === $to
                    ? sprintf('the chain of person %d is another one than when head %d was taken', $from, $head->number)
                    : sprintf('a chain of the persons %d to %d is another one than when head %d was taken', $from, $to, $head->number), $from === $to ? $from : null);
            }
        }
        $this->found(Fault::Head, sprintf('head %d says %d persons and %d events up to row %d, the journal has %d events there', $head->number, $head->persons, $head->events, $head->position, $tally->events));
    }

    private function stored(int $number): ?Head
    {
        $row = $this->rows("SELECT record FROM {$this->journal->schema->head} WHERE number = ?", [$number])[0] ?? null;

        return $row === null ? null : Head::parse((string) $row[0]);
    }

    private function found(Fault $fault, string $text, ?int $person = null, ?int $nth = null, ?int $seq = null): void
    {
        $this->report->found(new Finding($fault, $text, $person, $nth, $seq));
    }

    /**
     * @param list<int|string|null> $parameters
     * @return list<list<int|string|null>>
     */
    private function rows(string $sql, array $parameters): array
    {
        return $this->journal->work()->once(fn (): array => $this->journal->connection->rows($sql, $parameters));
    }
}

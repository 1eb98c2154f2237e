<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\Event;
use Loyalty\InvalidProgrammeException;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\BatchPart;
use Loyalty\Shop\Coupon\Batches;
use Loyalty\Shop\Coupon\Versions;
use Loyalty\WordFilter;

/**
 * The shop's memory: events in the order of their arrival, append-only, and one row for each batch of coupon codes.
 *
 * A batch of events is one transaction: whoever is killed on the way leaves whole batches behind, and the same import, run again,
 * goes on where it stopped because events that are known already change nothing.
 */
final class Journal implements Batches
{
    /** Large enough that the commit's fsync does not count, small enough that a hook of the shop never waits for long. */
    public const BATCH = 2000;

    /** The schema version that hashes stored programmes anew. */
    private const HASHED_ANEW = 2;

    private Versions $versions;

    private function __construct(private readonly \PDO $pdo, private readonly Dialect $dialect)
    {
        $this->versions = self::versionsOf($this->pdo);
    }

    /**
     * Opens a SQLite file. It is made, readable for its owner only, unless $mustExist. A file that is no journal is left as it is. One that
     * may be read and not written, or whose folder may not, is opened for reading only.
     */
    public static function open(string $path, bool $mustExist = false): self
    {
        if (!is_file($path)) {
            if ($mustExist) {
                throw new JournalException(sprintf('there is no journal at "%s"; "loyalty import" makes one', $path));
            }
            if (!@touch($path) || !chmod($path, 0600)) {
                throw new JournalException(sprintf('cannot make the journal "%s"', $path));
            }
        }
        // Read as a file: SQLite would already write beside it.
        $head = @file_get_contents($path, false, null, 0, SqliteDialect::HEAD);
        if ($head === false) {
            throw new JournalException(sprintf('cannot open "%s": it may not be read', $path));
        }
        if (!SqliteDialect::isJournal($head) && ($head !== '' || $mustExist)) {
            throw new JournalException(sprintf('"%s" is not a journal', $path));
        }
        try {
            if (is_writable($path) && is_writable(dirname($path))) {
                return self::connect(new \PDO('sqlite:' . $path), new SqliteDialect());
            }
            $journal = new self(SqliteDialect::forReading($path), new SqliteDialect());
            $journal->checkSchema();

            return $journal;
        } catch (\PDOException $e) {
            throw new JournalException(sprintf('cannot open "%s": %s', $path, $e->getMessage()), 0, $e);
        }
    }

    /** Takes a connection that nobody else uses, and brings its schema up to date. */
    public static function connect(\PDO $pdo, Dialect $dialect): self
    {
        $pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION);
        $dialect->configure($pdo);
        $journal = new self($pdo, $dialect);
        $journal->migrate();

        return $journal;
    }

    /**
     * Writes events in the order given. Those that are known with the same content are counted and change nothing.
     *
     * @param iterable<Event> $events
     * @param ?callable(AppendOutcome): void $onBatch Called after each commit.
     * @throws EventConflictException if an id is known with other content; batches before its own are kept
     */
    public function append(iterable $events, int $batch = self::BATCH, ?callable $onBatch = null): AppendOutcome
    {
        if ($batch < 1) {
            throw new \ValueError('a batch holds at least one event');
        }
        $appended = 0;
        $repeated = 0;
        $pending = [];
        $flush = function () use (&$appended, &$repeated, &$pending, $onBatch): void {
            $new = $this->appendBatch($pending);
            $appended += $new;
            $repeated += count($pending) - $new;
            $pending = [];
            if ($onBatch !== null) {
                $onBatch(new AppendOutcome($appended, $repeated));
            }
        };
        // Collected before the transaction begins: a slow source must not hold the write lock.
        foreach ($events as $event) {
            $pending[] = $event;
            if (count($pending) === $batch) {
                $flush();
            }
        }
        if ($pending !== []) {
            $flush();
        }

        return new AppendOutcome($appended, $repeated);
    }

    /**
     * Events in the order of their arrival.
     *
     * @return \Generator<int, Event> By sequence number.
     */
    public function events(int $after = 0): \Generator
    {
        $rows = $this->pdo->prepare('SELECT seq, id, type, customer, happened_at, payload FROM event WHERE seq > ? ORDER BY seq');
        $rows->execute([$after]);
        while (is_array($row = $rows->fetch(\PDO::FETCH_NUM))) {
            yield self::int($row[0]) => self::event($row);
        }
    }

    /** @return list<Event> One customer's own, in the order of their arrival. */
    public function eventsOf(string $customer): array
    {
        $rows = $this->pdo->prepare('SELECT seq, id, type, customer, happened_at, payload FROM event WHERE customer = ? ORDER BY seq');
        $rows->execute([$customer]);
        $events = [];
        while (is_array($row = $rows->fetch(\PDO::FETCH_NUM))) {
            $events[] = self::event($row);
        }

        return $events;
    }

    /**
     * The ids that begin with a prefix, by bytes.
     *
     * @param string $prefix Not empty.
     * @return list<string>
     */
    public function idsFrom(string $prefix): array
    {
        if ($prefix === '') {
            throw new \ValueError('a prefix has at least one byte');
        }
        // A range and not LIKE: ids hold "%" and "_", and the range is read from the index.
        $rows = $this->pdo->prepare('SELECT id FROM event WHERE id >= ? AND id < ? ORDER BY id');
        $rows->execute([$prefix, substr($prefix, 0, -1) . chr(ord($prefix[-1]) + 1)]);

        return array_values(array_map(self::string(...), $rows->fetchAll(\PDO::FETCH_COLUMN)));
    }

    public function count(): int
    {
        return self::int($this->value('SELECT COUNT(*) FROM event'));
    }

    /** The last sequence number; 0 in an empty journal. */
    public function position(): int
    {
        return self::int($this->value('SELECT COALESCE(MAX(seq), 0) FROM event'));
    }

    /** @return list<CouponBatch> Every batch that was issued, by campaign number and serial. */
    public function batches(): array
    {
        return iterator_to_array($this->batchRows('ORDER BY campaign_number, first_serial', []), false);
    }

    /**
     * The batches of a campaign by its number, which it keeps under a new name; one at a time, since each may have a million customers.
     *
     * @return \Generator<int, CouponBatch> By serial.
     */
    public function batchesOf(int $campaignNumber): \Generator
    {
        yield from $this->batchRows('WHERE campaign_number = ? ORDER BY first_serial', [$campaignNumber]);
    }

    public function codeOf(int $campaignNumber, int $serial): ?CouponBatch
    {
        $which = 'WHERE campaign_number = ? AND first_serial <= ? ORDER BY first_serial DESC LIMIT 1';
        foreach ($this->batchRows($which, [$campaignNumber, $serial], 'NULL, NULL') as $batch) {
            $index = BatchPart::index($batch, $serial);
            if ($index === null) {
                return null;
            }
            $row = $this->pdo->prepare(
                "SELECT json_extract(customers, '\$[' || ? || ']'), json_extract(names, '\$[' || ? || ']') FROM coupon_batch WHERE campaign_number = ? AND first_serial = ?",
            );
            self::bind($row, [$index, $index, $campaignNumber, $batch->firstSerial]);
            $row->execute();
            [$customer, $name] = $row->fetch(\PDO::FETCH_NUM) ?: [null, null];

            return BatchPart::of($batch, $serial, $customer === null ? null : self::string($customer), $name === null ? null : self::string($name));
        }

        return null;
    }

    public function batchOf(int $campaignNumber, int $serial): ?CouponBatch
    {
        $rows = $this->batchRows('WHERE campaign_number = ? AND first_serial <= ? ORDER BY first_serial DESC LIMIT 1', [$campaignNumber, $serial]);
        foreach ($rows as $batch) {
            return $serial < BatchPart::end($batch) ? $batch : null;
        }

        return null;
    }

    /**
     * The version of the programme that a batch of this journal is of, as it was when the batch was issued.
     *
     * @throws InvalidProgrammeException if the document is none for this version of the extension
     */
    public function programme(string $hash): ?Programme
    {
        return $this->versions->of($hash);
    }

    /**
     * Takes the next serials of a campaign and stores the batch with the programme that holds its terms. Only then may codes leave.
     *
     * Serials count on for ever: under a new key, a new programme and a new name of the campaign, and whoever issues at the same time.
     *
     * @param string $document The programme as JSON.
     * @param int|list<string> $customers How many codes, or whom each is bound to.
     * @param ?list<string> $names As Coupons::newBatch() takes them.
     * @param ?WordFilter $words What no code shall show.
     */
    public function issueBatch(
        KeyRing $keys,
        string $document,
        string $campaign,
        int|array $customers,
        int $at,
        ?array $names = null,
        ?WordFilter $words = null,
    ): CouponBatch {
        $programme = Programme::fromJson($document);
        $terms = $programme->campaigns()[$campaign] ?? throw new \ValueError(sprintf('the programme has no campaign "%s"', $campaign));
        $known = $this->pdo->prepare('SELECT DISTINCT programme_hash FROM coupon_batch WHERE campaign_number = ?');
        $known->execute([$terms['number']]);
        $this->versions->checkShape(array_map(self::string(...), $known->fetchAll(\PDO::FETCH_COLUMN)), $terms['number'], $terms['format'], $terms['length']);
        $make = static fn (int $serial): CouponBatch => (new Coupons($keys, $programme, [], $words))->newBatch($campaign, $customers, $at, $serial, $names);
        // Every code is made once to see which ones offend: that takes long, and shop hooks must not wait for the lock meanwhile.
        $batch = $make($this->nextSerial($terms['number']));

        return $this->transaction(function () use ($make, $batch, $document, $terms): CouponBatch {
            $serial = $this->nextSerial($terms['number']);
            if ($serial !== $batch->firstSerial) {
                // Somebody else was faster.
                $batch = $make($serial);
            }
            $this->saveProgramme($batch->programmeHash, $document);
            $insert = $this->pdo->prepare(
                'INSERT INTO coupon_batch (campaign_number, first_serial, campaign, count, issued_at, programme_hash, key_slot, customers, names, skipped)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            );
            self::bind($insert, [
                $terms['number'],
                $batch->firstSerial,
                $batch->campaign,
                $batch->count,
                $batch->issuedAt,
                $batch->programmeHash,
                $batch->key,
                self::encode($batch->customers),
                self::encode($batch->names),
                $batch->skipped === [] ? null : self::encode(self::gaps($batch->skipped)),
            ]);
            $insert->execute();

            return $batch;
        });
    }

    /** The first serial of a campaign number that no batch has. */
    private function nextSerial(int $campaignNumber): int
    {
        foreach ($this->batchRows('WHERE campaign_number = ? ORDER BY first_serial DESC LIMIT 1', [$campaignNumber]) as $last) {
            return BatchPart::end($last);
        }

        return 0;
    }

    /** Holds the connection and not the journal, which else would be freed only by a collector of circles. */
    private static function versionsOf(\PDO $pdo): Versions
    {
        return new Versions(static function (string $key) use ($pdo): ?string {
            $row = $pdo->prepare('SELECT document FROM programme WHERE hash = ?');
            $row->execute([$key]);
            $document = $row->fetchColumn();

            return is_string($document) ? $document : null;
        });
    }

    private function saveProgramme(string $hash, string $document): void
    {
        $save = $this->pdo->prepare('INSERT INTO programme (hash, document) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM programme WHERE hash = ?)');
        $save->execute([$hash, $document, $hash]);
    }

    /**
     * @param list<Event> $events
     * @return int How many were new.
     */
    private function appendBatch(array $events): int
    {
        return $this->transaction(function () use ($events): int {
            $insert = $this->pdo->prepare($this->dialect->insertEvent());
            $known = $this->pdo->prepare('SELECT customer, type, happened_at, payload FROM event WHERE id = ?');
            $new = 0;
            foreach ($events as $event) {
                self::bind($insert, [$event->id, $event->customer, $event->type->value, $event->at, $event->payload]);
                $insert->execute();
                if ($insert->rowCount() === 1) {
                    ++$new;
                    continue;
                }
                $known->execute([$event->id]);
                $row = $known->fetch(\PDO::FETCH_ASSOC);
                $known->closeCursor();
                $given = ['customer' => $event->customer, 'type' => $event->type->value, 'happened_at' => $event->at, 'payload' => $event->payload];
                if (!is_array($row)) {
                    throw new JournalException(sprintf('event "%s" was neither written nor found', $event->id));
                }
                $differs = array_keys(array_filter($given, static fn (mixed $value, string $column): bool => $row[$column] !== $value, \ARRAY_FILTER_USE_BOTH));
                if ($differs !== []) {
                    throw new EventConflictException($event, $differs);
                }
            }

            return $new;
        });
    }

    /**
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function transaction(callable $work): mixed
    {
        $this->dialect->begin($this->pdo);
        try {
            $result = $work();
            $this->pdo->exec('COMMIT');
        } catch (\Throwable $e) {
            try {
                $this->pdo->exec('ROLLBACK');
            } catch (\PDOException) {
                // SQLite rolls back by itself where the disk is full or fails, and then has nothing to roll back: the cause is $e.
            }
            throw $e;
        }

        return $result;
    }

    /** For a journal that cannot be migrated here. */
    private function checkSchema(): void
    {
        $has = self::int($this->value('SELECT COALESCE(MAX(version), 0) FROM migration'));
        $latest = (int) array_key_last($this->dialect->migrations());
        if ($has !== $latest) {
            throw new JournalException(sprintf('the journal has schema %d, this version needs %d, and it cannot be written here', $has, $latest));
        }
    }

    private function migrate(): void
    {
        $this->pdo->exec('CREATE TABLE IF NOT EXISTS migration (version INTEGER NOT NULL PRIMARY KEY)');
        $migrations = $this->dialect->migrations();
        $latest = array_key_last($migrations);
        $has = self::int($this->value('SELECT COALESCE(MAX(version), 0) FROM migration'));
        if ($has === $latest) {
            return;
        }
        if ($has > $latest) {
            throw new JournalException(sprintf('the journal has schema %d, this version knows up to %d; update it first', $has, (int) $latest));
        }
        $this->transaction(function () use ($migrations): void {
            // Read again under the lock: another process may have been faster.
            $has = self::int($this->value('SELECT COALESCE(MAX(version), 0) FROM migration'));
            foreach ($migrations as $version => $statements) {
                if ($version > $has) {
                    foreach ($statements as $statement) {
                        $this->pdo->exec($statement);
                    }
                    if ($version === self::HASHED_ANEW) {
                        $this->hashAnew();
                    }
                    $this->pdo->exec('INSERT INTO migration (version) VALUES (' . $version . ')');
                }
            }
        });
    }

    /** Programmes are kept by their hash, whose encoding has changed. One that is none any more stays as it is; its codes are then refused. */
    private function hashAnew(): void
    {
        $rows = $this->pdo->query('SELECT hash, document FROM programme');
        $stored = $rows === false ? [] : $rows->fetchAll(\PDO::FETCH_KEY_PAIR);
        foreach ($stored as $old => $document) {
            $old = (string) $old;
            $hash = $this->versions->hashOf($old);
            if ($hash === $old) {
                continue;
            }
            $this->saveProgramme($hash, self::string($document));
            $this->pdo->prepare('UPDATE coupon_batch SET programme_hash = ? WHERE programme_hash = ?')->execute([$hash, $old]);
            $this->pdo->prepare('DELETE FROM programme WHERE hash = ?')->execute([$old]);
        }
        $this->versions = self::versionsOf($this->pdo);
    }

    private function value(string $sql): mixed
    {
        $rows = $this->pdo->query($sql);

        return $rows === false ? null : $rows->fetchColumn();
    }

    /** @param list<int|string|null> $values */
    private static function bind(\PDOStatement $statement, array $values): void
    {
        foreach ($values as $i => $value) {
            // execute() would bind integers as text, which a strict table refuses.
            $statement->bindValue($i + 1, $value, match (true) {
                $value === null => \PDO::PARAM_NULL,
                is_int($value) => \PDO::PARAM_INT,
                default => \PDO::PARAM_STR,
            });
        }
    }

    /** @param array<mixed> $row seq, id, type, customer, happened_at, payload */
    private static function event(array $row): Event
    {
        return Event::fromRow(
            self::string($row[1]),
            self::string($row[2]),
            $row[3] === null ? null : self::string($row[3]),
            self::int($row[4]),
            self::string($row[5]),
        );
    }

    /**
     * @param list<int> $parameters
     * @return \Generator<int, CouponBatch>
     */
    private function batchRows(string $which, array $parameters, string $lists = 'customers, names'): \Generator
    {
        $rows = $this->pdo->prepare("SELECT campaign, first_serial, count, issued_at, programme_hash, key_slot, $lists, skipped FROM coupon_batch $which");
        self::bind($rows, $parameters);
        $rows->execute();
        try {
            while (is_array($row = $rows->fetch(\PDO::FETCH_NUM))) {
                yield $this->batch($row);
            }
        } finally {
            // One that is left in the middle keeps its lock on the file.
            $rows->closeCursor();
        }
    }

    /** @param array<mixed> $row As batchRows() selects them. */
    private function batch(array $row): CouponBatch
    {
        $key = self::string($row[4]);
        $skipped = [];
        $offset = 0;
        foreach (self::decode($row[8]) ?? [] as $gap) {
            $skipped[] = $offset += self::int($gap);
        }

        return new CouponBatch(
            self::string($row[0]),
            self::int($row[1]),
            self::int($row[2]),
            self::int($row[3]),
            $this->versions->hashOf($key),
            self::int($row[5]),
            self::texts($row[6]),
            self::texts($row[7]),
            $skipped,
        );
    }

    /**
     * Ascending offsets as the first one and the steps to the next: half as long.
     *
     * @param list<int> $offsets
     * @return list<int>
     */
    private static function gaps(array $offsets): array
    {
        $gaps = [];
        $last = 0;
        foreach ($offsets as $offset) {
            $gaps[] = $offset - $last;
            $last = $offset;
        }

        return $gaps;
    }

    /** @param ?list<int|string> $list */
    private static function encode(?array $list): ?string
    {
        return $list === null ? null : json_encode($list, \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE | \JSON_UNESCAPED_SLASHES);
    }

    /** @return ?list<mixed> */
    private static function decode(mixed $json): ?array
    {
        $list = $json === null ? null : json_decode(self::string($json), true, 2, \JSON_THROW_ON_ERROR);

        return is_array($list) ? array_values($list) : null;
    }

    /** @return ?list<string> */
    private static function texts(mixed $json): ?array
    {
        $list = self::decode($json);

        return $list === null ? null : array_map(self::string(...), $list);
    }

    private static function int(mixed $value): int
    {
        // Drivers differ: some hand integers over as text.
        return is_int($value) ? $value : (is_string($value) && preg_match('/^-?\d+$/D', $value) === 1 ? (int) $value
            : throw new JournalException('the journal holds ' . get_debug_type($value) . ' where an integer belongs'));
    }

    private static function string(mixed $value): string
    {
        return is_string($value) ? $value : throw new JournalException('the journal holds ' . get_debug_type($value) . ' where text belongs');
    }
}

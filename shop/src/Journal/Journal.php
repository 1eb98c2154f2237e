<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Programme;

/**
 * The shop's memory: events in the order of their arrival, append-only, and one row for each batch of coupon codes.
 *
 * A batch of events is one transaction: whoever is killed on the way leaves whole batches behind, and the same import, run again,
 * goes on where it stopped because events that are known already change nothing.
 */
final class Journal
{
    /** Large enough that the commit's fsync does not count, small enough that a hook of the shop never waits for long. */
    public const BATCH = 2000;

    private function __construct(private readonly \PDO $pdo, private readonly Dialect $dialect)
    {
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
        $rows = $this->pdo->query(
            'SELECT campaign, first_serial, count, issued_at, programme_hash, key_slot, customers FROM coupon_batch ORDER BY campaign_number, first_serial',
        );
        $batches = [];
        while ($rows !== false && is_array($row = $rows->fetch(\PDO::FETCH_NUM))) {
            $batches[] = self::batch($row);
        }

        return $batches;
    }

    /**
     * The batches of a programme's campaigns, by number: a campaign that was renamed keeps its batches, under the new name.
     *
     * @return list<CouponBatch>
     */
    public function batchesFor(Programme $programme): array
    {
        $rows = $this->pdo->prepare(
            'SELECT campaign, first_serial, count, issued_at, programme_hash, key_slot, customers FROM coupon_batch WHERE campaign_number = ? ORDER BY first_serial',
        );
        $batches = [];
        foreach ($programme->campaigns() as $key => $campaign) {
            $rows->execute([$campaign['number']]);
            while (is_array($row = $rows->fetch(\PDO::FETCH_NUM))) {
                $batches[] = self::batch([$key] + $row);
            }
        }

        return $batches;
    }

    /** The batch that a code's campaign number and serial belong to. */
    public function batchOf(int $campaignNumber, int $serial): ?CouponBatch
    {
        $rows = $this->pdo->prepare(
            'SELECT campaign, first_serial, count, issued_at, programme_hash, key_slot, customers FROM coupon_batch
             WHERE campaign_number = ? AND first_serial <= ? ORDER BY first_serial DESC LIMIT 1',
        );
        $rows->execute([$campaignNumber, $serial]);
        $row = $rows->fetch(\PDO::FETCH_NUM);
        $batch = is_array($row) ? self::batch($row) : null;

        return $batch !== null && $serial - $batch->firstSerial < $batch->count ? $batch : null;
    }

    /** The programme of a batch, as it was when the batch was issued. */
    public function programme(string $hash): ?Programme
    {
        $row = $this->pdo->prepare('SELECT document FROM programme WHERE hash = ?');
        $row->execute([$hash]);
        $document = $row->fetchColumn();

        return is_string($document) ? Programme::fromJson($document) : null;
    }

    /**
     * Takes the next serials of a campaign and stores the batch with the programme that holds its terms. Only then may codes leave.
     *
     * Serials count on for ever: under a new key, a new programme and a new name of the campaign, and whoever issues at the same time.
     *
     * @param string $document The programme as JSON.
     * @param int|list<string> $customers How many codes, or whom each is bound to.
     */
    public function issueBatch(KeyRing $keys, string $document, string $campaign, int|array $customers, int $at): CouponBatch
    {
        $programme = Programme::fromJson($document);
        $number = $programme->campaigns()[$campaign]['number'] ?? throw new \ValueError(sprintf('the programme has no campaign "%s"', $campaign));

        return $this->transaction(function () use ($keys, $programme, $document, $campaign, $number, $customers, $at): CouponBatch {
            $next = $this->pdo->prepare('SELECT MAX(first_serial + count) FROM coupon_batch WHERE campaign_number = ?');
            $next->execute([$number]);
            $serial = $next->fetchColumn();
            $batch = (new Coupons($keys, $programme))->newBatch($campaign, $customers, $at, $serial === null ? null : self::int($serial));
            $save = $this->pdo->prepare('INSERT INTO programme (hash, document) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM programme WHERE hash = ?)');
            $save->execute([$batch->programmeHash, $document, $batch->programmeHash]);
            $insert = $this->pdo->prepare(
                'INSERT INTO coupon_batch (campaign_number, first_serial, campaign, count, issued_at, programme_hash, key_slot, customers)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
            );
            self::bind($insert, [
                $number,
                $batch->firstSerial,
                $batch->campaign,
                $batch->count,
                $batch->issuedAt,
                $batch->programmeHash,
                $batch->key,
                $batch->customers === null ? null : json_encode($batch->customers, \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE),
            ]);
            $insert->execute();

            return $batch;
        });
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
                    $this->pdo->exec('INSERT INTO migration (version) VALUES (' . $version . ')');
                }
            }
        });
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

    /** @param array<mixed> $row campaign, first_serial, count, issued_at, programme_hash, key_slot, customers */
    private static function batch(array $row): CouponBatch
    {
        $customers = null;
        if ($row[6] !== null) {
            $list = json_decode(self::string($row[6]), true, 2, \JSON_THROW_ON_ERROR);
            $customers = is_array($list) ? array_map(self::string(...), array_values($list)) : null;
        }

        return new CouponBatch(
            self::string($row[0]),
            self::int($row[1]),
            self::int($row[2]),
            self::int($row[3]),
            self::string($row[4]),
            self::int($row[5]),
            $customers,
        );
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

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Customer;
use Loyalty\Event;
use Loyalty\EventType;
use Loyalty\InsufficientPointsException;
use Loyalty\InvalidProgrammeException;
use Loyalty\Programme;
use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Ledger\Work;

/**
 * The shop's memory, in its own database: events in the order of their arrival, chained for each person; the versions of the programme; the
 * batches of coupon codes.
 *
 * A batch of events is one transaction: whoever is killed on the way leaves whole batches behind, and the same import, run again, goes on
 * where it stopped, because events that are known already change nothing. docs/journal.md
 */
final class Journal
{
    /** Large enough that the commit's fsync does not count, small enough that a hook of the shop never waits for long. */
    public const BATCH = 2000;
    private const PAGE = 4000;
    /** Of four bytes each, more than an id may have. */
    private const ID_CHARACTERS = 48;
    /** Of events that the journal makes itself. */
    private const SOURCE = 'journal';
    /** LTY_E_POINTS */
    private const TOO_FEW_POINTS = 45;

    private readonly Work $work;
    private readonly Links $links;
    private readonly PersonRows $persons;
    private readonly Versions $versions;
    private ?BatchTable $batches = null;

    /** For tables that are there already: what a page of the shop uses, where connect() was called when the plugin was installed. */
    public function __construct(public readonly Connection $connection, public readonly Schema $schema = new Schema(), private readonly Backoff $backoff = new Backoff())
    {
        $this->work = new Work($connection, $backoff);
        $this->links = new Links($connection, $schema);
        $this->persons = new PersonRows($connection, $schema, $this->links);
        $this->versions = new Versions($connection, $schema, $this->work);
    }

    /** Brings the tables up to date first. */
    public static function connect(Connection $connection, Schema $schema = new Schema(), Backoff $backoff = new Backoff()): self
    {
        $journal = new self($connection, $schema, $backoff);
        (new Migrator($connection, $schema, $journal->work))->migrate();

        return $journal;
    }

    /**
     * Opens a SQLite file. It is made, readable for its owner only, unless $mustExist. A file that is no journal is left as it is. One that
     * may be read and not written, or whose folder may not, is opened for reading only.
     */
    public static function open(string $path, bool $mustExist = false): self
    {
        File::check($path, $mustExist);
        try {
            $writable = File::isWritable($path);
            $journal = new self($writable ? File::open($path) : File::forReading($path));
            $migrator = new Migrator($journal->connection, $journal->schema, $journal->work, true);
            $writable ? $migrator->migrate() : $migrator->check();

            return $journal;
        } catch (\PDOException|LedgerException $e) {
            throw new JournalException(sprintf('cannot open "%s": %s', $path, $e->getMessage()), 0, $e);
        }
    }

    /** For an uninstaller, if the owner wants it. Batches of codes stay: Tables::drop(). */
    public function drop(): void
    {
        foreach ($this->schema->tables() as $table) {
            $this->connection->command('DROP TABLE IF EXISTS ' . $table);
        }
    }

    /**
     * Writes events in the order given. Those that are known with the same content are counted and change nothing.
     *
     * @param iterable<Event> $events
     * @param ?callable(AppendOutcome): void $onBatch Called after each commit.
     * @param array<int|string, int> $expecting Customers and the numbers of their last chained events, as nth() says: all is one batch then.
     * @throws EventConflictException if an id is known with other content; batches before its own are kept
     * @throws ConcurrencyException if a customer's last event is another one
     */
    public function append(iterable $events, int $batch = self::BATCH, ?callable $onBatch = null, array $expecting = []): AppendOutcome
    {
        if ($batch < 1) {
            throw new \ValueError('a batch holds at least one event');
        }
        if ($expecting !== []) {
            $batch = \PHP_INT_MAX;
        }
        $total = new AppendOutcome(0, 0);
        $pending = [];
        $flush = function () use (&$total, &$pending, $onBatch, $expecting): void {
            $total = $total->and($this->appendBatch($pending, $expecting));
            $pending = [];
            if ($onBatch !== null) {
                $onBatch($total);
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

        return $total;
    }

    /**
     * Spends points once: nothing that is written meanwhile can make it more than there are. A spend that is known already changes nothing.
     *
     * @param string $customer Any key of the person.
     * @param Event $spend A points_spent event.
     * @param int $at UTC seconds of now.
     * @throws InsufficientPointsException if there are fewer points, or fewer than the programme lets spend
     * @throws EventConflictException if the spend is known with other content
     */
    public function spend(string $customer, Event $spend, Programme $programme, int $at): AppendOutcome
    {
        if ($spend->type !== EventType::PointsSpent || $spend->at > $at) {
            throw new \ValueError('a spend is a points_spent event that has happened');
        }
        for ($retry = 0;; ++$retry) {
            // Before the events: what is written in between is then noticed.
            $owner = $this->ownerOf($customer);
            $keys = $this->links->under($owner);
            if (!in_array($spend->customer, $keys, true)) {
                throw new \ValueError(sprintf('the spend is of customer "%s", who is another person than "%s"', (string) $spend->customer, $customer));
            }
            $expecting = [];
            foreach ($keys as $key) {
                $expecting[$key] = $this->nth($key);
            }
            $events = $this->eventsOf($owner);
            if (in_array($spend->id, array_column($events, 'id'), true)) {
                return $this->append([$spend]);
            }
            // Clocks of two machines differ: what another one spent "later" is spent.
            foreach (array_unique([$at, ...self::later($events, $at)]) as $instant) {
                self::checkSpend($spend, $programme, Customer::fold($programme, $owner, $events, $instant), $at);
            }
            try {
                return $this->work->whole(function () use ($customer, $spend, $owner, $keys, $expecting): AppendOutcome {
                    $appender = $this->appender();
                    $appender->lock();
                    // A link that was made meanwhile would let another key of the person spend the same.
                    $links = new Links($this->connection, $this->schema, $this->work->hosted() ? $this->connection->dialect()->lockingRead() : '');
                    if ($links->owner($customer) !== $owner || $links->under($owner) !== $keys) {
                        throw new ConcurrencyException($owner, $expecting[$owner], $this->nth($owner));
                    }

                    return $appender->append([$spend], $expecting);
                });
            } catch (ConcurrencyException $e) {
                if ($retry >= $this->backoff->retries || $this->work->hosted()) {
                    throw $e;
                }
                $this->backoff->wait($retry);
            }
        }
    }

    /** The number of the customer's last chained event, for append(); 0 if there is none. */
    public function nth(string $customer): int
    {
        return (int) ($this->rows("SELECT last_nth FROM {$this->schema->person} WHERE customer = ?", [$customer])[0][0] ?? 0);
    }

    /**
     * Events in the order of their arrival, which is that of commits: nothing is ever written before what was read.
     *
     * @return \Generator<int, Event> By sequence number.
     */
    public function events(int $after = 0): \Generator
    {
        $part = fn (string $table, string $alias): string => 'SELECT * FROM (SELECT x.seq AS seq, x.id AS id, x.type AS type, x.person AS person, p.customer AS customer,'
            . " x.happened_at AS happened_at, x.payload AS payload FROM $table x LEFT JOIN {$this->schema->person} p ON p.number = x.person WHERE x.seq > ? ORDER BY x.seq LIMIT " . self::PAGE . ") $alias";
        $sql = $part($this->schema->event, 'chained') . ' UNION ALL ' . $part($this->schema->fact, 'facts') . ' ORDER BY seq LIMIT ' . self::PAGE;
        do {
            $page = $this->rows($sql, [$after, $after]);
            foreach ($page as [$seq, $id, $type, $person, $key, $at, $payload]) {
                $after = (int) $seq;
                yield $after => Kinds::event($id, $type, Person::key((int) $person, $key), $at, $payload);
            }
        } while (count($page) === self::PAGE);
    }

    /**
     * One person's: those of the key and of all keys that are linked to it, in the order of their arrival. Customer::fold() takes them under the key;
     * for a key that itself belongs to another, ask for ownerOf() first.
     *
     * @param int $after Those of a later sequence number only.
     * @return list<Event>
     */
    public function eventsOf(string $customer, int $after = 0): array
    {
        $rows = $this->persons->of($customer);
        if ($after > 0) {
            $rows = array_values(array_filter($rows, static fn (array $row): bool => (int) $row[PersonRows::SEQ] > $after));
        }

        return array_map(static fn (array $row): Event => Kinds::event($row[PersonRows::ID], $row[PersonRows::TYPE], (string) $row[PersonRows::CUSTOMER], $row[PersonRows::AT], $row[PersonRows::PAYLOAD]), $rows);
    }

    /**
     * One person as a page shows it: Customer::fold() of eventsOf(), without an object for each event.
     *
     * @param int $at UTC seconds.
     */
    public function customer(Programme $programme, string $customer, int $at): Customer
    {
        $rows = [];
        foreach ($this->persons->of($customer) as [, $id, $type, $key, $happened, $payload]) {
            $rows[] = ['id' => (string) $id, 'type' => (string) $type, 'customer' => (string) $key, 'at' => (int) $happened, 'payload' => (string) $payload];
        }

        return Customer::fold($programme, $customer, $rows, $at);
    }

    /** The key that the person's points are kept under: itself, unless identities_linked says that it belongs to another. */
    public function ownerOf(string $customer): string
    {
        return $this->links->owner($customer);
    }

    /**
     * Says that another key belongs to a customer, or that it does not any more: an identities_linked event of a link that these two keys have.
     *
     * @param int $at UTC seconds.
     * @return bool False where it is so already.
     * @throws JournalException if it would close a circle, or somebody else has linked them
     */
    public function link(string $customer, string $other, int $at, bool $linked = true): bool
    {
        return $this->work->whole(function () use ($customer, $other, $at, $linked): bool {
            // Of two that link the same, the later one finds it done.
            $this->appender()->lock();

            return in_array($other, $this->links->under($customer), true) !== $linked && $this->linkAs($customer, $other, $at, $linked);
        });
    }

    private function linkAs(string $customer, string $other, int $at, bool $linked): bool
    {
        if ($linked && in_array($customer, $this->links->under($other), true)) {
            throw new JournalException(sprintf('"%s" belongs to "%s" already: that would be a circle', $customer, $other));
        }
        $owner = $this->links->owner($other);
        if ($linked && $owner !== $other && $owner !== $this->links->owner($customer)) {
            // One key with two owners: its points would be there for both.
            throw new JournalException(sprintf('"%s" belongs to "%s": take that link back first', $other, $owner));
        }
        $secret = (string) ($this->rows("SELECT secret FROM {$this->schema->state} WHERE id = 1", [])[0][0] ?? '');
        // No key stands in the id, which an erasure of one of the two would have to leave.
        $event = static fn (int $revision): Event => Event::identitiesLinked(self::SOURCE, Chain::mark($secret, 'link', "$customer\0$other"), $revision, $customer, $at, $other, $linked);
        $revision = 1 + count($this->idsFrom(Kinds::stem($event(1)->id) . '/'));
        if (!$linked && $revision === 1) {
            throw new JournalException('these keys were linked under another id: take that link back, with a higher revision');
        }

        return $this->append([$event($revision)])->appended === 1;
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
        // A range and not LIKE: ids hold "%" and "_", and the range is read from the index. Its end has to be text too: longer than any id.
        $end = $prefix . str_repeat("\u{10ffff}", self::ID_CHARACTERS);
        $ids = [];
        foreach ([$this->schema->event, $this->schema->fact] as $table) {
            $ids = [...$ids, ...array_map(static fn (array $row): string => (string) $row[0], $this->rows("SELECT id FROM $table WHERE id >= ? AND id <= ?", [$prefix, $end]))];
        }
        sort($ids, \SORT_STRING);

        return $ids;
    }

    /**
     * Events by their ids; what the journal does not have is left out.
     *
     * @param list<string> $ids
     * @return array<string, Event>
     */
    public function byIds(array $ids): array
    {
        $events = [];
        foreach ([$this->schema->event, $this->schema->fact] as $table) {
            $found = (new Rows($this->connection))->of(
                $ids,
                fn (string $in): string => 'SELECT x.id AS id, x.type AS type, x.person AS person, p.customer AS customer, x.happened_at AS happened_at, x.payload AS payload '
                    . "FROM $table x LEFT JOIN {$this->schema->person} p ON p.number = x.person WHERE x.id IN ($in)",
            );
            foreach ($found as [$id, $type, $person, $key, $at, $payload]) {
                $events[(string) $id] = Kinds::event($id, $type, Person::key((int) $person, $key), $at, $payload);
            }
        }

        return $events;
    }

    /**
     * What the journal has of one chained type of some keys, in no order.
     *
     * @param list<string> $customers
     * @return list<Event>
     */
    public function ofType(EventType $type, array $customers): array
    {
        $found = (new Rows($this->connection))->of(
            $customers,
            fn (string $in): string => 'SELECT x.id AS id, x.type AS type, p.customer AS customer, x.happened_at AS happened_at, x.payload AS payload '
                . "FROM {$this->schema->person} p JOIN {$this->schema->event} x ON x.person = p.number WHERE p.customer IN ($in) AND x.type = '{$type->value}'",
        );

        return array_map(static fn (array $row): Event => Kinds::event($row[0], $row[1], (string) $row[2], $row[3], $row[4]), $found);
    }

    /**
     * The numbers under which the journal knows keys: what other tables may hold in place of a key, so that an erasure leaves nothing of it there.
     *
     * @param list<string> $customers
     * @return array<int|string, int> By key; who has no event is left out.
     */
    public function numbersOf(array $customers): array
    {
        $numbers = [];
        foreach ((new Rows($this->connection))->of($customers, fn (string $in): string => "SELECT customer, number FROM {$this->schema->person} WHERE customer IN ($in)") as [$key, $number]) {
            $numbers[(string) $key] = (int) $number;
        }

        return $numbers;
    }

    /**
     * @param list<int> $numbers As numbersOf() gives them.
     * @return array<int, string> Keys by number; who was erased is left out.
     */
    public function keysOf(array $numbers): array
    {
        $keys = [];
        foreach ((new Rows($this->connection))->of($numbers, fn (string $in): string => "SELECT number, customer FROM {$this->schema->person} WHERE customer IS NOT NULL AND number IN ($in)") as [$number, $key]) {
            $keys[(int) $number] = (string) $key;
        }

        return $keys;
    }

    public function count(): int
    {
        return (int) ($this->rows("SELECT (SELECT COUNT(*) FROM {$this->schema->event}) + (SELECT COUNT(*) FROM {$this->schema->fact}) AS events", [])[0][0] ?? 0);
    }

    /** The last sequence number; 0 in an empty journal. */
    public function position(): int
    {
        return (int) ($this->rows("SELECT seq FROM {$this->schema->state} WHERE id = 1", [])[0][0] ?? 0);
    }

    /** The batches of coupon codes, in the same table as the desk's. */
    public function batches(): BatchTable
    {
        return $this->batches ??= new BatchTable($this->connection, $this->schema->coupons, $this->backoff);
    }

    /**
     * Saves a version of the programme. The same again changes nothing; one that has not begun yet is replaced by a later one for the same instant.
     *
     * @param string $document JSON.
     * @param int $at UTC seconds of now: but for the first version, none begins before it is saved.
     * @throws InvalidProgrammeException
     * @throws JournalException if it would change the past
     */
    public function save(string $document, int $at): Programme
    {
        return $this->versions->save($document, $at);
    }

    /** All versions that were saved, as one programme; null if there is none. */
    public function programme(): ?Programme
    {
        return $this->versions->all();
    }

    /** @return list<array{valid_from: int, hash: string, saved_at: int, document: string}> Ascending. */
    public function versions(): array
    {
        return $this->versions->list();
    }

    /**
     * What retention, erasure, heads and their audit write and read with.
     *
     * @internal
     */
    public function work(): Work
    {
        return $this->work;
    }

    /** @internal */
    public function appender(): Appender
    {
        return new Appender($this->connection, $this->schema, $this->work->hosted() ? $this->connection->dialect()->lockingRead() : '');
    }

    /** @internal */
    public function links(): Links
    {
        return $this->links;
    }

    /**
     * @param list<int|string|null> $parameters
     * @return list<list<int|string|null>>
     */
    private function rows(string $sql, array $parameters): array
    {
        return $this->work->once(fn (): array => $this->connection->rows($sql, $parameters));
    }

    /**
     * @param list<Event> $events
     * @param array<int|string, int> $expecting
     */
    private function appendBatch(array $events, array $expecting): AppendOutcome
    {
        return $this->work->whole(fn (): AppendOutcome => $this->appender()->append($events, $expecting));
    }

    /**
     * @param list<Event> $events
     * @return list<int> The instants after this one at which points were taken.
     */
    private static function later(array $events, int $at): array
    {
        $taking = array_filter($events, static fn (Event $e): bool => $e->at > $at && ($e->type === EventType::PointsSpent || $e->type === EventType::PointsAdjusted));

        return array_values(array_map(static fn (Event $e): int => $e->at, $taking));
    }

    private static function checkSpend(Event $spend, Programme $programme, Customer $customer, int $at): void
    {
        $payload = Kinds::payload($spend->payload);
        $points = is_int($payload['points'] ?? null) ? $payload['points'] : 0;
        $reward = is_string($payload['reward'] ?? null) ? $payload['reward'] : '';
        $now = $programme->at($at);
        $terms = $now->points() ?? throw new \ValueError('the programme has no points');
        $refuse = static fn (string $why): never => throw new InsufficientPointsException(sprintf('%d points cannot be spent: %s', $points, $why), self::TOO_FEW_POINTS);
        if ($reward !== '') {
            $price = ($now->rewards()[$reward] ?? throw new \ValueError(sprintf('the programme has no reward "%s"', $reward)))['points'];
            if ($points % max(1, $price) !== 0) {
                $refuse(sprintf('reward "%s" takes %d', $reward, $price));
            }
        } elseif ($points < $terms['spend_minimum']) {
            $refuse(sprintf('%d are the fewest', $terms['spend_minimum']));
        } elseif ($points % max(1, $terms['spend_step']) !== 0) {
            $refuse(sprintf('only multiples of %d', $terms['spend_step']));
        }
        if ($customer->account->balance < $points) {
            $refuse(sprintf('the balance is %d', $customer->account->balance));
        }
    }
}

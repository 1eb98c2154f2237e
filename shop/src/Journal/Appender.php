<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Event;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\TransientException;

/**
 * Writes a batch inside of a transaction that is open: finds what is known by one question, gives numbers to new persons, makes the links of their
 * chains, and writes many rows at once.
 *
 * @internal
 */
final readonly class Appender
{
    private const EVENT = ['seq', 'person', 'nth', 'id', 'type', 'happened_at', 'payload', 'other', 'salt', 'commitment', 'hash'];
    private const FACT = ['seq', 'person', 'id', 'type', 'happened_at', 'payload'];
    private const PERSON = ['number', 'customer', 'salt', 'last_nth', 'last_hash'];

    private Rows $rows;

    /** @param string $lock What makes a SELECT see what is committed, where the transaction has a snapshot of its own. */
    public function __construct(private Connection $connection, private Schema $schema, private string $lock = '')
    {
        $this->rows = new Rows($connection);
    }

    /** Takes the lock that every writer takes first. */
    public function lock(): State
    {
        $row = $this->connection->rows("SELECT seq, persons, erasures, erased, heads, secret FROM {$this->schema->state} WHERE id = 1" . $this->connection->dialect()->lockingRead(), [])[0]
            ?? throw new JournalException('the journal has no state: its tables are not whole');

        return new State((int) $row[0], (int) $row[1], (int) $row[2], (string) $row[3], (int) $row[4], (string) $row[5]);
    }

    /** @throws TransientException if somebody else was faster, which a lock does not keep off across a cluster */
    public function unlock(State $state, int $seq): void
    {
        $changed = $this->connection->execute(
            "UPDATE {$this->schema->state} SET seq = ?, persons = ?, erasures = ?, erased = ?, heads = ?, secret = ? WHERE id = 1 AND seq = ?",
            [$state->seq, $state->persons, $state->erasures, $state->erased, $state->heads, $state->secret, $seq],
        );
        // MySQL does not count a row that stays as it is.
        if ($changed !== 1 && $state->seq !== $seq) {
            throw new TransientException('somebody else wrote to the journal at the same time');
        }
    }

    /**
     * @param list<Event> $events
     * @param array<int|string, int> $expecting Number of the last event by customer.
     */
    public function append(array $events, array $expecting = []): AppendOutcome
    {
        $state = $this->lock();
        $before = $state->seq;
        $persons = $this->persons([...array_column($events, 'customer'), ...array_map(strval(...), array_keys($expecting))]);
        foreach ($expecting as $customer => $nth) {
            $found = isset($persons[(string) $customer]) ? $persons[(string) $customer]->nth : 0;
            if ($found !== $nth) {
                throw new ConcurrencyException((string) $customer, $nth, $found);
            }
        }
        [$new, $outcome] = $this->unknown($events, $state);
        if ($new === []) {
            return $outcome;
        }
        try {
            $this->write($new, $persons, $state);
        } catch (DuplicateKeyException $e) {
            throw new TransientException('somebody else wrote the same at the same time', 0, $e);
        }
        $this->unlock($state, $before);

        return $outcome;
    }

    /**
     * Those that are not in the journal, once each.
     *
     * @param list<Event> $events
     * @return array{list<Event>, AppendOutcome}
     */
    private function unknown(array $events, State $state): array
    {
        $ids = array_values(array_unique(array_column($events, 'id')));
        /** @var array<int|string, array{string, ?string, int, string, bool}> $known type, customer, at, payload, whether an erasure changed it */
        $known = [];
        $columns = 'x.id AS id, x.type AS type, p.customer AS customer, x.happened_at AS happened_at, x.payload AS payload';
        $from = fn (string $table, string $in): string => "FROM $table x LEFT JOIN {$this->schema->person} p ON p.number = x.person WHERE x.id IN ($in)";
        // Apart, because SQL locks no rows of a UNION.
        foreach ([[$this->schema->event, 'x.erasure'], [$this->schema->fact, 'NULL']] as [$table, $erasure]) {
            foreach ($this->rows->of($ids, fn (string $in): string => "SELECT $columns, $erasure AS erasure " . $from($table, $in) . $this->locked('x')) as $row) {
                $known[(string) $row[0]] = [(string) $row[1], $row[2] === null ? null : (string) $row[2], (int) $row[3], (string) $row[4], $row[5] !== null];
            }
        }
        $gone = $state->erasures > 0 ? $this->gone($events, $state->secret) : [];
        $new = [];
        $repeated = $erased = 0;
        foreach ($events as $i => $event) {
            $row = $known[$event->id] ?? null;
            if ($row !== null) {
                self::compare($event, $row);
                ++$repeated;
            } elseif (isset($gone[$i])) {
                ++$erased;
            } else {
                $known[$event->id] = [$event->type->value, $event->customer, $event->at, $event->payload, false];
                $new[] = $event;
            }
        }

        return [$new, new AppendOutcome(count($new), $repeated, $erased)];
    }

    /** @param array{string, ?string, int, string, bool} $row */
    private static function compare(Event $event, array $row): void
    {
        [$type, $customer, $at, $payload, $redacted] = $row;
        $differs = array_keys(array_filter([
            'customer' => $event->customer !== $customer,
            'type' => $event->type->value !== $type,
            'happened_at' => $event->at !== $at,
            'payload' => !$redacted && $event->payload !== $payload,
        ]));
        if ($differs !== []) {
            throw new EventConflictException($event, $differs);
        }
    }

    /**
     * Events of persons that are erased: of their key, or naming it, and no later than that, or of an object of theirs.
     *
     * @param list<Event> $events
     * @return array<int, true> By the place in the batch.
     */
    private function gone(array $events, string $secret): array
    {
        $asked = [];
        foreach ($events as $i => $event) {
            if ($event->customer !== null) {
                $asked[Chain::mark($secret, 'customer', $event->customer)][] = [$i, $event->at];
            }
            $other = Kinds::other($event->type->value, $event->payload);
            if ($other !== null) {
                $asked[Chain::mark($secret, 'customer', $other)][] = [$i, $event->at];
            }
            foreach (Kinds::objects($event->id, $event->type->value, $event->payload) as $object) {
                $asked[Chain::mark($secret, 'object', $object)][] = [$i, null];
            }
        }
        $gone = [];
        foreach ($this->rows->of(array_map(strval(...), array_keys($asked)), fn (string $in): string => "SELECT mark, erased_at FROM {$this->schema->gone} WHERE mark IN ($in)" . $this->lock) as [$mark, $erasedAt]) {
            foreach ($asked[(string) $mark] ?? [] as [$i, $at]) {
                if ($at === null || $at <= (int) $erasedAt) {
                    $gone[$i] = true;
                }
            }
        }

        return $gone;
    }

    /**
     * @param list<?string> $customers
     * @return array<int|string, Person> By key; "" is the anonymous one, since no key is empty.
     */
    private function persons(array $customers): array
    {
        $names = array_map(strval(...), array_keys(array_flip(array_filter($customers, static fn (?string $c): bool => $c !== null))));
        $persons = [];
        $columns = 'SELECT number, customer, salt, last_nth, last_hash FROM ' . $this->schema->person;
        $rows = $this->rows->of($names, fn (string $in): string => "$columns WHERE customer IN ($in)" . $this->lock);
        if (in_array(null, $customers, true)) {
            $rows = [...$rows, ...$this->connection->rows("$columns WHERE number = ?" . $this->lock, [Schema::ANONYMOUS])];
        }
        foreach ($rows as $row) {
            $persons[(string) $row[1]] = new Person((int) $row[0], $row[1] === null ? null : (string) $row[1], (string) $row[2], (int) $row[3], (string) $row[4]);
        }

        return $persons;
    }

    /**
     * @param non-empty-list<Event> $events
     * @param array<int|string, Person> $persons
     */
    private function write(array $events, array $persons, State $state): void
    {
        $facts = $rows = $touched = [];
        foreach ($events as $event) {
            $key = (string) $event->customer;
            $person = $persons[$key] ??= Person::fresh(++$state->persons, self::storable($event->customer));
            $touched[$person->number] = $person;
            $type = $event->type->value;
            ++$state->seq;
            if (Kinds::isFact($type)) {
                $facts[] = [$state->seq, $person->number, $event->id, $type, $event->at, $event->payload];
                continue;
            }
            $other = self::storable(Kinds::other($type, $event->payload));
            // One that names somebody else has a salt of its own, which goes with the name.
            $salt = $other === null ? null : Chain::salt();
            $commitment = Chain::commitment($salt ?? $person->salt, $event->customer, $event->id, $type, $event->at, $event->payload);
            $person->add($state->seq, $commitment);
            $rows[] = [$state->seq, $person->number, $person->nth, $event->id, $type, $event->at, $event->payload, $other, $salt, $commitment, $person->hash];
        }
        $this->rows->insert($this->schema->event, self::EVENT, $rows);
        $this->rows->insert($this->schema->fact, self::FACT, $facts);
        $this->save(array_values($touched));
    }

    /** @param list<Person> $persons */
    public function save(array $persons): void
    {
        $value = static fn (string $column): string => sprintf('%s = excluded.%s', $column, $column);
        $assign = $this->connection->dialect() === Dialect::MySql
            ? 'last_nth = VALUES(last_nth), last_hash = VALUES(last_hash)'
            : $value('last_nth') . ', ' . $value('last_hash');
        $this->rows->insert(
            $this->schema->person,
            self::PERSON,
            array_map(static fn (Person $p): array => [$p->number, $p->customer, $p->salt, $p->nth, $p->hash], $persons),
            $this->connection->dialect()->otherwise(['number'], $assign),
        );
    }

    private function locked(string $alias): string
    {
        // PostgreSQL locks no row of the optional side of a join.
        return $this->lock === '' ? '' : $this->lock . ($this->connection->dialect() === Dialect::PostgreSql ? " OF $alias" : '');
    }

    private static function storable(?string $customer): ?string
    {
        if ($customer !== null && (str_starts_with($customer, Person::ERASED) || str_contains($customer, "\0"))) {
            throw new JournalException(sprintf('"%s" is no customer\'s key for a journal: it keeps "%s…" for persons that are erased, and takes no NUL', addcslashes($customer, "\0"), Person::ERASED));
        }

        return $customer;
    }
}

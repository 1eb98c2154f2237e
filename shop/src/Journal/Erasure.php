<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Customer;
use Loyalty\Event;
use Loyalty\Programme;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\NoTableException;
use Loyalty\Shop\Referral\Schema as ReferralSchema;

/**
 * Makes the journal forget who somebody is. Key, salt and facts go; of chained events the sums are left under a number, so that points and money owed stay
 * what they were and every chain still holds. Which rows were changed, and what of each was left, is written down and hashed: a change
 * that no erasure made is still found.
 */
final readonly class Erasure
{
    private const AUTHOR = 'erasure';

    private Rows $rows;

    public function __construct(private Journal $journal)
    {
        $this->rows = new Rows($journal->connection);
    }

    /**
     * Erases a person under all of its keys.
     *
     * @param string $customer Any of them.
     * @param int $at UTC seconds of now. What is delivered later and had happened by then is not written any more.
     * @param ?Programme $programme Says what facts have earned; null = the versions that were saved.
     * @param ?int $inactiveSince Only if nothing has happened since then, under any of the keys: who was listed may have come back.
     * @throws JournalException if there is no such customer, or something has happened
     */
    public function erase(string $customer, string $reason, int $at, ?Programme $programme = null, ?int $inactiveSince = null): ErasureReport
    {
        if ($this->journal->work()->hosted()) {
            throw new JournalException('nobody is erased inside of a transaction: what others have written since it began may not be seen in it, and would be left');
        }

        $file = $this->journal->connection->dialect() === Dialect::Sqlite;
        if ($file) {
            // Without it what is deleted stays in free pages until something is written there.
            $this->journal->connection->rows('PRAGMA secure_delete = ON', []);
        }
        $report = $this->whole($customer, $reason, $at, $programme, $inactiveSince);
        if ($file) {
            // Nor in the log of writing; as far as nobody reads from it, who will come to its end too.
            $this->journal->connection->rows('PRAGMA wal_checkpoint(TRUNCATE)', []);
        }

        return $report;
    }

    private function whole(string $customer, string $reason, int $at, ?Programme $programme, ?int $inactiveSince): ErasureReport
    {
        return $this->journal->work()->whole(function () use ($customer, $reason, $at, $programme, $inactiveSince): ErasureReport {
            $this->journal->appender()->lock();
            $keys = $this->journal->links()->of($customer);
            if ($inactiveSince !== null && (new Retention($this->journal))->isHeardOf($keys, $inactiveSince)) {
                throw new JournalException(sprintf('something has happened to customer "%s" since', $customer));
            }
            $numbers = $this->numbers($keys);
            if ($numbers === []) {
                $numbers = [$customer => $this->number($customer)];
            }
            $adjusted = $this->adjust($customer, $at, $programme ?? $this->journal->programme());
            $appender = $this->journal->appender();
            $state = $appender->lock();
            $remains = new Remains($state->secret, $numbers, $this->keptSkus());
            $number = ++$state->erasures;
            $own = $this->ownRows(array_values($numbers));
            $remains->name(array_column($own, 2));
            $this->mark($keys, $own, array_values($numbers), $state->secret, $at);
            $redactions = [...$this->redact($own, $number, $remains, true), ...$this->redact($this->othersRows($keys, array_values($numbers)), $number, $remains, false)];
            sort($redactions);
            $deleted = $this->forget($numbers, $at);
            $this->forgetBeside(array_values($numbers));
            $codes = 0;
            foreach ($keys as $key) {
                // One that was only ever linked has no number of its own.
                $codes += $this->journal->batches()->forget($key, Person::ERASED . ($numbers[$key] ?? reset($numbers)));
            }
            $persons = implode(',', $numbers);
            $state->erased = self::recordHash($state->erased, $number, $at, $reason, $persons, $redactions);
            $this->rows->insert($this->journal->schema->redaction, ['erasure', 'person', 'nth', 'remains'], array_map(static fn (array $r): array => [$number, ...$r], $redactions));
            $this->journal->connection->execute(
                "INSERT INTO {$this->journal->schema->erasure} (number, erased_at, reason, persons, rows_changed, hash) VALUES (?, ?, ?, ?, ?, ?)",
                [$number, $at, $reason, $persons, count($redactions), $state->erased],
            );
            $appender->unlock($state, $state->seq);

            return new ErasureReport($number, count($numbers), count($redactions), $deleted, $adjusted, $codes);
        });
    }

    /** What stands before the record of the first erasure. */
    public static function beginning(): string
    {
        return Chain::hash('erasures', []);
    }

    /** @param iterable<array{int, int, string}> $redactions Person, number in its chain, hash of what is left; ascending. */
    public static function recordHash(string $before, int $number, int $at, string $reason, string $persons, iterable $redactions): string
    {
        $state = Chain::begin('erasure');
        Chain::add($state, $before, (string) $number, (string) $at, $reason, $persons);
        foreach ($redactions as [$person, $nth, $remains]) {
            Chain::add($state, (string) $person, (string) $nth, $remains);
        }

        return Chain::end($state);
    }

    /**
     * What visits and birthdays have earned stays, as bookings by hand of the same points at the same instants.
     *
     * @return int How many.
     */
    private function adjust(string $customer, int $at, ?Programme $programme): int
    {
        $owner = $this->journal->ownerOf($customer);
        $events = $this->journal->eventsOf($owner);
        $facts = [];
        foreach ($events as $event) {
            if (Kinds::isFact($event->type->value)) {
                $facts[$event->id] = true;
            }
        }
        if ($facts === [] || $programme === null) {
            return 0;
        }
        $bookings = [];
        foreach (Customer::fold($programme, $owner, $events, $at)->lots as $lot) {
            if (isset($facts[$lot->event]) && $lot->earned > 0) {
                $bookings[] = Event::pointsAdjusted(self::AUTHOR, bin2hex(random_bytes(16)), $owner, $lot->at, $lot->earned, self::AUTHOR, self::AUTHOR);
            }
        }
        if ($bookings !== []) {
            $this->journal->appender()->append($bookings);
        }

        return count($bookings);
    }

    /** Of a customer of whom there is no event, but codes. */
    private function number(string $customer): int
    {
        if (!$this->journal->batches()->boundTo($customer)->valid()) {
            throw new JournalException(sprintf('the journal has no customer "%s"', $customer));
        }
        $appender = $this->journal->appender();
        $state = $appender->lock();
        $person = Person::fresh(++$state->persons, $customer);
        $appender->save([$person]);
        $appender->unlock($state, $state->seq);

        return $person->number;
    }

    /**
     * @param list<string> $keys
     * @return array<int|string, int> Numbers of persons by key.
     */
    private function numbers(array $keys): array
    {
        $numbers = [];
        foreach ($this->rows->of($keys, fn (string $in): string => "SELECT customer, number FROM {$this->journal->schema->person} WHERE customer IN ($in)") as [$key, $number]) {
            $numbers[(string) $key] = (int) $number;
        }
        asort($numbers);

        return $numbers;
    }

    /**
     * @param list<int> $numbers
     * @return list<array{int, int, string, string, int, string, ?string}> Person, number, id, type, instant, payload, who else is named.
     */
    private function ownRows(array $numbers): array
    {
        return self::typed($this->rows->of($numbers, fn (string $in): string => $this->columns() . " WHERE person IN ($in)"));
    }

    /**
     * @param list<string> $keys
     * @param list<int> $numbers
     * @return list<array{int, int, string, string, int, string, ?string}>
     */
    private function othersRows(array $keys, array $numbers): array
    {
        $rows = self::typed($this->rows->of($keys, fn (string $in): string => $this->columns() . " WHERE other IN ($in)"));

        return array_values(array_filter($rows, static fn (array $row): bool => !in_array($row[0], $numbers, true)));
    }

    private function columns(): string
    {
        return "SELECT person, nth, id, type, happened_at, payload, other FROM {$this->journal->schema->event}";
    }

    /**
     * @param list<list<int|string|null>> $rows
     * @return list<array{int, int, string, string, int, string, ?string}>
     */
    private static function typed(array $rows): array
    {
        return array_map(static fn (array $r): array => [(int) $r[0], (int) $r[1], (string) $r[2], (string) $r[3], (int) $r[4], (string) $r[5], $r[6] === null ? null : (string) $r[6]], $rows);
    }

    /**
     * @param list<array{int, int, string, string, int, string, ?string}> $rows
     * @param bool $own The persons' own; of those of others the name alone goes.
     * @return list<array{int, int, string}>
     */
    private function redact(array $rows, int $number, Remains $remains, bool $own): array
    {
        $redactions = [];
        foreach ($rows as [$person, $nth, $id, $type, $at, $payload, $other]) {
            $id = $own ? $remains->id($id) : $id;
            $other = $other === null ? null : $remains->other($other);
            $left = Kinds::event($id, $type, Person::ERASED . $person, $at, $own ? $remains->payload($payload) : $remains->othersPayload($payload));
            $this->journal->connection->execute(
                "UPDATE {$this->journal->schema->event} SET id = ?, payload = ?, other = ?, salt = NULL, erasure = ? WHERE person = ? AND nth = ?",
                [$id, $left->payload, $other, $number, $person, $nth],
            );
            $redactions[] = [$person, $nth, Chain::remains($id, $type, $at, $left->payload, $other)];
        }

        return $redactions;
    }

    /**
     * By which a hook that is delivered again is known for an erased person's.
     *
     * @param list<string> $keys
     * @param list<array{int, int, string, string, int, string, ?string}> $events
     * @param list<int> $numbers
     */
    private function mark(array $keys, array $events, array $numbers, string $secret, int $at): void
    {
        $marks = [];
        foreach ($keys as $key) {
            $marks[] = Chain::mark($secret, 'customer', $key);
        }
        $facts = $this->rows->of($numbers, fn (string $in): string => "SELECT id, type, payload, happened_at FROM {$this->journal->schema->fact} WHERE person IN ($in)");
        foreach ([...array_map(static fn (array $r): array => [$r[2], $r[3], $r[5], $r[4]], $events), ...$facts] as [$id, $type, $payload, $happened]) {
            // By a clock that was ahead of this one.
            $at = max($at, (int) $happened);
            foreach (Kinds::objects((string) $id, (string) $type, (string) $payload) as $object) {
                $marks[] = Chain::mark($secret, 'object', $object);
            }
        }
        $dialect = $this->journal->connection->dialect();
        $table = $this->journal->schema->gone;
        $this->rows->insert(
            $table,
            ['mark', 'erased_at'],
            array_map(static fn (string $mark): array => [$mark, $at], array_values(array_unique($marks))),
            $dialect->otherwise(['mark'], match ($dialect) {
                Dialect::MySql => 'erased_at = GREATEST(erased_at, VALUES(erased_at))',
                Dialect::PostgreSql => "erased_at = GREATEST($table.erased_at, excluded.erased_at)",
                Dialect::Sqlite => "erased_at = MAX($table.erased_at, excluded.erased_at)",
            }),
        );
    }

    /**
     * @param array<int|string, int> $numbers
     * @return int How many facts there were.
     */
    private function forget(array $numbers, int $at): int
    {
        $deleted = 0;
        foreach ($numbers as $number) {
            $deleted += $this->journal->connection->execute("DELETE FROM {$this->journal->schema->fact} WHERE person = ?", [$number]);
            $this->journal->connection->execute("UPDATE {$this->journal->schema->person} SET customer = NULL, salt = NULL, erased_at = ? WHERE number = ?", [$at, $number]);
        }

        return $deleted;
    }

    /**
     * By what a person is recognised elsewhere. Other tables beside the journal have numbers only.
     *
     * @param list<int> $numbers
     */
    private function forgetBeside(array $numbers): void
    {
        $referral = new ReferralSchema($this->journal->schema->prefix);
        foreach ([$referral->signal, $referral->invitation] as $table) {
            try {
                foreach ($numbers as $number) {
                    $this->journal->work()->once(fn (): int => $this->journal->connection->execute("DELETE FROM $table WHERE person = ?", [$number]));
                }
            } catch (NoTableException) {
                // A shop without invitations.
                return;
            }
        }
    }

    /** @return array<int|string, true> */
    private function keptSkus(): array
    {
        $skus = [];
        foreach ($this->journal->versions() as $version) {
            $document = json_decode($version['document'], true);
            $skus += Remains::skusOf(is_array($document) ? $document : []);
        }

        return $skus;
    }
}

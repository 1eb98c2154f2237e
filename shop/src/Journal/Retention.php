<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\EventType;
use Loyalty\Programme;

/** What is not kept for ever: visits, messages and what became of them, segments that were entered and left; and customers of whom nothing has been heard for long. Each step is a transaction of its own, so hooks need not wait. */
final readonly class Retention
{
    private const PAGE = 500;

    public function __construct(private Journal $journal)
    {
    }

    /**
     * Deletes behaviour (visits, messages, segments) from before an instant. A visit that has earned points is bookkeeping and stays, and so does what was said last of a segment.
     *
     * @param int $at UTC seconds of now.
     * @param ?Programme $programme Says what visits have earned; null = the versions that were saved.
     * @return int How many rows.
     */
    public function behaviour(int $before, int $at, ?Programme $programme = null): int
    {
        $programme ??= $this->journal->programme();
        $schema = $this->journal->schema;
        $types = "'" . implode("', '", Kinds::BEHAVIOUR) . "'";
        $deleted = 0;
        $number = -1;
        do {
            $page = $this->rows("SELECT DISTINCT person FROM $schema->fact WHERE type IN ($types) AND happened_at < ? AND person > ? ORDER BY person LIMIT " . self::PAGE, [$before, $number]);
            foreach ($page as [$person]) {
                $number = (int) $person;
                $deleted += $this->journal->work()->whole(function () use ($number, $before, $at, $programme, $types, $schema): int {
                    $this->journal->appender()->lock();
                    $kept = $programme === null ? [] : $this->earned($number, $at, $programme);
                    $ids = [];
                    $kept += $this->standing($number);
                    foreach ($this->journal->connection->rows("SELECT seq, id FROM $schema->fact WHERE person = ? AND type IN ($types) AND happened_at < ?", [$number, $before]) as [$seq, $id]) {
                        if (!isset($kept[(string) $id])) {
                            $ids[] = (int) $seq;
                        }
                    }
                    foreach ($ids as $seq) {
                        $this->journal->connection->execute("DELETE FROM $schema->fact WHERE seq = ?", [$seq]);
                    }

                    return count($ids);
                });
            }
        } while (count($page) === self::PAGE);

        return $deleted;
    }

    /**
     * Customers of whom nothing has happened since an instant, under any of their keys. What the shop sent is nothing; of whom it knows no more than that, it
     * counts from the first of it.
     *
     * @return \Generator<int, array{customer: string, last: ?int}> By the number of the person; the last instant, null if nothing is left.
     */
    public function inactive(int $before): \Generator
    {
        $number = Schema::ANONYMOUS;
        do {
            $page = $this->persons('p.number > ?', [$number], ' ORDER BY p.number LIMIT ' . self::PAGE);
            foreach ($page as [$person, $customer, $last]) {
                $number = (int) $person;
                if (($last !== null && (int) $last >= $before) || $customer === null) {
                    continue;
                }
                $keys = $this->journal->links()->of((string) $customer);
                if (count($keys) === 1 || !$this->isHeardOf($keys, $before)) {
                    yield $number => ['customer' => (string) $customer, 'last' => $last === null ? null : (int) $last];
                }
            }
        } while (count($page) === self::PAGE);
    }

    /**
     * @internal
     * @param list<string> $keys
     */
    public function isHeardOf(array $keys, int $before): bool
    {
        foreach ($keys as $key) {
            $last = $this->persons('p.customer = ?', [$key], '')[0][2] ?? null;
            if ($last !== null && (int) $last >= $before) {
                return true;
            }
        }

        return false;
    }

    /**
     * @param list<int|string> $parameters
     * @return list<list<int|string|null>> Number, key, last instant.
     */
    private function persons(string $which, array $parameters, string $order): array
    {
        $schema = $this->journal->schema;
        $own = "x.type IN ('" . implode("', '", Kinds::OWN) . "')";
        $of = static fn (string $figure, string $table, string $only): string => "(SELECT $figure(x.happened_at) FROM $table x WHERE x.person = p.number$only)";
        $rows = $this->rows(
            "SELECT p.number AS number, p.customer AS customer, {$of('MAX', $schema->event, '')} AS last_event, {$of('MAX', $schema->fact, " AND NOT $own")} AS last_fact,"
            . " {$of('MIN', $schema->fact, " AND $own")} AS first_own FROM $schema->person p WHERE $which$order",
            $parameters,
        );

        return array_map(static fn (array $row): array => [$row[0], $row[1], $row[2] === null || $row[3] === null ? $row[2] ?? $row[3] ?? $row[4] : max((int) $row[2], (int) $row[3])], $rows);
    }

    /**
     * What was said last of each segment stays: without it a member would come in again.
     *
     * @return array<string, true> Ids.
     */
    private function standing(int $person): array
    {
        $last = [];
        $rows = $this->rows("SELECT id, payload FROM {$this->journal->schema->fact} WHERE person = ? AND type = ? ORDER BY happened_at, id", [$person, EventType::Segment->value]);
        foreach ($rows as [$id, $payload]) {
            $segment = Kinds::payload((string) $payload)['segment'] ?? null;
            $last[is_string($segment) ? $segment : ''] = (string) $id;
        }

        return array_fill_keys(array_values($last), true);
    }

    /** @return array<string, true> Ids of events that a lot of points came from. */
    private function earned(int $person, int $at, Programme $programme): array
    {
        $customer = $this->journal->connection->rows("SELECT customer FROM {$this->journal->schema->person} WHERE number = ?", [$person])[0][0] ?? null;
        if ($customer === null) {
            return [];
        }
        $owner = $this->journal->ownerOf((string) $customer);
        $earned = [];
        foreach ($this->journal->customer($programme, $owner, $at)->lots as $lot) {
            $earned[$lot->event] = true;
        }

        return $earned;
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

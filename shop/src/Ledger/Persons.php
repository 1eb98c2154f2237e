<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * Whose a use is, where uses are counted by customer. Pseudonyms that stand on one live use are one person's, and so on from use to use: the
 * guest's e-mail address, the account that ordered with it, the account's next address.
 *
 * @internal
 */
final readonly class Persons
{
    public function __construct(private Connection $connection, private string $table, private Entries $entries)
    {
    }

    /**
     * All live uses of a person in a campaign, and the names that they add.
     *
     * @param list<string> $except Holders whose uses of $serial do not count: those of the one who asks.
     * @return array{non-empty-list<string>, list<Entry>} Pseudonyms, ascending; uses, holds that have run out included.
     */
    public function usesOf(int $campaign, Person $person, int $serial, array $except, bool $locking): array
    {
        $names = $person->pseudonyms;
        do {
            $known = $names;
            $uses = [];
            foreach ($this->entries->withNames($campaign, $known, $this->table, $locking) as [$entry, $name]) {
                if ($entry->serial === $serial && in_array($entry->holder, $except, true)) {
                    continue;
                }
                $names[] = $name;
                $uses[$entry->serial . ' ' . $entry->holder] = $entry;
            }
            $names = array_values(array_unique($names));
        } while (count($names) > count($known));
        sort($names, \SORT_STRING);

        return [$names, array_values($uses)];
    }

    /** Of an order that gave its codes back. */
    public function of(Entry $entry): ?Person
    {
        $rows = $this->connection->rows(
            'SELECT person FROM ' . $this->table . ' WHERE campaign = ? AND serial = ? AND holder = ?',
            [$entry->campaign, $entry->serial, $entry->holder],
        );

        return $rows === [] ? null : new Person(array_map(static fn (array $row): string => (string) $row[0], $rows));
    }

    public function set(Entry $entry, Person $person): void
    {
        $this->clear($entry);
        foreach ($person->pseudonyms as $pseudonym) {
            $this->connection->execute(
                'INSERT INTO ' . $this->table . ' (campaign, serial, holder, person) VALUES (?, ?, ?, ?)',
                [$entry->campaign, $entry->serial, $entry->holder, $pseudonym],
            );
        }
    }

    public function clear(Entry $entry): void
    {
        $this->connection->execute(
            'DELETE FROM ' . $this->table . ' WHERE campaign = ? AND serial = ? AND holder = ?',
            [$entry->campaign, $entry->serial, $entry->holder],
        );
    }

    public function move(Entry $from, Entry $to): void
    {
        $this->clear($to);
        $this->connection->execute(
            'UPDATE ' . $this->table . ' SET holder = ? WHERE campaign = ? AND serial = ? AND holder = ?',
            [$to->holder, $from->campaign, $from->serial, $from->holder],
        );
    }
}

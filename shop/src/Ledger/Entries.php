<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * The table of uses. Each change is one statement that compares and sets: it says what the row was when it was read, and changes nothing
 * if it is so no more.
 *
 * @internal
 */
final readonly class Entries
{
    private const COLUMNS = 'campaign, serial, holder, state, cart, hold_until, amount, counts, keeps, over_use, updated_at';
    /** What of a row a change to it, and to what it counts in, rests on. */
    private const AS_READ = ' WHERE campaign = ? AND serial = ? AND holder = ? AND state = ? AND counts = ? AND amount = ?';

    public function __construct(private Connection $connection, private string $table)
    {
    }

    /**
     * What decides about a claim. Of a single-use code that is all its rows (one that is live and orders that gave it back), of others
     * those of the holders.
     *
     * @param non-empty-list<string> $holders
     * @return list<Entry>
     */
    public function about(Claim $claim, array $holders, bool $locking): array
    {
        $sql = 'SELECT ' . self::COLUMNS . ' FROM ' . $this->table . ' WHERE campaign = ? AND serial = ?';
        if ($claim->isSingleUse()) {
            return $this->read($sql, [$claim->campaign, $claim->serial], $locking);
        }

        return $this->read($sql . ' AND holder IN (' . self::marks($holders) . ')', [$claim->campaign, $claim->serial, ...$holders], $locking);
    }

    /**
     * Live uses that stand on any of these pseudonyms, once for each pseudonym that stands on the use.
     *
     * @param non-empty-list<string> $pseudonyms
     * @return list<array{Entry, string}>
     */
    public function withNames(int $campaign, array $pseudonyms, string $persons, bool $locking): array
    {
        $columns = 'u.' . str_replace(', ', ', u.', self::COLUMNS);
        $rows = $this->connection->rows(
            "SELECT $columns, q.person FROM $persons p
             JOIN $this->table u ON u.campaign = p.campaign AND u.serial = p.serial AND u.holder = p.holder
             JOIN $persons q ON q.campaign = p.campaign AND q.serial = p.serial AND q.holder = p.holder
             WHERE p.campaign = ? AND p.person IN (" . self::marks($pseudonyms) . ') AND u.state IN (1, 2, 3, 5)'
                . ($locking ? $this->connection->dialect()->lockingRead() : ''),
            [$campaign, ...$pseudonyms],
        );

        return array_map(static fn (array $row): array => [self::entry($row), (string) $row[11]], $rows);
    }

    public function find(Entry $entry, bool $locking): ?Entry
    {
        $sql = 'SELECT ' . self::COLUMNS . ' FROM ' . $this->table . ' WHERE campaign = ? AND serial = ? AND holder = ?';

        return $this->read($sql, [$entry->campaign, $entry->serial, $entry->holder], $locking)[0] ?? null;
    }

    /** @return list<Entry> By campaign and serial. */
    public function ofHolder(string $holder, bool $locking): array
    {
        $entries = $this->read('SELECT ' . self::COLUMNS . ' FROM ' . $this->table . ' WHERE holder = ?', [$holder], $locking);
        usort($entries, static fn (Entry $a, Entry $b): int => [$a->campaign, $a->serial] <=> [$b->campaign, $b->serial]);

        return $entries;
    }

    /** @return list<Entry> Holds that have run out, of one code or of the whole campaign. */
    public function expired(int $campaign, ?int $serial, int $now, int $most): array
    {
        return $this->read(
            'SELECT ' . self::COLUMNS . ' FROM ' . $this->table . ' WHERE campaign = ? AND hold_until <= ?' . ($serial === null ? '' : ' AND serial = ?') . ' LIMIT ' . $most,
            $serial === null ? [$campaign, $now] : [$campaign, $now, $serial],
            false,
        );
    }

    /** @return list<Entry> Holds of every campaign that have run out. */
    public function expiredAnywhere(int $now, int $most): array
    {
        return $this->read('SELECT ' . self::COLUMNS . ' FROM ' . $this->table . ' WHERE hold_until <= ? LIMIT ' . $most, [$now], false);
    }

    /** @return list<Entry> Uses beyond what was permitted, of a campaign. */
    public function overUses(int $campaign): array
    {
        return $this->read('SELECT ' . self::COLUMNS . ' FROM ' . $this->table . ' WHERE campaign = ? AND over_use = 1 ORDER BY updated_at, serial, holder', [$campaign], false);
    }

    /** When the first hold in the way ends; null if none is. */
    public function firstHoldEnd(int $campaign, ?int $serial): ?int
    {
        $rows = $this->connection->rows(
            'SELECT MIN(hold_until) FROM ' . $this->table . ' WHERE campaign = ? AND hold_until IS NOT NULL' . ($serial === null ? '' : ' AND serial = ?'),
            $serial === null ? [$campaign] : [$campaign, $serial],
        );
        $end = $rows[0][0] ?? null;

        return $end === null ? null : (int) $end;
    }

    /**
     * What a tally begins with. A hold from before it counts when it is prolonged or placed, as if it were new, and would never be given back if it were not.
     *
     * @return array{int, int} Live uses and their money, of one code or of the whole campaign.
     */
    public function count(int $campaign, ?int $serial): array
    {
        return $this->pair(
            'SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM ' . $this->table . ' WHERE campaign = ? AND (state IN (2, 3, 5) OR (state = 1 AND (counts & '
                . ($serial === null ? Entry::IN_CAMPAIGN : Entry::IN_CODE) . ') <> 0))' . ($serial === null ? '' : ' AND serial = ?'),
            $serial === null ? [$campaign] : [$campaign, $serial],
        );
    }

    /**
     * @param non-empty-list<string> $holders
     * @return array{int, int} Of what is counted in a tally, what does not stand in these holders' way: their own and what has run out.
     */
    public function notInTheWay(int $campaign, ?int $serial, array $holders, int $now): array
    {
        $bit = $serial === null ? Entry::IN_CAMPAIGN : Entry::IN_CODE;
        $held = $this->pair(
            'SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM ' . $this->table . ' WHERE campaign = ? AND hold_until <= ?' . ($serial === null ? '' : ' AND serial = ?')
                . ' AND (counts & ' . $bit . ') <> 0 AND holder NOT IN (' . self::marks($holders) . ')',
            [$campaign, $now, ...($serial === null ? [] : [$serial]), ...$holders],
        );
        $own = $this->pair(
            'SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM ' . $this->table . ' WHERE holder IN (' . self::marks($holders) . ') AND campaign = ?'
                . ($serial === null ? '' : ' AND serial = ?') . ' AND state IN (1, 2, 3, 5) AND (counts & ' . $bit . ') <> 0',
            [...$holders, $campaign, ...($serial === null ? [] : [$serial])],
        );

        return [$held[0] + $own[0], $held[1] + $own[1]];
    }

    /** @throws DuplicateKeyException */
    public function insert(Entry $new): void
    {
        $this->connection->execute(
            'INSERT INTO ' . $this->table . ' (campaign, serial, holder, slot, state, cart, hold_until, amount, counts, keeps, over_use, created_at, updated_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            [
                $new->campaign, $new->serial, $new->holder, $new->isInSlot() ? 0 : null, $new->state->value, $new->cart, $new->holdUntil,
                $new->amount, $new->counts, $new->keeps, $new->overUse ? 1 : 0, $new->updatedAt, $new->updatedAt,
            ],
        );
    }

    /**
     * Turns a row into another, its holder included.
     *
     * @throws DuplicateKeyException if the other takes the one place of its code, and that is taken
     */
    public function replace(Entry $old, Entry $new): bool
    {
        $sql = 'UPDATE ' . $this->table . ' SET holder = ?, slot = ?, state = ?, cart = ?, hold_until = ?, amount = ?, counts = ?, keeps = ?, over_use = ?, updated_at = ?'
            . self::AS_READ . ($old->holdUntil === null ? '' : ' AND hold_until = ?');

        return $this->connection->execute($sql, [
            $new->holder, $new->isInSlot() ? 0 : null, $new->state->value, $new->cart, $new->holdUntil, $new->amount, $new->counts, $new->keeps, $new->overUse ? 1 : 0,
            $new->updatedAt, ...self::asRead($old), ...($old->holdUntil === null ? [] : [$old->holdUntil]),
        ]) === 1;
    }

    /** Pays an order's use, or keeps it for good: nothing else of it changes. */
    public function mark(Entry $old, State $state, int $now): bool
    {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET state = ?, updated_at = ?' . self::AS_READ,
            [$state->value, $now, ...self::asRead($old)],
        ) === 1;
    }

    /** Frees an order's place. */
    public function free(Entry $old, int $now): bool
    {
        return $this->connection->execute(
            'UPDATE ' . $this->table . ' SET state = ?, slot = NULL, over_use = 0, updated_at = ?' . self::AS_READ,
            [State::Released->value, $now, ...self::asRead($old)],
        ) === 1;
    }

    public function delete(Entry $old): bool
    {
        $sql = 'DELETE FROM ' . $this->table . self::AS_READ . ($old->holdUntil === null ? '' : ' AND hold_until = ?');

        return $this->connection->execute($sql, [...self::asRead($old), ...($old->holdUntil === null ? [] : [$old->holdUntil])]) === 1;
    }

    /** @return list<int|string> */
    private static function asRead(Entry $old): array
    {
        return [$old->campaign, $old->serial, $old->holder, $old->state->value, $old->counts, $old->amount];
    }

    /** @param non-empty-list<string> $of */
    private static function marks(array $of): string
    {
        return implode(', ', array_fill(0, count($of), '?'));
    }

    /**
     * @param list<int|string|null> $parameters
     * @return list<Entry>
     */
    private function read(string $sql, array $parameters, bool $locking): array
    {
        $rows = $this->connection->rows($sql . ($locking ? $this->connection->dialect()->lockingRead() : ''), $parameters);

        return array_map(self::entry(...), $rows);
    }

    /** @param list<int|string|null> $row */
    private static function entry(array $row): Entry
    {
        return new Entry(
            (int) $row[0],
            (int) $row[1],
            (string) $row[2],
            State::from((int) $row[3]),
            $row[4] === null ? null : (string) $row[4],
            $row[5] === null ? null : (int) $row[5],
            (int) $row[6],
            (int) $row[7],
            (int) $row[8],
            (int) $row[9] === 1,
            (int) $row[10],
        );
    }

    /**
     * @param list<int|string|null> $parameters
     * @return array{int, int}
     */
    private function pair(string $sql, array $parameters): array
    {
        $row = $this->connection->rows($sql, $parameters)[0] ?? [0, 0];

        return [(int) $row[0], (int) $row[1]];
    }
}

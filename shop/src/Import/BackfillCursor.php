<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\Dialect;

/** How far the orders of each source are in the journal. Moved in the transaction that writes them. */
final readonly class BackfillCursor
{
    private string $table;

    public function __construct(private Journal $journal)
    {
        $this->table = $journal->schema->prefix . 'backfill';
    }

    public function create(): void
    {
        [$name, $big, $end] = match ($this->journal->connection->dialect()) {
            Dialect::MySql => ['VARBINARY(191)', 'BIGINT', ' ENGINE=InnoDB'],
            Dialect::PostgreSql => ['TEXT COLLATE "C"', 'BIGINT', ''],
            Dialect::Sqlite => ['TEXT', 'INTEGER', ' STRICT'],
        };
        $this->journal->connection->command("CREATE TABLE IF NOT EXISTS $this->table (source $name NOT NULL PRIMARY KEY, last_number $big NOT NULL, orders $big NOT NULL)$end");
    }

    /** @return array{int, int} Number of the last order that was read, and how many were. */
    public function of(string $source): array
    {
        $row = $this->journal->work()->once(fn (): array => $this->journal->connection->rows("SELECT last_number, orders FROM $this->table WHERE source = ?", [$source]))[0] ?? [0, 0];

        return [(int) $row[0], (int) $row[1]];
    }

    /** Inside of a transaction. False if another process has moved it. */
    public function move(string $source, int $from, int $to, int $orders): bool
    {
        if ($this->journal->connection->execute("UPDATE $this->table SET last_number = ?, orders = orders + ? WHERE source = ? AND last_number = ?", [$to, $orders, $source, $from]) === 1) {
            return true;
        }
        if ($this->of($source) !== [0, 0] || $from !== 0) {
            return false;
        }
        $this->journal->connection->execute("INSERT INTO $this->table (source, last_number, orders) VALUES (?, ?, ?)", [$source, $to, $orders]);

        return true;
    }

    /** From the beginning again: what is in the journal already changes nothing. */
    public function forget(string $source): void
    {
        $this->journal->work()->once(fn (): int => $this->journal->connection->execute("DELETE FROM $this->table WHERE source = ?", [$source]));
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\Prefix;

/** The tables of attempts. No row says who: names are pseudonyms under a key that is not in the database. */
final readonly class Schema
{
    public string $bucket;
    public string $count;

    /** @param string $prefix As the ledger's. */
    public function __construct(string $prefix = 'loyalty_')
    {
        $this->bucket = Prefix::checked($prefix) . 'attempt';
        $this->count = $prefix . 'attempt_count';
    }

    /** Makes the tables that are not there. */
    public function create(Connection $connection): void
    {
        foreach ($this->statements($connection->dialect()) as $statement) {
            $connection->command($statement);
        }
    }

    /** For an uninstaller: every limit begins anew. */
    public function drop(Connection $connection): void
    {
        foreach ([$this->count, $this->bucket] as $table) {
            $connection->command('DROP TABLE IF EXISTS ' . $table);
        }
    }

    /** @return list<string> */
    public function statements(Dialect $dialect): array
    {
        [$small, $big, $text, $end] = match ($dialect) {
            Dialect::MySql => ['SMALLINT', 'BIGINT', 'VARCHAR(40)', ' ENGINE=InnoDB DEFAULT CHARSET=ascii COLLATE=ascii_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['SMALLINT', 'BIGINT', 'VARCHAR(40) COLLATE "C"', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'TEXT', ' STRICT, WITHOUT ROWID'],
        };
        $key = $dialect === Dialect::MySql ? ', KEY level (level)' : '';
        $statements = [
            "CREATE TABLE IF NOT EXISTS $this->bucket (name $text NOT NULL, level $big NOT NULL, PRIMARY KEY (name)$key)$end",
            // In parts, because one row that every failure of the shop writes would be what an attack waits for.
            "CREATE TABLE IF NOT EXISTS $this->count (begins $big NOT NULL, part $small NOT NULL, failures $big NOT NULL, PRIMARY KEY (begins, part))$end",
        ];
        if ($dialect !== Dialect::MySql) {
            $statements[] = "CREATE INDEX IF NOT EXISTS {$this->bucket}_level ON $this->bucket (level)";
        }

        return $statements;
    }
}

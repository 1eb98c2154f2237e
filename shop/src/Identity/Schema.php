<?php

declare(strict_types=1);

namespace Loyalty\Shop\Identity;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\Prefix;

/** The table of one row that says whose data these are. Searching and replacing addresses over the database finds nothing in it. */
final readonly class Schema
{
    public string $identity;

    /** @param string $prefix As the ledger's: one shop of several in a database has its own. */
    public function __construct(string $prefix = 'loyalty_')
    {
        $this->identity = Prefix::checked($prefix) . 'identity';
    }

    public function create(Connection $connection): void
    {
        $connection->command($this->statement($connection->dialect()));
    }

    /** For an uninstaller: the owner has to say again which shop this is. */
    public function drop(Connection $connection): void
    {
        $connection->command('DROP TABLE IF EXISTS ' . $this->identity);
    }

    public function statement(Dialect $dialect): string
    {
        [$small, $big, $mark, $text, $end] = match ($dialect) {
            Dialect::MySql => ['SMALLINT', 'BIGINT', 'VARCHAR(32)', 'VARCHAR(4096)', ' ENGINE=InnoDB DEFAULT CHARSET=ascii COLLATE=ascii_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['SMALLINT', 'BIGINT', 'VARCHAR(32) COLLATE "C"', 'VARCHAR(4096) COLLATE "C"', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'TEXT', 'TEXT', ' STRICT'],
        };

        // The hint is the address in hexadecimal digits, for people to read when it no longer is the shop's.
        return "CREATE TABLE IF NOT EXISTS $this->identity (id $small NOT NULL PRIMARY KEY CHECK (id = 1), ring $mark NOT NULL, place $mark NOT NULL,
             hint $text NOT NULL, since $big NOT NULL)$end";
    }
}

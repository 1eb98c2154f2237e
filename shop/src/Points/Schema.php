<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;

/**
 * What was told and which codes were given, beside the journal and under the same prefix. Persons are the journal's numbers: when one is erased
 * nothing here says who it was.
 */
final readonly class Schema
{
    public string $notice;
    public string $code;

    /** @param string $prefix As the journal's. */
    public function __construct(string $prefix = 'loyalty_')
    {
        $this->notice = $prefix . 'points_notice';
        $this->code = $prefix . 'points_code';
    }

    /** Makes the tables that are not there: when the plugin is installed or updated. */
    public function create(Connection $connection): void
    {
        foreach ($this->statements($connection->dialect()) as $statement) {
            $connection->command($statement);
        }
    }

    /** For an uninstaller: notices are told again afterwards, and codes given again. */
    public function drop(Connection $connection): void
    {
        foreach ([$this->code, $this->notice] as $table) {
            $connection->command('DROP TABLE IF EXISTS ' . $table);
        }
    }

    /** @return list<string> */
    private function statements(Dialect $dialect): array
    {
        [$int, $big, $name, $end] = match ($dialect) {
            Dialect::MySql => ['INTEGER', 'BIGINT', 'VARCHAR(160)', ' ENGINE=InnoDB DEFAULT CHARSET=ascii COLLATE=ascii_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['INTEGER', 'BIGINT', 'VARCHAR(160) COLLATE "C"', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'TEXT', ' STRICT, WITHOUT ROWID'],
        };

        return [
            "CREATE TABLE IF NOT EXISTS $this->notice (person $big NOT NULL, expires_at $big NOT NULL, points $big NOT NULL, told_at $big NOT NULL, PRIMARY KEY (person, expires_at))$end",
            "CREATE TABLE IF NOT EXISTS $this->code (person $big NOT NULL, occasion $name NOT NULL, campaign $int NOT NULL, serial $big NOT NULL, given_at $big NOT NULL,
             PRIMARY KEY (person, occasion))$end",
        ];
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Desk;

use Loyalty\Shop\Attempts;
use Loyalty\Shop\Identity;
use Loyalty\Shop\Ledger;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;

/** All tables of coupons in a shop's database: batches and programmes, the ledger's, the attempts', and whose they are. */
final readonly class Tables
{
    public string $batch;
    public string $programme;
    public Ledger\Schema $ledger;
    public Attempts\Schema $attempts;
    public Identity\Schema $identity;

    /** @param string $prefix Of the host's tables and of this shop in it: "wp_loyalty_", "ps_loyalty_2_". */
    public function __construct(string $prefix = 'loyalty_')
    {
        $this->ledger = new Ledger\Schema($prefix);
        $this->attempts = new Attempts\Schema($prefix);
        $this->identity = new Identity\Schema($prefix);
        $this->batch = $prefix . 'coupon_batch';
        $this->programme = $prefix . 'coupon_programme';
    }

    /** Makes the tables that are not there: when the plugin is installed or updated. Where the database commits at a CREATE TABLE, a transaction ends. */
    public function create(Connection $connection): void
    {
        foreach ($this->statements($connection->dialect()) as $statement) {
            $connection->command($statement);
        }
        $this->ledger->create($connection);
        $this->attempts->create($connection);
        $this->identity->create($connection);
    }

    /** For an uninstaller, if the owner wants it: codes that are out are unknown afterwards, and serials begin again. */
    public function drop(Connection $connection): void
    {
        $this->identity->drop($connection);
        $this->attempts->drop($connection);
        $this->ledger->drop($connection);
        $connection->command('DROP TABLE IF EXISTS ' . $this->batch);
        $connection->command('DROP TABLE IF EXISTS ' . $this->programme);
    }

    /** @return list<string> */
    public function statements(Dialect $dialect): array
    {
        [$int, $small, $big, $hash, $key, $text, $end] = match ($dialect) {
            // A list of a million customers is longer than 65,535 bytes; a programme is read back byte for byte.
            Dialect::MySql => ['INTEGER', 'SMALLINT', 'BIGINT', 'CHAR(64)', 'VARCHAR(191)', 'LONGTEXT', ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['INTEGER', 'SMALLINT', 'BIGINT', 'VARCHAR(64) COLLATE "C"', 'TEXT', 'TEXT', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'INTEGER', 'TEXT', 'TEXT', 'TEXT', ' STRICT'],
        };

        return [
            "CREATE TABLE IF NOT EXISTS $this->programme (hash $hash NOT NULL, document $text NOT NULL, PRIMARY KEY (hash))$end",
            "CREATE TABLE IF NOT EXISTS $this->batch (campaign $int NOT NULL, first_serial $big NOT NULL, codes $big NOT NULL, name $key NOT NULL,
             issued_at $big NOT NULL, programme $hash NOT NULL, key_slot $small NOT NULL, customers $text NULL, names $text NULL, skipped $text NULL,
             PRIMARY KEY (campaign, first_serial), CHECK (first_serial >= 0), CHECK (codes > 0))$end",
        ];
    }
}

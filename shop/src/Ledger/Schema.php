<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * The ledger's tables. Every key begins with the campaign, so that it can be the key of shards. Names are compared by bytes; instants are
 * UTC seconds that the caller hands in, never the database's clock.
 */
final readonly class Schema
{
    public string $use;
    public string $tally;
    public string $person;

    /** @param string $prefix Of the host's tables and of this shop in it: "wp_loyalty_", "ps_loyalty_2_". */
    public function __construct(string $prefix = 'loyalty_')
    {
        $this->use = Prefix::checked($prefix) . 'coupon_use';
        $this->tally = $prefix . 'coupon_tally';
        $this->person = $prefix . 'coupon_person';
    }

    /** Makes the tables that are not there. */
    public function create(Connection $connection): void
    {
        foreach ($this->statements($connection->dialect()) as $statement) {
            $connection->command($statement);
        }
    }

    /** For an uninstaller: whatever was redeemed can be redeemed again afterwards. */
    public function drop(Connection $connection): void
    {
        foreach ([$this->person, $this->tally, $this->use] as $table) {
            $connection->command('DROP TABLE IF EXISTS ' . $table);
        }
    }

    /** @return list<string> */
    public function statements(Dialect $dialect): array
    {
        [$int, $small, $big, $text, $end] = match ($dialect) {
            Dialect::MySql => ['INTEGER', 'SMALLINT', 'BIGINT', 'VARCHAR(66)', ' ENGINE=InnoDB DEFAULT CHARSET=ascii COLLATE=ascii_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['INTEGER', 'SMALLINT', 'BIGINT', 'VARCHAR(66) COLLATE "C"', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'INTEGER', 'TEXT', ' STRICT, WITHOUT ROWID'],
        };
        $keys = [
            // Payment, cancellation and refund know the order alone.
            [$this->use, 'holder', 'holder', ''],
            // Holds that have run out, when all uses of a campaign are taken.
            [$this->use, 'hold', 'campaign, hold_until', ' WHERE hold_until IS NOT NULL'],
            [$this->person, 'person', 'campaign, person', ''],
        ];
        $inline = fn (string $table): string => $dialect !== Dialect::MySql ? '' : implode('', array_map(
            static fn (array $key): string => $key[0] === $table ? sprintf(', KEY %s (%s)', $key[1], $key[2]) : '',
            $keys,
        ));
        $statements = [
            // slot is 0 while a single-use code is taken and NULL otherwise: NULLs are distinct in a unique key of all three databases.
            "CREATE TABLE IF NOT EXISTS $this->use (campaign $int NOT NULL, serial $big NOT NULL, holder $text NOT NULL, slot $small NULL,
             state $small NOT NULL, cart $text NULL, hold_until $big NULL, amount $big NOT NULL, counts $small NOT NULL, keeps $small NOT NULL,
             over_use $small NOT NULL, created_at $big NOT NULL, updated_at $big NOT NULL, PRIMARY KEY (campaign, serial, holder),
             CONSTRAINT {$this->use}_live UNIQUE (campaign, serial, slot), CHECK (state BETWEEN 1 AND 6),
             CHECK (slot IS NULL OR (slot = 0 AND state IN (1, 2, 3, 5))), CHECK ((state = 1) = (hold_until IS NOT NULL))"
                . $inline($this->use) . ')' . $end,
            "CREATE TABLE IF NOT EXISTS $this->tally (campaign $int NOT NULL, kind $small NOT NULL, ref $text NOT NULL, uses $big NOT NULL,
             spent $big NOT NULL, PRIMARY KEY (campaign, kind, ref))" . $end,
            "CREATE TABLE IF NOT EXISTS $this->person (campaign $int NOT NULL, serial $big NOT NULL, holder $text NOT NULL, person $text NOT NULL,
             PRIMARY KEY (campaign, serial, holder, person)" . $inline($this->person) . ')' . $end,
        ];
        if ($dialect !== Dialect::MySql) {
            foreach ($keys as [$table, $name, $columns, $where]) {
                $statements[] = sprintf('CREATE INDEX IF NOT EXISTS %s_%s ON %s (%s)%s', $table, $name, $table, $columns, $where);
            }
        }

        return $statements;
    }
}

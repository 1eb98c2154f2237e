<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;

/** Who invited whom, beside the journal and under the same prefix. Persons are the journal's numbers; a friend has one inviter for ever. */
final readonly class Schema
{
    public string $invitation;
    public string $referral;
    public string $signal;

    /** @param string $prefix As the journal's. */
    public function __construct(string $prefix = 'loyalty_')
    {
        $this->invitation = $prefix . 'referral_invitation';
        $this->referral = $prefix . 'referral';
        $this->signal = $prefix . 'referral_signal';
    }

    /** Makes the tables that are not there: when the plugin is installed or updated. */
    public function create(Connection $connection): void
    {
        foreach ($this->statements($connection->dialect()) as $statement) {
            $connection->command($statement);
        }
    }

    /** For an uninstaller: whoever was invited can be invited again afterwards. */
    public function drop(Connection $connection): void
    {
        foreach ([$this->signal, $this->referral, $this->invitation] as $table) {
            $connection->command('DROP TABLE IF EXISTS ' . $table);
        }
    }

    /** @return list<string> */
    private function statements(Dialect $dialect): array
    {
        [$small, $big, $word, $text, $end] = match ($dialect) {
            Dialect::MySql => ['SMALLINT', 'BIGINT', 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin', 'TEXT', ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['SMALLINT', 'BIGINT', 'VARCHAR(32) COLLATE "C"', 'TEXT', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'TEXT', 'TEXT', ' STRICT'],
        };
        $keys = [[$this->referral, 'inviter', 'inviter, joined_at'], [$this->referral, 'state', 'state, number'], [$this->signal, 'person', 'person']];
        $inline = static fn (string $table): string => $dialect !== Dialect::MySql ? '' : implode('', array_map(
            static fn (array $key): string => $key[0] === $table ? sprintf(', KEY %s_%s (%s)', $key[0], $key[1], $key[2]) : '',
            $keys,
        ));
        $statements = [
            "CREATE TABLE IF NOT EXISTS $this->invitation (locator $word NOT NULL PRIMARY KEY, person $big NOT NULL, round $small NOT NULL, made_at $big NOT NULL,
             CONSTRAINT {$this->invitation}_person UNIQUE (person))$end",
            "CREATE TABLE IF NOT EXISTS $this->referral (number $big NOT NULL PRIMARY KEY, friend $big NOT NULL, inviter $big NOT NULL, joined_at $big NOT NULL, state $word NOT NULL,
             reason $text NOT NULL, approved $small NOT NULL, basis $word NOT NULL, revision $big NOT NULL, changed_at $big NOT NULL,
             CONSTRAINT {$this->referral}_friend UNIQUE (friend), CHECK (friend <> inviter){$inline($this->referral)})$end",
            "CREATE TABLE IF NOT EXISTS $this->signal (kind $word NOT NULL, hash $word NOT NULL, person $big NOT NULL, PRIMARY KEY (kind, hash, person){$inline($this->signal)})$end",
        ];
        if ($dialect !== Dialect::MySql) {
            foreach ($keys as [$table, $key, $columns]) {
                $statements[] = "CREATE INDEX IF NOT EXISTS {$table}_$key ON $table ($columns)";
            }
        }

        return $statements;
    }
}

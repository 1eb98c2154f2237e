<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Ledger\Dialect;

/**
 * The journal's tables, beside those of coupons under the same prefix. Keys and ids are compared by bytes, without padding; hashes and salts
 * are hexadecimal text, so that every host's connection carries them.
 */
final readonly class Schema
{
    /** What this code writes. 1 and 2 were SQLite files of an earlier form. */
    public const VERSION = 3;
    /** The chain of sales without a customer. */
    public const ANONYMOUS = 0;

    public string $migration;
    public string $state;
    public string $person;
    public string $event;
    public string $fact;
    public string $erasure;
    public string $redaction;
    public string $gone;
    public string $head;
    public string $version;
    public Tables $coupons;

    /** @param string $prefix Of the host's tables and of this shop in it: "wp_loyalty_". */
    public function __construct(public string $prefix = 'loyalty_')
    {
        $this->coupons = new Tables($prefix);
        $this->migration = $prefix . 'journal_migration';
        $this->state = $prefix . 'journal_state';
        $this->person = $prefix . 'journal_person';
        $this->event = $prefix . 'journal_event';
        $this->fact = $prefix . 'journal_fact';
        $this->erasure = $prefix . 'journal_erasure';
        $this->redaction = $prefix . 'journal_redaction';
        $this->gone = $prefix . 'journal_gone';
        $this->head = $prefix . 'journal_head';
        $this->version = $prefix . 'journal_version';
    }

    /**
     * Statements by schema version, ascending, each of which may be run again. A version that was released is never edited.
     *
     * @return non-empty-array<int, non-empty-list<string>>
     */
    public function migrations(Dialect $dialect): array
    {
        return [3 => [...$this->coupons->statements($dialect), ...$this->third($dialect)]];
    }

    /** @return list<string> The journal's own; batches of coupons stay. */
    public function tables(): array
    {
        return [$this->version, $this->head, $this->gone, $this->redaction, $this->erasure, $this->fact, $this->event, $this->person, $this->state, $this->migration];
    }

    public function migrationTable(Dialect $dialect): string
    {
        return "CREATE TABLE IF NOT EXISTS $this->migration (version INTEGER NOT NULL PRIMARY KEY)" . ($dialect === Dialect::MySql ? ' ENGINE=InnoDB' : '');
    }

    /** @return non-empty-list<string> */
    private function third(Dialect $dialect): array
    {
        [$small, $big, $name, $hash, $salt, $word, $text, $end] = match ($dialect) {
            // utf8mb4_bin takes "a" and "a " for the same; and what is hashed must be the same bytes whatever a host's connection takes its text for.
            Dialect::MySql => ['INTEGER', 'BIGINT', 'VARBINARY(191)', 'CHAR(64) CHARACTER SET ascii COLLATE ascii_bin', 'CHAR(32) CHARACTER SET ascii COLLATE ascii_bin',
                'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin', 'LONGBLOB', ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['INTEGER', 'BIGINT', 'TEXT COLLATE "C"', 'VARCHAR(64) COLLATE "C"', 'VARCHAR(32) COLLATE "C"', 'VARCHAR(32) COLLATE "C"', 'TEXT', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'TEXT', 'TEXT', 'TEXT', 'TEXT', 'TEXT', ' STRICT'],
        };
        $keys = [
            [$this->event, 'other', 'other'],
            [$this->event, 'erasure', 'erasure'],
            [$this->fact, 'person', 'person, seq'],
            [$this->fact, 'kind', 'type, happened_at'],
        ];
        $inline = static fn (string $table): string => $dialect !== Dialect::MySql ? '' : implode('', array_map(
            static fn (array $key): string => $key[0] === $table ? sprintf(', KEY %s_%s (%s)', $key[0], $key[1], $key[2]) : '',
            $keys,
        ));
        $only = static fn (string $columns): string => $dialect === Dialect::Sqlite ? " WHERE $columns IS NOT NULL" : '';
        $statements = [
            "CREATE TABLE IF NOT EXISTS $this->state (id $small NOT NULL PRIMARY KEY CHECK (id = 1), seq $big NOT NULL, persons $big NOT NULL, erasures $big NOT NULL,
             erased $hash NOT NULL, heads $big NOT NULL, secret $hash NOT NULL)$end",
            "CREATE TABLE IF NOT EXISTS $this->person (number $big NOT NULL PRIMARY KEY, customer $name NULL, salt $salt NULL, erased_at $big NULL, last_nth $big NOT NULL,
             last_hash $hash NOT NULL, CONSTRAINT {$this->person}_customer UNIQUE (customer))$end",
            "CREATE TABLE IF NOT EXISTS $this->event (seq $big NOT NULL PRIMARY KEY, person $big NOT NULL, nth $big NOT NULL, id $name NOT NULL, type $word NOT NULL,
             happened_at $big NOT NULL, payload $text NOT NULL, other $name NULL, salt $salt NULL, commitment $hash NOT NULL, hash $hash NOT NULL, erasure $big NULL,
             CONSTRAINT {$this->event}_nth UNIQUE (person, nth), CONSTRAINT {$this->event}_id UNIQUE (id){$inline($this->event)})$end",
            "CREATE TABLE IF NOT EXISTS $this->fact (seq $big NOT NULL PRIMARY KEY, person $big NOT NULL, id $name NOT NULL, type $word NOT NULL, happened_at $big NOT NULL,
             payload $text NOT NULL, CONSTRAINT {$this->fact}_id UNIQUE (id){$inline($this->fact)})$end",
            "CREATE TABLE IF NOT EXISTS $this->erasure (number $big NOT NULL PRIMARY KEY, erased_at $big NOT NULL, reason $text NOT NULL, persons $text NOT NULL,
             rows_changed $big NOT NULL, hash $hash NOT NULL)$end",
            "CREATE TABLE IF NOT EXISTS $this->redaction (erasure $big NOT NULL, person $big NOT NULL, nth $big NOT NULL, remains $hash NOT NULL, PRIMARY KEY (erasure, person, nth))$end",
            "CREATE TABLE IF NOT EXISTS $this->gone (mark $hash NOT NULL PRIMARY KEY, erased_at $big NOT NULL)$end",
            "CREATE TABLE IF NOT EXISTS $this->head (number $big NOT NULL PRIMARY KEY, taken_at $big NOT NULL, record $text NOT NULL)$end",
            "CREATE TABLE IF NOT EXISTS $this->version (valid_from $big NOT NULL PRIMARY KEY, hash $hash NOT NULL, saved_at $big NOT NULL)$end",
        ];
        if ($dialect === Dialect::Sqlite) {
            // Against slips, not against tampering. An erasure changes what is not named here. On servers this would ask for rights that a shop has not.
            foreach (['changed' => 'UPDATE OF seq, person, nth, type, happened_at, commitment, hash', 'removed' => 'DELETE'] as $done => $statement) {
                $statements[] = "CREATE TRIGGER IF NOT EXISTS {$this->event}_is_never_$done BEFORE $statement ON $this->event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END";
            }
        }
        if ($dialect !== Dialect::MySql) {
            foreach ($keys as [$table, $key, $columns]) {
                $statements[] = "CREATE INDEX IF NOT EXISTS {$table}_$key ON $table ($columns)" . ($table === $this->event ? $only($columns) : '');
            }
        }

        return $statements;
    }
}

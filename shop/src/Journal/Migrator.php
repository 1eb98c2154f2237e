<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Ledger\Work;

/**
 * Brings the tables to the schema of this code. One process at a time; a second one waits, and finds it done. On SQLite and PostgreSQL the whole
 * is one transaction; MySQL commits at each CREATE TABLE, so there every statement may be run again.
 *
 * @internal
 */
final readonly class Migrator
{
    private const WAIT_S = 60;

    /** @param bool $isFile A SQLite file of the journal's own: its versions are counted where those of schema 1 and 2 were, so that older code leaves it alone. */
    public function __construct(private Connection $connection, private Schema $schema, private Work $work, private bool $isFile = false)
    {
    }

    /** @throws JournalException if the schema is later than this code */
    public function migrate(): void
    {
        $hosted = $this->connection->inTransaction();
        // A table that a cluster is just making throws out even those who only read.
        $has = $hosted ? $this->has() : $this->work->once($this->has(...));
        if ($has === Schema::VERSION) {
            return;
        }
        if ($hosted) {
            throw new JournalException('the tables of the journal are not made yet, and not inside of a transaction: Journal::connect() first');
        }
        match ($this->connection->dialect()) {
            Dialect::MySql => $this->named(),
            Dialect::PostgreSql => $this->work->whole(function (): void {
                $this->connection->rows('SELECT CAST(pg_advisory_xact_lock(hashtext(?)) AS TEXT) AS locked', [$this->schema->migration]);
                $this->apply();
            }),
            Dialect::Sqlite => $this->work->whole($this->apply(...)),
        };
    }

    /** For a journal that may only be read. */
    public function check(): void
    {
        $has = $this->has();
        if ($has !== Schema::VERSION) {
            throw new JournalException(sprintf('the journal has schema %d, this version needs %d, and it cannot be written here', $has, Schema::VERSION));
        }
    }

    private function named(): void
    {
        // Names of locks are the server's, not the database's.
        $name = substr(hash('sha256', ((string) ($this->connection->rows('SELECT DATABASE() AS name', [])[0][0] ?? '')) . '/' . $this->schema->migration), 0, 40);
        try {
            $locked = (int) ($this->connection->rows('SELECT GET_LOCK(?, ?) AS locked', [$name, self::WAIT_S])[0][0] ?? 0) === 1;
        } catch (LedgerException) {
            // A cluster has no such locks. Two at once do the same twice, and throw each other out.
            $locked = true;
            $name = null;
        }
        if (!$locked) {
            throw new JournalException('another process migrates the journal and does not come to an end');
        }
        try {
            $this->work->once($this->apply(...));
        } finally {
            if ($name !== null) {
                $this->connection->rows('SELECT RELEASE_LOCK(?) AS released', [$name]);
            }
        }
    }

    private function apply(): void
    {
        $dialect = $this->connection->dialect();
        $table = $this->table();
        $this->connection->command(str_replace($this->schema->migration, $table, $this->schema->migrationTable($dialect)));
        $has = $this->has();
        foreach ($this->schema->migrations($dialect) as $version => $statements) {
            if ($version <= $has) {
                continue;
            }
            foreach ($statements as $statement) {
                $this->connection->command($statement);
            }
            if ($version === 3) {
                $this->begin();
                if ($has > 0) {
                    (new EarlierFile($this->connection, $this->schema))->move();
                }
            }
            $this->put("INSERT INTO $table (version) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM $table WHERE version = ?)", [$version, $version]);
        }
    }

    /** The row of counters and the person of anonymous sales. */
    private function begin(): void
    {
        $once = fn (string $table, string $key, int $value): bool => $this->connection->rows("SELECT $key FROM $table WHERE $key = ?", [$value]) === [];
        if ($once($this->schema->state, 'id', 1)) {
            $this->put(
                "INSERT INTO {$this->schema->state} (id, seq, persons, erasures, erased, heads, secret) VALUES (1, 0, 0, 0, ?, 0, ?)",
                [Chain::hash('erasures', []), bin2hex(random_bytes(32))],
            );
        }
        if ($once($this->schema->person, 'number', Schema::ANONYMOUS)) {
            $this->put(
                "INSERT INTO {$this->schema->person} (number, customer, salt, last_nth, last_hash) VALUES (?, NULL, ?, 0, ?)",
                [Schema::ANONYMOUS, Chain::salt(), Chain::beginning(Schema::ANONYMOUS)],
            );
        }
    }

    /**
     * A row that is the same whoever puts it there. Where no lock keeps other processes away, one of them may have done so since we looked.
     *
     * @param list<int|string|null> $parameters
     */
    private function put(string $sql, array $parameters): void
    {
        try {
            $this->connection->execute($sql, $parameters);
        } catch (DuplicateKeyException $e) {
            if ($this->connection->inTransaction()) {
                throw $e;
            }
        }
    }

    private function has(): int
    {
        // Asked, not tried: a statement that fails would end a transaction of the host.
        $exists = match ($this->connection->dialect()) {
            Dialect::MySql => 'SELECT COUNT(*) AS tables FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?',
            Dialect::PostgreSql => 'SELECT COUNT(*) AS tables FROM pg_catalog.pg_class WHERE oid = to_regclass(?)',
            Dialect::Sqlite => "SELECT COUNT(*) AS tables FROM sqlite_master WHERE type = 'table' AND name = ?",
        };
        $table = $this->table();
        if ((int) ($this->connection->rows($exists, [$table])[0][0] ?? 0) === 0) {
            return 0;
        }
        $has = (int) ($this->connection->rows("SELECT COALESCE(MAX(version), 0) AS version FROM $table", [])[0][0] ?? 0);
        if ($has > Schema::VERSION) {
            throw new JournalException(sprintf('the journal has schema %d, this version knows up to %d; update it first', $has, Schema::VERSION));
        }

        return $has;
    }

    private function table(): string
    {
        return $this->isFile ? 'migration' : $this->schema->migration;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

use Loyalty\Dialect;
use Loyalty\Shop\Journal\Rows;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect as Host;
use Loyalty\SqlQuery;

/** The database of the shop. */
final readonly class Database implements Engine
{
    /** Values of one statement: SQLite takes 32,766. */
    private const VALUES = 30_000;

    public function __construct(private Connection $connection)
    {
    }

    public function dialect(): Dialect
    {
        return match ($this->connection->dialect()) {
            Host::MySql => Dialect::MariaDb,
            Host::PostgreSql => Dialect::PostgreSql,
            Host::Sqlite => Dialect::Sqlite,
        };
    }

    public function command(string $sql): void
    {
        $this->connection->command($sql);
    }

    public function insert(string $table, array $columns, iterable $rows): void
    {
        $dialect = $this->dialect();
        $name = Column::quote($dialect, $table);
        $names = array_map(static fn (Column $column): string => Column::quote($dialect, $column->name), $columns);
        $writer = new Rows($this->connection);
        $most = max(1, intdiv(self::VALUES, count($columns)));
        $page = [];
        $this->connection->command($this->connection->dialect()->begin());
        try {
            foreach ($rows as $row) {
                $page[] = $row;
                if (count($page) === $most) {
                    $writer->insert($name, $names, $page);
                    $page = [];
                }
            }
            $writer->insert($name, $names, $page);
            $this->connection->command('COMMIT');
        } catch (\Throwable $e) {
            $this->connection->command('ROLLBACK');
            throw $e;
        }
    }

    public function rows(string $sql): array
    {
        return $this->connection->rows($sql, []);
    }

    public function has(string $table): bool
    {
        return $this->connection->rows(match ($this->connection->dialect()) {
            Host::MySql => 'SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?',
            Host::PostgreSql => 'SELECT relname FROM pg_catalog.pg_class WHERE oid = to_regclass(quote_ident(?))',
            Host::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?",
        }, [$table]) !== [];
    }

    public function rename(array $names): void
    {
        $dialect = $this->dialect();
        $quote = static fn (string $name): string => Column::quote($dialect, $name);
        if ($dialect === Dialect::MariaDb) {
            $this->connection->command('RENAME TABLE ' . implode(', ', array_map(static fn (string $from, string $to): string => "{$quote($from)} TO {$quote($to)}", array_keys($names), $names)));

            return;
        }
        $this->connection->command($this->connection->dialect()->begin());
        try {
            foreach ($names as $from => $to) {
                $this->connection->command("ALTER TABLE {$quote($from)} RENAME TO {$quote($to)}");
            }
            $this->connection->command('COMMIT');
        } catch (\Throwable $e) {
            $this->connection->command('ROLLBACK');
            throw $e;
        }
    }

    public function select(SqlQuery $query): array
    {
        return array_map(static fn (array $row): string => (string) $row[0], $this->connection->rows($query->sql, $query->parameters));
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

use Loyalty\Dialect;
use Loyalty\SqlQuery;

/** A ClickHouse server beside the shop's database. */
final readonly class ClickHouseEngine implements Engine
{
    /** Rules may be longer than what the server takes by default. */
    private const SETTINGS = ['max_query_size' => 1 << 22, 'max_ast_elements' => 1_000_000, 'max_ast_depth' => 10_000];

    public function __construct(private ClickHouse $client)
    {
    }

    public function dialect(): Dialect
    {
        return Dialect::ClickHouse;
    }

    public function command(string $sql): void
    {
        $this->client->command($sql);
    }

    public function insert(string $table, array $columns, iterable $rows): void
    {
        $this->client->insert($table, array_map(static fn (Column $column): string => $column->name, $columns), $rows);
    }

    public function rows(string $sql): array
    {
        return $this->client->rows($sql);
    }

    public function has(string $table): bool
    {
        return $this->client->rows('SELECT name FROM system.tables WHERE database = currentDatabase() AND name = ' . ClickHouse::literal($table)) !== [];
    }

    public function rename(array $names): void
    {
        $this->client->command('RENAME TABLE ' . implode(', ', array_map(
            static fn (string $from, string $to): string => ClickHouse::name($from) . ' TO ' . ClickHouse::name($to),
            array_keys($names),
            $names,
        )));
    }

    public function select(SqlQuery $query): array
    {
        return array_map(static fn (array $row): string => (string) $row[0], $this->client->rows($query->sql, self::SETTINGS));
    }
}

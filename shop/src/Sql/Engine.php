<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

use Loyalty\Dialect;
use Loyalty\SqlQuery;

/** What the tables need of a database. */
interface Engine
{
    public function dialect(): Dialect;

    public function command(string $sql): void;

    /**
     * @param non-empty-list<Column> $columns
     * @param iterable<non-empty-list<int|string|null>> $rows
     */
    public function insert(string $table, array $columns, iterable $rows): void;

    /** @return list<list<int|string|null>> */
    public function rows(string $sql): array;

    public function has(string $table): bool;

    /**
     * All of it or nothing, as far as the database can.
     *
     * @param array<string, string> $names From one name to another, in an order that is possible.
     */
    public function rename(array $names): void;

    /** @return list<string> The customers, in no order. */
    public function select(SqlQuery $query): array;
}

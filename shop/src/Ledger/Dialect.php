<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** What differs from one database to the next. */
enum Dialect
{
    /** MySQL 8.0 and MariaDB 10.4 or later, with Galera or without. */
    case MySql;
    case PostgreSql;
    /** 3.37 or later. */
    case Sqlite;

    /** Of a PDO driver. */
    public static function ofDriver(string $driver): self
    {
        return match ($driver) {
            'mysql' => self::MySql,
            'pgsql' => self::PostgreSql,
            'sqlite' => self::Sqlite,
            default => throw new \ValueError(sprintf('the ledger does not know the database "%s"', $driver)),
        };
    }

    public function begin(): string
    {
        return match ($this) {
            self::MySql => 'START TRANSACTION',
            // A stricter default of the server would turn each lost race into an error.
            self::PostgreSql => 'BEGIN ISOLATION LEVEL READ COMMITTED',
            // A transaction that reads first and writes then cannot wait for its turn.
            self::Sqlite => 'BEGIN IMMEDIATE',
        };
    }

    /** Makes a SELECT see what is committed now, where the transaction around it has a snapshot. */
    public function lockingRead(): string
    {
        return $this === self::Sqlite ? '' : ' FOR UPDATE';
    }

    /** Whether a statement that fails inside a transaction takes the whole transaction with it. */
    public function failureEndsTransaction(): bool
    {
        return $this === self::PostgreSql;
    }

    /**
     * The end of an INSERT that changes a row that is there already.
     *
     * @param non-empty-list<string> $key
     */
    public function otherwise(array $key, string $assignment): string
    {
        return $this === self::MySql
            ? ' ON DUPLICATE KEY UPDATE ' . $assignment
            : ' ON CONFLICT (' . implode(', ', $key) . ') DO UPDATE SET ' . $assignment;
    }
}

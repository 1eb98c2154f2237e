<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;

/** Counts the ways to the server. */
final class CountingConnection implements Connection
{
    public int $statements = 0;

    public function __construct(private readonly Connection $connection)
    {
    }

    public function dialect(): Dialect
    {
        return $this->connection->dialect();
    }

    public function execute(string $sql, array $parameters): int
    {
        ++$this->statements;

        return $this->connection->execute($sql, $parameters);
    }

    public function rows(string $sql, array $parameters): array
    {
        ++$this->statements;

        return $this->connection->rows($sql, $parameters);
    }

    public function command(string $sql): void
    {
        ++$this->statements;
        $this->connection->command($sql);
    }

    public function inTransaction(): bool
    {
        return $this->connection->inTransaction();
    }
}

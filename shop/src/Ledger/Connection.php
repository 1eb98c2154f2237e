<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * What the ledger needs of a database. Statements have "?" for each parameter; integers are bound as integers (SQLite compares 5 and "5"
 * as different where no column says what is meant).
 */
interface Connection
{
    public function dialect(): Dialect;

    /**
     * Runs a statement that writes.
     *
     * @param list<int|string|null> $parameters
     * @return int The rows that were inserted, changed or deleted.
     * @throws DuplicateKeyException
     * @throws TransientException
     */
    public function execute(string $sql, array $parameters): int;

    /**
     * Columns of one statement have names of their own: some hosts hand rows over by name.
     *
     * @param list<int|string|null> $parameters
     * @return list<list<int|string|null>>
     * @throws TransientException
     */
    public function rows(string $sql, array $parameters): array;

    /**
     * Runs a statement without parameters or result: transactions, savepoints, tables.
     *
     * @throws TransientException
     * @throws LedgerException
     */
    public function command(string $sql): void;

    /** Whether a transaction is open. Asked between the ledger's own, so it is the host's. */
    public function inTransaction(): bool;
}

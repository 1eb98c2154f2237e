<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * Statements as units that happen or do not: one alone on autocommit, several in a transaction, or a savepoint inside the host's. What
 * a deadlock or a cluster's certification threw out is done again, except inside the host's transaction: there the host's own
 * statements are lost too, and only the host can do them again.
 *
 * @internal
 */
final class Work
{
    private const SAVEPOINT = 'loyalty_ledger';
    private const ROLLBACKS = 5;

    private int $depth = 0;

    public function __construct(private readonly Connection $connection, private readonly Backoff $backoff)
    {
    }

    /** Whether the host has a transaction open, whose end is not ours to decide. */
    public function hosted(): bool
    {
        return $this->connection->inTransaction();
    }

    /**
     * One statement.
     *
     * @template T
     * @param callable(): T $statement
     * @return T
     * @throws DuplicateKeyException The transaction around it, if any, goes on.
     */
    public function once(callable $statement): mixed
    {
        if ($this->hosted()) {
            return $this->connection->dialect()->failureEndsTransaction() ? $this->nested($statement) : $statement();
        }

        return $this->retried($statement);
    }

    /**
     * All of several statements, or none if the callable throws.
     *
     * @template T
     * @param callable(): T $statements
     * @return T
     */
    public function whole(callable $statements): mixed
    {
        if ($this->hosted()) {
            return $this->nested($statements);
        }

        return $this->retried(function () use ($statements): mixed {
            $this->connection->command($this->connection->dialect()->begin());
            try {
                $result = $statements();
                $this->connection->command('COMMIT');

                return $result;
            } catch (\Throwable $e) {
                $this->undo('ROLLBACK');
                throw $e;
            }
        });
    }

    /**
     * @template T
     * @param callable(): T $statements
     * @return T
     */
    private function nested(callable $statements): mixed
    {
        // One in another has a name of its own: MySQL forgets the older of two that share one.
        $savepoint = self::SAVEPOINT . ($this->depth === 0 ? '' : "_$this->depth");
        $this->connection->command("SAVEPOINT $savepoint");
        if ($this->connection->dialect() === Dialect::MySql) {
            // A cluster may have ended the transaction without its driver's knowledge. A savepoint is then set nowhere, without an error.
            try {
                $this->connection->command("ROLLBACK TO SAVEPOINT $savepoint");
            } catch (LedgerException $e) {
                throw new TransientException('the transaction around the ledger has ended: roll it back and begin it anew', 0, $e);
            }
        }
        ++$this->depth;
        try {
            $result = $statements();
        } catch (\Throwable $e) {
            $this->undo("ROLLBACK TO SAVEPOINT $savepoint");
            throw $e;
        } finally {
            --$this->depth;
        }
        $this->connection->command("RELEASE SAVEPOINT $savepoint");

        return $result;
    }

    /**
     * What cannot be undone is undone already: a deadlock has ended the transaction, or the connection is gone. The cause matters more.
     *
     * Except that on a cluster ROLLBACK itself may be what reports the abort. The driver then still believes in the transaction, and all that comes
     * later would be taken for a part of the host's, and commit statement by statement. A second one clears that.
     */
    private function undo(string $sql): void
    {
        for ($attempt = 0; $attempt < self::ROLLBACKS; ++$attempt) {
            try {
                $this->connection->command($sql);

                return;
            } catch (TransientException) {
            } catch (LedgerException) {
                return;
            }
        }
    }

    /**
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function retried(callable $work): mixed
    {
        for ($retry = 0;; ++$retry) {
            try {
                return $work();
            } catch (TransientException $e) {
                if ($retry >= $this->backoff->retries) {
                    throw $e;
                }
                $this->backoff->wait($retry);
            }
        }
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Ledger\TransientException;
use Loyalty\Shop\Ledger\Work;

/**
 * In the shop's database, one row per address or customer that failed lately. Every step is one statement with its condition in it.
 *
 * On a connection of its own where that can be had: in a transaction of the host the counts are undone with it, and rows stay locked until its
 * end.
 */
final readonly class DatabaseStore implements Store
{
    private const PARTS = 16;
    /** Marks a window whose alarm was raised. */
    private const RAISED = -1;
    /** A row that is inserted clears others away: the table grows no longer than there are visitors who failed lately. */
    private const SWEPT_BY_EACH = 4;
    /** A row can be swept between two statements of ours, and made by somebody else. */
    private const ROUNDS = 8;

    private Work $work;

    /** @param Backoff $backoff Shorter than the ledger's: a customer waits for it. */
    public function __construct(private Connection $connection, private Schema $schema = new Schema(), Backoff $backoff = new Backoff(16))
    {
        $this->work = new Work($connection, $backoff);
    }

    public function levels(array $names): array
    {
        if ($names === []) {
            return [];
        }

        return $this->answered(function () use ($names): array {
            $rows = $this->work->once(fn (): array => $this->connection->rows(
                sprintf('SELECT name, level FROM %s WHERE name IN (%s)', $this->schema->bucket, implode(', ', array_fill(0, count($names), '?'))),
                $names,
            ));
            $levels = [];
            foreach ($rows as [$name, $level]) {
                $levels[(string) $name] = (int) $level;
            }

            return $levels;
        });
    }

    public function raise(string $name, int $byUs, int $nowUs, int $ceilingUs): ?int
    {
        return $this->answered(function () use ($name, $byUs, $nowUs, $ceilingUs): ?int {
            if ($nowUs + $byUs > $ceilingUs) {
                return null;
            }
            for ($round = 0; $round < self::ROUNDS; ++$round) {
                $raised = $this->work->once(fn (): int => $this->connection->execute(
                    sprintf('UPDATE %s SET level = CASE WHEN level > ? THEN level ELSE ? END + ? WHERE name = ? AND level <= ?', $this->schema->bucket),
                    [$nowUs, $nowUs, $byUs, $name, $ceilingUs - $byUs],
                ));
                if ($raised > 0) {
                    return $this->levels([$name])[$name] ?? $nowUs + $byUs;
                }
                if ($this->work->once(fn (): int => $this->insert($this->schema->bucket, 'name, level', 'name', [$name, $nowUs + $byUs])) > 0) {
                    $this->tidy($nowUs);

                    return $nowUs + $byUs;
                }
                // The snapshot of the host's transaction may be older than what was met.
                $met = $this->work->once(fn (): array => $this->connection->rows(
                    sprintf('SELECT level FROM %s WHERE name = ?%s', $this->schema->bucket, $this->work->hosted() ? $this->connection->dialect()->lockingRead() : ''),
                    [$name],
                ));
                if ($met !== [] && (int) $met[0][0] > $ceilingUs - $byUs) {
                    return null;
                }
            }
            throw new StoreException('a count of failures changes faster than it can be written');
        });
    }

    public function count(int $begins, int $windowS, int $alarming): ?int
    {
        return $this->answered(function () use ($begins, $alarming): ?int {
            $table = $this->schema->count;
            $this->work->once(fn (): int => $this->connection->execute(
                "INSERT INTO $table (begins, part, failures) VALUES (?, ?, 1)" . $this->connection->dialect()->otherwise(['begins', 'part'], "failures = $table.failures + 1"),
                [$begins, random_int(0, self::PARTS - 1)],
            ));
            // Read after the own part is committed: whoever comes last sees all of them.
            $row = $this->work->once(fn (): array => $this->connection->rows("SELECT SUM(failures), MIN(part) FROM $table WHERE begins = ?", [$begins]))[0] ?? [0, 0];
            $failures = (int) $row[0];
            if ($failures < $alarming || (int) $row[1] === self::RAISED) {
                return null;
            }

            return $this->work->once(fn (): int => $this->insert($table, 'begins, part, failures', 'begins, part', [$begins, self::RAISED, 0])) > 0 ? $failures : null;
        });
    }

    public function sweep(int $now, int $most = 1000): int
    {
        return $this->answered(fn (): int => $this->forget($now * 1_000_000, $most) + $this->work->once(fn (): int => $this->connection->execute(
            // No window is longer than a month.
            sprintf('DELETE FROM %s WHERE begins < ?', $this->schema->count),
            [$now - 32 * 86400],
        )));
    }

    /** Rows one by one, by their key: a range would lock what others write to. */
    private function forget(int $nowUs, int $most): int
    {
        $dead = $this->work->once(fn (): array => $this->connection->rows(
            sprintf('SELECT name FROM %s WHERE level < ? ORDER BY level LIMIT %d', $this->schema->bucket, max(0, $most)),
            [$nowUs],
        ));
        $deleted = 0;
        foreach ($dead as [$name]) {
            $deleted += $this->work->once(fn (): int => $this->connection->execute(sprintf('DELETE FROM %s WHERE name = ? AND level < ?', $this->schema->bucket), [$name, $nowUs]));
        }

        return $deleted;
    }

    /** What is in the way of others can wait for the next one. */
    private function tidy(int $nowUs): void
    {
        try {
            // Clocks of servers differ by seconds.
            $this->forget($nowUs - 60_000_000, self::SWEPT_BY_EACH);
        } catch (TransientException $e) {
            if ($this->work->hosted()) {
                throw $e;
            }
        }
    }

    /** @param list<int|string> $values */
    private function insert(string $table, string $columns, string $key, array $values): int
    {
        $marks = implode(', ', array_fill(0, count($values), '?'));

        return $this->connection->execute($this->connection->dialect() === Dialect::MySql
            ? "INSERT IGNORE INTO $table ($columns) VALUES ($marks)"
            : "INSERT INTO $table ($columns) VALUES ($marks) ON CONFLICT ($key) DO NOTHING", $values);
    }

    /**
     * @template T
     * @param callable(): T $ask
     * @return T
     */
    private function answered(callable $ask): mixed
    {
        try {
            return $ask();
        } catch (LedgerException $e) {
            if ($e instanceof TransientException && $this->work->hosted()) {
                // The host's transaction is lost, which it must not learn at its end.
                throw $e;
            }
            throw new StoreException('the database does not count attempts: ' . $e->getMessage(), 0, $e);
        }
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Shop\Ledger\Connection;

/**
 * Many rows with few statements. Lists are cut into powers of two, so that there are few different statements to prepare, however many
 * rows come; a statement stays far below what servers take in one packet.
 *
 * @internal
 */
final readonly class Rows
{
    private const MOST = 512;
    private const BYTES = 1 << 19;

    public function __construct(private Connection $connection)
    {
    }

    /**
     * @param non-empty-list<string> $columns
     * @param list<non-empty-list<int|string|null>> $rows
     * @param string $otherwise The end of the statement.
     */
    public function insert(string $table, array $columns, array $rows, string $otherwise = ''): void
    {
        $row = '(' . implode(', ', array_fill(0, count($columns), '?')) . ')';
        for ($from = 0, $left = count($rows); $left > 0; $from += $count, $left -= $count) {
            $count = 1 << (int) floor(log(min($left, self::MOST), 2));
            while ($count > 1 && self::bytes($rows, $from, $count) > self::BYTES) {
                $count >>= 1;
            }
            $this->connection->execute(
                "INSERT INTO $table (" . implode(', ', $columns) . ') VALUES ' . implode(', ', array_fill(0, $count, $row)) . $otherwise,
                array_merge(...array_slice($rows, $from, $count)),
            );
        }
    }

    /**
     * Runs a SELECT for the members of a list.
     *
     * @param list<int|string> $members
     * @param callable(string): string $sql Makes the statement for a list of placeholders.
     * @param int $times How often the list stands in it.
     * @return list<list<int|string|null>>
     */
    public function of(array $members, callable $sql, int $times = 1): array
    {
        $found = [];
        foreach (array_chunk($members, self::MOST) as $part) {
            // Filled up with what is there already.
            $size = self::MOST;
            while ($size > 1 && $size >> 1 >= count($part)) {
                $size >>= 1;
            }
            $part = array_pad($part, $size, $part[0]);
            $found[] = $this->connection->rows($sql(implode(', ', array_fill(0, $size, '?'))), array_merge(...array_fill(0, $times, $part)));
        }

        return array_merge(...$found);
    }

    /** @param list<list<int|string|null>> $rows */
    private static function bytes(array $rows, int $from, int $count): int
    {
        $bytes = 0;
        for ($i = $from; $i < $from + $count; ++$i) {
            foreach ($rows[$i] as $value) {
                $bytes += is_string($value) ? strlen($value) : 8;
            }
        }

        return $bytes;
    }
}

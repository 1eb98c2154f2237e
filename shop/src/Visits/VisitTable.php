<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\Prefix;
use Loyalty\Shop\Ledger\Work;

/**
 * Visits by day, counted and not listed: no row is about a person. Sources ("own", "matomo", "analytics") count the same visits each in its way, so
 * figures are of one source. docs/visits.md
 */
final readonly class VisitTable
{
    /** Lower bounds of the groups that days since the last visit, and the number of a visit, are counted in. */
    public const SINCE = [0, 1, 2, 8, 31];
    public const NTH = [1, 2, 3, 6, 11];
    private const UNKNOWN = -1;
    /** One row that every visit writes would be waited for. */
    private const PARTS = 8;
    private const ROWS = 100;
    private const COLUMNS = 'source, day, via, visitor, since, nth, part';

    private string $table;
    private Work $work;

    /** @param string $prefix As the journal's. */
    public function __construct(private Connection $connection, string $prefix = 'loyalty_', Backoff $backoff = new Backoff())
    {
        $this->table = Prefix::checked($prefix) . 'visits';
        $this->work = new Work($connection, $backoff);
    }

    /** Makes the table if it is not there. */
    public function create(): void
    {
        [$small, $big, $text, $end] = match ($this->connection->dialect()) {
            Dialect::MySql => ['SMALLINT', 'BIGINT', 'VARCHAR(32)', ' ENGINE=InnoDB DEFAULT CHARSET=ascii COLLATE=ascii_bin ROW_FORMAT=DYNAMIC'],
            Dialect::PostgreSql => ['SMALLINT', 'BIGINT', 'VARCHAR(32) COLLATE "C"', ''],
            Dialect::Sqlite => ['INTEGER', 'INTEGER', 'TEXT', ' STRICT, WITHOUT ROWID'],
        };
        $this->connection->command("CREATE TABLE IF NOT EXISTS $this->table (source $text NOT NULL, day INTEGER NOT NULL, via $text NOT NULL, visitor $text NOT NULL,
            since $small NOT NULL, nth $small NOT NULL, part $small NOT NULL, visits $big NOT NULL, PRIMARY KEY (" . self::COLUMNS . "))$end");
    }

    public function drop(): void
    {
        $this->connection->command('DROP TABLE IF EXISTS ' . $this->table);
    }

    /** Adds to what is counted already. */
    public function add(string $source, Count $count): void
    {
        $parameters = [...$this->key($source, $count), random_int(0, self::PARTS - 1), $count->visits];
        $sql = "INSERT INTO $this->table (" . self::COLUMNS . ', visits) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ' . ($this->connection->dialect() === Dialect::MySql
            ? 'ON DUPLICATE KEY UPDATE visits = visits + VALUES(visits)'
            : 'ON CONFLICT (' . self::COLUMNS . ") DO UPDATE SET visits = $this->table.visits + excluded.visits");
        $this->work->once(fn (): int => $this->connection->execute($sql, $parameters));
    }

    /**
     * What a file says of its days is put in the place of what an earlier one said of them, all of it or nothing: the same file again changes nothing,
     * and a later export of a day that was not over corrects it. A report by channel leaves one of new and returning visitors alone, and the other way
     * round: both count the same visits. One that says both replaces both.
     *
     * @param iterable<Count> $counts All with a channel or none, all with a visitor or none.
     * @return array{days: int, visits: int}
     */
    public function replace(string $source, iterable $counts): array
    {
        $aspects = [];
        $keys = [];
        $sums = [];
        $days = [];
        $visits = 0;
        foreach ($counts as $count) {
            $key = $this->key($source, $count);
            $at = implode('/', $key);
            $keys[$at] = $key;
            $sums[$at] = ($sums[$at] ?? 0) + $count->visits;
            $days[$count->day] = true;
            $aspects[(int) ($count->via !== null) . (int) ($count->visitor !== null)] = true;
            $visits += $count->visits;
        }
        if (count($aspects) > 1) {
            throw new \ValueError('some visits say how they came, or who came, and some do not: import them as two files');
        }
        $same = match ((string) array_key_first($aspects)) {
            '10' => " AND via <> '' AND visitor = ''",
            '01' => " AND via = '' AND visitor <> ''",
            default => '',
        };
        $this->work->whole(function () use ($source, $keys, $sums, $days, $same): void {
            foreach (array_keys($days) as $day) {
                $this->connection->execute("DELETE FROM $this->table WHERE source = ? AND day = ?$same", [$source, $day]);
            }
            foreach (array_chunk(array_keys($keys), self::ROWS) as $part) {
                $parameters = [];
                foreach ($part as $at) {
                    $parameters = [...$parameters, ...$keys[$at], 0, $sums[$at]];
                }
                $places = implode(', ', array_fill(0, count($part), '(?, ?, ?, ?, ?, ?, ?, ?)'));
                $this->connection->execute("INSERT INTO $this->table (" . self::COLUMNS . ", visits) VALUES $places", $parameters);
            }
        });

        return ['days' => count($days), 'visits' => $visits];
    }

    /** @return list<array{source: string, days: int, from: int, until: int, visits: int}> The sources that there are, the one with the most days first. */
    public function sources(): array
    {
        $sources = array_map(
            static fn (array $row): array => ['source' => (string) $row[0], 'days' => (int) $row[1], 'from' => (int) $row[2], 'until' => (int) $row[3], 'visits' => (int) $row[4]],
            $this->connection->rows("SELECT source, COUNT(DISTINCT day) AS days, MIN(day) AS first_day, MAX(day) AS last_day, SUM(visits) AS visits FROM $this->table GROUP BY source", []),
        );
        usort($sources, static fn (array $a, array $b): int => [$b['days'], $a['source']] <=> [$a['days'], $b['source']]);

        return $sources;
    }

    /**
     * @param int $from Day; half open.
     * @return list<array{day: int, via: ?Via, visitor: ?Visitor, since: ?int, nth: ?int, visits: int}> since and nth are lower bounds of their groups.
     */
    public function rows(string $source, int $from, int $until): array
    {
        $known = static fn (int|string|null $value): ?int => (int) $value === self::UNKNOWN ? null : (int) $value;

        return array_map(
            static fn (array $row): array => ['day' => (int) $row[0], 'via' => Via::tryFrom((string) $row[1]), 'visitor' => Visitor::tryFrom((string) $row[2]),
                'since' => $known($row[3]), 'nth' => $known($row[4]), 'visits' => (int) $row[5]],
            $this->connection->rows(
                "SELECT day, via, visitor, since, nth, SUM(visits) AS visits FROM $this->table WHERE source = ? AND day >= ? AND day < ?
                 GROUP BY day, via, visitor, since, nth ORDER BY day, via, visitor, since, nth",
                [$source, $from, $until],
            ),
        );
    }

    /** @return list<int|string> */
    private function key(string $source, Count $count): array
    {
        if (preg_match('/\A[a-z][a-z0-9_-]{0,31}\z/', $source) !== 1) {
            throw new \ValueError(sprintf('a source is 1 to 32 lower-case letters, digits, "_" and "-", and begins with a letter, not "%s"', $source));
        }

        return [$source, $count->day, $count->via->value ?? '', $count->visitor->value ?? '', self::group($count->since, self::SINCE), self::group($count->nth, self::NTH)];
    }

    /** @param list<int> $bounds Ascending. */
    private static function group(?int $value, array $bounds): int
    {
        $group = self::UNKNOWN;
        foreach ($bounds as $bound) {
            $group = $value !== null && $value >= $bound ? $bound : $group;
        }

        return $group;
    }
}

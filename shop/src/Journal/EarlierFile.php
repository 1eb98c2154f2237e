<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Shop\Coupon\Versions;
use Loyalty\Shop\Ledger\Connection;

/**
 * What a SQLite file of schema 1 or 2 holds, moved into the tables of schema 3: events get their persons and chains in the order in which they had come, and batches
 * go to the table that the desk has too. Inside of the migration's transaction, a page at a time.
 *
 * @internal
 */
final readonly class EarlierFile
{
    private const PAGE = 2000;

    private Rows $rows;

    public function __construct(private Connection $connection, private Schema $schema)
    {
        $this->rows = new Rows($connection);
    }

    public function move(): void
    {
        $this->programmes();
        $this->batches();
        $this->events();
        // The triggers go with their table.
        foreach (['coupon_batch', 'programme', 'event'] as $table) {
            $this->connection->command("DROP TABLE $table");
        }
    }

    private function events(): void
    {
        $appender = new Appender($this->connection, $this->schema);
        for ($after = 0;; $after = (int) $last) {
            $page = $this->connection->rows('SELECT seq, id, type, customer, happened_at, payload FROM event WHERE seq > ? ORDER BY seq LIMIT ' . self::PAGE, [$after]);
            if ($page === []) {
                return;
            }
            $last = $page[count($page) - 1][0];
            $appender->append(array_map(static fn (array $row): \Loyalty\Event => Kinds::event($row[1], $row[2], $row[3] === null ? null : (string) $row[3], $row[4], $row[5]), $page));
        }
    }

    /** Under what they hash to now: the encoding has changed since the first schema. One that is none any more stays as it is; its codes are then refused. */
    private function programmes(): void
    {
        $versions = $this->versions();
        foreach ($this->connection->rows('SELECT hash, document FROM programme', []) as [$hash, $document]) {
            $now = $versions->hashOf((string) $hash);
            if ($this->connection->rows("SELECT hash FROM {$this->schema->coupons->programme} WHERE hash = ?", [$now]) === []) {
                $this->connection->execute("INSERT INTO {$this->schema->coupons->programme} (hash, document) VALUES (?, ?)", [$now, $document]);
            }
        }
    }

    private function batches(): void
    {
        $versions = $this->versions();
        $columns = array_map(static fn (array $row): string => (string) $row[0], $this->connection->rows("SELECT name FROM pragma_table_info('coupon_batch')", []));
        $late = in_array('names', $columns, true) ? 'names, skipped' : 'NULL AS names, NULL AS skipped';
        $keys = $this->connection->rows('SELECT campaign_number, first_serial FROM coupon_batch ORDER BY campaign_number, first_serial', []);
        foreach ($keys as $key) {
            // One at a time, since each may have a million customers.
            $row = $this->connection->rows("SELECT count, campaign, issued_at, programme_hash, key_slot, customers, $late FROM coupon_batch WHERE campaign_number = ? AND first_serial = ?", $key)[0];
            $row[3] = $versions->hashOf((string) $row[3]);
            $row[7] = $row[7] === null ? null : self::offsets((string) $row[7]);
            $this->rows->insert(
                $this->schema->coupons->batch,
                ['campaign', 'first_serial', 'codes', 'name', 'issued_at', 'programme', 'key_slot', 'customers', 'names', 'skipped'],
                [[...$key, ...$row]],
            );
        }
    }

    private function versions(): Versions
    {
        $connection = $this->connection;

        return new Versions(static fn (string $key): ?string => isset(($row = $connection->rows('SELECT document FROM programme WHERE hash = ?', [$key]))[0]) ? (string) $row[0][0] : null);
    }

    /** They were stored as the steps from one to the next. */
    private static function offsets(string $steps): string
    {
        $offsets = [];
        $offset = 0;
        foreach ((array) json_decode($steps, true, 2, \JSON_THROW_ON_ERROR) as $step) {
            $offsets[] = $offset += is_int($step) ? $step : throw new JournalException('the journal holds a list of skipped serials that is none');
        }

        return json_encode($offsets, \JSON_THROW_ON_ERROR);
    }
}

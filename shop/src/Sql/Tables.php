<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

use Loyalty\CustomerBase;
use Loyalty\Programme;
use Loyalty\RuleException;
use Loyalty\Segment;

/**
 * The tables that answer rules on an engine: a projection of a base at the instant of its fold. They are made beside those that are read and take
 * their names at the end, so a reader has the old ones or the new ones. docs/sql.md
 */
final readonly class Tables
{
    private Schema $schema;

    /** @param string $prefix That of the journal's tables. */
    public function __construct(private Engine $engine, public string $prefix = 'loyalty_')
    {
        $this->schema = new Schema($prefix);
    }

    /**
     * @param ?int $position Of the journal, up to which the base has read it; null = what it was saved with.
     * @throws SnapshotException for a base that was never folded
     */
    public function build(CustomerBase $base, Programme $programme, ?int $position = null): Snapshot
    {
        $at = $base->foldedAt() ?? throw new SnapshotException('the base has no instant yet: fold() it first');
        $folder = sys_get_temp_dir() . '/loyalty-tables-' . bin2hex(random_bytes(8));
        if (!mkdir($folder, 0700)) {
            throw new SnapshotException("$folder cannot be made");
        }
        try {
            $rows = $base->exportTables($folder);
            $snapshot = new Snapshot($at, $programme->hash(), $position ?? $base->position(), $rows['customers'], $rows['purchases'], $rows['activities']);
            $this->replace($programme, static fn (string $table): iterable => $table === 'snapshot' ? [$snapshot->row()] : TsvFile::rows("$folder/$table.tsv"));
        } finally {
            foreach (glob("$folder/*") ?: [] as $file) {
                unlink($file);
            }
            rmdir($folder);
        }

        return $snapshot;
    }

    /** What the tables are of; null if there are none. */
    public function snapshot(): ?Snapshot
    {
        if (!$this->engine->has($this->prefix . 'snapshot')) {
            return null;
        }
        $dialect = $this->engine->dialect();
        $columns = implode(', ', array_map(static fn (string $name): string => Column::quote($dialect, $name), Snapshot::COLUMNS));
        $row = $this->engine->rows("SELECT $columns FROM " . Column::quote($dialect, $this->prefix . 'snapshot'))[0] ?? null;

        return $row === null ? null : Snapshot::ofRow($row);
    }

    /**
     * The customers of a segment, in no order.
     *
     * @return list<string>
     * @throws SnapshotException if the tables are not there, or of another programme
     * @throws RuleException for what the engine cannot say exactly
     */
    public function select(Segment $segment, Programme $programme): array
    {
        $snapshot = $this->snapshot() ?? throw new SnapshotException("there are no tables with the prefix \"$this->prefix\": build() them first");
        if ($snapshot->programmeHash !== $programme->hash()) {
            throw new SnapshotException('the tables are of another programme: build() them anew');
        }

        return $this->engine->select($segment->toSql($this->engine->dialect(), $snapshot->at, $this->prefix));
    }

    public function drop(): void
    {
        foreach (Schema::TABLES as $table) {
            $this->engine->command('DROP TABLE IF EXISTS ' . Column::quote($this->engine->dialect(), $this->prefix . $table));
        }
    }

    /** @param callable(string): iterable<non-empty-list<int|string|null>> $rows By table. */
    private function replace(Programme $programme, callable $rows): void
    {
        $mark = bin2hex(random_bytes(3));
        $dialect = $this->engine->dialect();
        $drop = function (string $table) use ($dialect): void {
            $this->engine->command('DROP TABLE IF EXISTS ' . Column::quote($dialect, $table));
        };
        $away = $names = $new = [];
        try {
            foreach (Schema::TABLES as $table) {
                $new[] = $as = "{$this->prefix}{$table}_$mark";
                foreach ($this->schema->create($table, $programme, $dialect, $as, 'customer') as $statement) {
                    $this->engine->command($statement);
                }
                $this->engine->insert($as, $this->schema->columns($table, $programme), $rows($table));
            }
            foreach (Schema::TABLES as $table) {
                if ($this->engine->has($this->prefix . $table)) {
                    $away[$this->prefix . $table] = "{$this->prefix}{$table}_{$mark}_old";
                }
                $names["{$this->prefix}{$table}_$mark"] = $this->prefix . $table;
            }
            $this->engine->rename($away + $names);
        } catch (\Throwable $e) {
            array_walk($new, $drop);
            throw $e;
        }
        array_walk($away, $drop);
    }
}

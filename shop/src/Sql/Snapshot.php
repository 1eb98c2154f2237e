<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

/** What tables are of: the row of the table of that name. */
final readonly class Snapshot
{
    public const COLUMNS = ['at', 'programme_hash', 'position', 'customers', 'purchases', 'activities'];

    public function __construct(
        public int $at,
        public string $programmeHash,
        public ?int $position,
        public int $customers,
        public int $purchases,
        public int $activities,
    ) {
    }

    /** @param list<int|string|null> $row */
    public static function ofRow(array $row): self
    {
        [$at, $hash, $position, $customers, $purchases, $activities] = $row + array_fill(0, count(self::COLUMNS), null);

        return new self((int) $at, (string) $hash, $position === null ? null : (int) $position, (int) $customers, (int) $purchases, (int) $activities);
    }

    /** @return non-empty-list<int|string|null> */
    public function row(): array
    {
        return [$this->at, $this->programmeHash, $this->position, $this->customers, $this->purchases, $this->activities];
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * A chained event as an audit reads it.
 *
 * @internal
 */
final readonly class ChainRow
{
    private function __construct(
        public int $person,
        public int $nth,
        public int $seq,
        public string $id,
        public string $type,
        public int $at,
        public string $payload,
        public ?string $other,
        public ?string $salt,
        public string $commitment,
        public string $hash,
        public ?int $erasure,
        /** What the record of the erasure says is left of it. */
        public ?string $remains,
        /** Whether its person is there. */
        public bool $isKnown,
    ) {
    }

    /** @param list<int|string|null> $row */
    public static function of(array $row): self
    {
        $text = static fn (int|string|null $value): ?string => $value === null ? null : (string) $value;

        return new self(
            (int) $row[0],
            (int) $row[1],
            (int) $row[2],
            (string) $row[3],
            (string) $row[4],
            (int) $row[5],
            (string) $row[6],
            $text($row[7]),
            $text($row[8]),
            (string) $row[9],
            (string) $row[10],
            $row[11] === null ? null : (int) $row[11],
            $text($row[12]),
            $row[13] !== null,
        );
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * A person as an audit reads it.
 *
 * @internal
 */
final readonly class ChainPerson
{
    private function __construct(
        public int $number,
        public ?string $customer,
        public ?string $salt,
        public ?int $erasedAt,
        public int $nth,
        public string $hash,
    ) {
    }

    /** @param list<int|string|null> $row */
    public static function of(array $row): self
    {
        return new self(
            (int) $row[0],
            $row[1] === null ? null : (string) $row[1],
            $row[2] === null ? null : (string) $row[2],
            $row[3] === null ? null : (int) $row[3],
            (int) $row[4],
            (string) $row[5],
        );
    }

    /** For people who read a finding. */
    public function said(): string
    {
        return match (true) {
            $this->customer !== null => sprintf(' (customer "%s")', $this->customer),
            $this->number === Schema::ANONYMOUS => ' (sales without a customer)',
            default => ' (erased)',
        };
    }
}

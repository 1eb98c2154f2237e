<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

final readonly class Finding implements \JsonSerializable
{
    public function __construct(
        public Fault $fault,
        /** What it is, with everything that names the place. */
        public string $text,
        public ?int $person = null,
        /** Of the row, in its person's chain. */
        public ?int $nth = null,
        /** Of the row, in the journal. */
        public ?int $seq = null,
    ) {
    }

    /** @return array<string, int|string> */
    public function jsonSerialize(): array
    {
        return array_filter(['fault' => $this->fault->value, 'person' => $this->person, 'nth' => $this->nth, 'seq' => $this->seq, 'text' => $this->text], static fn (int|string|null $v): bool => $v !== null);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

final readonly class AppendOutcome
{
    public function __construct(
        public int $appended,
        /** Known already, with the same content. */
        public int $repeated,
        /** Of persons that were erased: not written. */
        public int $erased = 0,
    ) {
    }

    public function and(self $other): self
    {
        return new self($this->appended + $other->appended, $this->repeated + $other->repeated, $this->erased + $other->erased);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

final readonly class AppendOutcome
{
    public function __construct(
        public int $appended,
        /** Known already, with the same content. */
        public int $repeated,
    ) {
    }
}

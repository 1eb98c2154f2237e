<?php

declare(strict_types=1);

namespace Loyalty\Shop\Segment;

use Loyalty\CustomerSet;

/** What became of one segment since it was last written down. */
final readonly class SegmentOutcome
{
    public function __construct(
        public string $segment,
        /** In it now. */
        public int $members,
        public CustomerSet $entered,
        public CustomerSet $left,
    ) {
    }
}

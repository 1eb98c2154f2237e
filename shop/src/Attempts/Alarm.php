<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

/** What the owner should know. */
final readonly class Alarm
{
    public function __construct(
        public AlarmKind $kind,
        /** UTC seconds. */
        public int $at,
        /** Failures of the shop in the window; 0 where they cannot be counted. */
        public int $failures = 0,
        public int $windowS = 0,
        public ?StoreException $cause = null,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

final class AuditReport
{
    /** More are counted and not kept. */
    private const MOST = 1000;

    public int $persons = 0;
    /** Chained ones. */
    public int $events = 0;
    /** Events whose commitments nobody can open any more, because they are of an erased person or name one. */
    public int $unopenable = 0;
    public int $erasures = 0;
    /** Signed heads that were compared. */
    public int $heads = 0;
    /** The last row that was looked at. */
    public int $position = 0;
    public int $faults = 0;
    /** @var list<Finding> */
    public array $findings = [];

    public function isWhole(): bool
    {
        return $this->faults === 0;
    }

    public function found(Finding $finding): void
    {
        if (++$this->faults <= self::MOST) {
            $this->findings[] = $finding;
        }
    }
}

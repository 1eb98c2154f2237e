<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * Leaves a transaction that cannot be finished.
 *
 * @internal
 */
final class Denied extends \Exception
{
    /** @param ?Outcome $outcome Why; null if the rows were no more as they were read: look again. */
    public function __construct(public readonly ?Outcome $outcome = null)
    {
        parent::__construct();
    }
}

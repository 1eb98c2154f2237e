<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/** Something of the customer was written since it was read. Nothing of this batch was: read again, and decide again. */
final class ConcurrencyException extends JournalException
{
    public function __construct(public readonly string $customer, public readonly int $expected, public readonly int $found)
    {
        parent::__construct(sprintf('the journal has %d events of customer "%s" where %d were expected; nothing of this batch was written', $found, $customer, $expected));
    }
}

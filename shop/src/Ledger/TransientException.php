<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * A deadlock, a failed certification, a lock that was waited for too long: the same again may succeed. Out of a method of the ledger it
 * means that all retries were used up, or that the transaction is the host's own: the host begins it anew.
 */
final class TransientException extends LedgerException
{
}

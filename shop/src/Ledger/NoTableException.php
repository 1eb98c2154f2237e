<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** A table is not there: Tables::create() has not been called, or the prefix is another. Asking again does not help. */
final class NoTableException extends LedgerException
{
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** The database could not do what the ledger asked. What is not answered has to be asked again: every call may be repeated. */
class LedgerException extends \RuntimeException
{
}

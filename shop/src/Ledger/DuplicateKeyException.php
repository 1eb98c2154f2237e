<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** A statement met a unique key. It changed nothing. */
final class DuplicateKeyException extends LedgerException
{
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Ledger::class)]
final class SqliteTest extends LedgerCase
{
    use Rules;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Ledger::class)]
#[Group('ledger')]
final class SqliteRacesTest extends LedgerCase
{
    use Races;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

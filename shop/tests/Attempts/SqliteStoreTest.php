<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(DatabaseStore::class)]
#[Group('ledger')]
final class SqliteStoreTest extends DatabaseCase
{
    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

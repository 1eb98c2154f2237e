<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Desk;

use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\TestCase;

#[CoversClass(BatchTable::class)]
#[CoversClass(Tables::class)]
final class SqliteBatchTest extends TestCase
{
    use BatchRules;
    /** @use OneServer<SqliteFile> */
    use OneServer;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

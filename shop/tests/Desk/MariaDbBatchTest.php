<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Desk;

use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Tests\Support\MariaDb;
use Loyalty\Shop\Tests\Support\OneServer;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\TestCase;

#[CoversClass(BatchTable::class)]
#[CoversClass(Tables::class)]
#[Group('ledger')]
final class MariaDbBatchTest extends TestCase
{
    use BatchRules;
    /** @use OneServer<MariaDb> */
    use OneServer;

    protected static function database(): string
    {
        return MariaDb::class;
    }
}

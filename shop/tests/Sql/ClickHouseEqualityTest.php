<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\ClickHouseEngine;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\Tables;
use Loyalty\Shop\Tests\Support\ClickHouse;
use Loyalty\Shop\Tests\Support\OneServer;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(ClickHouseEngine::class)]
#[CoversClass(Schema::class)]
#[CoversClass(Tables::class)]
#[Group('ledger')]
final class ClickHouseEqualityTest extends EqualityCase
{
    /** @use OneServer<ClickHouse> */
    use OneServer;

    protected static function database(): string
    {
        return ClickHouse::class;
    }

    protected static function engine(): Engine
    {
        return new ClickHouseEngine(self::server()->client());
    }
}

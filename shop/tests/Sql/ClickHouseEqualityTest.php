<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\ClickHouseEngine;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\Tables;
use Loyalty\Shop\Tests\Support\ClickHouse;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(ClickHouseEngine::class)]
#[CoversClass(Schema::class)]
#[CoversClass(Tables::class)]
#[Group('ledger')]
final class ClickHouseEqualityTest extends EqualityCase
{
    private static ?ClickHouse $server = null;

    public static function setUpBeforeClass(): void
    {
        $missing = ClickHouse::missing();
        if ($missing !== null) {
            self::markTestSkipped("needs $missing");
        }
        self::$server = new ClickHouse();
        self::$server->start();
    }

    public static function tearDownAfterClass(): void
    {
        self::$server?->stop();
        self::$server = null;
    }

    protected static function engine(): Engine
    {
        return new ClickHouseEngine((self::$server ?? throw new \LogicException('no server'))->client());
    }
}

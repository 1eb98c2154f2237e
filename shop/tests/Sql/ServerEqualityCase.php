<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\Database;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Tests\Support\Server;

/** On a database that PDO reaches. */
abstract class ServerEqualityCase extends EqualityCase
{
    private static ?Server $server = null;

    /** @return class-string<Server> */
    abstract protected static function database(): string;

    public static function setUpBeforeClass(): void
    {
        $missing = static::database()::missing();
        if ($missing !== null) {
            self::markTestSkipped("needs $missing");
        }
        self::$server = new (static::database())();
        self::$server->start();
    }

    public static function tearDownAfterClass(): void
    {
        self::$server?->stop();
        self::$server = null;
    }

    protected static function engine(): Engine
    {
        return new Database((self::$server ?? throw new \LogicException('no server'))->connect());
    }
}

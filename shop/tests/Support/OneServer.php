<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

/**
 * One server of its own for all tests of a class; they are skipped where this machine has none.
 *
 * @template S of Server
 */
trait OneServer
{
    /** @var ?S */
    private static ?Server $server = null;

    /** @return class-string<S> */
    abstract protected static function database(): string;

    public static function setUpBeforeClass(): void
    {
        $missing = static::database()::missing();
        if ($missing !== null) {
            self::markTestSkipped("needs $missing");
        }
        $server = new (static::database())();
        $server->start();
        self::$server = $server;
    }

    public static function tearDownAfterClass(): void
    {
        self::$server?->stop();
        self::$server = null;
    }

    /** @return S */
    protected static function server(): Server
    {
        return self::$server ?? throw new \LogicException('no server');
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\Database;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\Server;

/**
 * On a database that PDO reaches, under settings of the session that hosts have: one kind for each run, drawn anew or named by LTY_SETTINGS.
 */
abstract class ServerEqualityCase extends EqualityCase
{
    /** @use OneServer<Server> */
    use OneServer;

    /** @var array<class-string, string> By class of the test. */
    private static array $drawn = [];

    /** @return non-empty-array<string, list<string>> What is said to the server first, by a name. */
    abstract protected static function settings(): array;

    protected static function engine(): Engine
    {
        $settings = static::settings();
        if (!isset(self::$drawn[static::class])) {
            self::$drawn[static::class] = $name = getenv('LTY_SETTINGS') ?: array_keys($settings)[random_int(0, count($settings) - 1)];
            fwrite(\STDERR, static::class . ": LTY_SETTINGS=$name\n");
        }
        $connection = self::server()->connect();
        array_map($connection->command(...), $settings[self::$drawn[static::class]] ?? throw new \LogicException('LTY_SETTINGS is none of ' . implode(', ', array_keys($settings))));

        return new Database($connection);
    }
}

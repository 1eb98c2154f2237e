<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\Database;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\Server;

/** On a database that PDO reaches. */
abstract class ServerEqualityCase extends EqualityCase
{
    /** @use OneServer<Server> */
    use OneServer;

    protected static function engine(): Engine
    {
        return new Database(self::server()->connect());
    }
}

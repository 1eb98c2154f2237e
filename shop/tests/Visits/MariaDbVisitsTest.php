<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Visits;

use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\Support\MariaDb;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Visits\VisitTable;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\TestCase;

#[CoversClass(VisitTable::class)]
#[Group('ledger')]
final class MariaDbVisitsTest extends TestCase
{
    /** @use OneServer<MariaDb> */
    use OneServer;
    use VisitRules;

    protected static function database(): string
    {
        return MariaDb::class;
    }

    protected function connection(): PdoConnection
    {
        return self::server()->connect();
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Visits;

use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\PostgreSql;
use Loyalty\Shop\Visits\VisitTable;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\TestCase;

#[CoversClass(VisitTable::class)]
#[Group('ledger')]
final class PostgreSqlVisitsTest extends TestCase
{
    /** @use OneServer<PostgreSql> */
    use OneServer;
    use VisitRules;

    protected static function database(): string
    {
        return PostgreSql::class;
    }

    protected function connection(): PdoConnection
    {
        return self::server()->connect();
    }
}

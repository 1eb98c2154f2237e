<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Visits;

use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\Support\MariaDb;
use Loyalty\Shop\Visits\VisitTable;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\TestCase;

#[CoversClass(VisitTable::class)]
#[Group('ledger')]
final class MariaDbVisitsTest extends TestCase
{
    use VisitRules;

    private static ?MariaDb $server = null;

    public static function setUpBeforeClass(): void
    {
        if (MariaDb::missing() !== null) {
            self::markTestSkipped('needs ' . MariaDb::missing());
        }
        self::$server = new MariaDb();
        self::$server->start();
    }

    public static function tearDownAfterClass(): void
    {
        self::$server?->stop();
        self::$server = null;
    }

    protected function connection(): PdoConnection
    {
        return self::$server?->connect() ?? throw new \LogicException('the server runs while there are tests');
    }
}

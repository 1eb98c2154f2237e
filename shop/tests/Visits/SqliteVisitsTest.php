<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Visits;

use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Visits\Counter;
use Loyalty\Shop\Visits\VisitFigures;
use Loyalty\Shop\Visits\VisitFile;
use Loyalty\Shop\Visits\VisitTable;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\TestCase;

#[CoversClass(Counter::class)]
#[CoversClass(VisitFigures::class)]
#[CoversClass(VisitFile::class)]
#[CoversClass(VisitTable::class)]
final class SqliteVisitsTest extends TestCase
{
    use VisitRules;

    private ?PdoConnection $connection = null;

    protected function connection(): PdoConnection
    {
        return $this->connection ??= PdoConnection::sqlite(':memory:');
    }
}

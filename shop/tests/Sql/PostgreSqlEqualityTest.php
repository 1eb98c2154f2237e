<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\Database;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\Tables;
use Loyalty\Shop\Tests\Support\PostgreSql;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Database::class)]
#[CoversClass(Schema::class)]
#[CoversClass(Tables::class)]
#[Group('ledger')]
final class PostgreSqlEqualityTest extends ServerEqualityCase
{
    protected static function database(): string
    {
        return PostgreSql::class;
    }
}

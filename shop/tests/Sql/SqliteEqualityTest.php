<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\Database;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\Tables;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Database::class)]
#[CoversClass(Schema::class)]
#[CoversClass(Tables::class)]
#[Group('ledger')]
final class SqliteEqualityTest extends ServerEqualityCase
{
    protected static function database(): string
    {
        return SqliteFile::class;
    }

    protected static function settings(): array
    {
        return [
            'installed' => [],
            'reversed' => ['PRAGMA reverse_unordered_selects = ON', 'PRAGMA automatic_index = OFF', 'PRAGMA short_column_names = OFF', 'PRAGMA full_column_names = ON'],
        ];
    }
}

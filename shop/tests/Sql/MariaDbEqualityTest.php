<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\Database;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\Tables;
use Loyalty\Shop\Tests\Support\MariaDb;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Database::class)]
#[CoversClass(Schema::class)]
#[CoversClass(Tables::class)]
#[Group('ledger')]
final class MariaDbEqualityTest extends ServerEqualityCase
{
    protected static function database(): string
    {
        return MariaDb::class;
    }

    protected static function settings(): array
    {
        return [
            'installed' => [],
            'ansi' => ["SET SESSION sql_mode = 'ANSI,STRICT_ALL_TABLES'", 'SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci'],
            'backslash' => ["SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,ONLY_FULL_GROUP_BY,NO_UNSIGNED_SUBTRACTION,HIGH_NOT_PRECEDENCE'", "SET time_zone = '+05:45'", "SET lc_time_names = 'de_DE'"],
            'lax' => ["SET SESSION sql_mode = ''", 'SET NAMES utf8mb4 COLLATE utf8mb4_general_ci', 'SET div_precision_increment = 0', 'SET group_concat_max_len = 4'],
            'padded' => ["SET SESSION sql_mode = 'PAD_CHAR_TO_FULL_LENGTH,REAL_AS_FLOAT,PIPES_AS_CONCAT'", 'SET NAMES latin1', "SET time_zone = '-11:00'", 'SET sql_big_selects = 0'],
        ];
    }
}

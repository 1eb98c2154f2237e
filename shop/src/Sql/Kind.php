<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

use Loyalty\Dialect;

/** Types of columns: docs/sql.md has the table. */
enum Kind
{
    case Text;
    case Number;
    case Small;
    case Flag;

    public function type(Dialect $dialect): string
    {
        return match ($dialect) {
            // Bytes: no collation pads, folds or sorts them.
            Dialect::MariaDb => match ($this) {
                self::Text => 'VARBINARY(191)', self::Number => 'BIGINT', self::Small => 'INT', self::Flag => 'TINYINT',
            },
            Dialect::PostgreSql => match ($this) {
                self::Text => 'TEXT COLLATE "C"', self::Number => 'BIGINT', self::Small => 'INTEGER', self::Flag => 'SMALLINT',
            },
            Dialect::Sqlite => $this === self::Text ? 'TEXT' : 'INTEGER',
            Dialect::ClickHouse => match ($this) {
                self::Text => 'String', self::Number => 'Int64', self::Small => 'Int32', self::Flag => 'Int8',
            },
        };
    }
}

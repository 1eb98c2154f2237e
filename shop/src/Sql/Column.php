<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

use Loyalty\Dialect;

/** @internal */
final readonly class Column
{
    public function __construct(public string $name, public Kind $kind, public bool $nullable = false)
    {
    }

    public function definition(Dialect $dialect): string
    {
        $type = $this->kind->type($dialect);

        return self::quote($dialect, $this->name) . ' ' . match (true) {
            $dialect !== Dialect::ClickHouse => $type . ($this->nullable ? ' NULL' : ' NOT NULL'),
            $this->nullable => "Nullable($type)",
            default => $type,
        };
    }

    /** Names of ours and prefixes of the host's: letters, digits and underscores. */
    public static function quote(Dialect $dialect, string $name): string
    {
        if (preg_match('/^[A-Za-z0-9_]+$/D', $name) !== 1) {
            throw new \ValueError(sprintf('"%s" is not made of letters, digits and underscores', $name));
        }

        return match ($dialect) {
            Dialect::MariaDb, Dialect::ClickHouse => "`$name`",
            Dialect::PostgreSql, Dialect::Sqlite => "\"$name\"",
        };
    }
}

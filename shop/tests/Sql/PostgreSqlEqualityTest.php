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

    protected static function settings(): array
    {
        return [
            'installed' => [],
            'strings' => ['SET standard_conforming_strings = off', 'SET backslash_quote = off', 'SET escape_string_warning = off', 'SET quote_all_identifiers = on'],
            'schema' => ['CREATE SCHEMA IF NOT EXISTS "Other place"', 'SET search_path = "Other place", pg_catalog, public'],
            'clock' => ["SET TimeZone = 'Pacific/Chatham'", "SET DateStyle = 'SQL, DMY'", 'SET transform_null_equals = on', 'SET default_transaction_isolation = serializable'],
            'plans' => ['SET enable_hashagg = off', 'SET enable_hashjoin = off', 'SET work_mem = 64', 'SET plan_cache_mode = force_generic_plan', 'SET jit = off'],
        ];
    }
}

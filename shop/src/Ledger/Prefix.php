<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * What names of tables begin with, wherever they are put into SQL.
 *
 * @internal
 */
final class Prefix
{
    /** The prefix itself. Names of MySQL have 64 characters, PostgreSQL's 63, and keys are named after their table. */
    public static function checked(string $prefix): string
    {
        return preg_match('/\A[A-Za-z_][A-Za-z0-9_]{0,39}\z/', $prefix) === 1
            ? $prefix
            : throw new \ValueError('a prefix is 1 to 40 letters, digits and underscores, and begins with no digit');
    }
}

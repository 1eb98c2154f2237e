<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Base;

use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\PostgreSql;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(BaseFile::class)]
#[Group('ledger')]
final class PostgreSqlBaseTest extends JournalCase
{
    use BaseRules;

    protected static function database(): string
    {
        return PostgreSql::class;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Base;

use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(BaseFile::class)]
final class SqliteBaseTest extends JournalCase
{
    use BaseRules;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

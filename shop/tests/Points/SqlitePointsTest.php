<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Points;

use Loyalty\Shop\Points\Codes;
use Loyalty\Shop\Points\PointsDesk;
use Loyalty\Shop\Points\Turn;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(PointsDesk::class)]
#[CoversClass(Codes::class)]
#[CoversClass(Turn::class)]
final class SqlitePointsTest extends JournalCase
{
    use DeskRules;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

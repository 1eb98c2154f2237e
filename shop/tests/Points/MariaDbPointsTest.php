<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Points;

use Loyalty\Shop\Points\Codes;
use Loyalty\Shop\Points\PointsDesk;
use Loyalty\Shop\Points\Turn;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\MariaDb;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(PointsDesk::class)]
#[CoversClass(Codes::class)]
#[CoversClass(Turn::class)]
#[Group('ledger')]
final class MariaDbPointsTest extends JournalCase
{
    use DeskRules;

    protected static function database(): string
    {
        return MariaDb::class;
    }
}

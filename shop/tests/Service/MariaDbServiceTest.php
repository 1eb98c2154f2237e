<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Service;

use Loyalty\Shop\Service\ServiceDesk;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\MariaDb;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(ServiceDesk::class)]
#[Group('ledger')]
final class MariaDbServiceTest extends JournalCase
{
    use Bookings;

    protected static function database(): string
    {
        return MariaDb::class;
    }
}

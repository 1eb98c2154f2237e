<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Service;

use Loyalty\Shop\Service\ServiceDesk;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(ServiceDesk::class)]
final class SqliteServiceTest extends JournalCase
{
    use Bookings;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Shop\Journal\Appender;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Migrator;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\Support\Galera;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

/** Every connection is to the next node: no lock holds across them, what decides is which commit is certified first. */
#[CoversClass(Appender::class)]
#[CoversClass(Journal::class)]
#[CoversClass(Migrator::class)]
#[Group('ledger')]
final class GaleraJournalTest extends JournalCase
{
    use Rules;
    use Spending;

    private static int $node = 0;

    protected static function database(): string
    {
        return Galera::class;
    }

    protected static function connection(): PdoConnection
    {
        return self::server()->connect(posix_getpid() + self::$node++);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Shop\Journal\Appender;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Migrator;
use Loyalty\Shop\Journal\Retention;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Appender::class)]
#[CoversClass(Audit::class)]
#[CoversClass(Erasure::class)]
#[CoversClass(Journal::class)]
#[CoversClass(Migrator::class)]
#[CoversClass(Retention::class)]
#[CoversClass(Schema::class)]
final class SqliteJournalTest extends JournalCase
{
    use Rules;
    use Spending;
    use Tampering;
    use Privacy;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Tests\Support\MariaDb;
use Loyalty\Shop\Tests\Support\Server;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(DatabaseStore::class)]
#[Group('ledger')]
final class MariaDbStoreTest extends DatabaseCase
{
    protected static function database(): Server
    {
        return new MariaDb();
    }

    protected static function missing(): ?string
    {
        return MariaDb::missing();
    }
}

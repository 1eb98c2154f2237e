<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Tests\Support\Galera;
use Loyalty\Shop\Tests\Support\Server;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(DatabaseStore::class)]
#[Group('ledger')]
final class GaleraStoreTest extends DatabaseCase
{
    protected static function database(): Server
    {
        return new Galera();
    }

    protected static function missing(): ?string
    {
        return Galera::missing();
    }
}

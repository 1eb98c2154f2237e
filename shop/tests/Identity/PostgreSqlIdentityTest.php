<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Identity;

use Loyalty\Shop\Identity\Identity;
use Loyalty\Shop\Tests\Support\PostgreSql;
use Loyalty\Shop\Tests\Support\Server;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Identity::class)]
#[Group('ledger')]
final class PostgreSqlIdentityTest extends IdentityCase
{
    protected static function database(): Server
    {
        return new PostgreSql();
    }

    protected static function missing(): ?string
    {
        return PostgreSql::missing();
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Identity;

use Loyalty\Shop\Identity\Identity;
use Loyalty\Shop\Tests\Support\MariaDb;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Identity::class)]
#[Group('ledger')]
final class MariaDbIdentityTest extends IdentityCase
{
    protected static function database(): string
    {
        return MariaDb::class;
    }
}

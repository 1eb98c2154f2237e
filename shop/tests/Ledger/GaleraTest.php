<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Tests\Support\Galera;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Ledger::class)]
#[Group('ledger')]
final class GaleraTest extends LedgerCase
{
    use Races;
    use Rules;

    protected static function database(): string
    {
        return Galera::class;
    }
}

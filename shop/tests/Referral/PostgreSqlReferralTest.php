<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Referral;

use Loyalty\Shop\Referral\Invitations;
use Loyalty\Shop\Referral\Referrals;
use Loyalty\Shop\Referral\Suspicions;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\PostgreSql;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;

#[CoversClass(Invitations::class)]
#[CoversClass(Referrals::class)]
#[CoversClass(Suspicions::class)]
#[Group('ledger')]
final class PostgreSqlReferralTest extends JournalCase
{
    use Abuse;

    protected static function database(): string
    {
        return PostgreSql::class;
    }
}

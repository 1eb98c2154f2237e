<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Referral;

use Loyalty\Shop\Referral\Invitations;
use Loyalty\Shop\Referral\Referrals;
use Loyalty\Shop\Referral\Suspicions;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Invitations::class)]
#[CoversClass(Referrals::class)]
#[CoversClass(Suspicions::class)]
final class SqliteReferralTest extends JournalCase
{
    use Abuse;

    protected static function database(): string
    {
        return SqliteFile::class;
    }
}

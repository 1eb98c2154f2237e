<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\Outcome;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Ledger\Person;
use Loyalty\Shop\Ledger\Schema;
use Loyalty\Shop\Ledger\TransientException;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

#[CoversClass(Claim::class)]
#[CoversClass(Person::class)]
#[CoversClass(Answer::class)]
#[CoversClass(Outcome::class)]
#[CoversClass(PdoConnection::class)]
final class ClaimTest extends TestCase
{
    public function testAnOfferTakesItsLimitsFromTheCampaignsRow(): void
    {
        $row = ['number' => 5, 'uses_per_customer' => 2, 'uses_total' => 100, 'budget' => 5000, 'release_on_cancel' => false, 'release_on_refund' => true];
        self::assertEquals(new Claim('spring', 5, Claim::NO_CODE, 0, 2, 100, 5000, 250, false, true), Claim::ofOffer('spring', $row, new Money(250, 'EUR')));
    }

    /** @return array<string, array{callable(): mixed}> */
    public static function nonsense(): array
    {
        $ledger = new Ledger(PdoConnection::sqlite(':memory:'));

        return [
            'negative campaign' => [static fn () => new Claim('A', -1, 1)],
            'negative serial' => [static fn () => new Claim('A', 1, -2)],
            'negative limit' => [static fn () => new Claim('A', 1, 1, usesTotal: -1)],
            'negative amount' => [static fn () => new Claim('A', 1, 1, amount: -1)],
            'an offer with a limit by code' => [static fn () => new Claim('A', 1, Claim::NO_CODE)],
            'nobody' => [static fn () => new Person([])],
            'a name with a blank' => [static fn () => new Person(['a b'])],
            'a name too long' => [static fn () => new Person([str_repeat('a', 65)])],
            'no cart' => [static fn () => $ledger->hold('', [new Claim('A', 1, 1)], null, 0)],
            'a cart too long' => [static fn () => $ledger->release(str_repeat('c', 65))],
            'an order in other letters' => [static fn () => $ledger->redeem("1\u{e9}", 0)],
            'a hold of no time' => [static fn () => $ledger->hold('a', [], null, 0, 0)],
            'a prefix that is no name' => [static fn () => new Schema('a; DROP')],
            'an unknown database' => [static fn () => Dialect::ofDriver('oci')],
        ];
    }

    /** @param callable(): mixed $make */
    #[DataProvider('nonsense')]
    public function testNonsenseIsRefused(callable $make): void
    {
        $this->expectException(\ValueError::class);
        $make();
    }

    public function testAnAddressHasOneWriting(): void
    {
        foreach ([
            'Maria.Muster@Example.ORG' => 'maria.muster@example.org',
            " maria@example.org.\n" => 'maria@example.org',
            'maria+shop@example.org' => 'maria@example.org',
            'Ma.Ria+x@GoogleMail.com' => 'maria@gmail.com',
            '+tag@example.org' => '+tag@example.org',
            'МАРИЯ@example.org' => 'мария@example.org',
            '"a@b"@example.org' => '"a@b"@example.org',
            'maria' => null,
            '@example.org' => null,
            'maria@' => null,
            'ma ria@example.org' => null,
            "m\xff@example.org" => null,
            '' => null,
        ] as $written => $canonical) {
            self::assertSame($canonical, Person::canonicalEmail((string) $written), (string) $written);
        }
    }

    public function testGuestAndAccountShareAPseudonym(): void
    {
        $keys = KeyRing::create();
        $guest = Person::known($keys, ['Maria@example.org']);
        $account = Person::known($keys, ['maria@example.org', null, 'bill@example.org'], 7);
        self::assertNotNull($guest);
        self::assertNotNull($account);
        self::assertCount(3, $account->pseudonyms);
        self::assertSame($guest->pseudonyms, array_values(array_intersect($account->pseudonyms, $guest->pseudonyms)));
        self::assertStringNotContainsString('maria', serialize($account));
        self::assertNull(Person::known($keys, [null, 'nonsense'], null));
        self::assertNull(Person::known($keys, [], 0), 'shops give guests the number 0');
    }

    public function testEveryOutcomeHasAMessageForStaff(): void
    {
        $messages = array_map(static fn (Outcome $outcome): string => (new Answer(3, 17, $outcome, 1_800_000_000, '1001'))->message(), Outcome::cases());
        self::assertSame($messages, array_unique($messages));
        self::assertSame('code 17 of campaign 3 is bound to order 1001, which is not paid yet', (new Answer(3, 17, Outcome::Busy, null, '1001'))->message());
        self::assertSame('code 17 of campaign 3 is held by another cart (until 2027-01-15 08:00:00 UTC)', (new Answer(3, 17, Outcome::Busy, 1_800_000_000))->message());
        self::assertStringStartsWith('the offer of campaign 3: all uses', (new Answer(3, Claim::NO_CODE, Outcome::TotalLimit))->message());
    }

    public function testARefusalIsNoGrant(): void
    {
        foreach (Outcome::cases() as $outcome) {
            self::assertFalse($outcome->isGranted() && $outcome->isRefused(), $outcome->value);
        }
    }

    public function testAConnectionThatIsSilentAboutErrorsIsRefused(): void
    {
        $this->expectException(\ValueError::class);
        new PdoConnection(new \PDO('sqlite::memory:', null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_SILENT]));
    }

    public function testAPlaceThatIsBusyForEverIsATransientErrorAndNoAnswer(): void
    {
        $real = PdoConnection::sqlite(':memory:');
        (new Schema())->create($real);
        $stuck = new Meddler($real, fail: ['INSERT' => 1000, 'UPDATE' => 1000]);
        foreach ([[1, false, 4], [2, false, 4], [1, true, 1]] as [$uses, $hosted, $tries]) {
            $before = $stuck->failed;
            $hosted ? $real->command('BEGIN') : null;
            try {
                (new Ledger($stuck, new Schema(), new \Loyalty\Shop\Ledger\Backoff(3)))->hold('a', [new Claim('A', 1, $uses, $uses)], null, 0);
                self::fail('answered');
            } catch (TransientException) {
            }
            self::assertSame($tries, $stuck->failed - $before, 'inside the host\'s transaction nothing is tried again');
            self::assertSame($hosted, $real->inTransaction(), 'no transaction is left open, and the host\'s is not ended');
            $hosted ? $real->command('ROLLBACK') : null;
        }
    }

    /** As on a cluster: the abort is reported by the ROLLBACK, and the driver goes on believing that a transaction is open. */
    public function testARollbackThatFailsOnceLeavesNoTransactionBehind(): void
    {
        $real = PdoConnection::sqlite(':memory:');
        (new Schema())->create($real);
        $ledger = new Ledger(new Meddler($real, fail: ['UPDATE' => 1, 'ROLLBACK' => 2]));
        self::assertSame(Outcome::Held, $ledger->hold('a', [new Claim('A', 1, 1, 2)], null, 0)[0]->outcome);
        self::assertFalse($real->inTransaction(), 'what was answered is committed');
        $real->command('BEGIN');
        $real->command('ROLLBACK');
        self::assertSame(Outcome::Replay, $ledger->hold('a', [new Claim('A', 1, 1, 2)], null, 0)[0]->outcome);
    }
}

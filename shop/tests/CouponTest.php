<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\CouponBatch;
use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\Refusal;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Journal\Journal;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Journal::class)]
#[CoversClass(Verifier::class)]
#[CoversClass(Refusal::class)]
final class CouponTest extends TestCase
{
    private const AT = 1_323_475_200;
    private const DAY = 86400;

    private Journal $journal;
    private KeyRing $keys;

    protected function setUp(): void
    {
        parent::setUp();
        $this->journal = Journal::open($this->folder . '/journal.sqlite');
        $this->keys = KeyRing::create('shop.example/test');
    }

    public function testABatchIsOneRowWhateverItsSizeAndComesBackWhole(): void
    {
        $batch = $this->issue(['12347', '007']);

        self::assertSame(['12347', '007'], $batch->customers);
        self::assertEquals([$batch], $this->journal->batches());
        $this->issue(50_000);
        self::assertCount(2, $this->journal->batches());
    }

    public function testSerialsCountOnUnderANewKeyANewNameAndANewProgramme(): void
    {
        $first = $this->issue(3);
        $this->keys->rotate();
        $second = $this->issue(2);
        $renamed = $this->campaign(['key' => 'renamed']);
        $third = $this->journal->issueBatch($this->keys, $renamed, 'renamed', 1, self::AT);

        self::assertSame($first->firstSerial + 3, $second->firstSerial);
        self::assertSame($second->firstSerial + 2, $third->firstSerial);
        self::assertNotSame($first->key, $second->key);
    }

    public function testTwoWhoIssueAtTheSameTimeNeverShareASerial(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $children = [];
        for ($c = 0; $c < 4; ++$c) {
            $child = pcntl_fork();
            if ($child === 0) {
                $journal = Journal::open($this->folder . '/journal.sqlite');
                for ($i = 0; $i < 10; ++$i) {
                    $journal->issueBatch($this->keys, self::programme(), 'winback', 7, self::AT);
                }
                posix_kill(posix_getpid(), \SIGKILL);
            }
            $children[] = $child;
        }
        foreach ($children as $child) {
            pcntl_waitpid($child, $status);
        }
        $serials = [];
        foreach ($this->journal->batches() as $batch) {
            $serials[] = range($batch->firstSerial, $batch->firstSerial + $batch->count - 1);
        }
        self::assertCount(40, $serials);
        self::assertCount(280, array_unique(array_merge(...$serials)));
    }

    public function testAnUnknownCampaignWritesNothing(): void
    {
        try {
            $this->journal->issueBatch($this->keys, self::programme(), 'nothing', 1, self::AT);
            self::fail('issued');
        } catch (\ValueError $e) {
            self::assertStringContainsString('"nothing"', $e->getMessage());
        }
        self::assertSame([], $this->journal->batches());
    }

    public function testABatchIsFoundByItsSerials(): void
    {
        $batch = $this->issue(3);

        self::assertEquals($batch, $this->journal->batchOf(1, $batch->firstSerial));
        self::assertEquals($batch, $this->journal->batchOf(1, $batch->firstSerial + 2));
        self::assertNull($this->journal->batchOf(1, $batch->firstSerial + 3));
        self::assertNull($this->journal->batchOf(2, $batch->firstSerial));
    }

    public function testAGenuineCodeIsReadWithItsTerms(): void
    {
        $coupon = $this->verifier()->verify($this->codes($this->issue(['12347', '12348']))[1], self::AT + self::DAY);

        self::assertSame('winback', $coupon->campaign);
        self::assertSame('12348', $coupon->customer);
        self::assertSame(self::AT + 31 * self::DAY, $coupon->expiresAt);
    }

    public function testTermsAreThoseOfTheProgrammeThatIssued(): void
    {
        $code = $this->codes($this->issue(1))[0];
        $shorter = $this->campaign(['valid_for' => ['days' => 1]]);

        $coupon = $this->verifier($shorter)->verify($code, self::AT + 20 * self::DAY);
        self::assertSame(self::AT + 31 * self::DAY, $coupon->expiresAt);
        self::assertRefused(CouponError::Expired, fn () => $this->verifier($shorter)->verify($code, self::AT + 31 * self::DAY));
    }

    public function testACampaignThatWasRenamedOrRemovedKeepsItsCodes(): void
    {
        $code = $this->codes($this->issue(1))[0];
        $renamed = $this->campaign(['key' => 'renamed']);
        $removed = self::programme(['campaigns' => []]);

        self::assertSame(1, $this->verifier($renamed)->verify($code, self::AT + self::DAY)->campaignNumber);
        self::assertSame(1, $this->verifier($removed)->verify($code, self::AT + self::DAY)->campaignNumber);
    }

    public function testACampaignThatIsClosedLaterIsClosedForItsCodes(): void
    {
        $code = $this->codes($this->issue(1))[0];
        self::assertRefused(CouponError::CampaignClosed, fn () => $this->verifier($this->campaign(['open' => false]))->verify($code, self::AT + self::DAY));
    }

    public function testEachRefusalHasItsReason(): void
    {
        $batch = $this->issue(1);
        $code = $this->codes($batch)[0];
        $verify = fn (string $code, int $at = self::AT + self::DAY): callable => fn () => $this->verifier()->verify($code, $at);

        self::assertRefused(CouponError::Expired, $verify($code, self::AT + 31 * self::DAY));
        self::assertRefused(CouponError::BadCheck, $verify(substr($code, 0, -1) . ($code[-1] === '7' ? '8' : '7')));
        self::assertRefused(CouponError::Empty, $verify(''));
        self::assertRefused(CouponError::NotIssued, $verify((new Coupons($this->keys))->issue(1, $batch->firstSerial + 1)));
        self::assertRefused(CouponError::UnknownCampaign, $verify((new Coupons($this->keys))->issue(60, 1)));
        $forger = new Coupons(KeyRing::create('shop.example/test'));
        self::assertRefused(CouponError::BadTag, $verify($forger->issue(1, $batch->firstSerial)));
        $otherShop = new Coupons(KeyRing::create('other.example/test'));
        self::assertRefused(CouponError::BadCheck, $verify($otherShop->issue(1, $batch->firstSerial)));
    }

    public function testAQuoteTakesOnlyCodesOfItsOwnTerms(): void
    {
        $code = $this->codes($this->issue(1))[0];

        [$good, $refused] = $this->verifier()->forQuote([$code], self::AT + self::DAY);
        self::assertSame([[$code], []], [$good, $refused]);
        self::assertSame($code, $this->verifier()->coupons()->verify($code, self::AT + self::DAY)->code);

        $changed = $this->verifier($this->campaign(['valid_for' => ['days' => 1]]));
        [$good, $refused] = $changed->forQuote([$code, 'x'], self::AT + self::DAY);
        self::assertSame([], $good);
        self::assertSame([Refusal::OTHER_TERMS, CouponError::BadLength->value], array_column($refused, 'reason'));
        self::assertStringContainsString('issued under an earlier version of the programme: quote it with that version', $refused[0]->message);
        self::assertRefused(CouponError::NotIssued, static fn () => $changed->coupons()->verify($code, self::AT + self::DAY));
    }

    /** @param int|list<string> $customers */
    private function issue(int|array $customers): CouponBatch
    {
        return $this->journal->issueBatch($this->keys, self::programme(), 'winback', $customers, self::AT);
    }

    /** @return list<string> */
    private function codes(CouponBatch $batch): array
    {
        return array_values(iterator_to_array((new Coupons($this->keys, Programme::fromJson(self::programme()), [$batch]))->issueMany($batch)));
    }

    private function verifier(?string $programme = null): Verifier
    {
        return new Verifier($this->keys, Programme::fromJson($programme ?? self::programme()), $this->journal);
    }

    /**
     * The example with its first campaign changed.
     *
     * @param array<string, mixed> $changes
     */
    private function campaign(array $changes): string
    {
        $campaigns = self::decode(self::programme())['campaigns'];
        self::assertIsArray($campaigns);
        self::assertIsArray($campaigns[0]);
        $campaigns[0] = $changes + $campaigns[0];

        return self::programme(['campaigns' => $campaigns]);
    }

    private static function assertRefused(CouponError $reason, callable $verify): void
    {
        try {
            $verify();
            self::fail('accepted instead of ' . $reason->value);
        } catch (CouponException $e) {
            self::assertSame($reason, $e->reason, $e->getMessage());
        }
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\CouponBatch;
use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\CouponTerms;
use Loyalty\DiscountKind;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Quote;
use Loyalty\Shop\Coupon\TermsText;
use Loyalty\Shop\Coupon\Verifier;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Text\Format;
use Loyalty\WordFilter;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Journal::class)]
#[CoversClass(Verifier::class)]
#[CoversClass(TermsText::class)]
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
        self::assertEquals([$batch], $this->journal->batches()->all());
        $this->issue(50_000);
        self::assertCount(2, $this->journal->batches()->all());
    }

    public function testSerialsCountOnUnderANewKeyANewNameAndANewProgramme(): void
    {
        $first = $this->issue(3);
        $this->keys->rotate();
        $second = $this->issue(2);
        $renamed = $this->campaign(['key' => 'renamed']);
        $third = $this->journal->batches()->issue($this->keys, $renamed, 'renamed', 1, self::AT);

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
                    $journal->batches()->issue($this->keys, self::programme(), 'winback', 7, self::AT);
                }
                posix_kill(posix_getpid(), \SIGKILL);
            }
            $children[] = $child;
        }
        foreach ($children as $child) {
            pcntl_waitpid($child, $status);
        }
        $serials = [];
        foreach ($this->journal->batches()->all() as $batch) {
            $serials[] = range($batch->firstSerial, $batch->firstSerial + $batch->count - 1);
        }
        self::assertCount(40, $serials);
        self::assertCount(280, array_unique(array_merge(...$serials)));
    }

    public function testAnUnknownCampaignWritesNothing(): void
    {
        try {
            $this->journal->batches()->issue($this->keys, self::programme(), 'nothing', 1, self::AT);
            self::fail('issued');
        } catch (\ValueError $e) {
            self::assertStringContainsString('"nothing"', $e->getMessage());
        }
        self::assertSame([], $this->journal->batches()->all());
    }

    public function testABatchIsFoundByItsSerials(): void
    {
        $batch = $this->issue(3);

        self::assertEquals($batch, $this->journal->batches()->batchOf(1, $batch->firstSerial));
        self::assertEquals($batch, $this->journal->batches()->batchOf(1, $batch->firstSerial + 2));
        self::assertNull($this->journal->batches()->batchOf(1, $batch->firstSerial + 3));
        self::assertNull($this->journal->batches()->batchOf(2, $batch->firstSerial));
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

    public function testACampaignThatWasRenamedKeepsItsCodes(): void
    {
        $code = $this->codes($this->issue(1))[0];
        $coupon = $this->verifier($this->campaign(['key' => 'renamed']))->verify($code, self::AT + self::DAY);

        self::assertSame([1, 'winback'], [$coupon->campaignNumber, $coupon->campaign]);
    }

    public function testACampaignThatIsClosedOrRemovedLaterIsClosedForItsCodes(): void
    {
        $code = $this->codes($this->issue(1))[0];
        foreach ([$this->campaign(['open' => false]), self::programmeOf([])] as $later) {
            self::assertRefused(CouponError::CampaignClosed, fn () => $this->verifier($later)->verify($code, self::AT + self::DAY));
            self::assertSame([CouponError::CampaignClosed], array_column($this->quote($later, [$code])->rejected, 'reason'));
        }
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

    public function testAQuoteTakesEachCodeUnderItsOwnTerms(): void
    {
        $ten = $this->codes($this->issue(1))[0];
        $halved = $this->campaign(['discount' => ['kind' => 'percent', 'basis_points' => 500], 'combinable' => true, 'valid_for' => ['days' => 3]]);
        $five = $this->codes($this->journal->batches()->issue($this->keys, $halved, 'winback', 1, self::AT), $halved)[0];

        self::assertSame(2000, $this->quote($halved, [$ten])->discount->minor, 'as promised');
        self::assertSame(1000, $this->quote($halved, [$five])->discount->minor);
        self::assertSame(2000, $this->quote($halved, [$ten], self::AT + 20 * self::DAY)->discount->minor, 'for as long as promised');
        self::assertSame([CouponError::Expired], array_column($this->quote($halved, [$five], self::AT + 20 * self::DAY)->rejected, 'reason'));
        self::assertSame([CouponError::BadLength], array_column($this->quote($halved, [$ten, 'x'])->rejected, 'reason'));
        self::assertSame(1, $this->verifier($halved)->termsOf($this->verifier($halved)->verify($ten, self::AT))->campaigns()['winback']['number']);
    }

    public function testOnlyTheBatchesOfTheTypedCodesAreLoaded(): void
    {
        $mine = $this->issue(1);
        // A row that cannot be read: whoever looks at it fails.
        $this->issue(['1']);
        (new \PDO('sqlite:' . $this->folder . '/journal.sqlite'))->exec("UPDATE loyalty_coupon_batch SET customers = 'spoilt' WHERE customers IS NOT NULL");

        self::assertSame(0, $this->verifier()->verify($this->codes($mine)[0], self::AT)->serial);
        $this->expectException(\JsonException::class);
        $this->journal->batches()->all();
    }

    public function testOneVerifierReadsCodesOfManyBatches(): void
    {
        $codes = [];
        for ($i = 0; $i < 5; ++$i) {
            $codes = [...$codes, ...$this->codes($this->issue([(string) (2 * $i), (string) (2 * $i + 1)]))];
        }
        $verifier = $this->verifier();
        foreach ([3, 0, 9, 1, 2, 8, 1] as $i) {
            self::assertSame((string) $i, $verifier->verify($codes[$i], self::AT)->customer);
        }
        $coupons = $verifier->coupons(...$codes);
        self::assertSame(range(0, 9), array_map(static fn (string $code): int => $coupons->verify($code, self::AT)->serial, $codes));
    }

    public function testABatchKeepsItsNamesAndWhatItLeftOut(): void
    {
        // Any code with these letters offends, so that some are left out for certain.
        $words = new WordFilter(array_merge(...array_map(static fn (string $a): array => array_map(static fn (string $b): string => 'A' . $a . $b, range('A', 'Z')), range('A', 'Z'))));
        $customers = array_map(strval(...), range(1, 400));
        $names = array_map(static fn (int $i): string => $i % 3 === 0 ? '' : 'MARIA', range(1, 400));
        $batch = $this->journal->batches()->issue($this->keys, self::programme(), 'for_you', $customers, self::AT, $names, $words);

        self::assertNotSame([], $batch->skipped);
        self::assertEquals($batch, $this->journal->batches()->batchOf(6, $batch->firstSerial + 399));
        self::assertNull($this->journal->batches()->codeOf(6, $batch->firstSerial + $batch->skipped[0]));
        self::assertNull($this->journal->batches()->codeOf(6, $batch->firstSerial + 400 + count($batch->skipped)));
        $codes = $this->codes($batch);
        self::assertCount(400, $codes);
        foreach ([0, 2, 199, 399] as $i) {
            $coupon = $this->verifier()->verify($codes[$i], self::AT);
            self::assertSame([$customers[$i], $names[$i] === '' ? null : 'MAR1A'], [$coupon->customer, $coupon->name]);
        }
        self::assertRefused(CouponError::NotIssued, fn () => $this->verifier()->verify((new Coupons($this->keys))->issue(6, $batch->skipped[0]), self::AT));

        $next = $this->journal->batches()->issue($this->keys, self::programme(), 'for_you', 1, self::AT);
        self::assertSame(400 + count($batch->skipped), $next->firstSerial, 'behind those that were left out');
    }

    public function testTokensAreIssuedFoundAndQuoted(): void
    {
        $batch = $this->journal->batches()->issue($this->keys, self::programme(), 'partner_card', 3, self::AT);
        $token = $this->codes($batch)[2];
        $coupon = $this->verifier()->verify($token, self::AT + self::DAY);

        self::assertSame(['public', 'partner_card', 2], [$coupon->format, $coupon->campaign, $coupon->serial]);
        self::assertSame(2000, $this->quote(self::programme(), [$token])->discount->minor);
        $unknown = (new Coupons($this->keys))->token(5, 3, new CouponTerms(DiscountKind::Percent, 9000));
        self::assertRefused(CouponError::NotIssued, fn () => $this->verifier()->verify($unknown, self::AT + self::DAY));
        self::assertSame(3, $this->journal->batches()->issue($this->keys, self::programme(), 'partner_card', 1, self::AT)->firstSerial);
    }

    public function testANumberWhoseCodesAreOutDoesNotGetOthers(): void
    {
        $code = $this->codes($this->issue(1))[0];
        $other = $this->campaign(['length' => 24]);
        try {
            $this->journal->batches()->issue($this->keys, $other, 'winback', 1, self::AT);
            self::fail('issued');
        } catch (\ValueError $e) {
            self::assertStringContainsString('codes of campaign number 1 are out as 20 symbols', $e->getMessage());
        }
        $this->expectException(JournalException::class);
        $this->expectExceptionMessage('do not go together');
        $this->verifier($other)->verify($code, self::AT);
    }

    public function testTermsOfATokenAreSaidInWords(): void
    {
        $format = new Format('GBP', 'UTC');
        $said = static fn (CouponTerms $terms): array => [TermsText::gives($terms, $format), ...TermsText::asks($terms, $format)];

        self::assertSame(['12.5 % off, at most £50.00', 'an order of £100.00 or more', 'no other code beside it'],
            $said(new CouponTerms(DiscountKind::Percent, 1250, 'GBP', 10000, combinable: false, maximumDiscount: 5000)));
        self::assertSame(['0.05 % off', "goods of its campaign's categories", 'that the customer comes by e-mail'],
            $said(new CouponTerms(DiscountKind::Percent, 5, emailOnly: true, categories: true)));
        self::assertSame(['€5.00 off'], $said(new CouponTerms(DiscountKind::Fixed, 500, 'EUR')));
        self::assertSame(['free shipping'], $said(new CouponTerms(DiscountKind::FreeShipping)));
        self::assertSame(['1,500 points'], $said(new CouponTerms(DiscountKind::Points, 1500)));
        self::assertSame(['gift number 7'], $said(new CouponTerms(DiscountKind::Gift, 7)));
        self::assertSame(['10 % off'], $said(new CouponTerms(DiscountKind::Percent, 1000)));
    }

    /** @param list<string> $codes A cart of 200 pounds, a day after AT. */
    private function quote(string $programme, array $codes, int $at = self::AT + self::DAY): Quote
    {
        $cart = new Cart([new CartLine('A', 10, new Money(2000, 'GBP'))], new Money(0, 'GBP'));

        return Programme::fromJson($programme)->quote($cart, null, $codes, $this->verifier($programme)->coupons(...$codes), $at);
    }

    /** @param int|list<string> $customers */
    private function issue(int|array $customers): CouponBatch
    {
        return $this->journal->batches()->issue($this->keys, self::programme(), 'winback', $customers, self::AT);
    }

    /** @return list<string> */
    private function codes(CouponBatch $batch, ?string $programme = null): array
    {
        return array_values(iterator_to_array((new Coupons($this->keys, Programme::fromJson($programme ?? self::programme()), [$batch]))->issueMany($batch)));
    }

    private function verifier(?string $programme = null): Verifier
    {
        return new Verifier($this->keys, Programme::fromJson($programme ?? self::programme()), $this->journal->batches());
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

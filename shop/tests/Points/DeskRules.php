<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Points;

use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\Coupons;
use Loyalty\Event;
use Loyalty\InsufficientPointsException;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Points\Notice;
use Loyalty\Shop\Points\PointsDesk;
use Loyalty\Shop\Points\RewardException;
use Loyalty\Shop\Points\TierCode;

/** What a plugin asks of the points desk, on every database. */
trait DeskRules
{
    private KeyRing $keys;
    private PointsDesk $desk;

    protected function setUp(): void
    {
        parent::setUp();
        $this->keys = KeyRing::create('shop.example/test');
        $this->journal->save(self::rules(), self::NOW - 400 * self::DAY);
        $this->desk = $this->deskOf($this->journal);
        $this->desk->install();
    }

    public function testAnOrderEarnsAndASpendPaysTheNext(): void
    {
        self::assertSame(1, $this->desk->happened(self::order('1'))->appended);
        self::assertSame(100, $this->desk->balance('7', self::NOW));
        $cart = new Cart([new CartLine('A-1', 1, new Money(2000, 'GBP'))], new Money(0, 'GBP'), pointsToSpend: 60);
        $quote = $this->desk->quote($cart, '7', self::NOW);
        self::assertSame([60, 1940], [$quote->spent, $quote->total->minor]);
        $spent = $this->desk->spend('2', '7', $quote->spent, self::NOW);
        self::assertSame([60, 60, false], [$spent->points, $spent->worth->minor, $spent->repeated]);
        self::assertSame(40, $this->desk->balance('7', self::NOW));
        self::assertSame(0, $this->desk->quote($cart, null, self::NOW)->spent, 'a guest has no points');
    }

    public function testAnOrderThatIsPlacedTwiceSpendsOnceWhenTheClockHasMovedOn(): void
    {
        $this->desk->happened(self::order('1'));
        self::assertFalse($this->desk->spend('2', '7', 60, self::NOW)->repeated);
        self::assertTrue($this->desk->spend('2', '7', 60, self::NOW + 1)->repeated);
        self::assertSame(40, $this->desk->balance('7', self::NOW + 2));
        $this->expectException(EventConflictException::class);
        $this->desk->spend('2', '7', 50, self::NOW + 3);
    }

    public function testTwoParallelSpendsOfTheSamePointsAreOne(): void
    {
        $this->desk->happened(self::order('1'));
        $said = self::together(2, fn (int $i): string => $this->tried(fn (): string => 'spent ' . $this->anotherDesk()->spend("cart-$i", '7', 100, self::NOW + $i)->points));
        sort($said);
        self::assertSame(['refused', 'spent 100'], $said);
        self::assertSame(0, $this->desk->balance('7', self::NOW + 9));
    }

    /** Complaint 3. */
    public function testTwentyRequestsOnAHundredPointsSpendThemOnce(): void
    {
        $this->desk->happened(self::order('1'));
        $said = self::together(20, fn (int $i): string => $this->tried(fn (): string => 'spent ' . $this->anotherDesk()->spend("cart-$i", '7', 100, self::NOW)->points));
        self::assertSame(['refused' => 19, 'spent 100' => 1], self::counts($said));
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    /** Complaint 11: points converted twice by clicking twice. */
    public function testADoubleClickOnAConversionIsOnePurchaseWithOneCode(): void
    {
        $this->desk->happened(self::order('1', '7', 50000));
        $said = self::together(12, fn (int $i): string => $this->tried(function () use ($i): string {
            $given = $this->anotherDesk()->reward('delivery', 'form-1', '7', self::NOW + $i % 3);

            return ($given->repeated ? 'again ' : 'bought ') . $given->code;
        }));
        $codes = array_unique(array_map(static fn (string $s): string => explode(' ', $s)[1] ?? $s, $said));
        self::assertCount(1, $codes, implode("\n", $said));
        self::assertSame(['again' => 11, 'bought' => 1], self::counts(array_map(static fn (string $s): string => explode(' ', $s)[0], $said)));
        self::assertSame(460, $this->desk->balance('7', self::NOW + 9));
        $code = array_values($codes)[0];
        $batch = $this->journal->batches()->batchOf(1, 0) ?? self::fail('no batch');
        self::assertCount(1, $this->journal->batches()->all());
        self::assertSame('7', (new Coupons($this->keys, Programme::fromJson(self::rules()), [$batch]))->verify($code, self::NOW)->customer);
        self::assertSame([['campaign' => 'delivery', 'code' => $code]], array_map(static fn (array $c): array => ['campaign' => $c['campaign'], 'code' => $c['code']], $this->desk->codesOf('7')));
    }

    public function testInsideOfTheShopsTransactionARewardIsBoughtOrNotAndTheRestGoesOn(): void
    {
        $this->desk->happened(self::order('1', '7', 50000));
        $this->journal->connection->command('BEGIN');
        $this->desk->signedUp('7', self::NOW, ['guest:a']);
        $given = $this->desk->reward('delivery', 'form-1', '7', self::NOW);
        try {
            $this->desk->reward('closed', 'form-2', '7', self::NOW);
            self::fail('bought');
        } catch (RewardException) {
        }
        $this->journal->connection->command('COMMIT');
        self::assertSame([470, '7'], [$this->desk->balance('7', self::NOW + 9), $this->journal->ownerOf('guest:a')]);
        self::assertSame([$given->code], array_column($this->desk->codesOf('7'), 'code'));
    }

    public function testGiftsAndCreditSayWhatTheShopGives(): void
    {
        $this->desk->happened(self::order('1', '7', 50000));
        $gift = $this->desk->reward('mug', 'f1', '7', self::NOW);
        self::assertSame(['gift', 90, 'MUG', null, null, false], [$gift->kind, $gift->points, $gift->sku, $gift->credit, $gift->code, $gift->repeated]);
        self::assertTrue($this->desk->reward('mug', 'f1', '7', self::NOW + 5)->repeated);
        $credit = $this->desk->reward('credit', 'f2', '7', self::NOW);
        self::assertSame([150, 'shop/spent/f2/1'], [$credit->credit?->minor, $credit->id]);
        self::assertSame(500 - 90 - 120, $this->desk->balance('7', self::NOW + 9));
    }

    public function testARewardThatThereIsNotOrNotForTheCustomerTakesNothing(): void
    {
        $this->desk->happened(self::order('1', '7', 50000));
        foreach (['vip' => 'is for gold', 'none' => 'has no reward', 'closed' => 'reward "closed" has no code to give'] as $reward => $why) {
            try {
                $this->desk->reward($reward, 'f', '7', self::NOW);
                self::fail($reward);
            } catch (RewardException $e) {
                self::assertStringContainsString($why, $e->getMessage());
            }
        }
        try {
            (new PointsDesk($this->journal))->reward('delivery', 'f', '7', self::NOW);
            self::fail('without keys');
        } catch (JournalException $e) {
            self::assertStringContainsString('no key signs', $e->getMessage());
        }
        self::assertSame(500, $this->desk->balance('7', self::NOW));
        self::assertSame([], $this->desk->codesOf('7'));
    }

    public function testACancelledOrderGivesBackOnceAndNeverMoreThanIsLeft(): void
    {
        $this->desk->happened(self::order('1'));
        $this->desk->spend('2', '7', 80, self::NOW);
        self::assertSame(30, $this->desk->restore('2', 'refund-1', self::NOW + 1, 30));
        self::assertSame(30, $this->desk->restore('2', 'refund-1', self::NOW + 2, 30), 'the same refund again');
        self::assertSame(50, $this->desk->restore('2', 'cancelled', self::NOW + 3));
        self::assertSame(50, $this->desk->restore('2', 'cancelled', self::NOW + 4));
        self::assertSame(0, $this->desk->restore('2', 'refund-2', self::NOW + 5, 10), 'nothing is left');
        self::assertSame(0, $this->desk->restore('none', 'cancelled', self::NOW));
        self::assertSame(100, $this->desk->balance('7', self::NOW + 9));
    }

    public function testTwentyCancellationsAtOnceGiveBackWhatWasSpent(): void
    {
        $this->desk->happened(self::order('1'));
        $this->desk->spend('2', '7', 80, self::NOW);
        $said = self::together(20, fn (int $i): string => $this->tried(fn (): string => (string) $this->anotherDesk()->restore('2', "refund-$i", self::NOW + 1, 30)));
        self::assertSame(80, (int) array_sum(array_map(intval(...), $said)), implode(' ', $said));
        self::assertSame(100, $this->desk->balance('7', self::NOW + 9));
    }

    public function testAnOrderThatIsOpenedAgainSpendsAgain(): void
    {
        $this->desk->happened(self::order('1'));
        self::assertSame('shop/spent/2/1', $this->desk->spend('2', '7', 80, self::NOW)->id);
        $this->desk->restore('2', 'cancelled', self::NOW + 1);
        $again = $this->desk->spend('2', '7', 80, self::NOW + 2);
        self::assertSame(['shop/spent/2#2/1', false], [$again->id, $again->repeated]);
        self::assertTrue($this->desk->spend('2', '7', 80, self::NOW + 3)->repeated);
        self::assertSame(20, $this->desk->balance('7', self::NOW + 4));
        self::assertSame(80, $this->desk->restore('2', 'cancelled', self::NOW + 5));
        self::assertSame(100, $this->desk->balance('7', self::NOW + 6));
    }

    /** Complaint 10: spent points go negative. */
    public function testMoreThanTheBalanceIsRefused(): void
    {
        $this->desk->happened(self::order('1'));
        $this->expectException(InsufficientPointsException::class);
        $this->desk->spend('2', '7', 101, self::NOW);
    }

    public function testWhatAnotherMachinesClockSpentLaterIsSpent(): void
    {
        $this->desk->happened(self::order('1'));
        $this->desk->spend('2', '7', 100, self::NOW + 30);
        $this->expectException(InsufficientPointsException::class);
        $this->desk->spend('3', '7', 100, self::NOW);
    }

    public function testAMachineWhoseClockIsBehindRepeatsWhatAnotherDid(): void
    {
        $this->desk->happened(self::order('1', '7', 50000));
        $this->desk->spend('2', '7', 80, self::NOW + 30);
        self::assertTrue($this->desk->spend('2', '7', 80, self::NOW)->repeated);
        foreach (['delivery', 'mug'] as $reward) {
            $first = $this->desk->reward($reward, $reward, '7', self::NOW + 30);
            $again = $this->desk->reward($reward, $reward, '7', self::NOW);
            self::assertSame([$first->code, true], [$again->code, $again->repeated]);
        }
        self::assertSame(500 - 80 - 40 - 90, $this->desk->balance('7', self::NOW + 30));
    }

    public function testWhatAMachineWhoseClockIsBehindGivesBackComesBack(): void
    {
        $this->desk->happened(self::order('1'));
        $this->desk->spend('2', '7', 80, self::NOW + 30);
        self::assertSame(80, $this->desk->restore('2', 'cancelled', self::NOW));
        self::assertSame(80, $this->desk->restore('2', 'cancelled', self::NOW + 1));
        self::assertSame(100, $this->desk->balance('7', self::NOW + 30));
    }

    public function testStaffAdjustsOnceWithReasonAndAuthor(): void
    {
        self::assertSame(1, $this->desk->adjust('7', 'form-1', 25, 'a broken mug', 'Ann', self::NOW)->appended);
        self::assertSame(1, $this->desk->adjust('7', 'form-1', 25, 'a broken mug', 'Ann', self::NOW + 1)->repeated);
        self::assertSame(1, $this->desk->adjust('7', 'form-2', -5, 'a slip', 'Ann', self::NOW + 1)->appended);
        self::assertSame(20, $this->desk->balance('7', self::NOW + 2));
        $this->expectException(EventConflictException::class);
        $this->desk->adjust('7', 'form-1', 26, 'a broken mug', 'Ann', self::NOW + 1);
    }

    public function testAGuestWhoRegistersBringsTheOrdersAlong(): void
    {
        $this->desk->happened(self::order('1', 'guest:a', 6000), self::order('2', '7', 4000));
        $this->desk->signedUp('7', self::NOW, ['guest:a', '7']);
        $this->desk->signedUp('7', self::NOW + 5, ['guest:a']);
        self::assertSame(110, $this->desk->balance('7', self::NOW + 9), '60 and 40 points, 10 for signing up');
        self::assertSame(110, $this->desk->balance('guest:a', self::NOW + 9));
        $this->desk->spend('3', 'guest:a', 110, self::NOW + 9);
        self::assertSame(0, $this->desk->balance('7', self::NOW + 9));
    }

    /** Tokens of forms come from browsers: one that is an order's number must not stand for the order. */
    public function testARewardWhoseTokenIsAnOrdersNumberIsNotTheOrders(): void
    {
        $this->desk->happened(self::order('1', '7', 50000), self::order('2', '8', 50000));
        $bought = $this->desk->reward('delivery', '17', '7', self::NOW);
        self::assertSame(0, $this->desk->restore('17', 'cancelled', self::NOW + 1), 'the order had spent nothing');
        $spent = $this->desk->spend('17', '8', 60, self::NOW + 2);
        self::assertFalse($spent->repeated);
        self::assertTrue($this->desk->spend('17', '8', 60, self::NOW + 3)->repeated);
        self::assertSame([460, 440], [$this->desk->balance('7', self::NOW + 4), $this->desk->balance('8', self::NOW + 4)]);
        self::assertSame(60, $this->desk->restore('17', 'cancelled', self::NOW + 5));
        self::assertSame(60, $this->desk->restore('17', 'cancelled', self::NOW + 6));
        self::assertSame([460, 500], [$this->desk->balance('7', self::NOW + 7), $this->desk->balance('8', self::NOW + 7)]);
        self::assertSame($bought->code, $this->desk->reward('delivery', '17', '7', self::NOW + 8)->code);
    }

    /** An address that two accounts have had, one after the other. */
    public function testAGuestBelongsToTheFirstAccountAlone(): void
    {
        $this->desk->happened(self::order('1', 'guest:a', 6000));
        $this->desk->signedUp('7', self::NOW, ['guest:a']);
        $this->desk->signedUp('8', self::NOW + 5, ['guest:a']);
        self::assertSame([70, 10], [$this->desk->balance('7', self::NOW + 9), $this->desk->balance('8', self::NOW + 9)]);
        $this->desk->spend('3', '7', 70, self::NOW + 9);
        $this->expectException(InsufficientPointsException::class);
        $this->desk->spend('4', '8', 70, self::NOW + 9);
    }

    public function testEachExpiryIsToldOnce(): void
    {
        // Six months from 12 January 2027 to the end of the month, 30 days' notice.
        $this->desk->happened(self::order('1', '7', 10000, self::NOW - 3 * self::DAY), self::order('2', '8', 5000, self::NOW - 3 * self::DAY), self::order('3', '9', 99, self::NOW));
        self::assertSame([], iterator_to_array($this->desk->notices(self::NOW), false), 'too early');
        $expires = $this->desk->customer('7', self::NOW)->expiring()[0]['at'];
        $this->desk->spend('9', '8', 20, self::NOW);
        $at = $expires - 10 * self::DAY;
        self::assertEquals([new Notice('7', 100, $expires), new Notice('8', 30, $expires)], iterator_to_array($this->desk->notices($at), false));
        self::assertSame([], iterator_to_array($this->desk->notices($at + 1), false), 'told already');
        $this->desk->happened(self::order('4', '7', 10000, $at - 100 * self::DAY));
        self::assertSame([], iterator_to_array($this->desk->notices($expires), false), 'over');
    }

    public function testANoticeIsStoredBeforeItIsHandedOut(): void
    {
        $this->desk->happened(self::order('1', '7'), self::order('2', '8'));
        $at = $this->desk->customer('7', self::NOW)->expiring()[0]['at'] - self::DAY;
        foreach ($this->desk->notices($at) as $notice) {
            // The mailer dies here.
            break;
        }
        self::assertSame('7', $notice->customer ?? null);
        self::assertSame(['8'], array_map(static fn (Notice $n): string => $n->customer, iterator_to_array($this->desk->notices($at), false)));
    }

    public function testReachingATierGivesItsCodeOnceAlsoWhenTheDayMoves(): void
    {
        $this->desk->happened(self::order('1', '7', 30000, self::NOW - 20 * self::DAY), self::order('2', '7', 30000, self::NOW - 10 * self::DAY));
        $codes = $this->desk->tierCodes('7', self::NOW);
        self::assertSame([['7', 'gold', 'delivery', self::NOW - 10 * self::DAY]], array_map(static fn (TierCode $c): array => [$c->customer, $c->tier, $c->campaign, $c->reachedAt], $codes));
        self::assertSame([], $this->desk->tierCodes('7', self::NOW + 1));
        // A refund takes the tier, a third order gives it again: as it ends it was reached once.
        $this->desk->happened(Event::refund('shop', 'r', '1', '7', self::NOW, new Money(30000, 'GBP')));
        self::assertSame('bronze', $this->desk->customer('7', self::NOW)->tier);
        $this->desk->happened(self::order('3', '7', 30000, self::NOW + 5));
        self::assertSame('gold', $this->desk->customer('7', self::NOW + 9)->tier);
        self::assertSame([], $this->desk->tierCodes('7', self::NOW + 9));
        self::assertSame([], iterator_to_array($this->desk->dueTierCodes(self::NOW + 9), false));
        self::assertSame([$codes[0]->code], array_column($this->desk->codesOf('7'), 'code'));
    }

    public function testANightlyJobAndAHookGiveOneCodeBetweenThem(): void
    {
        $this->desk->happened(self::order('1', '7', 60000), self::order('2', '8', 60000), self::order('3', '9', 100));
        $said = self::together(6, fn (int $i): string => $this->tried(fn (): string => (string) count($i % 2 === 0 ? iterator_to_array($this->anotherDesk()->dueTierCodes(self::NOW), false) : $this->anotherDesk()->tierCodes('7', self::NOW))));
        self::assertSame(2, (int) array_sum(array_map(intval(...), $said)), implode(' ', $said));
        self::assertCount(1, $this->desk->codesOf('7'));
        self::assertCount(1, $this->desk->codesOf('8'));
        self::assertSame([], $this->desk->codesOf('9'));
    }

    public function testTiersFromBeforeTheProgrammeAndByHandGiveNoCode(): void
    {
        $before = (new \DateTimeImmutable('2019-06-01'))->getTimestamp();
        $this->desk->happened(self::order('1', '7', 60000, $before), Event::tierSet('shop', 't', '8', self::NOW, 'gold', 'a friend', 'Ann'));
        self::assertSame(['gold', 'gold'], [$this->desk->customer('7', self::NOW)->tier, $this->desk->customer('8', self::NOW)->tier]);
        self::assertSame([], iterator_to_array($this->desk->dueTierCodes(self::NOW), false));
    }

    public function testAnErasureLeavesNoKeyInTheTables(): void
    {
        $this->desk->happened(self::order('1', 'ann@example.org', 60000));
        $this->desk->tierCodes('ann@example.org', self::NOW);
        $this->desk->reward('delivery', 'ann@example.org-form', 'ann@example.org', self::NOW);
        iterator_to_array($this->desk->notices($this->desk->customer('ann@example.org', self::NOW)->expiring()[0]['at'] - self::DAY), false);
        (new Erasure($this->journal))->erase('ann@example.org', 'asked', self::NOW + 9);
        $rows = [...$this->rows("SELECT * FROM {$this->schema->prefix}points_code"), ...$this->rows("SELECT * FROM {$this->schema->prefix}points_notice")];
        self::assertNotSame([], $rows);
        self::assertStringNotContainsString('ann', json_encode($rows, \JSON_THROW_ON_ERROR));
    }

    public function testWithoutAProgrammeTheDeskSaysWhatToDo(): void
    {
        $journal = Journal::connect(self::connection(), new \Loyalty\Shop\Journal\Schema($this->schema->prefix . 'x_'));
        $this->expectExceptionMessage('programme save');
        (new PointsDesk($journal))->balance('7', self::NOW);
    }

    private function deskOf(Journal $journal): PointsDesk
    {
        return new PointsDesk($journal, 'shop', $this->keys);
    }

    private function anotherDesk(): PointsDesk
    {
        return $this->deskOf($this->another());
    }

    /** @param callable(): string $work */
    private function tried(callable $work): string
    {
        try {
            return $work();
        } catch (InsufficientPointsException) {
            return 'refused';
        }
    }

    /**
     * @param list<string> $said
     * @return array<string, int>
     */
    private static function counts(array $said): array
    {
        $counts = array_count_values($said);
        ksort($counts);

        return $counts;
    }

    private static function rules(): string
    {
        return json_encode(['points' => [
            'earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100], ['key' => 'sign_up', 'kind' => 'sign_up', 'points' => 10]],
            'worth' => ['points' => 100, 'amount' => 100],
            'spend' => ['minimum' => 1],
            'expiry' => ['months' => 6, 'round_up_to' => 'month', 'notice_days' => 30],
            'rewards' => [
                ['key' => 'delivery', 'name' => 'Free delivery', 'points' => 40, 'kind' => 'coupon', 'campaign' => 'delivery'],
                ['key' => 'closed', 'name' => 'Closed', 'points' => 40, 'kind' => 'coupon', 'campaign' => 'closed'],
                ['key' => 'mug', 'name' => 'A mug', 'points' => 90, 'kind' => 'gift', 'sku' => 'MUG'],
                ['key' => 'credit', 'name' => 'Credit', 'points' => 120, 'kind' => 'credit', 'amount' => 150],
                ['key' => 'vip', 'name' => 'For some', 'points' => 10, 'kind' => 'gift', 'sku' => 'VIP', 'tiers' => ['gold']],
            ],
        ], 'tiers' => ['by' => 'spend', 'levels' => [
            ['key' => 'bronze', 'name' => 'Bronze', 'from' => 0],
            ['key' => 'gold', 'name' => 'Gold', 'from' => 60000, 'coupons' => ['delivery']],
        ]], 'campaigns' => [
            ['number' => 1, 'key' => 'delivery', 'name' => 'Free delivery', 'discount' => ['kind' => 'free_shipping']],
            ['number' => 2, 'key' => 'closed', 'name' => 'Closed', 'discount' => ['kind' => 'free_shipping'], 'open' => false],
        ]] + self::decoded(self::document()), \JSON_THROW_ON_ERROR);
    }

    /** @return array<mixed> */
    private static function decoded(string $json): array
    {
        return (array) json_decode($json, true, 64, \JSON_THROW_ON_ERROR);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\CouponUsage;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Ledger\Outcome;
use Loyalty\Shop\Ledger\State;
use Loyalty\Shop\Ledger\TransientException;
use PHPUnit\Framework\Attributes\DataProvider;

/** What one process sees: each rule, on every database, on autocommit and inside the host's transaction. */
trait Rules
{
    /** @return array<string, array{bool}> */
    public static function places(): array
    {
        return ['autocommit' => [false], 'inside the host\'s transaction' => [true]];
    }

    #[DataProvider('places')]
    public function testAHeldCodeIsNotForAnotherCartUntilTheHoldEnds(bool $hosted): void
    {
        $this->host($hosted);
        $codes = [self::single()];
        $held = $this->ledger->hold('a', $codes, null, self::NOW, 900)[0];
        self::assertSame(Outcome::Held, $held->outcome);
        self::assertSame(self::NOW + 900, $held->until);
        $busy = $this->ledger->hold('b', $codes, null, self::NOW + 899)[0];
        self::assertSame([Outcome::Busy, self::NOW + 900], [$busy->outcome, $busy->until]);
        self::assertSame(['held'], self::outcomes($this->ledger->hold('b', $codes, null, self::NOW + 900)));
        self::assertSame(['busy'], self::outcomes($this->ledger->hold('a', $codes, null, self::NOW + 901)));
        self::assertSame(['busy'], self::outcomes($this->ledger->place('a', '1', $codes, null, self::NOW + 902)));
    }

    #[DataProvider('places')]
    public function testACartsOwnHoldIsProlongedWhenAQuarterHasGone(bool $hosted): void
    {
        $this->host($hosted);
        $codes = [self::single()];
        $this->ledger->hold('a', $codes, null, self::NOW, 100);
        foreach ([[1, 100], [25, 125], [26, 125], [300, 400]] as [$later, $until]) {
            $again = $this->ledger->hold('a', $codes, null, self::NOW + $later, 100)[0];
            self::assertSame([Outcome::Replay, self::NOW + $until], [$again->outcome, $again->until]);
        }
    }

    #[DataProvider('places')]
    public function testAPlacedOrderKeepsItsCodeHoweverSlowThePayment(bool $hosted): void
    {
        $this->host($hosted);
        $codes = [self::single()];
        $this->ledger->hold('a', $codes, null, self::NOW, 1);
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', $codes, null, self::NOW + 5)));
        $late = self::NOW + 86400 * 30;
        $busy = $this->ledger->hold('b', $codes, null, $late)[0];
        self::assertSame([Outcome::Busy, null, '1'], [$busy->outcome, $busy->until, $busy->order]);
        $own = $this->ledger->hold('a', $codes, null, $late)[0];
        self::assertSame([Outcome::InOrder, '1'], [$own->outcome, $own->order], 'the order of this same cart');
        self::assertSame(['busy'], self::outcomes($this->ledger->place('a', '2', $codes, null, $late)), 'it stays with its order');
        self::assertSame(['redeemed'], self::outcomes($this->ledger->redeem('1', $late)));
        self::assertSame(['used'], self::outcomes($this->ledger->hold('b', $codes, null, $late)));
        self::assertSame(['used'], self::outcomes($this->ledger->place('b', '3', $codes, null, $late)));
    }

    #[DataProvider('places')]
    public function testEveryCallMayBeRepeated(bool $hosted): void
    {
        $this->host($hosted);
        foreach ([self::single(1), new Claim('M', self::CAMPAIGN, 2, 3, 2, 5, 1000, 100)] as $claim) {
            $order = "o$claim->serial";
            $who = self::person('p');
            $asked = fn (string $what): array => self::outcomes(match ($what) {
                'hold' => $this->ledger->hold('a', [$claim], $who, self::NOW),
                'place' => $this->ledger->place('a', $order, [$claim], $who, self::NOW),
                'redeem' => $this->ledger->redeem($order, self::NOW),
                'refund' => $this->ledger->refunded($order, true, self::NOW),
                default => $this->ledger->cancelled($order, self::NOW),
            });
            foreach ([['hold', 'held'], ['place', 'placed'], ['redeem', 'redeemed'], ['cancel', 'released']] as [$what, $first]) {
                self::assertSame([$first], $asked($what), $what);
                $before = $this->dump();
                self::assertSame(['replay'], $asked($what), "$what again");
                self::assertSame(['replay'], $asked($what), "$what a third time");
                self::assertSame($before, $this->dump(), "$what again changes nothing");
            }
            self::assertSame(['replay'], $asked('refund'), 'what is released stays so');
        }
    }

    #[DataProvider('places')]
    public function testAnOrderWithoutCodesHasNoAnswers(bool $hosted): void
    {
        $this->host($hosted);
        self::assertSame([], $this->ledger->redeem('9', self::NOW));
        self::assertSame([], $this->ledger->cancelled('9', self::NOW));
        self::assertSame([], $this->ledger->refunded('9', true, self::NOW));
        self::assertSame([], $this->ledger->failed('9', self::NOW));
        self::assertSame([], $this->ledger->release('9'));
    }

    #[DataProvider('places')]
    public function testEachCodeOfAnOrderIsAnsweredForItself(bool $hosted): void
    {
        $this->host($hosted);
        $this->ledger->place('x', '1', [self::single(2)], null, self::NOW);
        $claims = [self::single(3), self::single(2), self::single(1)];
        self::assertSame(['held', 'busy', 'held'], self::outcomes($this->ledger->hold('a', $claims, null, self::NOW)));
        $answers = $this->ledger->place('a', '2', $claims, null, self::NOW);
        self::assertSame(['placed', 'busy', 'placed'], self::outcomes($answers));
        self::assertSame([3, 2, 1], array_column($answers, 'serial'), 'in the order of the claims');
        self::assertSame(['redeemed', 'redeemed'], self::outcomes($this->ledger->redeem('2', self::NOW)));
    }

    #[DataProvider('places')]
    public function testCancelledAndRefundedOrdersGiveBackAsTheCampaignSays(bool $hosted): void
    {
        $this->host($hosted);
        $serial = 0;
        foreach ([[true, true], [true, false], [false, true], [false, false]] as [$onCancel, $onRefund]) {
            foreach (['cancelled unpaid' => $onCancel, 'cancelled paid' => $onCancel, 'refunded' => $onRefund, 'refunded in part' => false, 'failed unpaid' => true, 'failed paid' => $onCancel] as $what => $frees) {
                $claim = self::single(++$serial, $onCancel, $onRefund);
                $order = "o$serial";
                $this->ledger->place('a', $order, [$claim], null, self::NOW);
                if (!str_contains($what, 'unpaid')) {
                    $this->ledger->redeem($order, self::NOW);
                }
                $answers = match (strtok($what, ' ')) {
                    'cancelled' => $this->ledger->cancelled($order, self::NOW),
                    'failed' => $this->ledger->failed($order, self::NOW),
                    default => $this->ledger->refunded($order, $what === 'refunded', self::NOW),
                };
                self::assertSame([$frees ? 'released' : 'kept'], self::outcomes($answers), $what);
                self::assertSame([$frees ? 'held' : 'used'], self::outcomes($this->ledger->hold('b', [$claim], null, self::NOW)), $what);
            }
        }
    }

    #[DataProvider('places')]
    public function testAPaymentAfterTheReleaseTakesAFreeCodeAgain(bool $hosted): void
    {
        $this->host($hosted);
        $this->ledger->place('a', '1', [self::single()], null, self::NOW);
        $this->ledger->failed('1', self::NOW);
        self::assertSame(['reclaimed'], self::outcomes($this->ledger->redeem('1', self::NOW)));
        self::assertSame(['replay'], self::outcomes($this->ledger->redeem('1', self::NOW)));
        self::assertSame(['used'], self::outcomes($this->ledger->hold('b', [self::single()], null, self::NOW)));
        self::assertSame([], $this->ledger->overUses(self::CAMPAIGN));
    }

    #[DataProvider('places')]
    public function testAPaymentAfterTheReleaseOfAUsedUpCodeIsBookedAsOverUse(bool $hosted): void
    {
        $this->host($hosted);
        $this->ledger->place('a', '1', [self::single()], null, self::NOW);
        $this->ledger->cancelled('1', self::NOW);
        $this->ledger->place('b', '2', [self::single()], null, self::NOW);
        self::assertSame(['over_use'], self::outcomes($this->ledger->redeem('1', self::NOW + 9)));
        self::assertSame(['replay'], self::outcomes($this->ledger->redeem('1', self::NOW + 9)));
        self::assertSame(['redeemed'], self::outcomes($this->ledger->redeem('2', self::NOW + 9)));
        $over = $this->ledger->overUses(self::CAMPAIGN);
        self::assertSame(['1'], array_map(static fn ($entry): ?string => $entry->order(), $over));
        self::assertSame(State::Used, $over[0]->state);
        self::assertSame(['released'], self::outcomes($this->ledger->cancelled('1', self::NOW)), 'an over-use ends too');
        self::assertSame([], $this->ledger->overUses(self::CAMPAIGN));
        self::assertSame(['used'], self::outcomes($this->ledger->hold('c', [self::single()], null, self::NOW)), 'and frees nothing of the others');
    }

    #[DataProvider('places')]
    public function testAnOverUseIsAUseOnceTheOtherIsGone(bool $hosted): void
    {
        $this->host($hosted);
        foreach ([self::single(), new Claim('N', self::LIMITED, 1, 2, 0, 0)] as $claim) {
            [$late, $other] = ["1-$claim->campaign", "2-$claim->campaign"];
            if (!$claim->isSingleUse()) {
                $this->ledger->place('x', 'x', [$claim], null, self::NOW);
            }
            $this->ledger->place('a', $late, [$claim], null, self::NOW);
            $this->ledger->cancelled($late, self::NOW);
            $this->ledger->hold('b', [$claim], null, self::NOW, 10);
            self::assertSame(['over_use'], self::outcomes($this->ledger->redeem($late, self::NOW + 1, [$claim])));
            self::assertSame(['placed'], self::outcomes($this->ledger->place('b', $other, [$claim], null, self::NOW + 1)), 'whoever has the code keeps it');
            $this->ledger->cancelled($other, self::NOW + 2);
            self::assertTrue($this->ledger->hold('c', [$claim], null, self::NOW + 2)[0]->outcome->isRefused(), 'the code is paid for');
            $this->ledger->cancelled($late, self::NOW + 3);
            self::assertSame(['held'], self::outcomes($this->ledger->hold('c', [$claim], null, self::NOW + 3)));
            $this->ledger->release('c');
        }
    }

    #[DataProvider('places')]
    public function testAPaymentTakesAHoldThatHasRunOutAndNotOneThatHasNot(bool $hosted): void
    {
        $this->host($hosted);
        foreach ([[1, 100, 'over_use'], [2, 10, 'reclaimed']] as [$serial, $ttl, $outcome]) {
            $this->ledger->place('a', "o$serial", [self::single($serial)], null, self::NOW);
            $this->ledger->cancelled("o$serial", self::NOW);
            $this->ledger->hold('b', [self::single($serial)], null, self::NOW, $ttl);
            self::assertSame([$outcome], self::outcomes($this->ledger->redeem("o$serial", self::NOW + 50)));
        }
    }

    #[DataProvider('places')]
    public function testACodeThatWasNeverPlacedIsBookedWithThePayment(bool $hosted): void
    {
        $this->host($hosted);
        self::assertSame(['reclaimed'], self::outcomes($this->ledger->redeem('1', self::NOW, [self::single()])));
        self::assertSame(['over_use'], self::outcomes($this->ledger->redeem('2', self::NOW, [self::single()])));
        self::assertSame(['replay'], self::outcomes($this->ledger->redeem('2', self::NOW, [self::single()])));
        self::assertSame(['released'], self::outcomes($this->ledger->cancelled('2', self::NOW)));
    }

    #[DataProvider('places')]
    public function testAnOrderThatIsPaidAtLastKeepsItsRowOverReleaseAndReturn(bool $hosted): void
    {
        $this->host($hosted);
        $claim = [self::single()];
        $this->ledger->place('a', '1', $claim, null, self::NOW);
        $this->ledger->failed('1', self::NOW);
        self::assertSame(['held'], self::outcomes($this->ledger->hold('a', $claim, null, self::NOW)), 'the cart comes back');
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', $claim, null, self::NOW)), 'and the same order with it');
        self::assertSame(['redeemed'], self::outcomes($this->ledger->redeem('1', self::NOW)));
        self::assertCount(1, $this->dump()['use']);
        $this->ledger->failed('1', self::NOW);
        self::assertSame(['placed'], self::outcomes($this->ledger->place('z', '1', $claim, null, self::NOW)), 'paid from the account page, without a cart');
    }

    #[DataProvider('places')]
    public function testACartGivesBackOneCodeOrAll(bool $hosted): void
    {
        $this->host($hosted);
        $counted = new Claim('T', self::LIMITED, 3, 1, 1, 10, 500, 50);
        $this->ledger->hold('a', [self::single(1), self::single(2), $counted], self::person('p'), self::NOW);
        $this->ledger->place('b', '1', [self::single(4)], null, self::NOW);
        self::assertSame(['released'], self::outcomes($this->ledger->release('a', [self::single(2), self::single(4)])));
        self::assertSame(['busy', 'held'], self::outcomes($this->ledger->hold('c', [self::single(1), self::single(2)], null, self::NOW)));
        self::assertSame(['released', 'released'], self::outcomes($this->ledger->release('a')));
        self::assertSame([], $this->ledger->release('a'));
        self::assertSame([0, 0], $this->campaign(self::LIMITED), 'the counters are back too');
        self::assertSame(['busy'], self::outcomes($this->ledger->hold('c', [self::single(4)], null, self::NOW)), 'a placed order is no cart\'s to give back');
    }

    #[DataProvider('places')]
    public function testNUsesOfACode(bool $hosted): void
    {
        $this->host($hosted);
        $claim = new Claim('N', self::CAMPAIGN, 1, 3);
        self::assertSame(['held'], self::outcomes($this->ledger->hold('a', [$claim], null, self::NOW, 10)));
        self::assertSame(['placed'], self::outcomes($this->ledger->place('b', '2', [$claim], null, self::NOW)));
        self::assertSame(['placed'], self::outcomes($this->ledger->place('b', '3', [$claim], null, self::NOW)), 'the same shopper again');
        $full = $this->ledger->hold('d', [$claim], null, self::NOW)[0];
        self::assertSame([Outcome::CodeLimit, self::NOW + 10], [$full->outcome, $full->until], 'one of them is only held');
        self::assertSame(['placed'], self::outcomes($this->ledger->place('d', '4', [$claim], null, self::NOW + 10)), 'and has run out');
        self::assertSame(['code_limit'], self::outcomes($this->ledger->place('a', '1', [$claim], null, self::NOW + 11)));
        $this->ledger->cancelled('3', self::NOW);
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', [$claim], null, self::NOW + 11)));
        self::assertSame(['redeemed'], self::outcomes($this->ledger->redeem('1', self::NOW)));
        self::assertSame(['over_use'], self::outcomes($this->ledger->redeem('3', self::NOW, [$claim])));
    }

    #[DataProvider('places')]
    public function testCodesWithoutALimitAreCountedToo(bool $hosted): void
    {
        $this->host($hosted);
        $claim = new Claim('U', self::CAMPAIGN, 1, 0);
        foreach (range(1, 5) as $i) {
            self::assertSame(['placed'], self::outcomes($this->ledger->place("c$i", "o$i", [$claim], null, self::NOW)));
            self::assertSame(['redeemed'], self::outcomes($this->ledger->redeem("o$i", self::NOW)));
        }
        self::assertCount(5, $this->dump()['use']);
    }

    #[DataProvider('places')]
    public function testTotalAndBudgetOfACampaign(bool $hosted): void
    {
        $this->host($hosted);
        $claim = static fn (int $serial, int $amount): Claim => new Claim("C$serial", self::CAMPAIGN, $serial, 1, 0, 3, 1000, $amount);
        self::assertSame(['held'], self::outcomes($this->ledger->hold('a', [$claim(1, 600)], null, self::NOW, 10)));
        $over = $this->ledger->hold('b', [$claim(2, 401)], null, self::NOW)[0];
        self::assertSame([Outcome::Budget, self::NOW + 10], [$over->outcome, $over->until]);
        self::assertSame(['held'], self::outcomes($this->ledger->hold('b', [$claim(2, 400)], null, self::NOW)));
        self::assertSame([2, 1000], $this->campaign());
        self::assertSame(['replay'], self::outcomes($this->ledger->hold('a', [$claim(1, 100)], null, self::NOW, 10)), 'the cart got smaller');
        self::assertSame([2, 500], $this->campaign());
        self::assertSame(['budget'], self::outcomes($this->ledger->hold('a', [$claim(1, 601)], null, self::NOW, 10)), 'and larger than the budget');
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', [$claim(1, 200)], null, self::NOW)));
        self::assertSame([2, 600], $this->campaign());
        self::assertSame(['replay'], self::outcomes($this->ledger->place('a', '1', [$claim(1, 300)], null, self::NOW)), 'an unpaid order changed');
        self::assertSame([2, 700], $this->campaign());
        self::assertSame(['held'], self::outcomes($this->ledger->hold('c', [$claim(3, 0)], null, self::NOW, 10)));
        self::assertSame(['total_limit'], self::outcomes($this->ledger->hold('d', [$claim(4, 0)], null, self::NOW)));
        self::assertSame(['held'], self::outcomes($this->ledger->hold('d', [$claim(4, 300)], null, self::NOW + 10)), 'a hold of another code has run out');
        $this->ledger->redeem('1', self::NOW);
        self::assertSame(['released'], self::outcomes($this->ledger->cancelled('1', self::NOW)));
        self::assertSame([2, 700], $this->campaign());
    }

    #[DataProvider('places')]
    public function testALatePaymentBeyondABudgetIsOverUse(bool $hosted): void
    {
        $this->host($hosted);
        $claim = static fn (int $serial): Claim => new Claim("C$serial", self::CAMPAIGN, $serial, 1, 0, 0, 100, 60);
        $this->ledger->place('a', '1', [$claim(1)], null, self::NOW);
        $this->ledger->cancelled('1', self::NOW);
        self::assertSame(['reclaimed'], self::outcomes($this->ledger->redeem('1', self::NOW, [$claim(1)])), 'there is money left');
        $this->ledger->cancelled('1', self::NOW);
        $this->ledger->place('b', '2', [$claim(2)], null, self::NOW);
        self::assertSame(['over_use'], self::outcomes($this->ledger->redeem('1', self::NOW, [$claim(1)])));
        self::assertSame([2, 120], $this->campaign());
        $this->ledger->cancelled('2', self::NOW);
        $this->ledger->cancelled('1', self::NOW);
        self::assertSame(['over_use'], self::outcomes($this->ledger->redeem('1', self::NOW)), 'without its claim the budget is not known');
        self::assertSame([1, 60], $this->campaign());
    }

    #[DataProvider('places')]
    public function testUsesPerCustomerCountGuestAndAccountAsOne(bool $hosted): void
    {
        $this->host($hosted);
        $claim = static fn (int $serial): Claim => new Claim("C$serial", self::CAMPAIGN, $serial, 1, 1);
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', [$claim(1)], self::person('mail'), self::NOW)));
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->hold('b', [$claim(2)], self::person('mail', 'account'), self::NOW)), 'the guest has an account now');
        self::assertSame(['held'], self::outcomes($this->ledger->hold('c', [$claim(2)], self::person('account'), self::NOW)), 'who says nothing of that address is another person');
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('c', '2', [$claim(2)], self::person('account', 'mail'), self::NOW)), 'until the order has the address');
        $this->ledger->cancelled('1', self::NOW);
        self::assertSame(['placed'], self::outcomes($this->ledger->place('c', '2', [$claim(2)], self::person('account', 'mail'), self::NOW)));
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('d', '3', [$claim(3)], self::person('mail'), self::NOW)));
        self::assertSame(['placed'], self::outcomes($this->ledger->place('d', '3', [$claim(3)], self::person('other'), self::NOW)));
    }

    #[DataProvider('places')]
    public function testNamesOfAPersonAreLearntFromUseToUse(bool $hosted): void
    {
        $this->host($hosted);
        $claim = static fn (int $serial): Claim => new Claim("C$serial", self::CAMPAIGN, $serial, 1, 3);
        foreach ([[1, ['a1', 'k']], [2, ['k', 'a2']], [3, ['a2', 'a3']]] as [$serial, $names]) {
            self::assertSame(['placed'], self::outcomes($this->ledger->place("c$serial", "o$serial", [$claim($serial)], self::person(...$names), self::NOW)));
        }
        foreach (['a1', 'a2', 'a3', 'k'] as $name) {
            self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('x', 'x', [$claim(9)], self::person($name), self::NOW)), $name);
        }
    }

    #[DataProvider('places')]
    public function testWithoutIdentityACodeIsHeldAndNotPlaced(bool $hosted): void
    {
        $this->host($hosted);
        $claim = [new Claim('C', self::CAMPAIGN, 1, 1, 1)];
        self::assertSame(['held'], self::outcomes($this->ledger->hold('a', $claim, null, self::NOW)));
        self::assertSame(['needs_identity'], self::outcomes($this->ledger->place('a', '1', $claim, null, self::NOW)));
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', $claim, self::person('p'), self::NOW)));
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('b', '2', [new Claim('D', self::CAMPAIGN, 2, 1, 1)], self::person('p'), self::NOW)));
    }

    #[DataProvider('places')]
    public function testACustomersHoldThatHasRunOutIsNotInTheWay(bool $hosted): void
    {
        $this->host($hosted);
        $claim = static fn (int $serial): array => [new Claim("C$serial", self::CAMPAIGN, $serial, 1, 1)];
        $this->ledger->hold('a', $claim(1), self::person('p'), self::NOW, 10);
        $limit = $this->ledger->hold('b', $claim(2), self::person('p'), self::NOW + 9)[0];
        self::assertSame([Outcome::CustomerLimit, self::NOW + 10], [$limit->outcome, $limit->until]);
        self::assertSame(['held'], self::outcomes($this->ledger->hold('b', $claim(2), self::person('p'), self::NOW + 10)));
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('a', '1', $claim(1), self::person('p'), self::NOW + 11)));
    }

    #[DataProvider('places')]
    public function testTheNamesAreThoseOfTheOrderAndNotOfItsCart(bool $hosted): void
    {
        $this->host($hosted);
        $claim = static fn (int $serial): array => [new Claim("C$serial", self::CAMPAIGN, $serial, 1, 1)];
        $this->ledger->hold('a', $claim(1), self::person('mistyped'), self::NOW);
        $this->ledger->place('a', '1', $claim(1), self::person('right'), self::NOW);
        self::assertSame(['held'], self::outcomes($this->ledger->hold('b', $claim(2), self::person('mistyped'), self::NOW)));
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->hold('c', $claim(3), self::person('right'), self::NOW)));
        $this->ledger->failed('1', self::NOW);
        $this->ledger->place('d', '4', $claim(4), self::person('right'), self::NOW);
        self::assertSame(['over_use'], self::outcomes($this->ledger->redeem('1', self::NOW, $claim(1))), 'whose order it was is not forgotten');
    }

    #[DataProvider('places')]
    public function testAnOrderThatIsPlacedAgainIsThatOfTheCustomerItHasNow(bool $hosted): void
    {
        $this->host($hosted);
        $claim = [new Claim('P', self::CAMPAIGN, 1, 0, 1)];
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', $claim, self::person('wrong', 'session'), self::NOW)));
        foreach ([self::NOW, self::NOW + 60] as $now) {
            self::assertSame(['replay'], self::outcomes($this->ledger->place('a', '1', $claim, self::person('right'), $now)), 'the address was corrected');
        }
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('b', '2', $claim, self::person('right'), self::NOW)));
        self::assertSame(['placed'], self::outcomes($this->ledger->place('c', '3', $claim, self::person('wrong'), self::NOW)), 'who never ordered is free');
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('a', '1', $claim, self::person('wrong'), self::NOW)), 'nor is one customer\'s order passed to another who has his');
        self::assertSame(['replay'], self::outcomes($this->ledger->place('a', '1', $claim, null, self::NOW)));
        $this->ledger->redeem('1', self::NOW);
        self::assertSame(['replay'], self::outcomes($this->ledger->place('a', '1', $claim, self::person('other'), self::NOW)), 'what is paid for is so');
        self::assertSame(['right', 'wrong'], array_map(static fn (array $row): string => (string) $row[3], $this->dump()['person']));
    }

    #[DataProvider('places')]
    public function testManyHoldsOfACustomerThatHaveRunOutAreNotInTheWay(bool $hosted): void
    {
        $this->host($hosted);
        for ($i = 0; $i < 45; ++$i) {
            $this->ledger->hold("c$i", [new Claim("S$i", self::CAMPAIGN, $i, 1, 99)], self::person('p'), self::NOW, 10);
        }
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', [new Claim('S', self::CAMPAIGN, 99, 1, 1)], self::person('p'), self::NOW + 10)));
    }

    #[DataProvider('places')]
    public function testAutomaticOffersHaveCampaignLimitsOnly(bool $hosted): void
    {
        $this->host($hosted);
        $offer = [new Claim('spring', self::CAMPAIGN, Claim::NO_CODE, 0, 1, 2)];
        self::assertSame(['placed'], self::outcomes($this->ledger->place('a', '1', $offer, self::person('p'), self::NOW)));
        self::assertSame(['customer_limit'], self::outcomes($this->ledger->place('b', '2', $offer, self::person('p'), self::NOW)));
        self::assertSame(['placed'], self::outcomes($this->ledger->place('c', '3', $offer, self::person('q'), self::NOW)));
        self::assertSame(['total_limit'], self::outcomes($this->ledger->place('d', '4', $offer, self::person('r'), self::NOW)));
    }

    #[DataProvider('places')]
    public function testARevokedCodeIsRefusedAndAnOrderKeepsIt(bool $hosted): void
    {
        $this->host($hosted);
        $multi = new Claim('N', self::CAMPAIGN, 9, 3);
        $this->ledger->hold('a', [self::single(1), $multi], null, self::NOW);
        $this->ledger->place('b', '1', [self::single(2), $multi], null, self::NOW);
        foreach ([1, 2, 9] as $serial) {
            self::assertSame(Outcome::Revoked, $this->ledger->revoke(self::CAMPAIGN, $serial, self::NOW)->outcome);
            self::assertSame(Outcome::Replay, $this->ledger->revoke(self::CAMPAIGN, $serial, self::NOW)->outcome);
        }
        self::assertSame(['revoked', 'revoked'], self::outcomes($this->ledger->place('a', '2', [self::single(1), $multi], null, self::NOW)));
        self::assertSame(['redeemed', 'redeemed'], self::outcomes($this->ledger->redeem('1', self::NOW)));
        $claims = [self::single(1), self::single(2), $multi, new Claim('N', self::CAMPAIGN, 9, 0)];
        self::assertSame([true, true, true, true], array_column($this->ledger->usage($claims, null, self::NOW), 'revoked'));
        self::assertSame([true, false, false, false], array_column($this->ledger->usage($claims, null, self::NOW, null, '1'), 'revoked'), 'the order keeps what it has');
    }

    #[DataProvider('places')]
    public function testALimitThatComesLaterCountsWhatWasUsedBefore(bool $hosted): void
    {
        $this->host($hosted);
        foreach ([1, 2] as $i) {
            $this->ledger->place("c$i", "o$i", [new Claim('U', self::CAMPAIGN, 1, 0, 0, 0, 0, 40)], null, self::NOW);
        }
        self::assertSame(['budget'], self::outcomes($this->ledger->hold('a', [new Claim('U', self::CAMPAIGN, 1, 0, 0, 9, 100, 40)], null, self::NOW)));
        self::assertSame(['held'], self::outcomes($this->ledger->hold('a', [new Claim('U', self::CAMPAIGN, 1, 3, 0, 3, 120, 40)], null, self::NOW)));
        self::assertSame(['code_limit'], self::outcomes($this->ledger->hold('b', [new Claim('U', self::CAMPAIGN, 1, 3)], null, self::NOW)));
        self::assertSame(['total_limit'], self::outcomes($this->ledger->hold('b', [new Claim('V', self::CAMPAIGN, 2, 1, 0, 3)], null, self::NOW)));
    }

    #[DataProvider('places')]
    public function testALimitThatComesLaterCountsNoHoldTwiceOrForEver(bool $hosted): void
    {
        $this->host($hosted);
        foreach (['a', 'b', 'c'] as $cart) {
            $this->ledger->hold($cart, [new Claim('U', self::CAMPAIGN, 1, 0)], null, self::NOW, 10);
        }
        $limited = [new Claim('U', self::CAMPAIGN, 1, 0, 0, 3)];
        foreach (['a', 'x', 'y'] as $cart) {
            self::assertSame(['placed'], self::outcomes($this->ledger->place($cart, "o$cart", $limited, null, self::NOW + 20)));
        }
        self::assertSame(['total_limit'], self::outcomes($this->ledger->place('b', 'ob', $limited, null, self::NOW + 20)));
        $this->ledger->sweep(self::NOW + 20);
        self::assertSame([3, 0], $this->campaign(self::CAMPAIGN));
    }

    #[DataProvider('places')]
    public function testUsageIsWhatOthersHave(bool $hosted): void
    {
        $this->host($hosted);
        $claims = [self::single(1), new Claim('N', self::LIMITED, 2, 5, 3, 9, 1000, 10), self::single(3)];
        $who = self::person('p');
        $this->ledger->hold('a', $claims, $who, self::NOW, 10);
        $this->ledger->place('b', '1', [$claims[1]], $who, self::NOW);
        self::assertSame([['CODE1', 0, 0, 0, 0], ['N', 1, 1, 1, 10], ['CODE3', 0, 0, 0, 0]], self::figures($this->ledger->usage($claims, $who, self::NOW, 'a')), 'its own holds do not count');
        self::assertSame([['CODE1', 1, 0, 0, 0], ['N', 2, 2, 2, 20], ['CODE3', 1, 0, 0, 0]], self::figures($this->ledger->usage($claims, $who, self::NOW)));
        self::assertSame([['CODE1', 0, 0, 0, 0], ['N', 1, 1, 1, 10], ['CODE3', 0, 0, 0, 0]], self::figures($this->ledger->usage($claims, $who, self::NOW + 10)), 'nor what has run out');
        self::assertSame([0, 1, 0], array_column($this->ledger->usage($claims, $who, self::NOW, 'a', 'other'), 'uses'));
        self::assertSame([0, 0, 0], array_column($this->ledger->usage($claims, $who, self::NOW, 'a', '1'), 'uses'));
    }

    public function testSweepEndsHoldsThatHaveRunOut(): void
    {
        $this->ledger->hold('a', [self::single(1), new Claim('T', self::LIMITED, 2, 1, 1, 5)], self::person('p'), self::NOW, 10);
        $this->ledger->hold('b', [self::single(3)], null, self::NOW, 20);
        self::assertSame(0, $this->ledger->sweep(self::NOW + 9));
        self::assertSame(2, $this->ledger->sweep(self::NOW + 10));
        self::assertSame([0, 0], $this->campaign(self::LIMITED));
        self::assertSame([1, 0], [count($this->dump()['use']), count($this->dump()['person'])]);
    }

    public function testNothingOfTheHostsTransactionIsLostByARefusal(): void
    {
        $this->ledger->place('z', '9', [self::single(1), new Claim('N', self::CAMPAIGN, 2, 2)], null, self::NOW);
        $this->host(true);
        $this->connection->execute('INSERT INTO ' . $this->schema->tally . ' VALUES (99, 9, ?, 0, 0)', ['the host\'s']);
        $claims = [self::single(1), new Claim('N', self::CAMPAIGN, 2, 2, 0, 5), new Claim('N', self::CAMPAIGN, 2, 1)];
        self::assertSame(['busy', 'held', 'busy'], self::outcomes($this->ledger->hold('a', $claims, null, self::NOW)));
        $this->connection->command('COMMIT');
        self::assertCount(1, $this->connection->rows('SELECT * FROM ' . $this->schema->tally . ' WHERE campaign = 99', []));
        self::assertSame(['released'], self::outcomes($this->ledger->release('a')), 'and the hold was committed with it');
    }

    public function testWhatTheHostRollsBackNeverWas(): void
    {
        $this->host(true);
        $claims = [self::single(1), new Claim('N', self::CAMPAIGN, 2, 2, 1, 5, 100, 10)];
        self::assertSame(['placed', 'placed'], self::outcomes($this->ledger->place('a', '1', $claims, self::person('p'), self::NOW)));
        $this->connection->command('ROLLBACK');
        self::assertSame([], $this->dump()['use']);
        self::assertSame(['held', 'held'], self::outcomes($this->ledger->hold('b', $claims, self::person('p'), self::NOW)));
    }

    /** What is several statements never commits one by one, whatever a driver believes. */
    public function testATransactionThatIsThereNoMoreIsNoPlaceToWrite(): void
    {
        $meddler = new Meddler($this->connection);
        $meddler->believes = true;
        try {
            $answers = $this->ledgerOn($meddler)->hold('a', [new Claim('N', self::CAMPAIGN, 1, 2, 0, 5)], null, self::NOW);
            // SQLite's savepoint is a transaction of its own where there is none.
            self::assertSame([Dialect::Sqlite, ['held']], [$this->connection->dialect(), self::outcomes($answers)]);
        } catch (LedgerException) {
            self::assertSame([], $this->dump()['use']);
        }
    }

    /** The host read before another shopper's commit; what decides is what is committed. */
    public function testAHostsOldSnapshotDecidesNothing(): void
    {
        $other = $this->ledgerOn($this->connect());
        if ($this->connection->dialect() === Dialect::Sqlite) {
            // One writer at a time: a transaction that has read before another's commit may not write at all.
            $this->connection->command('BEGIN');
            $this->connection->rows('SELECT COUNT(*) FROM ' . $this->schema->use, []);
            $other->place('b', '2', [self::single(2)], null, self::NOW);
            $this->expectException(TransientException::class);
            $this->ledger->hold('a', [self::single(1)], null, self::NOW);
        }
        $claims = [self::single(1), new Claim('N', self::LIMITED, 2, 1, 0, 1)];
        $this->host(true);
        $this->connection->rows('SELECT COUNT(*) FROM ' . $this->schema->use, []);
        $other->place('b', '2', $claims, null, self::NOW);
        self::assertSame(['busy', 'busy'], self::outcomes($this->ledger->hold('a', $claims, null, self::NOW)));
        self::assertSame(['redeemed', 'redeemed'], self::outcomes($this->ledger->redeem('2', self::NOW)), 'an order that the snapshot does not show');
        $this->connection->command('COMMIT');
        $this->host(true);
        $this->connection->rows('SELECT COUNT(*) FROM ' . $this->schema->use, []);
        $other->cancelled('2', self::NOW);
        self::assertSame(['placed', 'placed'], self::outcomes($this->ledger->place('a', '1', $claims, null, self::NOW)), 'nor does it refuse what is free');
        $this->connection->command('COMMIT');
    }

    private function host(bool $hosted): void
    {
        if ($hosted) {
            $this->connection->command($this->connection->dialect()->begin());
        }
    }

    protected function tearDown(): void
    {
        if ($this->connection->inTransaction()) {
            $this->connection->command('ROLLBACK');
        }
    }

    /**
     * @param list<CouponUsage> $usage
     * @return list<array{string, int, int, int, int}>
     */
    private static function figures(array $usage): array
    {
        return array_map(static fn (CouponUsage $u): array => [$u->code, $u->uses, $u->customerUses, $u->campaignUses, $u->campaignSpent], $usage);
    }

    /** @return array{int, int} */
    private function campaign(int $campaign = self::CAMPAIGN): array
    {
        $row = $this->connection->rows('SELECT uses, spent FROM ' . $this->schema->tally . ' WHERE campaign = ? AND kind = 2', [$campaign])[0] ?? [-1, -1];

        return [(int) $row[0], (int) $row[1]];
    }

    /** @return array{use: list<list<int|string|null>>, tally: list<list<int|string|null>>, person: list<list<int|string|null>>} */
    private function dump(): array
    {
        return [
            'use' => $this->connection->rows('SELECT * FROM ' . $this->schema->use . ' ORDER BY campaign, serial, holder', []),
            'tally' => $this->connection->rows('SELECT * FROM ' . $this->schema->tally . ' ORDER BY campaign, kind, ref', []),
            'person' => $this->connection->rows('SELECT * FROM ' . $this->schema->person . ' ORDER BY campaign, serial, holder, person', []),
        ];
    }
}

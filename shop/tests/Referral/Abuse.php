<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Referral;

use Loyalty\Customer;
use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Referral\Referral;
use Loyalty\Shop\Referral\ReferralException;
use Loyalty\Shop\Referral\Referrals;
use Loyalty\Shop\Referral\Signals;
use Loyalty\Shop\Referral\State;

/** Invitations, their reward, and each way in which people have tried to get it for nothing. On every database. */
trait Abuse
{
    private KeyRing $keys;
    private Referrals $referrals;

    protected function setUp(): void
    {
        parent::setUp();
        $this->keys = KeyRing::import('shop.example/test', [str_repeat("\x07", 32)], 0);
        $this->journal->save(self::rules(), self::NOW - 400 * self::DAY);
        $this->referrals = $this->referralsOf($this->journal);
        $this->referrals->install();
        // The inviter, a customer of old.
        $this->journal->append([self::order('a1', 'ann', 5000, self::NOW - 100 * self::DAY)]);
    }

    public function testAnInvitationIsTypedAsPeopleTypeAndNobodyElsesIsTaken(): void
    {
        $code = $this->referrals->invite('ann', self::NOW);
        self::assertMatchesRegularExpression('/\A([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}\z/', $code);
        self::assertSame($code, $this->referrals->invite('ann', self::NOW + 5));
        foreach ([$code, strtolower($code), str_replace('-', ' ', $code), str_replace(['0', '1', '-'], ['o', 'l', ''], $code), '  ' . str_replace('-', '–', $code)] as $typed) {
            self::assertSame('ann', $this->referrals->inviter($typed), $typed);
        }
        for ($i = 0; $i < strlen($code); ++$i) {
            if ($code[$i] !== '-') {
                $other = substr_replace($code, $code[$i] === 'X' ? 'Y' : 'X', $i, 1);
                self::assertNull($this->referrals->inviter($other), $other);
            }
        }
        foreach (['', 'x', $code . 'X', substr($code, 1), "\xff\xfe", str_repeat('U', 20)] as $typed) {
            self::assertNull($this->referrals->inviter($typed));
        }
        self::assertNull($this->referralsOf($this->journal, KeyRing::create())->inviter($code), 'another shop\'s key');
        $this->expectException(ReferralException::class);
        $this->referrals->invite('nobody', self::NOW);
    }

    public function testTheTableOfInvitationsIsNoListOfCodes(): void
    {
        $code = str_replace('-', '', $this->referrals->invite('ann', self::NOW));
        $rows = json_encode($this->rows("SELECT * FROM {$this->schema->prefix}referral_invitation"), \JSON_THROW_ON_ERROR);
        self::assertStringNotContainsString(substr($code, 10), $rows);
        self::assertStringNotContainsString('ann', $rows);
    }

    public function testBothAreRewardedOnceAfterTheFriendsFirstPaidOrder(): void
    {
        $referral = $this->join('ben');
        self::assertSame([1, 'ben', 'ann', State::Joined, 1], [$referral->number, $referral->friend, $referral->inviter, $referral->state, $referral->revision]);
        self::assertSame([0, 0], $this->rewards('ann', 'ben'));
        $this->journal->append([self::order('b0', 'ben', 9000, self::NOW + 1, 1, OrderCondition::Placed)]);
        self::assertSame(State::Joined, $this->referrals->settle('ben', self::NOW + 2)?->state, 'placed is not paid');
        $this->journal->append([self::order('b0', 'ben', 9000, self::NOW + 3, 2)]);
        self::assertSame(State::Rewarded, $this->referrals->settle('ben', self::NOW + 4)?->state);
        self::assertSame(2, $this->referrals->settle('ben', self::NOW + 5)?->revision, 'the hook again');
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
        $this->buy('ben', 'b2', self::NOW + 6);
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
        self::assertSame(1, $this->customer('ann')->facts['friends']);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testHooksInParallelRewardOnce(): void
    {
        $code = $this->referrals->invite('ann', self::NOW);
        $said = self::together(12, fn (int $i): string => $this->referralsOf($this->another())->join($code, 'ben', self::NOW + $i % 3)->state->value);
        self::assertSame(['joined'], array_values(array_unique($said)));
        $this->journal->append([self::order('b1', 'ben', 9000, self::NOW + 5)]);
        $said = self::together(12, fn (int $i): string => $this->referralsOf($this->another())->settle('ben', self::NOW + 6 + $i % 3)->state->value ?? 'none');
        self::assertSame(['rewarded'], array_values(array_unique($said)));
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
        self::assertCount(4, $this->journal->idsFrom('shop/referral/'));
    }

    public function testAFriendHasOneInviterWhoeverIsFaster(): void
    {
        $this->journal->append([self::order('c1', 'cat', 5000, self::NOW - 50 * self::DAY)]);
        $codes = [$this->referrals->invite('ann', self::NOW), $this->referrals->invite('cat', self::NOW)];
        $said = self::together(10, function (int $i) use ($codes): string {
            try {
                return (string) $this->referralsOf($this->another())->join($codes[$i % 2], 'ben', self::NOW)->inviter;
            } catch (ReferralException $e) {
                return $e->getMessage();
            }
        });
        sort($said);
        self::assertCount(2, array_unique($said), implode("\n", $said));
        self::assertSame('the friend was invited by somebody else before', $said[9]);
        self::assertContains($said[0], ['ann', 'cat']);
        self::assertCount(1, iterator_to_array($this->referrals->all(), false));
    }

    public function testAnOrderBelowTheMinimumOrTooLateIsNoReason(): void
    {
        $this->join('ben');
        $this->buy('ben', 'b1', self::NOW + 1, 4999);
        self::assertSame([0, 0], $this->rewards('ann', 'ben'));
        // 90 days from 15 January: through 15 April, which ends at 23:00 UTC in summer time.
        $end = (new \DateTimeImmutable('2027-04-16 00:00', new \DateTimeZone('Europe/London')))->getTimestamp();
        $this->buy('ben', 'b2', $end);
        self::assertSame([0, 0], $this->rewards('ann', 'ben', $end + 9));
        $this->buy('ben', 'b3', $end - 1);
        self::assertSame([300, 200], $this->rewards('ann', 'ben', $end + 9));
    }

    public function testAFullRefundTakesBothRewardsBackAndAPartialOneBelowTheMinimumToo(): void
    {
        $this->join('ben');
        $this->buy('ben', 'b1', self::NOW + 1);
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
        $this->refund('ben', 'r1', 'b1', 2000, self::NOW + 2);
        self::assertSame([300, 200], $this->rewards('ann', 'ben'), '70.00 are kept, 50.00 are enough');
        $this->refund('ben', 'r2', 'b1', 7000, self::NOW + 3);
        self::assertSame([0, 0], $this->rewards('ann', 'ben'));
        self::assertSame([State::Reversed, 'the order came back'], [$this->only()->state, $this->only()->reason]);
        self::assertSame(300, $this->customer('ann')->account->reversed);
        self::assertSame(3, $this->referrals->settle('ben', self::NOW + 5)?->revision, 'the hook again');
    }

    public function testAFlappingStatusEndsWhereOneWould(): void
    {
        $this->join('ben');
        foreach ([OrderCondition::Paid, OrderCondition::Cancelled, OrderCondition::Paid, OrderCondition::Cancelled, OrderCondition::Delivered] as $i => $condition) {
            $this->journal->append([self::order('b1', 'ben', 9000, self::NOW + 10 * $i + 1, $i + 1, $condition)]);
            $this->referrals->settle('ben', self::NOW + 10 * $i + 2);
        }
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
        self::assertSame(State::Rewarded, $this->only()->state);
    }

    public function testAbuseInvitingOneselfIsRefused(): void
    {
        $code = $this->referrals->invite('ann', self::NOW);
        $this->expectExceptionMessage('nobody invites themselves');
        $this->referrals->join($code, 'ann', self::NOW);
    }

    public function testAbuseInvitingOnesSecondAccountIsFrozen(): void
    {
        $this->journal->link('ann', 'ann2', self::NOW - 1);
        $this->assertFrozen('the same person', $this->join('ann2'));
    }

    public function testAbuseASecondAccountThatIsLinkedLaterIsFrozenBeforeItIsRewarded(): void
    {
        $this->join('ben');
        $this->journal->link('ann', 'ben', self::NOW + 1);
        $this->buy('ben', 'b1', self::NOW + 2);
        $this->assertFrozen('the same person', $this->only());
    }

    public function testAbuseAFriendWhoHasBoughtBeforeIsFrozen(): void
    {
        $this->journal->append([self::order('b0', 'ben', 100, self::NOW - 9 * self::DAY)]);
        $this->assertFrozen('the friend had bought before', $this->join('ben'));
    }

    public function testAbuseAFriendWhoHasBoughtBeforeAsAGuestIsFrozen(): void
    {
        $this->journal->append([self::order('b0', 'guest:ben', 100, self::NOW - 9 * self::DAY)]);
        $this->join('ben');
        $this->journal->link('ben', 'guest:ben', self::NOW + 1);
        $this->buy('ben', 'b1', self::NOW + 2);
        $this->assertFrozen('the friend had bought before', $this->only());
    }

    public function testAbuseTwoWhoInviteEachOtherAreFrozen(): void
    {
        $this->journal->append([Event::signUp('shop', 'ben', self::NOW - 5), Event::signUp('shop', 'cat', self::NOW - 5)]);
        $this->join('cat', 'ben');
        $this->assertFrozen('the friend had invited the inviter', $this->join('ben', 'cat'));
    }

    public function testAbuseALongerCircleIsFrozen(): void
    {
        $this->journal->append(array_map(static fn (string $k): Event => Event::signUp('shop', $k, self::NOW - 5), ['a', 'b', 'c', 'd']));
        foreach ([['a', 'b'], ['b', 'c'], ['c', 'd']] as [$inviter, $friend]) {
            self::assertSame(State::Joined, $this->join($friend, $inviter)->state);
        }
        $this->assertFrozen('a circle of 4 invitations', $this->join('a', 'd'));
    }

    public function testAbuseACircleThroughASecondAccountIsFrozen(): void
    {
        $this->journal->append(array_map(static fn (string $k): Event => Event::signUp('shop', $k, self::NOW - 5), ['a', 'b', 'a2']));
        $this->join('b', 'a');
        $this->journal->link('a', 'a2', self::NOW - 1);
        $this->assertFrozen('the friend had invited the inviter', $this->join('a2', 'b'));
    }

    public function testAbuseASharedAddressPhoneOrCardIsFrozen(): void
    {
        $ann = Signals::of($this->keys, '12, Rue de l\'Été', 'AB1 2CD', '+44 (0)20 7946 0018', 'card_1', '44');
        $this->referrals->remember('ann', $ann);
        $cases = [
            'address' => Signals::of($this->keys, '12 RUE DE L’ETE', 'ab1-2cd'),
            'phone' => Signals::of($this->keys, phone: '020 79460018', callingCode: '44'),
            'card' => Signals::of($this->keys, card: 'card_1'),
        ];
        foreach ($cases as $kind => $signals) {
            $this->assertFrozen("the same $kind as the inviter", $this->join("friend-$kind", 'ann', $signals));
        }
        $others = Signals::of($this->keys, '13 Rue de l\'Été', 'AB1 2CD', '020 7946 0019', 'card_2', '44');
        self::assertSame(State::Joined, $this->join('other', 'ann', $others, self::NOW + 2 * self::DAY)->state);
    }

    public function testAbuseTwoFriendsWithOneCardAreFrozenWhenItIsUsed(): void
    {
        $card = Signals::of($this->keys, card: 'card_9');
        $this->join('ben');
        $this->join('cat');
        $this->journal->append([self::order('b1', 'ben', 9000, self::NOW + 5), self::order('c1', 'cat', 9000, self::NOW + 6)]);
        self::assertSame(State::Rewarded, $this->referrals->settle('ben', self::NOW + 7, $card)?->state);
        $this->assertFrozen('the same card as another friend of the inviter', $this->referrals->settle('cat', self::NOW + 8, $card));
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
    }

    public function testAbuseABurstFreezesAllWhoAreInIt(): void
    {
        foreach (['f1', 'f2'] as $i => $friend) {
            self::assertSame(State::Joined, $this->join($friend, 'ann', null, self::NOW + $i)->state);
        }
        $this->assertFrozen('3 friends within 1 day', $this->join('f3', 'ann', null, self::NOW + 9));
        self::assertSame([State::Frozen, State::Frozen, State::Frozen], array_map(static fn (Referral $r): State => $r->state, $this->referrals->friendsOf('ann')));
        self::assertSame(State::Joined, $this->join('f4', 'ann', null, self::NOW + self::DAY + 9)->state, 'a day later');
    }

    public function testAbuseMoreFriendsThanAreRewardedAreRejected(): void
    {
        foreach (range(1, 4) as $i) {
            $this->join("f$i", 'ann', null, self::NOW + $i * 2 * self::DAY);
            $this->buy("f$i", "o$i", self::NOW + $i * 2 * self::DAY + 9);
        }
        $states = array_map(static fn (Referral $r): State => $r->state, $this->referrals->friendsOf('ann'));
        self::assertSame([State::Rewarded, State::Rewarded, State::Rewarded, State::Rejected], $states);
        self::assertSame([900, 0], $this->rewards('ann', 'f4', self::NOW + 10 * self::DAY));
    }

    public function testAbuseTwoAccountsOfOneFriendDoNotRewardTwoInviters(): void
    {
        $this->journal->append([self::order('c1', 'cat', 5000, self::NOW - 50 * self::DAY)]);
        $this->join('ben');
        $second = $this->join('ben2', 'cat');
        $this->journal->link('ben', 'ben2', self::NOW + 1);
        $this->buy('ben', 'b1', self::NOW + 2);
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
        self::assertSame([0, 200], $this->rewards('cat', 'ben'));
        $frozen = array_values(array_filter(iterator_to_array($this->referrals->all(), false), static fn (Referral $r): bool => $r->number === $second->number))[0];
        self::assertSame([State::Frozen, 'the friend was invited before, with another account'], [$frozen->state, $frozen->reason]);
        self::assertSame(State::Rewarded, $this->referrals->settle('ben2', self::NOW + 9)?->state, 'the first one is the friend\'s');
    }

    public function testTwoInvitationsOfOnePersonAreBothTakenBackWithTheOrders(): void
    {
        $this->journal->append([self::order('c1', 'cat', 5000, self::NOW - 50 * self::DAY)]);
        $this->join('ben');
        $this->join('ben2', 'cat');
        $this->buy('ben', 'b1', self::NOW + 1);
        $this->buy('ben2', 'b2', self::NOW + 2);
        $this->journal->link('ben', 'ben2', self::NOW + 3);
        $this->refund('ben', 'r1', 'b1', 9000, self::NOW + 4);
        $this->refund('ben2', 'r2', 'b2', 9000, self::NOW + 5);
        self::assertSame([[0, 0], [0, 0]], [$this->rewards('ann', 'ben'), $this->rewards('cat', 'ben')]);
    }

    public function testAbuseOrdersThatComeBackMakeNoRoomForMoreFriendsThanAreRewarded(): void
    {
        foreach (range(1, 3) as $i) {
            $this->join("f$i", 'ann', null, self::NOW + $i * 2 * self::DAY);
            $this->buy("f$i", "o$i", self::NOW + $i * 2 * self::DAY + 9);
        }
        $this->refund('f1', 'r1', 'o1', 9000, self::NOW + 7 * self::DAY);
        $this->join('f4', 'ann', null, self::NOW + 8 * self::DAY);
        $this->buy('f4', 'o4', self::NOW + 8 * self::DAY + 9);
        $this->buy('f1', 'o5', self::NOW + 9 * self::DAY);
        $states = static fn (Referral $r): State => $r->state;
        self::assertSame([State::Reversed, State::Rewarded, State::Rewarded, State::Rewarded], array_map($states, $this->referrals->friendsOf('ann')));
        self::assertSame(900, $this->rewards('ann', 'f1', self::NOW + 10 * self::DAY)[0]);
        $this->refund('f4', 'r4', 'o4', 9000, self::NOW + 10 * self::DAY);
        self::assertSame(State::Rewarded, $this->referrals->settle('f1', self::NOW + 11 * self::DAY)?->state, 'there is room again');
    }

    public function testTablesThatAreMadeAnewDoNotRepeatNumbers(): void
    {
        $this->join('ben');
        $this->buy('ben', 'b1', self::NOW + 1);
        (new \Loyalty\Shop\Referral\Schema($this->journal->schema->prefix))->drop($this->journal->connection);
        $this->referrals->install();
        self::assertSame([2, State::Joined], [($again = $this->join('dan', 'ann', null, self::NOW + 5))->number, $again->state]);
        self::assertSame(3, $this->join('eve', 'ann', null, self::NOW + 2 * self::DAY)->number);
    }

    public function testAbuseTheInvitationOfSomebodyWhoWasErasedOrMergedIsNone(): void
    {
        $this->journal->append([self::order('c1', 'cat', 5000, self::NOW - 50 * self::DAY)]);
        [$ann, $cat] = [$this->referrals->invite('ann', self::NOW), $this->referrals->invite('cat', self::NOW)];
        $this->journal->link('dan', 'cat', self::NOW + 1);
        self::assertNull($this->referrals->inviter($cat), 'merged');
        self::assertSame('dan', $this->referrals->inviter($this->referrals->invite('cat', self::NOW + 2)));
        $this->referrals->remember('ann', Signals::of($this->keys, card: 'card_1'));
        $person = $this->journal->numbersOf(['ann'])['ann'];
        (new Erasure($this->journal))->erase('ann', 'asked', self::NOW + 3);
        self::assertNull($this->referrals->inviter($ann), 'erased');
        self::assertSame(0, $this->referrals->sweep(), 'gone with the person');
        // Of a page that was on its way while the person was erased.
        $signal = (new \Loyalty\Shop\Referral\Schema($this->journal->schema->prefix))->signal;
        $this->journal->connection->execute("INSERT INTO $signal (kind, hash, person) VALUES ('card', 'late', ?)", [$person]);
        self::assertSame([1, 0], [$this->referrals->sweep(), $this->referrals->sweep()]);
    }

    public function testAnErasedInviterIsNotRewardedAndNothingMoreIsWritten(): void
    {
        $this->join('ben');
        (new Erasure($this->journal))->erase('ann', 'asked', self::NOW + 3);
        $this->journal->append([self::order('b1', 'ben', 9000, self::NOW + 5)]);
        $settled = $this->referrals->settle('ben', self::NOW + 6);
        self::assertSame([null, State::Joined], [$settled?->inviter, $settled?->state]);
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testStaffApprovesWhatWasFrozenAndItIsRewardedAtOnce(): void
    {
        $card = Signals::of($this->keys, card: 'card_1');
        $this->referrals->remember('ann', $card);
        $this->join('ben', 'ann', $card);
        $this->buy('ben', 'b1', self::NOW + 1);
        self::assertSame([0, 0], $this->rewards('ann', 'ben'));
        $approved = $this->referrals->approve(1, 'Eve', self::NOW + 5);
        self::assertSame([State::Rewarded, 'approved by Eve', true], [$approved->state, $approved->reason, $approved->approved]);
        self::assertSame([300, 200], $this->rewards('ann', 'ben'));
        $this->expectExceptionMessage('is not frozen: it is rewarded');
        $this->referrals->approve(1, 'Eve', self::NOW + 6);
    }

    public function testStaffRejectsForEverAndTakesBackWhatWasGiven(): void
    {
        $this->join('ben');
        $this->buy('ben', 'b1', self::NOW + 1);
        $rejected = $this->referrals->reject(1, 'Eve', 'twins', self::NOW + 5);
        self::assertSame([State::Rejected, 'twins (Eve)'], [$rejected->state, $rejected->reason]);
        self::assertSame(3, $this->referrals->reject(1, 'Eve', 'twins', self::NOW + 6)->revision);
        $this->buy('ben', 'b2', self::NOW + 7);
        self::assertSame([0, 0], $this->rewards('ann', 'ben'));
        $this->expectExceptionMessage('there is no referral 2');
        $this->referrals->reject(2, 'Eve', 'twins', self::NOW);
    }

    public function testWithoutReferralsInTheProgrammeThereAreNoInvitations(): void
    {
        $journal = Journal::connect(self::connection(), new \Loyalty\Shop\Journal\Schema($this->schema->prefix . 'x_'));
        $journal->save(self::document(), self::NOW);
        $this->expectExceptionMessage('the programme has no referrals');
        $this->referralsOf($journal)->invite('ann', self::NOW);
    }

    private function join(string $friend, string $inviter = 'ann', ?Signals $signals = null, int $at = self::NOW): Referral
    {
        return $this->referrals->join($this->referrals->invite($inviter, $at), $friend, $at, $signals);
    }

    private function buy(string $customer, string $order, int $at, int $pence = 9000): void
    {
        $this->journal->append([self::order($order, $customer, $pence, $at)]);
        $this->referrals->settle($customer, $at);
    }

    private function refund(string $customer, string $refund, string $order, int $pence, int $at): void
    {
        $this->journal->append([Event::refund('shop', $refund, $order, $customer, $at, new Money($pence, 'GBP'))]);
        $this->referrals->settle($customer, $at);
    }

    private function assertFrozen(string $reason, ?Referral $referral): void
    {
        self::assertSame(State::Frozen, $referral?->state);
        self::assertStringContainsString($reason, $referral->reason);
        $friend = (string) $referral->friend;
        $this->buy($friend, 'later-' . $friend, self::NOW + 100);
        self::assertSame(State::Frozen, $this->referrals->settle($friend, self::NOW + 101)?->state, 'it waits');
        self::assertSame(0, $this->rewards('ann', $friend)[1]);
    }

    private function only(): Referral
    {
        return iterator_to_array($this->referrals->all(), false)[0];
    }

    /** @return array{int, int} What inviting gave the one, and being invited the other. */
    private function rewards(string $inviter, string $friend, int $at = self::NOW + 1000): array
    {
        $sums = [];
        foreach ([[$inviter, 'inviter'], [$friend, 'friend']] as [$key, $kind]) {
            $sum = 0;
            foreach ($this->customer($key, $at)->lots as $lot) {
                foreach ($lot->rules as $rule) {
                    $sum += $rule['kind'] === $kind ? $lot->left : 0;
                }
            }
            $sums[] = $sum;
        }

        return [$sums[0], $sums[1]];
    }

    private function customer(string $key, int $at = self::NOW + 1000): Customer
    {
        $owner = $this->journal->ownerOf($key);
        $programme = $this->journal->programme() ?? self::fail('no programme');

        return Customer::fold($programme, $owner, $this->journal->eventsOf($owner), $at);
    }

    private function referralsOf(Journal $journal, ?KeyRing $keys = null): Referrals
    {
        return new Referrals($journal, $keys ?? $this->keys);
    }

    private static function rules(): string
    {
        return json_encode([
            'points' => ['earn' => [['key' => 'inviter', 'kind' => 'inviter', 'points' => 300], ['key' => 'friend', 'kind' => 'friend', 'points' => 200]], 'worth' => ['points' => 100, 'amount' => 100]],
            'referral' => ['minimum' => 5000, 'within' => ['days' => 90], 'most' => 3, 'burst' => ['friends' => 3, 'days' => 1]],
        ] + (array) json_decode(self::document(), true, 64, \JSON_THROW_ON_ERROR), \JSON_THROW_ON_ERROR);
    }
}

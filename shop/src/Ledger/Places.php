<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/**
 * How a use of a code comes, changes and goes. One look, then one change that rests on what was seen; if it was so no more, another look.
 *
 * A use that counts nowhere but in the one place of its code is one statement. Any other is one transaction: the counters first and in one
 * order for everybody (code, persons, campaign), then the row.
 *
 * @internal
 */
final readonly class Places
{
    /** How often a race may be lost before a code counts as busy. */
    private const ROUNDS = 40;
    /** Holds that are ended at once where all uses are taken. */
    private const SWEEP = 50;

    public function __construct(private Work $work, private Entries $entries, private Tallies $tallies, private Persons $persons)
    {
    }

    /** Gets a code for a cart or an order. */
    public function occupy(Wish $wish): Answer
    {
        $hosted = $this->work->hosted();
        for ($round = 0; $round < self::ROUNDS; ++$round) {
            // A transaction of the host may have a snapshot: before a refusal, and after a lost race, what is committed now decides.
            $locking = $hosted && $round > 0;
            $seen = Seen::of($wish, $this->entries->about($wish->claim, $wish->holders(), $locking));
            $answer = $this->standing($wish, $seen);
            if ($answer === null) {
                try {
                    $answer = $this->take($wish, $seen, $hosted);
                } catch (DuplicateKeyException) {
                    // Somebody was faster.
                }
            }
            if ($answer !== null && ($locking || !$hosted || $answer->outcome->isGranted())) {
                return $answer;
            }
        }
        if ($hosted) {
            throw new TransientException('the snapshot of the transaction is too old to decide about the code: begin the transaction anew');
        }

        return $wish->answer(Outcome::Busy);
    }

    /** Books a paid use beyond all limits. */
    public function force(Wish $wish, ?Entry $known): Answer
    {
        $hosted = $this->work->hosted();
        // The counts of a row that is there are those of the order's time: the claim may have been made from them.
        $counts = ($known->counts ?? 0) | $wish->counts();
        $this->beginTallies($wish->claim->campaign, $wish->claim->serial, $counts, $hosted);
        for ($round = 0; $round < self::ROUNDS; ++$round) {
            $new = $wish->entry($known->counts ?? 0, true);
            $own = $known === null ? null : $this->entries->find($known, $hosted);
            if ($own !== null && $own->state->isLive()) {
                return $wish->answer(Outcome::Replay);
            }
            try {
                $this->work->whole(function () use ($wish, $own, $new): void {
                    $person = $wish->countedPerson();
                    $this->count($new, 1, $person->pseudonyms ?? []);
                    if ($own === null) {
                        $this->entries->insert($new);
                    } elseif (!$this->entries->replace($own, $new)) {
                        throw new Denied();
                    }
                    if ($person !== null) {
                        $this->persons->set($new, $person);
                    }
                });

                return $wish->answer(Outcome::OverUse);
            } catch (Denied) {
            } catch (DuplicateKeyException) {
                // Another process books the same payment: its row is found by the key that met ours.
                $known = $new;
            }
        }
        throw new TransientException('the payment could not be booked: too many others write the same row');
    }

    /** Ends a hold, and the row with it. False if it is no more as it was read. */
    public function drop(Entry $hold): bool
    {
        if ($hold->isAlone()) {
            return $this->work->once(fn (): bool => $this->entries->delete($hold));
        }

        return $this->attempt(function () use ($hold): bool {
            $this->count($hold, -1);
            $this->persons->clear($hold);

            return $this->entries->delete($hold);
        });
    }

    /** Ends an order's use as if it had never been, released or not. False if it is no more as it was read. */
    public function forget(Entry $entry): bool
    {
        if ($entry->state->isLive()) {
            return $this->drop($entry);
        }

        return $this->attempt(function () use ($entry): bool {
            $this->persons->clear($entry);

            return $this->entries->delete($entry);
        });
    }

    /** Marks an order's use as paid, or as gone for good. False if it is no more as it was read. */
    public function mark(Entry $entry, State $state, int $now): bool
    {
        return $this->work->once(fn (): bool => $this->entries->mark($entry, $state, $now));
    }

    /** Gives back what an order had. Its row stays and remembers. False if it is no more as it was read. */
    public function giveBack(Entry $entry, int $now): bool
    {
        if ($entry->isAlone()) {
            return $this->work->once(fn (): bool => $this->entries->free($entry, $now));
        }

        return $this->attempt(function () use ($entry, $now): bool {
            $this->count($entry, -1);

            return $this->entries->free($entry, $now);
        });
    }

    public function find(Entry $entry): ?Entry
    {
        return $this->entries->find($entry, $this->work->hosted());
    }

    /** What needs no change, or is refused without asking a counter. Null: go on. */
    private function standing(Wish $wish, Seen $seen): ?Answer
    {
        $claim = $wish->claim;
        $own = $seen->own;
        $isLive = $own !== null && $own->state->isLive();
        if ($isLive && !$this->isRepriced($wish, $own) && !$this->isOfAnother($wish, $own)) {
            return $wish->answer(Outcome::Replay);
        }
        if ($seen->revoked && !$isLive) {
            return $wish->answer(Outcome::Revoked);
        }
        if ($claim->usesPerCustomer > 0 && $wish->state === State::Placed && $wish->person === null) {
            return $wish->answer(Outcome::NeedsIdentity);
        }
        $live = $seen->other;
        if ($live === null || $live->isExpired($wish->now)) {
            return null;
        }

        return match (true) {
            $live->state === State::Held => $wish->answer(Outcome::Busy, $live->holdUntil),
            $live->state === State::Placed && $wish->cart !== null && $live->cart === $wish->cart && $wish->state === State::Held => $wish->answer(Outcome::InOrder, null, $live->order()),
            $live->state === State::Placed => $wish->answer(Outcome::Busy, null, $live->order()),
            default => $wish->answer(Outcome::Used, null, $live->order()),
        };
    }

    /** An order that is not paid yet counts in a budget with its last price. */
    private function isRepriced(Wish $wish, Entry $own): bool
    {
        return $wish->state === State::Placed && $own->state === State::Placed
            && $wish->claim->budget > 0 && ($own->counts & Entry::IN_CAMPAIGN) !== 0 && $own->amount !== $wish->claim->amount;
    }

    /** An order that is not paid yet is its customer's as it was placed the last time: an address may have been typed wrong. */
    private function isOfAnother(Wish $wish, Entry $own): bool
    {
        $person = $wish->state === State::Placed && $own->state === State::Placed ? $wish->countedPerson() : null;

        return $person !== null && $this->persons->of($own)?->pseudonyms !== $person->pseudonyms;
    }

    /**
     * @return ?Answer Null: look again.
     * @throws DuplicateKeyException
     */
    private function take(Wish $wish, Seen $seen, bool $hosted): ?Answer
    {
        if ($wish->state === State::Held && $seen->hold !== null && $this->isUpToDate($wish, $seen->hold)) {
            return $wish->answer(Outcome::Replay, $seen->hold->holdUntil);
        }
        $new = $wish->entry($seen->counts());
        if ($seen->other !== null) {
            // A hold that has run out: its row becomes ours, unless there is more to do.
            if ($seen->other->isAlone() && $new->isAlone() && $seen->own === null && $seen->hold === null) {
                return $this->work->once(fn (): bool => $this->entries->replace($seen->other, $new)) ? $this->granted($wish, $seen) : null;
            }
            $this->drop($seen->other);

            return null;
        }
        $base = $seen->hold ?? $seen->own;
        if ($new->isAlone() && ($seen->hold === null || $seen->own === null)) {
            return $this->work->once(fn (): bool => $this->write($base, $new)) ? $this->granted($wish, $seen) : null;
        }
        $person = $wish->countedPerson();
        $names = [];
        if ($person !== null) {
            // Outside the transaction: a read inside, before the locks, would fix what all later reads see.
            [$names, $uses] = $this->persons->usesOf($wish->claim->campaign, $person, $wish->claim->serial, $wish->holders(), $hosted);
            if (count($uses) >= $wish->claim->usesPerCustomer) {
                return $this->customerDenied($wish, $uses);
            }
        }
        try {
            $this->work->whole(fn () => $this->takeCounted($wish, $seen, $new, $names, $hosted));

            return $this->granted($wish, $seen);
        } catch (Denied $denied) {
            return match ($denied->outcome) {
                null => null,
                Outcome::CodeLimit => $this->codeDenied($wish, $hosted),
                default => $this->campaignDenied($wish, $seen, $hosted),
            };
        }
    }

    private function granted(Wish $wish, Seen $seen): Answer
    {
        return match ($wish->state) {
            State::Held => $wish->answer($seen->hold === null ? Outcome::Held : Outcome::Replay, $wish->until),
            State::Placed => $wish->answer($seen->own !== null && $seen->own->state->isLive() ? Outcome::Replay : Outcome::Placed),
            default => $wish->answer(Outcome::Reclaimed),
        };
    }

    /** A hold is asked for with every page: it is written again only when a quarter of it has gone, or when it counts otherwise now. */
    private function isUpToDate(Wish $wish, Entry $hold): bool
    {
        return ($wish->counts() & ~$hold->counts) === 0
            && ($wish->claim->budget === 0 || $hold->amount === $wish->claim->amount)
            && !$hold->isExpired($wish->now)
            && ($wish->until - $hold->holdUntil) * 4 < $wish->until - $wish->now;
    }

    /**
     * Inside a transaction.
     *
     * @param list<string> $names All that the person is known by.
     * @throws Denied
     * @throws DuplicateKeyException
     */
    private function takeCounted(Wish $wish, Seen $seen, Entry $new, array $names, bool $hosted): void
    {
        $claim = $wish->claim;
        $was = $seen->counted();
        $adds = $new->counts & ~($was->counts ?? 0);
        if (($adds & Entry::IN_CODE) !== 0 && !$this->tallies->takeCode($claim)) {
            throw new Denied(Outcome::CodeLimit);
        }
        $person = $wish->countedPerson();
        if ($person !== null) {
            $this->tallies->takeTurns($claim->campaign, $names);
            [$now, $uses] = $this->persons->usesOf($claim->campaign, $person, $claim->serial, $wish->holders(), $hosted);
            // What came between is seen now: it had its turn before ours. A new name has to have its turn too.
            if ($now !== $names || count($uses) >= $claim->usesPerCustomer) {
                throw new Denied();
            }
        }
        if (($new->counts & Entry::IN_CAMPAIGN) !== 0) {
            $uses = ($adds & Entry::IN_CAMPAIGN) !== 0 ? 1 : 0;
            $amount = $new->amount - ($uses === 1 || $was === null ? 0 : $was->amount);
            if (($uses !== 0 || $amount !== 0) && !$this->tallies->takeCampaign($claim, $uses, $amount)) {
                throw new Denied(Outcome::TotalLimit);
            }
        }
        // An order that gave the code back has a row already: the hold becomes that row.
        if ($seen->hold !== null && $seen->own !== null && !$this->entries->delete($seen->hold)) {
            throw new Denied();
        }
        // MySQL tells of rows that changed: where it is the customer alone who did, the row may be as it shall be.
        if (!$this->write($seen->own ?? $seen->hold, $new) && $this->entries->find($new, true) != $new) {
            throw new Denied();
        }
        if ($seen->hold !== null && $seen->hold->holder !== $new->holder && ($new->counts & Entry::IN_PERSONS) !== 0) {
            $person === null ? $this->persons->move($seen->hold, $new) : $this->persons->clear($seen->hold);
        }
        if ($person !== null) {
            $this->persons->set($new, $person);
        }
    }

    private function write(?Entry $old, Entry $new): bool
    {
        if ($old !== null) {
            return $this->entries->replace($old, $new);
        }
        $this->entries->insert($new);

        return true;
    }

    /** The counter was not raised: all uses of the code are taken, or there was none. */
    private function codeDenied(Wish $wish, bool $hosted): ?Answer
    {
        $claim = $wish->claim;
        $this->beginTallies($claim->campaign, $claim->serial, Entry::IN_CODE, $hosted);
        [$uses] = $this->tallies->ofCode($claim->campaign, $claim->serial, $hosted) ?? [0, 0];
        if ($uses < $claim->usesPerCode || $this->endExpired($claim->campaign, $claim->serial, $wish->now)) {
            return null;
        }

        return $wish->answer(Outcome::CodeLimit, $this->entries->firstHoldEnd($claim->campaign, $claim->serial));
    }

    private function campaignDenied(Wish $wish, Seen $seen, bool $hosted): ?Answer
    {
        $claim = $wish->claim;
        $was = $seen->counted();
        $counted = $was !== null && ($was->counts & Entry::IN_CAMPAIGN) !== 0;
        $more = $claim->amount - ($counted ? $was->amount : 0);
        $this->beginTallies($claim->campaign, $claim->serial, Entry::IN_CAMPAIGN, $hosted);
        [$uses, $spent] = $this->tallies->ofCampaign($claim->campaign, $hosted) ?? [0, 0];
        $outcome = match (true) {
            !$counted && $claim->usesTotal > 0 && $uses >= $claim->usesTotal => Outcome::TotalLimit,
            $claim->budget > 0 && $more > 0 && $spent > $claim->budget - $more => Outcome::Budget,
            default => null,
        };
        if ($outcome === null || $this->endExpired($claim->campaign, null, $wish->now)) {
            return null;
        }

        return $wish->answer($outcome, $this->entries->firstHoldEnd($claim->campaign, null));
    }

    /** @param list<Entry> $uses */
    private function customerDenied(Wish $wish, array $uses): ?Answer
    {
        $ends = [];
        $expired = false;
        foreach ($uses as $use) {
            if ($use->isExpired($wish->now)) {
                $this->drop($use);
                $expired = true;
            } elseif ($use->holdUntil !== null) {
                $ends[] = $use->holdUntil;
            }
        }

        return $expired ? null : $wish->answer(Outcome::CustomerLimit, $ends === [] ? null : min($ends));
    }

    private function endExpired(int $campaign, ?int $serial, int $now): bool
    {
        $ended = false;
        foreach ($this->entries->expired($campaign, $serial, $now, self::SWEEP) as $hold) {
            $ended = $this->drop($hold) || $ended;
        }

        return $ended;
    }

    /** Makes the counters that are not there: they begin with what was used before there was a limit. */
    private function beginTallies(int $campaign, int $serial, int $counts, bool $hosted): void
    {
        if (($counts & Entry::IN_CODE) !== 0 && $this->tallies->ofCode($campaign, $serial, $hosted) === null) {
            [$uses] = $this->entries->count($campaign, $serial);
            $this->work->once(fn () => $this->tallies->begin($campaign, $serial, $uses, 0));
        }
        if (($counts & Entry::IN_CAMPAIGN) !== 0 && $this->tallies->ofCampaign($campaign, $hosted) === null) {
            [$uses, $spent] = $this->entries->count($campaign, null);
            $this->work->once(fn () => $this->tallies->begin($campaign, null, $uses, $spent));
        }
    }

    /**
     * @param 1|-1 $sign
     * @param list<string> $turns Of the persons, between code and campaign as everywhere.
     */
    private function count(Entry $entry, int $sign, array $turns = []): void
    {
        if (($entry->counts & Entry::IN_CODE) !== 0) {
            $this->tallies->addCode($entry->campaign, $entry->serial, $sign);
        }
        $this->tallies->takeTurns($entry->campaign, $turns);
        if (($entry->counts & Entry::IN_CAMPAIGN) !== 0) {
            $this->tallies->addCampaign($entry->campaign, $sign, $sign * $entry->amount);
        }
    }

    /** @param callable(): bool $change All of it, or nothing if it says no. */
    private function attempt(callable $change): bool
    {
        try {
            $this->work->whole(static fn () => $change() ?: throw new Denied());

            return true;
        } catch (Denied) {
            return false;
        }
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

use Loyalty\CouponUsage;

/**
 * Who uses which code: held by a cart, bound to an order, redeemed by its payment; exactly as often as permitted, whatever runs in parallel, dies
 * or is called twice. Every call may be repeated and then changes nothing, and works on autocommit as well as inside the host's transaction.
 *
 * Single use rests on a unique key, other limits on counters that are raised only below their limit; neither on isolation levels, locks
 * across statements or the database's clock. What was answered is as durable as the database makes a commit.
 *
 * docs/redemption.md says what to call when; docs/decisions/0015-ledger.md why it is made this way.
 */
final readonly class Ledger
{
    private const LONGEST_HOLD_S = 31_536_000;

    private Work $work;
    private Entries $entries;
    private Tallies $tallies;
    private Persons $persons;
    private Places $places;

    public function __construct(Connection $connection, Schema $schema = new Schema(), Backoff $backoff = new Backoff())
    {
        $this->work = new Work($connection, $backoff);
        $this->entries = new Entries($connection, $schema->use);
        $this->tallies = new Tallies($connection, $schema->tally);
        $this->persons = new Persons($connection, $schema->person, $this->entries);
        $this->places = new Places($this->work, $this->entries, $this->tallies, $this->persons);
    }

    /**
     * A cart asks for codes. A hold that the cart has already is prolonged. A person need not be known yet; if one is, its limit is asked too.
     *
     * @param list<Claim> $claims Each is answered for itself.
     * @param int $ttl How many seconds the hold lasts. A process that dies leaves no more behind.
     * @return list<Answer> In the order of the claims: Held, Replay, or a refusal.
     */
    public function hold(string $cart, array $claims, ?Person $person, int $now, int $ttl = 900): array
    {
        if ($ttl < 1 || $ttl > self::LONGEST_HOLD_S) {
            throw new \ValueError('a hold lasts one second to a year');
        }

        return $this->each($claims, fn (Claim $claim): Answer => $this->places->occupy(new Wish($claim, $cart, null, State::Held, $person, $now, $now + $ttl)));
    }

    /**
     * An order is placed: its codes are bound to it, and end only with its payment, cancellation or failure. A code that the cart does not hold
     * (any more) is taken if it is free.
     *
     * @param list<Claim> $claims Those that the order is priced with.
     * @param ?Person $person All that the order knows of the customer. Where uses are counted by customer nothing is placed without.
     * @return list<Answer> In the order of the claims: Placed, Replay, or a refusal. After a refusal the order must not be taken at this price.
     */
    public function place(string $cart, string $order, array $claims, ?Person $person, int $now): array
    {
        return $this->each($claims, fn (Claim $claim): Answer => $this->places->occupy(new Wish($claim, $cart, $order, State::Placed, $person, $now)));
    }

    /**
     * An order is paid. What it was promised is kept, also if its codes were released meanwhile and are used up: that is booked as over-use.
     *
     * @param list<Claim> $claims The codes that the order is priced with, if the caller knows them. They tell the limits where a payment comes
     *     late, and codes that were never placed are booked too.
     * @return list<Answer> Of every code of the order: Redeemed, Replay, Reclaimed or OverUse.
     */
    public function redeem(string $order, int $now, array $claims = [], ?Person $person = null): array
    {
        $rows = $this->entries->ofHolder(Entry::orderHolder($order), $this->work->hosted());
        $open = [];
        foreach ($claims as $claim) {
            $open[$claim->campaign . ' ' . $claim->serial] = $claim;
        }
        $answers = [];
        foreach ($rows as $row) {
            $key = $row->campaign . ' ' . $row->serial;
            $answers[] = $this->settle($row, $open[$key] ?? null, $order, $person, $now);
            unset($open[$key]);
        }

        return [...$answers, ...$this->each(array_values($open), fn (Claim $claim): Answer => $this->late(new Wish($claim, null, $order, State::Used, $person, $now), null))];
    }

    /**
     * An order is cancelled, paid or not. Its codes are free again if their campaigns say so.
     *
     * @return list<Answer> Released, Kept or Replay.
     */
    public function cancelled(string $order, int $now): array
    {
        return $this->end($order, $now, static fn (Entry $entry): State => match (true) {
            ($entry->keeps & Entry::KEEPS_CANCELLED) === 0 => State::Released,
            $entry->state === State::Placed => State::Kept,
            default => $entry->state,
        });
    }

    /**
     * The payment of an order failed: its codes are free again. A paid order that fails is a cancelled one.
     *
     * @return list<Answer> Released, Kept or Replay.
     */
    public function failed(string $order, int $now): array
    {
        return $this->end($order, $now, static fn (Entry $entry): State => $entry->state === State::Placed || ($entry->keeps & Entry::KEEPS_CANCELLED) === 0
            ? State::Released
            : $entry->state);
    }

    /**
     * Money went back. The codes are free again if all of it did, and their campaigns say so.
     *
     * @return list<Answer> Released, Kept or Replay.
     */
    public function refunded(string $order, bool $whole, int $now): array
    {
        return $this->end($order, $now, static fn (Entry $entry): State => $whole && $entry->state !== State::Kept && ($entry->keeps & Entry::KEEPS_REFUNDED) === 0
            ? State::Released
            : $entry->state);
    }

    /**
     * A cart gives codes back: one was taken out, or the cart is emptied.
     *
     * @param ?list<Claim> $claims Null for all that it holds.
     * @return list<Answer> Released, for each hold that was there.
     */
    public function release(string $cart, ?array $claims = null): array
    {
        $keys = $claims === null ? null : array_map(static fn (Claim $claim): string => $claim->campaign . ' ' . $claim->serial, $claims);
        $answers = [];
        foreach ($this->entries->ofHolder(Entry::cartHolder($cart), $this->work->hosted()) as $row) {
            if ($keys !== null && !in_array($row->campaign . ' ' . $row->serial, $keys, true)) {
                continue;
            }
            for ($hold = $row; $hold !== null && !$this->places->drop($hold);) {
                $hold = $this->places->find($hold);
            }
            $answers[] = new Answer($row->campaign, $row->serial, Outcome::Released);
        }

        return $answers;
    }

    /**
     * An order is priced without codes that it had: staff took them out, or it is placed again with others. They are free at once, and its payment
     * does not bring them back, as it would after failed().
     *
     * @param list<Claim> $claims
     * @return list<Answer> Released, for each that the order had. What it keeps for good is left.
     */
    public function remove(string $order, array $claims): array
    {
        $keys = array_map(static fn (Claim $claim): string => $claim->campaign . ' ' . $claim->serial, $claims);
        $answers = [];
        foreach ($this->entries->ofHolder(Entry::orderHolder($order), $this->work->hosted()) as $row) {
            if (!in_array($row->campaign . ' ' . $row->serial, $keys, true)) {
                continue;
            }
            for ($use = $row; $use !== null && $use->state !== State::Kept && !$this->places->forget($use);) {
                $use = $this->places->find($use);
            }
            if ($use?->state !== State::Kept) {
                $answers[] = new Answer($row->campaign, $row->serial, Outcome::Released, null, $order);
            }
        }

        return $answers;
    }

    /**
     * What quote() has to know. The asking cart's and order's own uses do not count, nor do holds that have run out.
     *
     * @param list<Claim> $claims
     * @return list<CouponUsage> In the order of the claims.
     */
    public function usage(array $claims, ?Person $person, int $now, ?string $cart = null, ?string $order = null): array
    {
        $own = [Entry::SHOP, ...($cart === null ? [] : [Entry::cartHolder($cart)]), ...($order === null ? [] : [Entry::orderHolder($order)])];
        $usage = [];
        foreach ($claims as $claim) {
            [$total, $spent] = $claim->usesTotal > 0 || $claim->budget > 0 ? $this->counted($claim->campaign, null, $own, $now) : [0, 0];
            $customer = 0;
            if ($claim->usesPerCustomer > 0 && $person !== null) {
                foreach ($this->persons->usesOf($claim->campaign, $person, $claim->serial, $own, false)[1] as $use) {
                    $customer += $use->isExpired($now) ? 0 : 1;
                }
            }
            [$uses, $revoked] = $claim->serial === Claim::NO_CODE ? [0, false] : $this->usesOfCode($claim, $own, $now);
            $usage[] = new CouponUsage($claim->code, $uses, $customer, $total, $spent, $revoked);
        }

        return $usage;
    }

    /**
     * Withdraws one code for ever. Orders that have it keep it.
     *
     * @return Answer Revoked or Replay.
     */
    public function revoke(int $campaign, int $serial, int $now): Answer
    {
        $entry = new Entry($campaign, $serial, Entry::SHOP, State::Revoked, null, null, 0, 0, 0, false, $now);
        try {
            $this->work->once(fn () => $this->entries->insert($entry));
        } catch (DuplicateKeyException) {
            return new Answer($campaign, $serial, Outcome::Replay);
        }

        return new Answer($campaign, $serial, Outcome::Revoked);
    }

    /**
     * Ends holds that have run out. Nothing depends on when it runs: whoever needs their place ends them too.
     *
     * @return int How many.
     */
    public function sweep(int $now, int $most = 1000): int
    {
        $ended = 0;
        foreach ($this->entries->expiredAnywhere($now, max(1, $most)) as $hold) {
            $ended += $this->places->drop($hold) ? 1 : 0;
        }

        return $ended;
    }

    /** @return list<Entry> Uses of a campaign beyond what was permitted: payments that came after their codes were released and used up. */
    public function overUses(int $campaign): array
    {
        return $this->entries->overUses($campaign);
    }

    /** @return list<Entry> What an order has, or had. */
    public function ofOrder(string $order): array
    {
        return $this->entries->ofHolder(Entry::orderHolder($order), false);
    }

    /**
     * Claims by campaign and serial, however they were typed: two carts with the same codes never wait for each other.
     *
     * @param list<Claim> $claims
     * @param callable(Claim): Answer $ask
     * @return list<Answer>
     */
    private function each(array $claims, callable $ask): array
    {
        uasort($claims, static fn (Claim $a, Claim $b): int => [$a->campaign, $a->serial] <=> [$b->campaign, $b->serial]);
        $answers = array_map($ask, $claims);
        ksort($answers);

        return array_values($answers);
    }

    private function settle(Entry $row, ?Claim $claim, string $order, ?Person $person, int $now): Answer
    {
        while ($row->state !== State::Released) {
            if ($row->state === State::Used) {
                return new Answer($row->campaign, $row->serial, Outcome::Replay, null, $order);
            }
            if ($this->places->mark($row, State::Used, $now)) {
                return new Answer($row->campaign, $row->serial, Outcome::Redeemed, null, $order);
            }
            $row = $this->places->find($row) ?? throw new LedgerException('the row of an order has vanished');
        }
        if ($claim !== null && $claim->usesPerCustomer > 0) {
            $person ??= $this->persons->of($row);
        }
        $wish = new Wish($claim ?? self::claimOf($row), $row->cart, $order, State::Used, $person, $now);
        // A row knows of no limit but that of its unique key. What may be beyond a limit is never passed off as permitted.
        if ($claim === null && !$row->isAlone()) {
            return $this->places->force($wish, $row);
        }

        return $this->late($wish, $row);
    }

    /** A payment for which no code waits (any more). */
    private function late(Wish $wish, ?Entry $row): Answer
    {
        $answer = $this->places->occupy($wish);

        return $answer->outcome->isGranted() ? $answer : $this->places->force($wish, $row);
    }

    private static function claimOf(Entry $row): Claim
    {
        return new Claim(
            '',
            $row->campaign,
            $row->serial,
            ($row->counts & Entry::IN_SLOT) !== 0 ? 1 : 0,
            amount: $row->amount,
            releaseOnCancel: ($row->keeps & Entry::KEEPS_CANCELLED) === 0,
            releaseOnRefund: ($row->keeps & Entry::KEEPS_REFUNDED) === 0,
        );
    }

    /**
     * @param callable(Entry): State $becomes
     * @return list<Answer>
     */
    private function end(string $order, int $now, callable $becomes): array
    {
        $answers = [];
        foreach ($this->entries->ofHolder(Entry::orderHolder($order), $this->work->hosted()) as $row) {
            $answers[] = new Answer($row->campaign, $row->serial, $this->endOne($row, $now, $becomes), null, $order);
        }

        return $answers;
    }

    /** @param callable(Entry): State $becomes */
    private function endOne(Entry $row, int $now, callable $becomes): Outcome
    {
        while ($row->state->isLive()) {
            $state = $becomes($row);
            if ($state === $row->state) {
                return $state === State::Kept ? Outcome::Replay : Outcome::Kept;
            }
            if ($state === State::Released ? $this->places->giveBack($row, $now) : $this->places->mark($row, $state, $now)) {
                return $state === State::Released ? Outcome::Released : Outcome::Kept;
            }
            $row = $this->places->find($row) ?? throw new LedgerException('the row of an order has vanished');
        }

        return Outcome::Replay;
    }

    /**
     * @param non-empty-list<string> $own
     * @return array{int, bool} How often others use a code, and whether it is withdrawn from the one who asks.
     */
    private function usesOfCode(Claim $claim, array $own, int $now): array
    {
        $uses = 0;
        $revoked = $kept = false;
        foreach ($this->entries->about($claim, $own, false) as $entry) {
            $revoked = $revoked || $entry->state === State::Revoked;
            $isOwn = in_array($entry->holder, $own, true);
            $kept = $kept || ($isOwn && $entry->state->isLive() && $entry->order() !== null);
            $uses += $entry->state->isLive() && !$entry->isExpired($now) && !$isOwn ? 1 : 0;
        }
        if ($claim->usesPerCode === 0) {
            $uses = 0;
        } elseif (!$claim->isSingleUse()) {
            $uses = $this->counted($claim->campaign, $claim->serial, $own, $now)[0];
        }

        return [$uses, $revoked && !$kept];
    }

    /**
     * @param non-empty-list<string> $own
     * @return array{int, int} Uses and money in the way of others than $own.
     */
    private function counted(int $campaign, ?int $serial, array $own, int $now): array
    {
        $all = ($serial === null ? $this->tallies->ofCampaign($campaign, false) : $this->tallies->ofCode($campaign, $serial, false))
            ?? $this->entries->count($campaign, $serial);
        $not = $this->entries->notInTheWay($campaign, $serial, $own, $now);

        return [max(0, $all[0] - $not[0]), max(0, $all[1] - $not[1])];
    }
}

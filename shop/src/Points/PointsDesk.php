<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

use Loyalty\Cart;
use Loyalty\Coupon;
use Loyalty\Coupons;
use Loyalty\CouponUsage;
use Loyalty\Customer;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\InsufficientPointsException;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Quote;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Journal\Kinds;
use Loyalty\Shop\Ledger\DuplicateKeyException;

/**
 * Where a shop's plugin goes with its points: one method for each thing that happens in a shop. Every call may be repeated, by a hook that fires
 * twice or a customer who clicks twice, and may run beside itself. The rules are the versions that are saved in the journal. docs/plugin-guide.md
 */
final class PointsDesk
{
    private readonly Codes $codes;
    private readonly Turn $turn;
    private ?Programme $programme = null;

    /**
     * Cheap: nothing is asked of the database before a method is called.
     *
     * @param string $source Of the events that are written here: "woocommerce", "prestashop".
     * @param ?KeyRing $keys Signs codes of rewards and tiers; null: there are none.
     */
    public function __construct(private readonly Journal $journal, private readonly string $source = 'shop', ?KeyRing $keys = null, private readonly ?Schema $tables = null)
    {
        $this->codes = new Codes($journal, $keys, $this->tables());
        $this->turn = new Turn($journal);
    }

    /** Makes the tables beside the journal's: when the plugin is installed or updated. */
    public function install(): void
    {
        $this->tables()->create($this->journal->connection);
    }

    /** All versions that are saved. */
    public function programme(): Programme
    {
        return $this->programme ??= $this->journal->programme() ?? throw new JournalException('the journal has no programme: "loyalty programme save FILE" saves one');
    }

    /** What happened in the shop: orders in their condition, refunds, visits, reviews. */
    public function happened(Event ...$events): AppendOutcome
    {
        return $this->journal->append(array_values($events));
    }

    /**
     * An account is made. Guests whose orders are this person's belong to it from now on; one who belongs to another account stays there.
     *
     * @param list<string> $guests Keys of guests, as their orders have them.
     */
    public function signedUp(string $customer, int $now, array $guests = []): void
    {
        $this->once(Event::signUp($this->source, $customer, $now));
        foreach ($guests as $guest) {
            if ($guest !== $customer) {
                // An address outlives accounts: points of a guest whom two accounts had would be spent by both.
                $this->alone(fn (): bool => $this->journal->ownerOf($guest) === $guest && $this->journal->link($customer, $guest, $now));
            }
        }
    }

    /**
     * Who somebody is at an instant, folded under the key that the points are kept under.
     *
     * @param string $key Any of the person's.
     */
    public function customer(string $key, int $at): Customer
    {
        $owner = $this->journal->ownerOf($key);

        return $this->journal->customer($this->programme(), $owner, $at);
    }

    /** What can be spent now; negative with a debt. */
    public function balance(string $key, int $at): int
    {
        return $this->customer($key, $at)->account->balance;
    }

    /**
     * What a cart costs, earns and may spend. Programme::quote() says more of the arguments.
     *
     * @param ?string $key Null for a guest.
     * @param list<Coupon|string> $coupons
     * @param list<CouponUsage> $usage
     */
    public function quote(Cart $cart, ?string $key, int $at, array $coupons = [], ?Coupons $verifier = null, array $usage = []): Quote
    {
        return $this->programme()->quote($cart, $key === null ? null : $this->customer($key, $at), $coupons, $verifier, $at, $usage);
    }

    /**
     * Points pay a part of an order: when it is placed, before it can be paid. Asked again for the same order it takes nothing; where the points were given back
     * meanwhile (the order was cancelled and is open again), it takes them anew.
     *
     * @param int $points As Quote::$spent says.
     * @throws InsufficientPointsException
     * @throws EventConflictException if other points, or another person's, pay for this order already
     */
    public function spend(string|int $order, string $customer, int $points, int $now): Spent
    {
        [$for, $before] = $this->lastSpend((string) $order, true);
        $spend = Event::pointsSpent($this->source, $for, $customer, $before->at ?? $now, $points);
        $outcome = $this->spent($spend, $customer, $now);

        return new Spent($spend->id, $points, $this->programme()->at($now)->worth($points), $outcome->appended === 0);
    }

    /**
     * Points buy a reward.
     *
     * @param string $object What makes this purchase one: the form's token, so that clicking twice buys once.
     * @throws InsufficientPointsException
     * @throws RewardException for a reward that there is not, or not for this customer
     */
    public function reward(string $reward, string $object, string $customer, int $now): Given
    {
        $known = $this->journal->byIds([Event::pointsSpent($this->source, $object, $customer, $now, 1, $reward)->id]);
        $before = array_values($known)[0] ?? null;
        $terms = $this->programme()->at($before->at ?? $now)->rewards()[$reward] ?? throw new RewardException(sprintf('the programme has no reward "%s"', $reward));
        if ($before === null && $terms['tiers'] !== [] && !in_array($this->customer($customer, $now)->tier, $terms['tiers'], true)) {
            throw new RewardException(sprintf('reward "%s" is for %s', $reward, implode(', ', $terms['tiers'])));
        }
        $spend = Event::pointsSpent($this->source, $object, $customer, $before->at ?? $now, $terms['points'], $reward);
        if ($terms['kind'] !== 'coupon') {
            $outcome = $this->spent($spend, $customer, $now);

            return new Given($spend->id, $reward, $terms['kind'], $terms['points'], $outcome->appended === 0, null, $terms['sku'] === '' ? null : $terms['sku'],
                $terms['kind'] === 'credit' ? new Money($terms['amount'], $this->programme()->currency()) : null);
        }
        $this->codes->check();
        // Points and code together: no points are gone without a code.
        [$repeated, $code] = $this->alone(function () use ($spend, $customer, $reward, $terms, $now): array {
            $outcome = $this->spent($spend, $customer, $now);
            try {
                return [$outcome->appended === 0, $this->codes->give($customer, 'reward/' . hash('sha256', $spend->id), $terms['campaign'], $now)];
            } catch (\ValueError $e) {
                throw new RewardException(sprintf('reward "%s" has no code to give: %s', $reward, $e->getMessage()), 0, $e);
            }
        });

        return new Given($spend->id, $reward, 'coupon', $terms['points'], $repeated, $code);
    }

    /**
     * Gives back what an order had spent: it was cancelled, or goods came back that points had paid. Never more than what is left of the spend.
     *
     * @param string|int $object What gives it back: "cancelled", the number of a refund. The same one gives back once for one spend.
     * @param ?int $points Null: all that is left.
     * @return int How many came back by this object.
     */
    public function restore(string|int $order, string|int $object, int $now, ?int $points = null): int
    {
        if ($points !== null && $points < 1) {
            throw new \ValueError('at least one point is given back');
        }
        [$for, $spend] = $this->lastSpend((string) $order, false);
        if ($spend === null || $spend->customer === null) {
            return 0;
        }
        $given = 0;
        $customer = $spend->customer;
        $this->turn->take($customer, function (array $events) use ($for, $object, $customer, $spend, $now, $points, &$given): array {
            // Clocks of two machines differ: what was given back before it was spent would be nothing.
            $give = fn (int $points): Event => Event::pointsRestored($this->source, "$for:$object", $for, $customer, max($now, $spend->at), $points);
            $id = $give(1)->id;
            foreach ($events as $event) {
                if ($event->id === $id) {
                    $given = Payload::points($event);

                    return [];
                }
            }
            $given = min($points ?? \PHP_INT_MAX, Payload::left($spend, $events));

            return $given > 0 ? [$give($given)] : [];
        });

        return $given;
    }

    /**
     * Staff gives or takes points.
     *
     * @param string $object What makes this adjustment one: the form's token.
     * @param int $points Not 0; negative takes away.
     */
    public function adjust(string $customer, string $object, int $points, string $reason, string $author, int $now): AppendOutcome
    {
        return $this->once(Event::pointsAdjusted($this->source, $object, $customer, $now, $points, $reason, $author));
    }

    /**
     * Who is to be told of points that expire. Each person and instant comes once, and is stored before it is handed out: who is killed in between has told
     * nobody, and nobody is told twice.
     *
     * @return \Generator<int, Notice>
     */
    public function notices(int $now): \Generator
    {
        $base = $this->base($now);
        foreach ($base->select('points > 0 or points_pending > 0')->keys() as $key) {
            foreach ($base->customer($key)->expiring() as ['at' => $expires, 'points' => $points, 'notice_at' => $from]) {
                if ($from === null || $from > $now || $expires <= $now || $points < 1) {
                    continue;
                }
                $person = $this->journal->numbersOf([$key])[$key] ?? null;
                try {
                    if ($person !== null) {
                        $this->journal->work()->once(fn (): int => $this->journal->connection->execute(
                            "INSERT INTO {$this->tables()->notice} (person, expires_at, points, told_at) VALUES (?, ?, ?, ?)",
                            [$person, $expires, $points, $now],
                        ));
                        yield new Notice($key, $points, $expires);
                    }
                } catch (DuplicateKeyException) {
                    // Told before, or by another process at this moment.
                }
            }
        }
    }

    /**
     * The codes that a customer has not had yet for tiers that were reached: one of each campaign of the tier for each time. A refund that moves the day,
     * or takes the tier and gives it again, makes no second one. Reached by the figures: a tier that staff sets, another version brings, or that was reached
     * before the first version began, gives none.
     *
     * @param string $key Any of the person's.
     * @return list<TierCode> Those that were given now.
     */
    public function tierCodes(string $key, int $now): array
    {
        return $this->codesFor($this->customer($key, $now), $now);
    }

    /**
     * The same for everybody, such as in a nightly job.
     *
     * @return \Generator<int, TierCode>
     */
    public function dueTierCodes(int $now): \Generator
    {
        $base = $this->base($now);
        foreach ($base->all()->keys() as $key) {
            foreach ($this->codesFor($base->customer($key), $now) as $code) {
                yield $code;
            }
        }
    }

    /** @return list<array{campaign: string, code: string, given_at: int}> All codes that points and tiers gave the person, for the account page. */
    public function codesOf(string $key): array
    {
        return $this->codes->of($this->journal->links()->of($key));
    }

    private function tables(): Schema
    {
        return $this->tables ?? new Schema($this->journal->schema->prefix);
    }

    private function base(int $now): CustomerBase
    {
        $base = new CustomerBase($this->programme());
        $base->append($this->journal->events());
        $base->fold($now);

        return $base;
    }

    /** @return list<TierCode> */
    private function codesFor(Customer $customer, int $now): array
    {
        $given = [];
        $reached = [];
        $begin = $this->programme()->inForceFrom();
        foreach ($this->programme()->parts() as $part) {
            $begin = min($begin, $part->inForceFrom());
        }
        foreach ($customer->standing->changes ?? [] as $change) {
            if ($change['cause'] !== 'reached' || $change['to'] === null || $change['at'] < $begin) {
                continue;
            }
            $tier = $change['to'];
            $nth = $reached[$tier] = ($reached[$tier] ?? 0) + 1;
            foreach ($this->couponsOf($tier, $change['at']) as $campaign) {
                $occasion = "tier/$tier/$campaign/$nth";
                if ($this->codes->has($customer->key, $occasion)) {
                    continue;
                }
                $this->codes->check();
                $code = $this->alone(fn (): ?string => $this->codes->has($customer->key, $occasion) ? null : $this->codes->give($customer->key, $occasion, $campaign, $now));
                if ($code !== null) {
                    $given[] = new TierCode($customer->key, $tier, $campaign, $code, $change['at']);
                }
            }
        }

        return $given;
    }

    /** @return list<string> Campaigns of a tier that are open now, by the version in which it was reached. */
    private function couponsOf(string $tier, int $at): array
    {
        foreach ($this->programme()->at($at)->tiers() as $level) {
            if ($level['key'] === $tier) {
                return $level['coupons'];
            }
        }

        return [];
    }

    /** Whether it is known already, or spends now; in a race with itself it happened once. */
    private function spent(Event $spend, string $customer, int $now): AppendOutcome
    {
        try {
            // One that is known may be of a machine whose clock is ahead.
            return $this->journal->spend($customer, $spend, $this->programme(), max($now, $spend->at));
        } catch (EventConflictException $e) {
            return $this->same($spend) ? new AppendOutcome(0, 1) : throw $e;
        }
    }

    /** An event whose instant is that of the call: asked again later, it is the same one. */
    private function once(Event $event): AppendOutcome
    {
        if ($this->same($event)) {
            return new AppendOutcome(0, 1);
        }
        try {
            return $this->journal->append([$event]);
        } catch (EventConflictException $e) {
            return $this->same($event) ? new AppendOutcome(0, 1) : throw $e;
        }
    }

    /** @phpstan-impure */
    private function same(Event $event): bool
    {
        $known = $this->journal->byIds([$event->id])[$event->id] ?? null;

        return $known !== null && $known->customer === $event->customer && $known->payload === $event->payload;
    }

    /**
     * The spend of an order that is open, or the last one. An order that is placed anew after its points came back has another spend, "17#2" of order 17.
     * One that bought a reward is no order's: tokens of forms come from browsers, and may be an order's number.
     *
     * @param bool $next Whether the name of the next one is wanted where nothing is left of the last.
     * @return array{string, ?Event}
     */
    private function lastSpend(string $order, bool $next): array
    {
        $last = [$order, null];
        for ($n = 1;; ++$n) {
            $for = $n === 1 ? $order : "$order#$n";
            $id = Event::pointsSpent($this->source, $for, 'x', 0, 1)->id;
            $event = $this->journal->byIds([$id])[$id] ?? null;
            if ($event === null || $event->customer === null) {
                return $next ? [$for, null] : $last;
            }
            if (Kinds::member($event->payload, 'reward') !== null) {
                continue;
            }
            $last = [$for, $event];
            if (Payload::left($event, $this->journal->eventsOf($this->journal->ownerOf($event->customer))) > 0) {
                return $last;
            }
        }
    }

    /**
     * Nobody else writes to the journal meanwhile.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    private function alone(callable $work): mixed
    {
        return $this->journal->work()->whole(function () use ($work): mixed {
            $this->journal->appender()->lock();

            return $work();
        });
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin;

use Loyalty\Event;
use Loyalty\EventType;
use Loyalty\InsufficientPointsException;
use Loyalty\OrderCondition;
use Loyalty\Shop\Journal\ConcurrencyException;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Points\PointsDesk;

/**
 * What an order is goes into the journal, whichever hook says so, however often, late or out of order.
 *
 * The revision is a counter in the journal, not the platform's "modified": that has one second for two changes, moves with every note that staff
 * writes, and goes back with the clock of another server. A hook says only that something happened. The order is read anew after the journal has
 * said how far it is, and written only if the journal is still there: so of two hooks at once the second reads again, and every revision was read
 * later than the one before it. A hook that is overtaken finds the order as it is by now, which the journal has already: it writes nothing.
 *
 * The instant of a revision is when it happened, as the order says, not when the hook ran: an award of a job that ran three days late expires
 * like any other.
 */
final readonly class OrderBook
{
    private const RETRIES = 12;

    public function __construct(private Journal $journal, private PointsDesk $desk, private string $source)
    {
    }

    /**
     * @param callable(): ?OrderState $read Asks the platform anew, past its caches; null: there is nothing to say of the order.
     * @return list<string> What staff should know.
     * @throws ConcurrencyException|EventConflictException inside of a transaction of the host, which sees nothing new before it begins anew: call again after it
     */
    public function record(string $order, callable $read, int $now): array
    {
        for ($retry = 0;; ++$retry) {
            $first = $read();
            if ($first === null) {
                return [];
            }
            $programme = $this->desk->programme();
            if ($first->shipping->currency !== $programme->currency()) {
                return [sprintf('the order is in %s and the programme in %s: it earns nothing and counts for no tier', $first->shipping->currency, $programme->currency())];
            }
            $last = $this->last($order);
            $customer = $this->customer($first, $last);
            $expecting = [];
            foreach (array_filter([$customer, $last->customer ?? null]) as $key) {
                $expecting[$key] = $this->journal->nth($key);
            }
            // Once more, now that it is known which events it follows.
            $last = $this->last($order);
            $state = $read();
            if ($state === null || $state->customer !== $first->customer || $state->shipping->currency !== $first->shipping->currency) {
                continue;
            }
            try {
                $state = self::remembering($state, $last);
                $events = [...$this->revisions($state, $customer, $last, $now), ...$this->refunds($state, $customer, $now)];
                if ($events !== []) {
                    $this->journal->append($events, expecting: $expecting);
                }

                return $this->settle($state, $customer, $now);
            } catch (ConcurrencyException|EventConflictException $e) {
                // Somebody was faster; where the customer changed at the same time it shows in the revision's id.
                if ($retry >= self::RETRIES || $this->journal->connection->inTransaction()) {
                    throw $e;
                }
                usleep(random_int(1_000, 2_000 * (1 + $retry)));
            }
        }
    }

    /** Whoever has it: a guest who has an account by now stays the guest that he was for orders of then, and the two are linked. */
    private function customer(OrderState $state, ?Event $last): string
    {
        $known = $last?->customer;

        return $known !== null && $this->journal->ownerOf($known) === $this->journal->ownerOf($state->customer) ? $known : $state->customer;
    }

    /** A product's category and brand are those of the day it was bought: the shop's catalogue may be another by now. */
    private static function remembering(OrderState $state, ?Event $last): OrderState
    {
        $facts = [];
        $lines = $last === null ? null : self::member($last, 'lines');
        foreach (is_array($lines) ? $lines : [] as $line) {
            if (is_array($line) && is_string($line['sku'] ?? null)) {
                $text = static fn (string $name): string => is_string($line[$name] ?? null) ? $line[$name] : '';
                $facts[$line['sku']] ??= ['category' => $text('category'), 'brand' => $text('brand')];
            }
        }

        return $facts === [] ? $state : $state->with(static fn (array $line): array => ($facts[$line['sku']] ?? []) + $line);
    }

    /** @return list<Event> */
    private function revisions(OrderState $state, string $customer, ?Event $last, int $now): array
    {
        $revision = $last === null ? 0 : self::int($last, 'revision');
        if ($last !== null && $last->customer === $customer && $this->event($state, $revision, $customer, $last->at, $state->condition)->payload === $last->payload) {
            return [];
        }
        $events = [];
        $at = static fn (?int $at) => max($last->at ?? 0, min($now, $at ?? $state->changedAt));
        if ($last !== null && $last->customer !== null && $last->customer !== $customer) {
            // Staff has given the order to somebody else: for the one who had it it is cancelled.
            $events[] = $this->event($state, ++$revision, $last->customer, $at(null), OrderCondition::Cancelled);
        }
        $paid = $this->wasPaid($state->order, $customer);
        if ($state->condition === OrderCondition::Delivered && !$paid && ($state->paidAt ?? \PHP_INT_MAX) < ($state->deliveredAt ?? $state->changedAt)) {
            $events[] = $this->event($state, ++$revision, $customer, $at($state->paidAt), OrderCondition::Paid);
            $paid = true;
        }
        $events[] = $this->event($state, ++$revision, $customer, max($events === [] ? 0 : end($events)->at, $at(match ($state->condition) {
            OrderCondition::Placed => $last === null ? $state->placedAt : null,
            OrderCondition::Paid => $paid ? null : $state->paidAt,
            OrderCondition::Delivered => $state->deliveredAt ?? ($paid ? null : $state->paidAt),
            OrderCondition::Cancelled => null,
        })), $state->condition);

        return $events;
    }

    private function event(OrderState $state, int $revision, string $customer, int $at, OrderCondition $condition): Event
    {
        return Event::order($this->source, $state->order, $revision, $customer, $at, $condition, $state->total, $state->lines, 'online', $state->shipping,
            byPoints: $state->byPoints, byGiftCard: $state->byGiftCard);
    }

    /** @return list<Event> Those that the journal has not, and of those that the shop has no more that they were none. */
    private function refunds(OrderState $state, string $customer, int $now): array
    {
        $known = $gone = $events = [];
        foreach ($this->journal->eventsOf($customer) as $event) {
            if ($event->type === EventType::Refund && $event->customer === $customer && str_starts_with($event->id, $this->source . '/') && self::text($event, 'order') === $state->order) {
                $known[$event->id] = $event;
                $gone[self::text($event, 'replaces')] = true;
            }
        }
        foreach ($state->refunds as $refund) {
            $events[] = $this->own($customer, fn (string $name): Event => Event::refund($this->source, $name, $state->order, $customer, min($now, $refund->at), $refund->amount, $refund->lines, $refund->shipping),
                $refund->refund);
        }
        if ($state->points > 0 && $state->refundedWhole) {
            // What points paid comes back as points: of the goods nothing is kept.
            $paid = fn (int $n): Event => $this->own($customer, fn (string $name): Event => Event::refund($this->source, $name, $state->order, $customer, $now, $state->byPoints), "$state->order-points-$n");
            for ($n = 1; isset($gone[$paid($n)->id]); ++$n);
            $events[] = $paid($n);
        }
        $there = array_column($events, 'id');
        foreach ($known as $id => $event) {
            if (!isset($gone[$id]) && self::text($event, 'replaces') === '' && !in_array($id, $there, true)) {
                $events[] = Event::refund($this->source, 'deleted-' . hash('sha256', $id), $state->order, $customer, max($event->at, $now), $state->total->subtract($state->total))->replacing($id);
            }
        }

        return array_values(array_filter($events, static fn (Event $event): bool => !isset($known[$event->id])));
    }

    /**
     * A refund of this customer's: of an order that staff has given to somebody else, the one who had it keeps the name.
     *
     * @param callable(string): Event $make
     */
    private function own(string $customer, callable $make, string $object): Event
    {
        for ($n = 1;; ++$n) {
            $event = $make($n === 1 ? $object : "$object#$n");
            $known = $this->journal->byIds([$event->id])[$event->id] ?? null;
            if ($known === null || $known->customer === $customer) {
                return $event;
            }
        }
    }

    /** @return list<string> */
    private function settle(OrderState $state, string $customer, int $now): array
    {
        if ($state->points === 0) {
            return [];
        }
        if (!$state->keepsPoints()) {
            $points = $this->desk->restore($state->order, match (true) {
                $state->refundedWhole => 'refunded',
                $state->failed => 'failed',
                default => 'cancelled',
            }, $now);

            return $points === 0 ? [] : [sprintf('%d points that the order had spent are the customer\'s again', $points)];
        }
        try {
            $this->desk->spend($state->order, $customer, $state->points, $now);

            return [];
        } catch (InsufficientPointsException|EventConflictException $e) {
            return [sprintf('%s of the order were to be paid with %d points, which are not there: %s', $state->byPoints->format(), $state->points, $e->getMessage())];
        }
    }

    private function last(string $order): ?Event
    {
        $last = null;
        foreach ($this->all($order) as $event) {
            if ($last === null || self::int($event, 'revision') > self::int($last, 'revision')) {
                $last = $event;
            }
        }

        return $last;
    }

    private function wasPaid(string $order, string $customer): bool
    {
        foreach ($this->all($order) as $event) {
            if ($event->customer === $customer && in_array(self::text($event, 'condition'), [OrderCondition::Paid->value, OrderCondition::Delivered->value], true)) {
                return true;
            }
        }

        return false;
    }

    /** @return array<string, Event> */
    private function all(string $order): array
    {
        $id = Event::order($this->source, $order, 1, null, 0, OrderCondition::Placed, new \Loyalty\Money(0, $this->desk->programme()->currency()))->id;

        return $this->journal->byIds($this->journal->idsFrom(substr($id, 0, -1)));
    }

    private static function int(Event $event, string $member): int
    {
        $value = self::member($event, $member);

        return is_int($value) ? $value : 0;
    }

    private static function text(Event $event, string $member): string
    {
        $value = self::member($event, $member);

        return is_string($value) ? $value : '';
    }

    private static function member(Event $event, string $member): mixed
    {
        $payload = json_decode($event->payload, true, 16, \JSON_THROW_ON_ERROR);

        return is_array($payload) ? $payload[$member] ?? null : null;
    }
}

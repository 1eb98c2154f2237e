<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

use Loyalty\Event;
use Loyalty\EventType;
use Loyalty\Shop\Journal\Kinds;

/**
 * A person's orders as they are now: what counts, since when, and what of it is kept. docs/points.md ("Which orders count, and when")
 *
 * @internal
 */
final readonly class Purchases
{
    /** @var list<array{key: string, order: string, at: int, kept: int}> Those that count, by when they first did. */
    public array $orders;

    /** @param list<Event> $events */
    public function __construct(array $events)
    {
        $orders = $refunds = $replaced = [];
        foreach ($events as $event) {
            if ($event->type === EventType::Order) {
                $members = Kinds::payload($event->payload);
                $key = self::source($event) . '/' . self::text($members['order'] ?? null);
                $counts = in_array($members['condition'] ?? null, ['paid', 'delivered'], true);
                $known = $orders[$key] ?? ['order' => self::text($members['order'] ?? null), 'revision' => 0, 'counts' => false, 'at' => null, 'amount' => 0];
                if ($counts) {
                    $known['at'] = min($known['at'] ?? \PHP_INT_MAX, $event->at);
                }
                if (self::number($members['revision'] ?? null) > $known['revision']) {
                    $known = ['revision' => self::number($members['revision'] ?? null), 'counts' => $counts, 'amount' => self::number($members['amount'] ?? null)] + $known;
                }
                $orders[$key] = $known;
            } elseif ($event->type === EventType::Refund) {
                $members = Kinds::payload($event->payload);
                $refunds[$event->id] = [self::source($event) . '/' . self::text($members['order'] ?? null), self::number($members['amount'] ?? null)];
                $replaced[self::text($members['replaces'] ?? null)] = true;
            }
        }
        $back = [];
        foreach (array_diff_key($refunds, $replaced) as [$key, $amount]) {
            $back[$key] = ($back[$key] ?? 0) + $amount;
        }
        $counting = [];
        foreach ($orders as $key => $order) {
            if ($order['counts'] && $order['at'] !== null) {
                $counting[] = ['key' => (string) $key, 'order' => $order['order'], 'at' => $order['at'], 'kept' => max(0, $order['amount'] - ($back[$key] ?? 0))];
            }
        }
        usort($counting, static fn (array $a, array $b): int => [$a['at'], $a['key']] <=> [$b['at'], $b['key']]);
        $this->orders = $counting;
    }

    /** Whether something was bought, and kept, before an instant. */
    public function before(int $at): bool
    {
        foreach ($this->orders as $order) {
            if ($order['at'] < $at && $order['kept'] > 0) {
                return true;
            }
        }

        return false;
    }

    /**
     * The first order of a minimum within a time, by what is kept of it now.
     *
     * @return array{key: string, order: string, at: int, kept: int}|null
     */
    public function first(int $from, int $until, int $minimum): ?array
    {
        foreach ($this->orders as $order) {
            if ($order['at'] >= $from && $order['at'] < $until && $order['kept'] >= max(1, $minimum)) {
                return $order;
            }
        }

        return null;
    }

    private static function source(Event $event): string
    {
        return (string) strstr($event->id, '/', true);
    }

    private static function text(mixed $member): string
    {
        return is_string($member) ? $member : '';
    }

    private static function number(mixed $member): int
    {
        return is_int($member) ? $member : 0;
    }
}

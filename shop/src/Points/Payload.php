<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

use Loyalty\Event;
use Loyalty\EventType;
use Loyalty\Shop\Journal\Kinds;

/**
 * What single events say.
 *
 * @internal
 */
final class Payload
{
    public static function points(Event $event): int
    {
        $points = Kinds::payload($event->payload)['points'] ?? null;

        return is_int($points) ? $points : 0;
    }

    /** What the event's id names as its source, as it stands there. */
    public static function source(Event $event): string
    {
        return (string) strstr($event->id, '/', true);
    }

    /**
     * How many points of a spend were not given back.
     *
     * @param list<Event> $events Of the same person.
     */
    public static function left(Event $spend, array $events): int
    {
        $for = Kinds::member($spend->payload, 'for');
        $restored = $replaced = [];
        foreach ($events as $event) {
            if ($event->type === EventType::PointsRestored && self::source($event) === self::source($spend) && Kinds::member($event->payload, 'for') === $for) {
                $restored[$event->id] = self::points($event);
                $replaced[Kinds::member($event->payload, 'replaces') ?? ''] = true;
            }
        }

        return max(0, self::points($spend) - array_sum(array_diff_key($restored, $replaced)));
    }
}

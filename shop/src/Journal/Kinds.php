<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Event;
use Loyalty\EventType;

/**
 * What the journal has to know of a type.
 *
 * @internal
 */
final class Kinds
{
    /** Facts about a person and mere behaviour: not chained, deleted when the person is erased or they are too old. */
    public const FACTS = ['birthday', 'gender', 'child_birthday', 'preference', ...self::BEHAVIOUR];
    /** Behaviour, which has a period of retention. */
    public const BEHAVIOUR = ['visit', 'message_sent', 'message_opened', 'message_clicked', 'segment'];
    /** What the shop did by itself: that something was sent to somebody is no sign of life. */
    public const OWN = ['message_sent', 'segment'];
    /** Their ids may be made of customers' keys, so the same id may come again from a person who comes back. */
    private const BY_CUSTOMER = ['identities_linked', 'opening_balance', 'sign_up', 'birthday', 'gender', 'child_birthday', 'preference'];

    public static function isFact(string $type): bool
    {
        return in_array($type, self::FACTS, true);
    }

    /** The key of another person that an event names. */
    public static function other(string $type, string $payload): ?string
    {
        return self::namesAnother($type) ? self::member($payload, 'other') : null;
    }

    public static function namesAnother(string $type): bool
    {
        return $type === 'identities_linked' || $type === 'referral';
    }

    /**
     * The objects that an event speaks of, whatever the revision: where one of them is an erased person's, so is the event.
     *
     * @return list<string>
     */
    public static function objects(string $id, string $type, string $payload): array
    {
        if (in_array($type, self::BY_CUSTOMER, true)) {
            return [];
        }
        $objects = [self::stem($id)];
        [$kind, $name] = match ($type) {
            'refund', 'coupon_redeemed' => ['order', 'order'],
            'points_restored' => ['spent', 'for'],
            'message_opened', 'message_clicked' => ['sent', 'delivery'],
            default => ['', ''],
        };
        $named = $name === '' ? null : self::member($payload, $name);
        if ($named !== null) {
            $objects[] = strtok($id, '/') . "/$kind/" . self::part($named);
        }

        return $objects;
    }

    /** An id without its revision. */
    public static function stem(string $id): string
    {
        $end = strrpos($id, '/');

        return $end === false ? $id : substr($id, 0, $end);
    }

    /** @return array<mixed> */
    public static function payload(string $payload): array
    {
        $members = json_decode($payload, true, 16, \JSON_THROW_ON_ERROR);

        return is_array($members) ? $members : throw new JournalException('the journal holds a payload that is no object');
    }

    public static function member(string $payload, string $name): ?string
    {
        $member = self::payload($payload)[$name] ?? null;

        return is_string($member) ? $member : null;
    }

    /** As ids have it: docs/events.md. */
    private static function part(string $text): string
    {
        return (string) preg_replace_callback('~[\x00-\x1f\x7f/%]~', static fn (array $c): string => sprintf('%%%02X', ord($c[0])), $text);
    }

    /** As a journal stored it. */
    public static function event(int|string|null $id, int|string|null $type, ?string $customer, int|string|null $at, int|string|null $payload): Event
    {
        return Event::fromRow((string) $id, (string) $type, $customer, (int) $at, (string) $payload);
    }

    public static function name(EventType $type): string
    {
        return $type->value;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Programme;

/**
 * What differs between two documents, member by member. Rules, tiers, campaigns and the like are told by their key and not by their place, so one that is
 * put in front of others is one change; lists of names are sets.
 */
final readonly class Difference
{
    private const NOUNS = ['earn' => 'earn rule', 'rewards' => 'reward', 'levels' => 'tier', 'services' => 'service', 'affinities' => 'affinity', 'groups' => 'group',
        'segments' => 'segment', 'parts' => 'part of the degree of loyalty', 'goals' => 'goal', 'campaigns' => 'campaign'];

    /**
     * @param array<mixed> $before
     * @param array<mixed> $after
     * @return list<Change> In the order of the documents.
     */
    public static function of(array $before, array $after): array
    {
        $found = [];
        // A stack and not a call of itself: documents say how deep they are.
        $open = [[$before, $after, '', '', '']];
        while (($pair = array_pop($open)) !== null) {
            [$old, $new, $at, $into, $what] = $pair;
            $deeper = [];
            foreach (self::pairs($old, $new) as [$name, $other, $has, $gets, $label]) {
                $here = $at . '/' . self::escape((string) $name);
                $there = $into . '/' . self::escape((string) $other);
                $of = $label === '' ? $what : self::label($at, $label);
                if ($has === null) {
                    $found[] = [$there, new Change('added', $there, $of, null, $gets[0] ?? null)];
                } elseif ($gets === null) {
                    $found[] = [$here, new Change('removed', $here, $of, $has[0] ?? null, null)];
                } elseif (is_array($has[0] ?? null) && is_array($gets[0] ?? null)) {
                    $deeper[] = [$has[0], $gets[0], $here, $there, $of];
                } elseif (($has[0] ?? null) !== ($gets[0] ?? null)) {
                    $found[] = [$here, new Change('changed', $here, $of, $has[0] ?? null, $gets[0] ?? null)];
                }
            }
            $open = [...$open, ...array_reverse($deeper)];
        }

        return array_column($found, 1);
    }

    /**
     * Members that belong together: their names on both sides, their values (null where there is none, else a list of one), and what tells a list's member.
     *
     * @param array<mixed> $old
     * @param array<mixed> $new
     * @return list<array{int|string, int|string, array{mixed}|null, array{mixed}|null, string}>
     */
    private static function pairs(array $old, array $new): array
    {
        $isList = array_is_list($old) && array_is_list($new) && ($old !== [] || $new !== []);
        $names = static fn (array $members): array => $isList ? self::identities($members) : array_combine(array_map(strval(...), array_keys($members)), array_keys($members));
        [$left, $right] = [$names($old), $names($new)];
        $pairs = [];
        foreach ($left as $identity => $place) {
            $other = $right[$identity] ?? null;
            $pairs[] = [$place, $other ?? $place, [$old[$place]], $other === null ? null : [$new[$other]], $isList ? self::name($old[$place]) : ''];
        }
        foreach (array_diff_key($right, $left) as $place) {
            $pairs[] = [$place, $place, null, [$new[$place]], $isList ? self::name($new[$place]) : ''];
        }

        return $pairs;
    }

    /**
     * @param array<mixed> $list
     * @return array<int|string, int|string> Places by what tells a member from the others.
     */
    private static function identities(array $list): array
    {
        $places = [];
        foreach ($list as $place => $member) {
            $identity = match (true) {
                is_array($member) && self::name($member) !== '' => 'key ' . self::name($member),
                is_array($member) && is_int($member['from'] ?? null) => 'from ' . $member['from'],
                is_array($member) => 'place ' . $place,
                default => 'value ' . json_encode($member, \JSON_THROW_ON_ERROR),
            };
            $places[isset($places[$identity]) ? "$identity $place" : $identity] = $place;
        }

        return $places;
    }

    private static function name(mixed $member): string
    {
        return is_array($member) && is_string($member['key'] ?? null) ? $member['key'] : '';
    }

    private static function label(string $list, string $key): string
    {
        $name = (string) substr((string) strrchr($list, '/'), 1);

        return sprintf('%s "%s"', self::NOUNS[$name] ?? $name, $key);
    }

    private static function escape(string $name): string
    {
        return strtr($name, ['~' => '~0', '/' => '~1']);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

use Loyalty\Shop\Journal\Journal;

/**
 * What makes a person look at an invitation before it is rewarded. Nothing is refused for it: families share an address.
 *
 * @internal
 */
final readonly class Suspicions
{
    public function __construct(private Journal $journal, private Schema $schema)
    {
    }

    /**
     * @param list<string> $friend Keys of the person.
     * @param list<string> $inviter Keys of the person.
     * @param ?Signals $signals Of a friend whom the journal may not know yet.
     * @return list<string> Reasons, in words for staff.
     */
    public function of(array $friend, array $inviter, int $joinedAt, Purchases $purchases, ?Signals $signals = null): array
    {
        $found = [];
        if (array_intersect($friend, $inviter) !== []) {
            $found[] = 'inviter and friend are the same person';
        }
        if ($purchases->before($joinedAt)) {
            $found[] = 'the friend had bought before';
        }
        $friends = array_values($this->journal->numbersOf($friend));
        $inviters = array_values($this->journal->numbersOf($inviter));
        $circle = $this->circle($friends, $inviters);
        if ($circle > 0) {
            $found[] = $circle === 1 ? 'the friend had invited the inviter' : sprintf('a circle of %d invitations', $circle + 1);
        }

        return [...$found, ...$this->shared($friends, $inviters, $signals)];
    }

    /**
     * How many invitations lead from the friend to the inviter; 0 if none do. Whoever staff rejected is no part of it.
     *
     * @param list<int> $friends
     * @param list<int> $inviters
     */
    private function circle(array $friends, array $inviters): int
    {
        $seen = [];
        for ($length = 1, $level = $inviters; $level !== []; ++$length) {
            $above = [];
            foreach ($level as $person) {
                $seen[$person] = true;
                $rows = $this->rows("SELECT inviter FROM {$this->schema->referral} WHERE friend = ? AND state <> ?", [$person, State::Rejected->value]);
                foreach ($rows as [$inviter]) {
                    $above = [...$above, ...$this->everyNumber((int) $inviter)];
                }
            }
            if (array_intersect($above, $friends) !== []) {
                return $length;
            }
            $level = array_values(array_filter(array_unique($above), static fn (int $p): bool => !isset($seen[$p])));
        }

        return 0;
    }

    /** @return list<int> Of all keys of the person. */
    private function everyNumber(int $person): array
    {
        $key = $this->journal->keysOf([$person])[$person] ?? null;

        return $key === null ? [$person] : array_values($this->journal->numbersOf($this->journal->links()->of($key)));
    }

    /**
     * @param list<int> $friends
     * @param list<int> $inviters
     * @return list<string>
     */
    private function shared(array $friends, array $inviters, ?Signals $signals): array
    {
        $found = [];
        $known = [];
        foreach ($friends as $friend) {
            $known = [...$known, ...$this->rows("SELECT kind, hash FROM {$this->schema->signal} WHERE person = ?", [$friend])];
        }
        foreach ($signals->hashes ?? [] as $kind => $hash) {
            $known[] = [$kind, $hash];
        }
        foreach ($known as [$kind, $hash]) {
            $others = $this->rows(
                "SELECT s.person AS person FROM {$this->schema->signal} s JOIN {$this->journal->schema->person} p ON p.number = s.person
                 WHERE s.kind = ? AND s.hash = ? AND p.customer IS NOT NULL",
                [$kind, $hash],
            );
            foreach (array_diff(array_map(static fn (array $row): int => (int) $row[0], $others), $friends) as $person) {
                if (in_array($person, $inviters, true)) {
                    $found[] = sprintf('the same %s as the inviter', $kind);
                } elseif ($this->isFriendOf($person, $inviters)) {
                    $found[] = sprintf('the same %s as another friend of the inviter', $kind);
                }
            }
        }
        $found = array_values(array_unique($found));
        sort($found);

        return $found;
    }

    /** @param list<int> $inviters */
    private function isFriendOf(int $person, array $inviters): bool
    {
        $row = $this->rows("SELECT inviter FROM {$this->schema->referral} WHERE friend = ?", [$person])[0] ?? null;

        return $row !== null && in_array((int) $row[0], $inviters, true);
    }

    /**
     * @param list<int|string|null> $parameters
     * @return list<list<int|string|null>>
     */
    private function rows(string $sql, array $parameters): array
    {
        return $this->journal->work()->once(fn (): array => $this->journal->connection->rows($sql, $parameters));
    }
}

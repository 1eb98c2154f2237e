<?php

declare(strict_types=1);

namespace Loyalty\Shop\Replay;

use Loyalty\CustomerBase;
use Loyalty\Forecast;
use Loyalty\Programme;
use Loyalty\ProgrammeError;
use Loyalty\Replay;
use Loyalty\Shop\Journal\Journal;

/**
 * A shop's whole history under the rules of now and under changed ones, and what becomes of the points under both.
 *
 * @phpstan-type Sums array{issued: int, reversed: int, restored: int, spent: int, expired: int, taken: int, owed: int, liability: int}
 * @phpstan-type Sides array{now: Sums, changed: Sums}
 * @phpstan-type Move array{now: ?string, changed: ?string, customers: int, move: 'same'|'up'|'down'|'other'}
 */
final readonly class Comparison
{
    /** Events that both bases take at a time. */
    private const CHUNK = 8192;

    private function __construct(
        public Programme $now,
        public Programme $changed,
        public Replay $replay,
        public Forecast $forecastNow,
        public Forecast $forecastChanged,
        public int $events,
        /** Nanoseconds. */
        public int $loading,
        public int $replaying,
    ) {
    }

    /**
     * @param int $at UTC seconds.
     * @param int $months How far the forecast looks.
     * @param ?callable(int): void $onEvents Called with how many were read.
     * @param ?callable(int, int): void $onCustomers Called with how many of how many were replayed.
     */
    public static function of(Journal $journal, Programme $now, Programme $changed, int $at, int $months = 12, ?callable $onEvents = null, ?callable $onCustomers = null): self
    {
        $start = hrtime(true);
        $base = new CustomerBase($now);
        // The forecast asks for a base under the changed rules; reading the journal is what takes time, so both are filled in one pass.
        $other = new CustomerBase($changed);
        $events = 0;
        foreach (self::chunks($journal->events()) as $chunk) {
            $base->append($chunk);
            $other->append($chunk);
            $events += count($chunk);
            if ($onEvents !== null) {
                $onEvents($events);
            }
        }
        $loaded = hrtime(true);
        $replay = Replay::run($base, $changed, $at, $onCustomers);
        $replayed = hrtime(true);

        return new self($now, $changed, $replay, $base->forecast($at, $months), $other->forecast($at, $months), $events, $loaded - $start, $replayed - $loaded);
    }

    /**
     * What moved from the beginning to the instant, by the words that owners use.
     *
     * @return Sides
     */
    public function sums(): array
    {
        $months = $this->replay->months;
        $last = $months === [] ? null : $months[count($months) - 1];

        return ['now' => self::side($this->replay->totals['now'], $last['now']['liability'] ?? 0), 'changed' => self::side($this->replay->totals['changed'], $last['changed']['liability'] ?? 0)];
    }

    /**
     * Who changes tier. Up and down are said where both ladders have the same steps; to have a tier is always more than to have none.
     *
     * @return list<Move>
     */
    public function moves(): array
    {
        $ladder = $this->tierKeys($this->now);
        $rank = $ladder === $this->tierKeys($this->changed) ? array_flip($ladder) : [];
        $moves = [];
        foreach ($this->replay->tiers as $pair) {
            ['now' => $a, 'changed' => $b] = $pair;
            $move = match (true) {
                $a === $b => 'same',
                $a === null => 'up',
                $b === null => 'down',
                isset($rank[$a], $rank[$b]) => $rank[$b] > $rank[$a] ? 'up' : 'down',
                default => 'other',
            };
            $moves[] = ['now' => $a, 'changed' => $b, 'customers' => $pair['customers'], 'move' => $move];
        }

        return $moves;
    }

    /** @return array{same: int, up: int, down: int, other: int} Customers. */
    public function moved(): array
    {
        $moved = ['same' => 0, 'up' => 0, 'down' => 0, 'other' => 0];
        foreach ($this->moves() as $move) {
            $moved[$move['move']] += $move['customers'];
        }

        return $moved;
    }

    /** The version that counts at the instant of the figures. */
    public function nowAt(): Programme
    {
        return $this->now->at($this->replay->at);
    }

    public function changedAt(): Programme
    {
        return $this->changed->at($this->replay->at);
    }

    /** @return list<ProgrammeError> What is legal in the changed document, and surely meant otherwise. */
    public function warnings(): array
    {
        $parts = $this->changed->parts();

        return $parts[count($parts) - 1]->warnings();
    }

    /** Nobody would have other points or another tier, and no rule gave anything else. */
    public function isSame(): bool
    {
        return $this->replay->affected === 0 && $this->sums()['now'] === $this->sums()['changed'];
    }

    /**
     * @param array<string, int> $totals
     * @return Sums
     */
    private static function side(array $totals, int $liability): array
    {
        return [
            'issued' => $totals['earned'] + $totals['in'],
            'reversed' => $totals['reversed'],
            'restored' => $totals['restored'],
            'spent' => $totals['spent'],
            'expired' => $totals['expired'],
            'taken' => $totals['out'],
            'owed' => $totals['balance'] + $totals['pending'],
            'liability' => $liability,
        ];
    }

    /** @return list<string> */
    private function tierKeys(Programme $programme): array
    {
        return array_column($programme->at($this->replay->at)->tiers(), 'key');
    }

    /**
     * @param iterable<\Loyalty\Event> $events
     * @return \Generator<int, non-empty-list<\Loyalty\Event>>
     */
    private static function chunks(iterable $events): \Generator
    {
        $chunk = [];
        foreach ($events as $event) {
            $chunk[] = $event;
            if (count($chunk) === self::CHUNK) {
                yield $chunk;
                $chunk = [];
            }
        }
        if ($chunk !== []) {
            yield $chunk;
        }
    }
}

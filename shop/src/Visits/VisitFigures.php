<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

use Loyalty\Indicators;

/** New against returning visitors, how they come, how often and after how long: what the counted visits of one source say of a time. docs/visits.md */
final readonly class VisitFigures
{
    /** @param list<array{month: string, new: int, returning: int, all: int}> $months Without gaps. */
    private function __construct(
        public string $source,
        public array $months,
        public int $new,
        public int $returning,
        /** Visits of which it is known how they came. */
        public int $known,
        /** @var array<string, int> Visits by Via, all of them, in its order. */
        public array $via,
        /** @var array<int, int> Returning visitors' visits by days since the last one, by the lower bound of the group. */
        public array $since,
        /** @var array<int, int> Visits by which one of the visitor it was, by the lower bound of the group. */
        public array $nth,
    ) {
    }

    /** @param int $from Day of the shop's time zone; half open. */
    public static function of(VisitTable $visits, string $source, int $from, int $until): self
    {
        $months = [];
        $via = array_fill_keys(array_column(Via::cases(), 'value'), 0);
        $since = array_fill_keys(VisitTable::SINCE, 0);
        $nth = array_fill_keys(VisitTable::NTH, 0);
        foreach ($visits->rows($source, $from, $until) as $row) {
            $month = Day::month($row['day']);
            $months[$month] ??= ['month' => $month, 'new' => 0, 'returning' => 0, 'visitor' => 0, 'via' => 0];
            $months[$month]['new'] += $row['visitor'] === Visitor::New ? $row['visits'] : 0;
            $months[$month]['returning'] += $row['visitor'] === Visitor::Returning ? $row['visits'] : 0;
            // A report by channel and one by visitor count the same visits.
            $months[$month]['visitor'] += $row['visitor'] !== null ? $row['visits'] : 0;
            $months[$month]['via'] += $row['via'] !== null ? $row['visits'] : 0;
            if ($row['via'] !== null) {
                $via[$row['via']->value] += $row['visits'];
            }
            if ($row['since'] !== null) {
                $since[$row['since']] += $row['visits'];
            }
            if ($row['nth'] !== null) {
                $nth[$row['nth']] += $row['visits'];
            }
        }
        $whole = [];
        foreach (self::monthsBetween(array_keys($months)) as $month) {
            $found = $months[$month] ?? ['new' => 0, 'returning' => 0, 'visitor' => 0, 'via' => 0];
            $whole[] = ['month' => $month, 'new' => $found['new'], 'returning' => $found['returning'], 'all' => max($found['visitor'], $found['via'])];
        }

        return new self($source, $whole, array_sum(array_column($whole, 'new')), array_sum(array_column($whole, 'returning')), array_sum($via), $via, $since, $nth);
    }

    /** Of the visits of which it is known, in hundredths of a percent, rounded down; null without any. */
    public function directShare(): ?int
    {
        return $this->known === 0 ? null : intdiv($this->via[Via::Direct->value] * 10_000, $this->known);
    }

    /**
     * What the share says: the same borders and words as for visits that are events.
     *
     * @return array{share: ?float, judgement: string, text: string}
     */
    public function judgement(): array
    {
        return Indicators::direct($this->known, $this->via[Via::Direct->value]);
    }

    /** Of visits by known visitors; as above. */
    public function returningShare(): ?int
    {
        $all = $this->new + $this->returning;

        return $all === 0 ? null : intdiv($this->returning * 10_000, $all);
    }

    /**
     * @param list<string> $months
     * @return list<string>
     */
    private static function monthsBetween(array $months): array
    {
        if ($months === []) {
            return [];
        }
        $all = [];
        for ($month = min($months); $month <= max($months); $month = gmdate('Y-m', (int) gmmktime(0, 0, 0, (int) substr($month, 5) + 1, 1, (int) substr($month, 0, 4)))) {
            $all[] = $month;
        }

        return $all;
    }
}

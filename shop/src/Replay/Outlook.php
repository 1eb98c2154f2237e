<?php

declare(strict_types=1);

namespace Loyalty\Shop\Replay;

use Loyalty\Forecast;
use Loyalty\Shop\Text\Format;

/**
 * What becomes of the points if nobody earns or spends any more, in words and by month: under one programme or two.
 *
 * @phpstan-type Part array{due: int, expected: int, owed: int}
 * @phpstan-type Month array{month: string, now: Part, changed: ?Part}
 */
final class Outlook
{
    /** @var list<Month> */
    public readonly array $months;

    public function __construct(private readonly Format $format, public readonly Forecast $now, public readonly ?Forecast $changed = null)
    {
        $months = [];
        foreach ($now->months as $i => $month) {
            $months[] = ['month' => $format->month($month['month']), 'now' => self::part($month), 'changed' => isset($changed->months[$i]) ? self::part($changed->months[$i]) : null];
        }
        $this->months = $months;
    }

    public function isEmpty(): bool
    {
        return $this->now->owed === 0 && ($this->changed === null || $this->changed->owed === 0);
    }

    public function means(): string
    {
        if ($this->isEmpty()) {
            return 'No points are owed, so none can expire.';
        }

        if ($this->changed === null) {
            return 'If nobody earned or spent any more, ' . $this->ends($this->now) . '. ' . $this->unused($this->now);
        }

        return sprintf('If nobody earned or spent any more, under the changed rules %s; now %s. %s', $this->ends($this->changed), $this->ends($this->now), $this->unused($this->changed));
    }

    /** "12.3 %"; "–" before any points have come to their end. */
    public function breakage(Forecast $forecast): string
    {
        return $forecast->breakage === null ? '–' : number_format($forecast->breakage / 100, 1) . ' %';
    }

    private function ends(Forecast $forecast): string
    {
        $months = count($forecast->months);

        return sprintf('%s of %s points end within %s', $this->format->number(array_sum(array_column($forecast->months, 'due'))), $this->format->number($forecast->owed), $months === 1 ? 'the month' : "$months months");
    }

    private function unused(Forecast $forecast): string
    {
        $f = $this->format;

        return match (true) {
            $forecast->breakage === null => sprintf('None have come to their end so far, so nobody can say yet how many go unused: hold all of %s ready.', $f->money($forecast->liability)),
            $forecast->breakage === 10000 => sprintf('Of those whose time is over nobody spent one, which says little about later: hold all of %s ready, and tell customers what their points are worth.', $f->money($forecast->liability)),
            default => sprintf('Of those whose time is over %s went unused; if that goes on, %s of %s will be asked for: hold that ready, and remind customers before points end.', $this->breakage($forecast), $f->money($forecast->expected), $f->money($forecast->liability)),
        };
    }

    /**
     * @param array{month: string, due: int, expected: int, owed: int} $month
     * @return Part
     */
    private static function part(array $month): array
    {
        return ['due' => $month['due'], 'expected' => $month['expected'], 'owed' => $month['owed']];
    }
}

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

        return 'If nobody earned or spent any more: ' . $this->one($this->changed ?? $this->now) . ($this->changed === null ? '' : ' By the rules of now: ' . $this->one($this->now));
    }

    /** "12.3 %"; "–" before any points have come to their end. */
    public function breakage(Forecast $forecast): string
    {
        return $forecast->breakage === null ? '–' : number_format($forecast->breakage / 100, 1) . ' %';
    }

    private function one(Forecast $forecast): string
    {
        $f = $this->format;
        $due = array_sum(array_column($forecast->months, 'due'));
        $ends = sprintf('%s of %s points owed end within %d %s', $f->number($due), $f->number($forecast->owed), count($forecast->months), count($forecast->months) === 1 ? 'month' : 'months');
        if ($forecast->breakage === null) {
            return $ends . '; none have come to their end so far, so nobody can say yet how many go unused: hold ' . $f->money($forecast->liability) . ' ready.';
        }

        return sprintf('%s. Of those whose time is over, %s went unused; by that, %s of the %s will be asked for.', $ends, $this->breakage($forecast), $f->money($forecast->expected), $f->money($forecast->liability));
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

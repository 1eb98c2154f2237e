<?php

declare(strict_types=1);

namespace Loyalty\Shop\Replay;

use Loyalty\Money;
use Loyalty\ProgrammeError;
use Loyalty\Shop\Text\Format;

/**
 * What an owner sees before changed rules are saved, as text and as what charts are drawn from. The template only sets it.
 *
 * @phpstan-type Card array{label: string, value: string, meaning: string}
 * @phpstan-type Side array{issued: int, reversed: int, spent: int, expired: int, owed: int, liability: int}
 * @phpstan-type Month array{month: string, now: Side, changed: Side}
 * @phpstan-type Person array{key: string, now: int, changed: int, difference: int, tierNow: string, tierChanged: string}
 * @phpstan-type Rule array{name: string, now: int, changed: int}
 * @phpstan-type Flow array{now: string, changed: string, customers: int, move: string}
 */
final class Page
{
    public readonly Format $format;
    /** @var list<Month> */
    public readonly array $months;
    /** @var list<Flow> Empty where neither side has tiers. */
    public readonly array $flows;
    /** @var list<Person> */
    public readonly array $hardest;
    /** @var list<Person> */
    public readonly array $gaining;
    /** @var list<Rule> Those that gave nothing on either side are left out. */
    public readonly array $rules;
    public readonly Outlook $outlook;

    /** @param ?int $from UTC seconds; null = the changed rules stand for the whole history. */
    public function __construct(public readonly Comparison $comparison, public readonly ?int $from = null, ?Format $format = null)
    {
        $now = $comparison->nowAt();
        $this->format = $format ?? new Format($now->currency(), $now->timezone());
        $this->months = array_map(fn (array $m): array => ['month' => $this->format->month($m['month']), 'now' => self::side($m['now']), 'changed' => self::side($m['changed'])], $comparison->replay->months);
        $this->flows = $now->tiers() === [] && $comparison->changedAt()->tiers() === [] ? [] : array_map(fn (array $move): array => ['now' => $this->tier('now', $move['now']), 'changed' => $this->tier('changed', $move['changed']), 'customers' => $move['customers'], 'move' => $move['move']], $comparison->moves());
        $this->hardest = array_map($this->person(...), $comparison->replay->hardest);
        $this->gaining = array_map($this->person(...), $comparison->replay->gaining);
        $this->rules = self::rules($comparison->replay->rules);
        $this->outlook = new Outlook($this->format, $comparison->forecastNow, $comparison->forecastChanged);
    }

    public function title(): string
    {
        return $this->comparison->nowAt()->name();
    }

    public function span(): string
    {
        return $this->from === null ? 'the changed rules for the whole history' : 'the changed rules from ' . $this->format->instant($this->from) . ' on';
    }

    /** @return list<Card> */
    public function cards(): array
    {
        $f = $this->format;
        ['now' => $now, 'changed' => $changed] = $this->comparison->sums();
        $replay = $this->comparison->replay;
        $card = fn (string $label, string $figure, string $about): array => ['label' => $label, 'value' => $f->number($changed[$figure]),
            'meaning' => sprintf('%s. %s', $this->beside($now[$figure], $changed[$figure]), $about)];

        return [
            ['label' => 'Customers who notice', 'value' => $f->number($replay->affected),
                'meaning' => $replay->affected === 0 ? 'Nobody would have other points or another tier.'
                    : sprintf('%s of %s would have other points or another tier.', $f->share($replay->affected, $replay->customers), $f->number($replay->customers))],
            ['label' => 'Liability', 'value' => $f->roundMoney($changed['liability']),
                'meaning' => sprintf('%s: money to hold ready.', $now['liability'] === $changed['liability'] ? 'As much as now' : 'Now ' . $f->roundMoney($now['liability']))],
            $card('Points issued', 'issued', 'Before what returns took back.'),
            $card('Points expired', 'expired', 'Customers lost these unused.'),
            $card('Points owed', 'owed', 'Customers may still spend these.'),
            ...($this->flows === [] ? [] : [$this->tierCard()]),
        ];
    }

    /** Above the charts of what moved in each month. */
    public function movedMeans(): string
    {
        ['now' => $now, 'changed' => $changed] = $this->comparison->sums();
        if ($this->months === []) {
            return 'No points have moved yet under either set of rules.';
        }
        if ($this->comparison->isSame()) {
            return 'Both sets of rules give the same points: nothing that happened so far would have gone another way.';
        }

        return sprintf(
            'The changed rules would have issued %s, and %s would have expired. Look for the months in which the two stand apart: there a rule, a season or a life of points makes the difference. What was spent is what customers did spend; only how it was covered can differ.',
            $this->other('points', $now['issued'], $changed['issued']),
            $now['expired'] === $changed['expired'] ? 'as many' : $this->format->number($changed['expired']) . ' in place of ' . $this->format->number($now['expired']),
        );
    }

    public function liabilityMeans(): string
    {
        ['now' => $now, 'changed' => $changed] = $this->comparison->sums();
        $by = $changed['liability'] - $now['liability'];

        return match (true) {
            $by > 0 => sprintf('You would have to hold ready %s more than now. Set it aside before you save the rules, or give points a shorter life.', $this->format->money($by)),
            $by < 0 => sprintf('You would owe %s less than now. That is what customers lose: announce it, and let the rules begin on a later day.', $this->format->money(-$by)),
            default => 'You would have to hold ready as much as now.',
        };
    }

    /** "136 would stand higher and 242 lower" */
    public function tiersSaid(): string
    {
        $moved = $this->comparison->moved();
        $said = [];
        foreach (['up' => 'higher', 'down' => 'lower', 'other' => 'in a tier of another ladder'] as $move => $words) {
            if ($moved[$move] > 0) {
                $said[] = $this->format->number($moved[$move]) . ($said === [] ? ' would stand ' : ' ') . $words;
            }
        }

        return $said === [] ? 'everybody stays in their tier' : self::listed($said);
    }

    public function tiersMean(): string
    {
        $moved = $this->comparison->moved();

        return $moved['same'] === array_sum($moved) ? 'Everybody stays in their tier.' : sprintf('Left is where customers stand now, right where they would: %s. %s', $this->tiersSaid(), $moved['down'] > 0
                ? 'Tell those who go down before they find out, or grant a grace.' : 'Make sure that you can give so many what their tier promises.');
    }

    public function hardestMean(): string
    {
        return $this->hardest === [] ? 'Nobody loses points.' : sprintf(
            '%s %s points together, worth %s. Write to them before you save the rules; to give it back by hand costs no more than that.',
            count($this->hardest) === 1 ? 'One customer loses' : (count($this->hardest) < 30 ? sprintf('These %d lose', count($this->hardest)) : 'The thirty who are hit hardest lose'),
            $this->format->number(-$this->difference($this->hardest)),
            $this->worth(-$this->difference($this->hardest)),
        );
    }

    public function gainingMeans(): string
    {
        return $this->gaining === [] ? 'Nobody gains points.' : sprintf(
            '%s %s points together, worth %s. Are they those whom you mean to reward?',
            count($this->gaining) === 1 ? 'One customer gains' : (count($this->gaining) < 30 ? sprintf('These %d gain', count($this->gaining)) : 'The thirty who gain most get'),
            $this->format->number($this->difference($this->gaining)),
            $this->worth($this->difference($this->gaining)),
        );
    }

    public function rulesMean(): string
    {
        if ($this->rules === []) {
            return 'No rule has given anything yet.';
        }
        $dearest = $this->rules[0];
        foreach ($this->rules as $rule) {
            $dearest = $rule['changed'] > $dearest['changed'] ? $rule : $dearest;
        }

        return $dearest['changed'] <= 0 ? 'Under the changed rules nothing would have been given.' : sprintf(
            'What each rule gave, after returns. The dearest of the changed rules is “%s”: %s points, worth %s if all are spent. Ask of each rule which orders it brought.',
            $dearest['name'],
            $this->format->number($dearest['changed']),
            $this->worth($dearest['changed']),
        );
    }

    /** @return list<ProgrammeError> */
    public function warnings(): array
    {
        return $this->comparison->warnings();
    }

    /** @return array<string, mixed> What the charts are drawn from; amounts in minor units come with their text. */
    public function chartData(): array
    {
        $f = $this->format;
        $money = static fn (array $side, int $liability): array => $side + ['liabilityText' => $f->money($liability)];

        return [
            'months' => array_map(static fn (array $m): array => ['month' => $m['month'], 'now' => $money($m['now'], $m['now']['liability']), 'changed' => $money($m['changed'], $m['changed']['liability'])], $this->months),
            'ladders' => ['now' => $this->ladder('now'), 'changed' => $this->ladder('changed')],
            'flows' => $this->flows,
            'hardest' => $this->hardest,
            'gaining' => $this->gaining,
            'rules' => $this->rules,
            'forecast' => $this->outlook->months,
            'sides' => ['now' => 'now', 'changed' => 'changed'],
            'unit' => 10 ** Money::decimals($this->comparison->now->currency()),
            'currency' => $this->comparison->now->currency(),
            'locale' => str_replace('_', '-', $f->locale()),
        ];
    }

    public function signed(int $number): string
    {
        return ($number > 0 ? '+' : ($number < 0 ? '−' : '')) . $this->format->number(abs($number));
    }

    public function worth(int $points): string
    {
        return $this->format->money($this->comparison->changedAt()->worth($points));
    }

    /** @return Card */
    private function tierCard(): array
    {
        $f = $this->format;
        $moved = $this->comparison->moved();
        $changing = $moved['up'] + $moved['down'] + $moved['other'];

        return ['label' => 'Another tier', 'value' => $f->number($changing), 'meaning' => ucfirst($this->tiersSaid()) . '.'];
    }

    /** "Now 1,234 (12.3 % more)" of what it would be beside what it is. */
    private function beside(int $now, int $changed): string
    {
        return $now === $changed ? 'As many as now' : sprintf('%s now%s', $this->format->number($now), $now > 0 ? ', so ' . $this->share($now, $changed) : '');
    }

    private function other(string $what, int $now, int $changed): string
    {
        $f = $this->format;

        return $now === $changed ? "as many $what as now" : sprintf('%s %s in place of %s%s', $f->number($changed), $what, $f->number($now), $now > 0 ? sprintf(' (%s)', $this->share($now, $changed)) : '');
    }

    private function share(int $now, int $changed): string
    {
        return $this->format->share(abs($changed - $now), $now) . ($changed > $now ? ' more' : ' fewer');
    }

    /** @param list<Person> $people */
    private function difference(array $people): int
    {
        return array_sum(array_column($people, 'difference'));
    }

    /** @param 'now'|'changed' $side */
    private function tier(string $side, ?string $key): string
    {
        return $key === null ? 'no tier' : ($this->ladder($side)[$key]['name'] ?? $key);
    }

    /**
     * @param 'now'|'changed' $side
     * @return array<string, array{name: string, colour: string}> By key, ascending.
     */
    private function ladder(string $side): array
    {
        $programme = $side === 'now' ? $this->comparison->nowAt() : $this->comparison->changedAt();
        $ladder = [];
        foreach ($programme->tiers() as $tier) {
            $ladder[$tier['key']] = ['name' => $tier['name'], 'colour' => $tier['colour']];
        }

        return $ladder;
    }

    /**
     * @param array{customer: string, now: int, changed: int, tier_now: ?string, tier_changed: ?string} $one
     * @return Person
     */
    private function person(array $one): array
    {
        return ['key' => $one['customer'], 'now' => $one['now'], 'changed' => $one['changed'], 'difference' => $one['changed'] - $one['now'],
            'tierNow' => $this->tier('now', $one['tier_now']), 'tierChanged' => $this->tier('changed', $one['tier_changed'])];
    }

    /**
     * @param array{earned: int, reversed: int, spent: int, expired: int, in: int, out: int, restored: int, owed: int, liability: int} $side
     * @return Side
     */
    private static function side(array $side): array
    {
        return ['issued' => $side['earned'] + $side['in'], 'reversed' => $side['reversed'], 'spent' => $side['spent'] - $side['restored'] + $side['out'], 'expired' => $side['expired'],
            'owed' => $side['owed'], 'liability' => $side['liability']];
    }

    /**
     * @param list<array{rule: string, now: int, changed: int}> $rules The last two are of tiers and caps, whatever rules are called.
     * @return list<Rule>
     */
    private static function rules(array $rules): array
    {
        $last = count($rules) - 2;
        $named = [];
        foreach ($rules as $i => $rule) {
            if ($rule['now'] !== 0 || $rule['changed'] !== 0) {
                $named[] = ['name' => match ($i) {
                    $last => 'more by tiers',
                    $last + 1 => 'cut by caps',
                    default => str_replace('_', ' ', $rule['rule']),
                }, 'now' => $rule['now'], 'changed' => $rule['changed']];
            }
        }

        return $named;
    }

    /** @param list<string> $parts */
    private static function listed(array $parts): string
    {
        $last = array_pop($parts);

        return $parts === [] ? (string) $last : implode(', ', $parts) . ' and ' . $last;
    }
}

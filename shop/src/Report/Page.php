<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

use Loyalty\RfmTable;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Text\Format;

/**
 * Everything the report shows, taken from the extension and turned into text. The template only sets it.
 *
 * @phpstan-type Cell array{recency: int, frequency: int, customers: int, amount: int}
 * @phpstan-type Group array{name: string, customers: int, purchases: int, amount: int, advice: string}
 * @phpstan-type Month array{month: string, orders: int, amount: int, refunded: int, buyers: int, anonymous_orders: int, anonymous_amount: int, earned: int, reversed: int, spent: int, expired: int, in: int, out: int, owed: int}
 * @phpstan-type Tier array{name: string, colour: string, from: int, customers: int}
 * @phpstan-type Named array{name: string, rule: string, customers: int}
 * @phpstan-type Person array{key: string, orders: int, last: ?int, spent: int, points: int, tier: string}
 * @phpstan-type Card array{label: string, value: string, meaning: string}
 */
final class Page
{
    private const AT_RISK_SHOWN = 20;
    private const SEGMENTS_DRAWN = 20;

    public readonly Format $format;
    public readonly int $bins;
    /** @var list<Cell> */
    public readonly array $heatmap;
    /** @var list<Group> */
    public readonly array $groups;
    /** @var list<Month> */
    public readonly array $months;
    /** @var list<Tier> */
    public readonly array $tiers;
    /** @var list<Named> */
    public readonly array $segments;
    /** How many customers are at risk, what they spent, and those who spent most. */
    public readonly int $atRiskCount;
    public readonly int $atRiskSpent;
    /** @var list<Person> */
    public readonly array $atRisk;
    public readonly ?string $atRiskRule;

    public readonly Meaning $meaning;
    public readonly Insight $insight;
    private readonly Chapters $chapters;

    /**
     * @param ?string $atRisk The segment of the programme to list; null lists nobody.
     * @param ?Insight $insight With the shop's keys and counted visits; without it, what the events say.
     */
    public function __construct(public readonly Figures $figures, ?string $atRisk, ?Format $format = null, ?Insight $insight = null)
    {
        $programme = $figures->programme;
        $this->format = $format ?? new Format($programme->currency(), $programme->timezone());
        $this->meaning = new Meaning($this->format);
        $this->insight = $insight ?? new Insight($figures);
        $this->chapters = new Chapters($this->insight, $this->format);
        $this->bins = $figures->scores->bins();
        $this->heatmap = $figures->scores->heatmap();
        $groups = [];
        foreach ($figures->scores->segments(RfmTable::Total) as $name => $group) {
            $groups[] = ['name' => $name, ...$group, 'advice' => Advice::for($name)];
        }
        $this->groups = $groups;
        $this->months = self::months($figures);
        $this->tiers = self::tiers($figures);
        $segments = [];
        foreach ($programme->segments() as $key => $name) {
            $segment = $programme->segment($key);
            $segments[] = ['name' => $name, 'rule' => $segment->rule(), 'customers' => count($figures->base->select($segment))];
        }
        $this->segments = $segments;
        [$this->atRiskCount, $this->atRiskSpent, $this->atRisk] = $atRisk === null ? [0, 0, []] : self::people($figures, $atRisk);
        $this->atRiskRule = $atRisk === null ? null : $programme->segment($atRisk)->rule();
    }

    public function title(): string
    {
        return $this->figures->programme->name();
    }

    /** "Dec 2010 – Dec 2011" */
    public function period(): string
    {
        if ($this->months === []) {
            return 'no events yet';
        }
        $first = $this->format->month($this->months[0]['month']);
        $last = $this->format->month($this->months[count($this->months) - 1]['month']);

        return $first === $last ? $first : "$first – $last";
    }

    /** @return list<Card> */
    public function cards(): array
    {
        $f = $this->format;
        $totals = $this->figures->base->totals();
        $points = $this->figures->points();
        $buyers = count($this->figures->scores);
        $returning = count($this->figures->base->select('orders >= 2'));
        $all = $totals['spent'] + $totals['anonymous_amount'];
        $cards = [
            ['label' => 'Customers who bought', 'value' => $f->number($buyers),
                'meaning' => sprintf('%s of %s known customers have at least one order that counts.', $f->share($buyers, $totals['customers']), $f->number($totals['customers']))],
            ['label' => 'Returning customers', 'value' => $f->share($returning, $buyers),
                'meaning' => sprintf('%s came back for a second order: they are what a programme keeps.', $returning === 1 ? '1 customer' : $f->number($returning) . ' customers')],
            ['label' => 'Kept revenue', 'value' => $f->roundMoney($totals['spent']),
                'meaning' => sprintf('What known customers paid in %s orders, after returns of those orders.', $f->number($totals['orders']))],
            ['label' => 'Returned', 'value' => $f->roundMoney($totals['refunded']),
                'meaning' => sprintf('%s of what known customers ordered came back, %s of it matched with an order: these returns take their points with them.',
                    $f->share($totals['refunded'], $totals['spent_gross']), $f->roundMoney($this->figures->matchedRefunds()))],
            ['label' => 'Sales without a name', 'value' => $f->share($totals['anonymous_amount'], $all),
                'meaning' => sprintf('%s of the money, in %s orders, came from buyers nobody knows: each order is a chance to win a member.', $f->share($totals['anonymous_amount'], $all), $f->number($totals['anonymous_orders']))],
            ['label' => 'Points owed', 'value' => $f->number($points['owed']),
                'meaning' => sprintf('Customers may still spend these; %s were issued in all.', $f->number($points['issued']))],
            ['label' => 'Liability', 'value' => $f->roundMoney($points['liability']),
                'meaning' => 'What the points owed are worth if every one is spent: money to hold ready.'],
        ];
        if ($this->atRiskRule !== null) {
            $cards[] = ['label' => 'Customers at risk', 'value' => $f->number($this->atRiskCount),
                'meaning' => sprintf('They have spent %s and are drifting away: write to them first.', $f->roundMoney($this->atRiskSpent))];
        }

        return $cards;
    }

    /** The groups that the owner has named, largest first in the chart, in the programme's order in the table. */
    public function namedSegments(): Section
    {
        $largest = $this->segments;
        usort($largest, static fn (array $a, array $b): int => $b['customers'] <=> $a['customers']);
        $largest = array_slice(array_values(array_filter($largest, static fn (array $segment): bool => $segment['customers'] > 0)), 0, self::SEGMENTS_DRAWN);
        $rows = array_map(fn (array $segment): array => [$segment['name'], $segment['rule'], $this->format->number($segment['customers'])], $this->segments);
        $says = $this->meaning->segments($this->segments);
        if ($largest === []) {
            return Section::table('segments', 'Your segments', $says, ['Segment', 'Rule', 'Customers'], $rows, [1]);
        }

        return Section::chart('segments', 'Your segments', $says, ['kind' => 'bars', 'unit' => 'number', 'across' => true, 'labels' => array_column($largest, 'name'), 'series' => [
            ['name' => 'customers', 'colour' => '#0f766e', 'values' => array_column($largest, 'customers')]]],
            ['Segment', 'Rule', 'Customers'], $rows, count($largest) > 6 ? 'tall' : '', [1]);
    }

    /**
     * The chapters that the page is read by: anchor, heading, sections. The first and the last one have sections of their own beside.
     *
     * @return list<array{id: string, title: string, sections: list<Section>}>
     */
    public function chapters(): array
    {
        return [
            ['id' => 'staying', 'title' => 'Who stays, who goes', 'sections' => $this->chapters->staying()],
            ['id' => 'future', 'title' => 'What is to come', 'sections' => $this->chapters->future()],
            ['id' => 'buying', 'title' => 'How they buy', 'sections' => $this->chapters->buying()],
            ['id' => 'reach', 'title' => 'Visits and messages', 'sections' => $this->chapters->reach()],
            ['id' => 'goals', 'title' => 'What you want to reach', 'sections' => $this->chapters->goals()],
        ];
    }

    /** @return array<string, mixed> What the charts are drawn from; amounts in minor units come with their text. */
    public function chartData(): array
    {
        $f = $this->format;
        $charts = [];
        $segments = $this->namedSegments();
        if ($segments->chart !== null) {
            $charts[] = ['id' => $segments->id] + $segments->chart;
        }
        foreach ($this->chapters() as $chapter) {
            foreach ($chapter['sections'] as $section) {
                if ($section->chart !== null) {
                    $charts[] = ['id' => $section->id] + $section->chart;
                }
            }
        }

        return [
            'charts' => $charts,
            'bins' => $this->bins,
            'heatmap' => array_map(static fn (array $c): array => [$c['recency'], $c['frequency'], $c['customers'], $f->money($c['amount'])], $this->heatmap),
            'groups' => array_map(static fn (array $g): array => [$g['name'], $g['customers'], $g['amount'], $f->money($g['amount'])], $this->groups),
            'months' => array_map(static fn (array $m): array => [
                'month' => $f->month($m['month']),
                'orders' => $m['orders'] + $m['anonymous_orders'],
                'known' => $m['orders'],
                'anonymous' => $m['anonymous_orders'],
                'amount' => $m['amount'] + $m['anonymous_amount'],
                'amountText' => $f->money($m['amount'] + $m['anonymous_amount']),
                'refunded' => $m['refunded'],
                'refundedText' => $f->money($m['refunded']),
                'earned' => $m['earned'] + $m['in'],
                'reversed' => $m['reversed'],
                'expired' => $m['expired'],
                'spent' => $m['spent'] + $m['out'],
                'owed' => $m['owed'],
            ], $this->months),
            'tiers' => array_map(static fn (array $t): array => [$t['name'], $t['customers'], $t['colour']], $this->tiers),
            'unit' => 10 ** \Loyalty\Money::decimals($this->figures->programme->currency()),
            'currency' => $this->figures->programme->currency(),
            'locale' => str_replace('_', '-', $f->locale()),
        ];
    }

    /**
     * What is owed at the end of a month is what was owed before, and what the month put in and took out.
     *
     * @return list<Month>
     */
    private static function months(Figures $figures): array
    {
        $owed = 0;
        $months = [];
        foreach ($figures->base->months() as $month) {
            $owed += $month['earned'] + $month['in'] - $month['reversed'] - $month['expired'] - $month['spent'] - $month['out'];
            $months[] = $month + ['owed' => $owed];
        }

        return $months;
    }

    /** @return list<Tier> */
    private static function tiers(Figures $figures): array
    {
        $counts = $figures->base->tiers();

        return array_map(static fn (array $tier): array => [
            'name' => $tier['name'],
            'colour' => $tier['colour'],
            'from' => $tier['from'],
            'customers' => $counts[$tier['key']] ?? 0,
        ], $figures->programme->tiers());
    }

    /** @return array{int, int, list<Person>} How many, what they spent, and those who spent most: of a million no more than twice as many are held as are shown. */
    private static function people(Figures $figures, string $segment): array
    {
        $names = array_column($figures->programme->tiers(), 'name', 'key');
        $set = $figures->base->select($figures->programme->segment($segment));
        $spent = 0;
        $people = [];
        foreach ($set as $key) {
            $customer = $figures->base->customer($key);
            $people[] = [
                'key' => $key,
                'orders' => (int) $customer->facts['orders'],
                'last' => is_int($customer->facts['last_order']) ? $customer->facts['last_order'] : null,
                'spent' => (int) $customer->facts['spent'],
                'points' => $customer->account->balance,
                'tier' => $customer->tier === null ? '–' : ($names[$customer->tier] ?? $customer->tier),
            ];
            $spent += (int) $customer->facts['spent'];
            if (count($people) >= 2 * self::AT_RISK_SHOWN) {
                $people = self::first($people);
            }
        }

        return [count($set), $spent, self::first($people)];
    }

    /**
     * @param list<Person> $people
     * @return list<Person> Who spent most, in that order.
     */
    private static function first(array $people): array
    {
        usort($people, static fn (array $a, array $b): int => [$b['spent'], $a['key']] <=> [$a['spent'], $b['key']]);

        return array_slice($people, 0, self::AT_RISK_SHOWN);
    }
}

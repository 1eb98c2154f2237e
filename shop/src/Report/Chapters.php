<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

use Loyalty\Goal;
use Loyalty\Shop\Text\Format;

/** The sections of a report that come of Insight, in chapters. How large a page is depends on months, messages and goals, never on how many customers there are. */
final readonly class Chapters
{
    private const COHORTS = 13;
    private const MESSAGES = 12;
    private const SECTIONS = 10;
    private const CHANNELS = 10;
    private const NAMED = 20;
    private const GROUPS = 5;
    private const TEAL = '#0f766e';
    private const INDIGO = '#4338ca';
    private const AMBER = '#b45309';
    private const GREY = '#94a3b8';

    private Meaning $meaning;

    public function __construct(private Insight $insight, private Format $format)
    {
        $this->meaning = new Meaning($format);
    }

    /** @return list<Section> Who moves, who comes back, after how long. */
    public function staying(): array
    {
        return [$this->moved(), $this->cohorts(), $this->repeat(), $this->buyers(), $this->frequency(), $this->recency()];
    }

    /** @return list<Section> */
    public function future(): array
    {
        return [$this->value(), $this->alive(), $this->calibration()];
    }

    /** @return list<Section> What is bought, where and at which price. */
    public function buying(): array
    {
        return [$this->baskets(), $this->promotion(), $this->channels(), $this->loyalty()];
    }

    /** @return list<Section> */
    public function reach(): array
    {
        return [...$this->visits(), $this->messages(), $this->hours(), $this->sections()];
    }

    /** @return list<Section> */
    public function goals(): array
    {
        if (!$this->insight->hasGoals) {
            return [Section::needs('goals', 'Goals', 'Name what an action shall reach under “goals” in the programme, with a part of the customers who are left alone: then this says whether it works.')];
        }
        if ($this->insight->keys === null) {
            return [Section::needs('goals', 'Goals', 'Give the report the shop’s keys (--keys): who is left alone by an action is drawn with them.')];
        }

        return array_map($this->goal(...), $this->insight->goals, array_keys($this->insight->goals));
    }

    private function moved(): Section
    {
        $days = Insight::MOVED_DAYS;
        $title = "Who moved in $days days";
        $names = array_values(array_diff(Insight::stages()->segments(), ['Others']));
        $from = [...$names, 'Not a buyer yet'];
        $links = [];
        $rows = array_fill_keys($from, array_fill_keys($names, 0));
        $loyal = $slipped = $returned = 0;
        foreach ($this->insight->moves as $move) {
            $a = $move['from'] ?? 'Not a buyer yet';
            $b = $move['to'];
            if ($b === null || !isset($rows[$a][$b])) {
                continue;
            }
            $links[] = [(int) array_search($a, $from, true), (int) array_search($b, $names, true), $move['customers']];
            $rows[$a][$b] = $move['customers'];
            $loyal += $a === 'Loyal' ? $move['customers'] : 0;
            $slipped += $a === 'Loyal' && $b === 'At risk' ? $move['customers'] : 0;
            $returned += in_array($a, ['At risk', 'Lost'], true) && $b === 'Loyal' ? $move['customers'] : 0;
        }
        if ($this->insight->before === 0) {
            return Section::needs('moved', $title, "The orders have to go back for more than $days days: then this shows who moved between loyal, at risk and lost.");
        }
        $n = $this->format->number(...);
        $table = [];
        foreach ($rows as $name => $row) {
            $table[] = [$name, ...array_map($n, array_values($row))];
        }
        $named = array_slice($this->insight->slipped, 0, self::NAMED);
        if ($named !== []) {
            $more = count($this->insight->slipped) - count($named);
            $table[] = ['Loyal, now at risk: ' . implode(', ', $named) . ($more > 0 ? sprintf(' and %s more', $n($more)) : ''), ...array_fill(0, count($names), '')];
        }

        return Section::chart('moved', $title, $this->meaning->moved($loyal, $slipped, $returned, $days), ['kind' => 'flow', 'left' => $from, 'right' => $names, 'links' => $links],
            ["On {$this->format->day($this->insight->movedFrom)} ↓ · today →", ...$names], $table, 'tall');
    }

    private function cohorts(): Section
    {
        $cohorts = array_slice($this->insight->year->cohorts, -self::COHORTS);
        if ($cohorts === []) {
            return Section::needs('cohorts', 'How long customers stay', 'Orders of known customers are needed: this shows how many come back, month by month.');
        }
        $columns = max(array_map(static fn (array $cohort): int => count($cohort['customers']), $cohorts));
        $columns = min($columns, self::COHORTS);
        $cells = [];
        $rows = [];
        foreach ($cohorts as $y => $cohort) {
            $first = max(1, $cohort['customers'][0]);
            $row = [];
            for ($x = 0; $x < $columns; ++$x) {
                $customers = $cohort['customers'][$x] ?? null;
                $row[] = $customers === null ? '' : ($x === 0 ? $this->format->number($customers) : $this->format->share($customers, $first));
                if ($customers !== null && $x > 0) {
                    $cells[] = [$x - 1, $y, round(100 * $customers / $first, 1), sprintf('%s of %s bought, %s', $this->format->number($customers), $this->format->number($first), $this->format->money($cohort['amounts'][$x] ?? 0))];
                }
            }
            $rows[] = [$this->format->month($cohort['month']), ...$row];
        }
        $labels = array_map(strval(...), range(1, max(1, $columns - 1)));
        $months = array_column($rows, 0);

        return Section::chart('cohorts', 'How long customers stay', $this->meaning->cohorts($this->insight->year->repeat['within']), ['kind' => 'heat', 'columns' => $labels, 'rows' => $months, 'cells' => $cells],
            ['First order', 'Customers', ...array_map(static fn (string $label): string => $label === '1' ? 'after 1 month' : $label, $columns > 1 ? $labels : [])], $rows, 'tall');
    }

    private function repeat(): Section
    {
        ['repeat' => $repeat, 'gaps' => $gaps] = ['repeat' => $this->insight->year->repeat, 'gaps' => $this->insight->year->gaps];
        if ($repeat['customers'] === 0) {
            return Section::needs('repeat', 'Who orders again', 'Orders of known customers are needed.');
        }
        $rows = array_map(fn (array $row): array => ["within $row[days] days", $this->format->number($row['customers']), $this->format->number($row['again']), Meaning::percent($row['rate'])], $repeat['within']);
        $rows[] = ['ever', $this->format->number($repeat['customers']), $this->format->number($repeat['again']), Meaning::percent($repeat['rate'])];
        $days = static fn (?float $days): string => $days === null ? '–' : number_format($days, 1);
        $rows[] = ['days between orders: median', '', '', $days($gaps['median'])];
        $rows[] = ['mean', '', '', $days($gaps['mean'])];
        $rows[] = ['standard deviation', '', '', $days($gaps['sd'])];

        return Section::chart('repeat', 'Who orders again', $this->meaning->repeat($repeat, $gaps), ['kind' => 'bars', 'unit' => 'percent', 'labels' => array_map(static fn (array $row): string => "$row[days] days", $repeat['within']), 'series' => [
            ['name' => 'ordered again within', 'colour' => self::TEAL, 'values' => array_map(static fn (array $row): ?float => self::hundred($row['rate']), $repeat['within']),
                'texts' => array_map(fn (array $row): string => sprintf('%s of %s', $this->format->number($row['again']), $this->format->number($row['customers'])), $repeat['within'])]]],
            ['', 'Had the time', 'Ordered again', 'Share'], $rows, 'low');
    }

    private function buyers(): Section
    {
        $months = $this->insight->year->months;
        if ($this->insight->year->buyers['all'] === 0) {
            return Section::needs('buyers', 'New and returning buyers', 'Orders of the last twelve months are needed.');
        }

        return Section::chart('buyers', 'New and returning buyers', $this->meaning->buyers($this->insight->year->buyers), ['kind' => 'bars', 'unit' => 'number', 'labels' => $this->names($months), 'series' => [
            ['name' => 'had bought before', 'colour' => self::TEAL, 'stack' => 'buyers', 'values' => array_column($months, 'buyers_returning'), 'texts' => array_map(fn (array $m): string => sprintf('%s, %s', $this->format->number($m['buyers_returning']), $this->format->money($m['amount_returning'])), $months)],
            ['name' => 'new', 'colour' => self::INDIGO, 'stack' => 'buyers', 'values' => array_column($months, 'buyers_new'), 'texts' => array_map(fn (array $m): string => sprintf('%s, %s', $this->format->number($m['buyers_new']), $this->format->money($m['amount_new'])), $months)]]],
            ['Month', 'New', 'Spent', 'Had bought before', 'Spent'],
            array_map(fn (array $m): array => [$this->format->month($m['month']), $this->format->number($m['buyers_new']), $this->format->money($m['amount_new']), $this->format->number($m['buyers_returning']), $this->format->money($m['amount_returning'])], $months), 'low');
    }

    private function frequency(): Section
    {
        $times = $this->insight->year->purchaseFrequency;
        if (array_sum(array_column($times, 'customers')) === 0) {
            return Section::needs('frequency', 'How often they buy', 'Orders of the last twelve months are needed.');
        }

        return $this->buckets('frequency', 'How often they buy', $this->meaning->frequency($times), $times, $this->insight->year->visitFrequency, 'Orders in twelve months');
    }

    private function recency(): Section
    {
        $ages = $this->insight->year->purchaseRecency;
        if (array_sum(array_column($ages, 'customers')) === 0) {
            return Section::needs('recency', 'How long ago they bought last', 'Orders of known customers are needed.');
        }

        return $this->buckets('recency', 'How long ago they bought last', $this->meaning->recency($ages), $ages, $this->insight->year->visitRecency, 'Days since the last order');
    }

    /**
     * @param list<array{from: int, to: ?int, customers: int}> $buckets
     * @param list<array{from: int, to: ?int, customers: int}> $visits The same of visits; beside if there are any.
     */
    private function buckets(string $id, string $title, string $says, array $buckets, array $visits, string $head): Section
    {
        $labels = array_map(static fn (array $b): string => match (true) {
            $b['to'] === null => "$b[from]+",
            $b['to'] === $b['from'] => (string) $b['from'],
            default => "$b[from]–$b[to]",
        }, $buckets);
        $hasVisits = array_sum(array_column($visits, 'customers')) > 0;
        $series = [['name' => 'customers by orders', 'colour' => self::TEAL, 'values' => array_column($buckets, 'customers')]];
        $headers = [$head, 'Customers'];
        $rows = array_map(fn (string $label, array $b): array => [$label, $this->format->number($b['customers'])], $labels, $buckets);
        if ($hasVisits) {
            $series[] = ['name' => 'known visitors by visits', 'colour' => self::GREY, 'values' => array_column($visits, 'customers')];
            $headers[] = 'The same of visits';
            $rows = array_map(fn (array $row, array $b): array => [...$row, $this->format->number($b['customers'])], $rows, $visits);
        }

        return Section::chart($id, $title, $says, ['kind' => 'bars', 'unit' => 'number', 'labels' => $labels, 'series' => $series], $headers, $rows, 'low');
    }

    private function value(): Section
    {
        $future = $this->insight->future;
        $title = 'What today’s customers will bring';
        if ($future === null || $this->insight->value === []) {
            return Section::needs('value', $title, 'Customers who bought on several days, with amounts, are needed to foresee what they will bring.');
        }
        $values = $this->insight->values;
        $last = Insight::MONTHS - 1;
        uasort($values, static fn (array $a, array $b): int => $b['clv'][$last] <=> $a['clv'][$last]);
        $shown = array_slice($values, 0, self::GROUPS, true);
        $rest = [];
        foreach ($this->insight->value as $month => $all) {
            $rest[] = $all - array_sum(array_map(static fn (array $group): int => $group['clv'][$month], $shown));
        }
        $colours = [self::TEAL, self::INDIGO, self::AMBER, '#be185d', '#0369a1'];
        $series = [];
        foreach ($shown as $name => $group) {
            $series[] = ['name' => (string) $name, 'line' => true, 'stack' => 'value', 'colour' => $colours[count($series)], 'values' => $group['clv'], 'texts' => array_map($this->format->roundMoney(...), $group['clv'])];
        }
        $series[] = ['name' => 'all others', 'line' => true, 'stack' => 'value', 'colour' => self::GREY, 'values' => $rest, 'texts' => array_map($this->format->roundMoney(...), $rest)];
        $rows = [];
        foreach ($values as $name => $group) {
            if ($group['customers'] > 0) {
                $rows[] = [(string) $name, $this->format->number($group['customers']), $this->format->number(intdiv($group['alive'] + 500_000, 1_000_000)), ...array_map(fn (int $month): string => $this->format->roundMoney($group['clv'][$month]), [2, 5, 8, 11])];
            }
        }
        $rows[] = ['All', $this->format->number($future['customers']), $this->format->number(intdiv($future['alive'] + 500_000, 1_000_000)), ...array_map(fn (int $month): string => $this->format->roundMoney($this->insight->value[$month]), [2, 5, 8, 11])];

        return Section::chart('value', $title, $this->meaning->value($this->insight->value, $values, $future['customers']), ['kind' => 'bars', 'unit' => 'money', 'labels' => array_map(static fn (int $month): string => "$month", range(1, Insight::MONTHS)), 'series' => $series],
            ['Group', 'Customers', 'Still with you', 'in 3 months', '6', '9', '12'], $rows, 'tall');
    }

    private function alive(): Section
    {
        $future = $this->insight->future;
        if ($future === null || $this->insight->model === null) {
            return Section::needs('alive', 'Who is still a customer', 'Customers who bought on several days are needed to tell who has left.');
        }
        $labels = array_map(static fn (int $tenth): string => sprintf('%d–%d %%', 10 * $tenth, 10 * $tenth + 10), range(0, 9));

        return Section::chart('alive', 'Who is still a customer', $this->meaning->alive($future, $this->insight->model->boundary(), $this->insight->model->summary()), ['kind' => 'bars', 'unit' => 'number', 'labels' => $labels, 'series' => [
            ['name' => 'customers by the chance that they will buy again', 'colour' => self::TEAL, 'values' => $future['tenths']]]],
            ['Chance of being a customer still', 'Customers'], array_map(fn (string $label, int $n): array => [$label, $this->format->number($n)], $labels, $future['tenths']));
    }

    private function calibration(): Section
    {
        $calibration = $this->insight->calibration;
        $title = 'Can the model be trusted?';
        if ($calibration === null) {
            return Section::needs('calibration', $title, sprintf('Orders of nine months or more are needed: the last %d days are then held out, and foretold from what was before.', Insight::HELD_DAYS));
        }
        $rows = array_values(array_filter($calibration->byPurchases, static fn (array $row): bool => $row['customers'] > 0));
        $labels = array_map(static fn (array $row): string => $row['purchases'] . ($row['open'] ? '+' : ''), $rows);
        $number = static fn (float $n): string => number_format($n, 2);

        return Section::chart('calibration', $title, $this->meaning->calibration($this->insight->held, $calibration->actual, $calibration->predicted, Insight::HELD_DAYS), ['kind' => 'bars', 'unit' => 'number', 'labels' => $labels, 'series' => [
            ['name' => 'happened', 'colour' => self::TEAL, 'values' => array_map(static fn (array $row): float => round($row['actual'], 3), $rows), 'texts' => array_map(static fn (array $row): string => $number($row['actual']), $rows)],
            ['name' => 'foretold', 'colour' => self::AMBER, 'line' => true, 'values' => array_map(static fn (array $row): float => round($row['predicted'], 3), $rows), 'texts' => array_map(static fn (array $row): string => $number($row['predicted']), $rows)]]],
            ['Repeat orders before', 'Customers', 'Orders each, happened', 'foretold'],
            array_map(fn (string $label, array $row): array => [$label, $this->format->number($row['customers']), $number($row['actual']), $number($row['predicted'])], $labels, $rows));
    }

    private function baskets(): Section
    {
        $baskets = $this->insight->year->baskets;
        if ($baskets['first']['orders'] + $baskets['second']['orders'] + $baskets['regular']['orders'] === 0) {
            return Section::needs('baskets', 'First-timers’ baskets and regulars’', 'Orders of the last twelve months are needed.');
        }
        $names = ['first' => 'first order', 'second' => 'second', 'regular' => 'later ones'];
        $mean = static fn (?float $average): int => (int) round((float) $average);

        return Section::chart('baskets', 'First-timers’ baskets and regulars’', $this->meaning->baskets($baskets), ['kind' => 'bars', 'unit' => 'money', 'labels' => array_values($names), 'series' => [
            ['name' => 'average basket', 'colour' => self::TEAL, 'values' => array_map(static fn (string $key): int => $mean($baskets[$key]['average']), array_keys($names)), 'texts' => array_map(fn (string $key): string => $this->format->money($mean($baskets[$key]['average'])), array_keys($names))]]],
            ['', 'Orders', 'Kept', 'Average'],
            array_map(fn (string $key, string $name): array => [$name, $this->format->number($baskets[$key]['orders']), $this->format->money($baskets[$key]['amount']), $baskets[$key]['average'] === null ? '–' : $this->format->money($mean($baskets[$key]['average']))], array_keys($names), $names), 'low');
    }

    private function promotion(): Section
    {
        $promotion = $this->insight->year->promotion;
        if ($promotion['amount'] <= 0 || $promotion['either'] === 0) {
            return Section::needs('promotion', 'Bought in promotions', 'No order of the year says that something was on sale or bought with a code: mark lines with “sale” and redeem codes through the ledger.');
        }
        $parts = [['on sale', $promotion['sale']], ['with a code', $promotion['code']], ['on sale or with a code', $promotion['either']], ['at full price', $promotion['amount'] - $promotion['either']]];

        return Section::chart('promotion', 'Bought in promotions', $this->meaning->promotion($promotion), ['kind' => 'bars', 'unit' => 'percent', 'across' => true, 'labels' => array_column($parts, 0), 'series' => [
            ['name' => 'share of what was kept', 'colour' => self::AMBER, 'values' => array_map(static fn (array $part): float => round(100 * $part[1] / $promotion['amount'], 1), $parts), 'texts' => array_map(fn (array $part): string => $this->format->money($part[1]), $parts)]]],
            ['Bought', 'Kept', 'Share'], array_map(fn (array $part): array => [$part[0], $this->format->money($part[1]), $this->format->share($part[1], $promotion['amount'])], $parts), 'low');
    }

    private function channels(): Section
    {
        $all = $this->insight->year->channels;
        if ($all === [] || count($all) === 1 && $all[0]['channel'] === '') {
            return Section::needs('channels', 'Where they buy', 'No order of the year says where it was made: send the channel (shop, catalogue, online) with each order.');
        }
        $channels = array_slice($all, 0, self::CHANNELS);
        $names = array_map(static fn (array $c): string => Meaning::channel($c['channel']), $channels);

        return Section::chart('channels', 'Where they buy', $this->meaning->channels($all), ['kind' => 'bars', 'unit' => 'number', 'across' => true, 'labels' => $names, 'series' => [
            ['name' => 'orders of customers', 'colour' => self::TEAL, 'stack' => 'orders', 'values' => array_column($channels, 'orders'), 'texts' => array_map(fn (array $c): string => sprintf('%s, %s', $this->format->number($c['orders']), $this->format->money($c['amount'])), $channels)],
            ['name' => 'without a name', 'colour' => self::GREY, 'stack' => 'orders', 'values' => array_column($channels, 'anonymous_orders'), 'texts' => array_map(fn (array $c): string => sprintf('%s, %s', $this->format->number($c['anonymous_orders']), $this->format->money($c['anonymous_amount'])), $channels)]]],
            ['Channel', 'Customers', 'Orders', 'Kept', 'Orders without a name', 'Their amount'],
            array_map(fn (string $name, array $c): array => [$name, $this->format->number($c['customers']), $this->format->number($c['orders']), $this->format->money($c['amount']), $this->format->number($c['anonymous_orders']), $this->format->money($c['anonymous_amount'])], $names, $channels), 'low');
    }

    private function loyalty(): Section
    {
        $loyalty = $this->insight->year->loyalty;
        if ($loyalty === null) {
            return Section::needs('loyalty', 'The degree of loyalty', 'Say under “loyalty” in the programme what makes a customer loyal in your shop: then each has a degree from 0 to 100.');
        }
        if (array_filter($loyalty['distribution'], static fn (array $d): bool => $d['customers'] > 0) === []) {
            return Section::needs('loyalty', 'The degree of loyalty', 'Known customers are needed: each then has a degree from 0 to 100.');
        }
        $labels = array_map(static fn (array $d): string => "$d[from]–$d[to]", $loyalty['distribution']);
        $rows = array_map(fn (string $label, array $d): array => [$label, $this->format->number($d['customers'])], $labels, $loyalty['distribution']);
        foreach ($loyalty['parts'] as $part) {
            $rows[] = [sprintf('%s (weight %d): reached', $part['name'], $part['weight']), Meaning::percent($part['average'])];
        }

        return Section::chart('loyalty', 'The degree of loyalty', $this->meaning->loyalty($loyalty), ['kind' => 'bars', 'unit' => 'number', 'labels' => $labels, 'series' => [
            ['name' => 'customers by degree', 'colour' => self::TEAL, 'values' => array_column($loyalty['distribution'], 'customers')]]],
            ['Degree', 'Customers'], $rows, 'low');
    }

    /** @return list<Section> Visits that were counted say more than those that are events; without either, what is needed. */
    private function visits(): array
    {
        $visits = $this->insight->visits;
        $year = $this->insight->year;
        $sources = $year->sources;
        if ($visits !== null && $visits->months !== []) {
            $months = $visits->months;
            $by = $visits->via;
            $judged = $visits->judgement();
            $known = $visits->known;
            $says = $this->meaning->visits($visits->new, $visits->returning);
            $hasVisitors = $visits->new + $visits->returning > 0;
            $names = ['were here before', 'new'];
            $rows = array_map(fn (array $m): array => [$this->format->month($m['month']), $this->format->number($m['all']), $this->format->number($m['new']), $this->format->number($m['returning'])], $months);
            $values = [array_column($months, 'returning'), array_column($months, 'new')];
        } elseif ($sources['visits'] > 0) {
            $months = $year->months;
            [$by, $known] = [$sources['by'], $sources['known']];
            $judged = $sources;
            $says = $this->meaning->visitors($year->visitors);
            $hasVisitors = $year->visitors['all'] > 0;
            $names = ['had come before', 'new in the month'];
            $rows = array_map(fn (array $m): array => [$this->format->month($m['month']), $this->format->number($m['visits']), $this->format->number($m['visitors_new']), $this->format->number($m['visitors_returning'])], $months);
            $values = [array_column($months, 'visitors_returning'), array_column($months, 'visitors_new')];
        } else {
            return [Section::needs('visits', 'New and returning visitors', 'Visits have to be counted: by the plugin, or imported from Matomo or Google Analytics with “loyalty visits import”.')];
        }
        $made = [];
        if ($hasVisitors) {
            $made[] = Section::chart('visits', 'New and returning visitors', $says, ['kind' => 'bars', 'unit' => 'number', 'labels' => $this->names($months), 'series' => [
                ['name' => $names[0], 'colour' => self::TEAL, 'stack' => 'visits', 'values' => $values[0]], ['name' => $names[1], 'colour' => self::INDIGO, 'stack' => 'visits', 'values' => $values[1]]]],
                ['Month', 'Visits', ucfirst($names[1]), ucfirst($names[0])], $rows);
        }
        if ($known > 0) {
            $by = array_filter($by, static fn (int $n): bool => $n > 0);
            arsort($by);
            $names = array_map(strval(...), array_keys($by));
            $made[] = Section::chart('sources', 'How visitors come', sprintf('%s come by themselves. %s', Meaning::percent($judged['share']), $judged['text']), ['kind' => 'bars', 'unit' => 'percent', 'across' => true, 'labels' => $names, 'series' => [
                ['name' => 'share of visits', 'colour' => self::TEAL, 'values' => array_map(static fn (int $n): float => round(100 * $n / $known, 1), array_values($by)), 'texts' => array_map($this->format->number(...), array_values($by))]]],
                ['Came', 'Visits', 'Share'], array_map(fn (string $name, int $n): array => [$name, $this->format->number($n), $this->format->share($n, $known)], $names, array_values($by)));
        }

        return $made;
    }

    private function messages(): Section
    {
        $mail = $this->insight->year->mail;
        if ($mail['sent'] === 0) {
            return Section::needs('messages', 'Messages', 'No message of the year is known: record what is sent, opened and clicked (docs/events.md).');
        }
        $messages = array_slice($this->insight->year->messages, 0, self::MESSAGES);
        $names = array_map(static fn (array $m): string => $m['message'] === '' ? '(no name)' : $m['message'], $messages);
        $rows = [];
        foreach ([...$messages, ['channel' => ''] + $mail] as $i => $m) {
            $rows[] = [$names[$i] ?? 'All messages', $m['channel'], $this->format->number($m['sent']), Meaning::percent($m['open_rate']), Meaning::percent($m['click_rate']), Meaning::percent($m['order_rate']), $this->format->money($m['amount'])];
        }

        return Section::chart('messages', 'Messages', $this->meaning->messages($mail), ['kind' => 'bars', 'unit' => 'percent', 'across' => true, 'labels' => $names, 'series' => [
            ['name' => 'opened', 'colour' => self::GREY, ...$this->rates(array_column($messages, 'opened'), $messages)], ['name' => 'clicked', 'colour' => self::TEAL, ...$this->rates(array_column($messages, 'clicked'), $messages)],
            ['name' => 'led to an order', 'colour' => self::INDIGO, ...$this->rates(array_column($messages, 'orders'), $messages)]]],
            ['Message', 'By', 'Sent', 'Opened', 'Clicked', 'Ordered', 'Kept'], $rows, count($messages) > 4 ? 'tall' : '', [1]);
    }

    private function hours(): Section
    {
        $mail = $this->insight->year->mail;
        if ($mail['best_hour'] === null) {
            return Section::needs('hours', 'When messages are read', 'Openings and clicks are needed to tell the best hour.');
        }
        $labels = array_map(static fn (int $hour): string => "$hour:00", range(0, 23));

        return Section::chart('hours', 'When messages are read', $this->meaning->hours($mail['hours'], $mail['best_hour']), ['kind' => 'bars', 'unit' => 'number', 'labels' => $labels, 'mark' => $mail['best_hour'], 'series' => [
            ['name' => 'openings and clicks', 'colour' => self::GREY, 'values' => $mail['hours']]]],
            ['Hour', 'Openings and clicks'], array_map(fn (string $label, int $n): array => [$label, $this->format->number($n)], $labels, $mail['hours']), 'low');
    }

    private function sections(): Section
    {
        $sections = array_slice($this->insight->year->sections, 0, self::SECTIONS);
        if ($sections === []) {
            return Section::needs('sections', 'What engages', 'No visit, opening or click of the year names its section: send it along.');
        }

        return Section::chart('sections', 'What engages', $this->meaning->sections($sections), ['kind' => 'bars', 'unit' => 'number', 'across' => true, 'labels' => array_column($sections, 'section'), 'series' => [
            ['name' => 'visits', 'colour' => self::GREY, 'stack' => 'all', 'values' => array_column($sections, 'visits')], ['name' => 'openings', 'colour' => self::TEAL, 'stack' => 'all', 'values' => array_column($sections, 'opened')],
            ['name' => 'clicks', 'colour' => self::INDIGO, 'stack' => 'all', 'values' => array_column($sections, 'clicked')]]],
            ['Section', 'Customers', 'Visits', 'Openings', 'Clicks'], array_map(fn (array $s): array => [$s['section'], $this->format->number($s['customers']), $this->format->number($s['visits']), $this->format->number($s['opened']), $this->format->number($s['clicked'])], $sections), 'low');
    }

    private function goal(Goal $goal, int $i): Section
    {
        $sides = [['with the action', $goal->treated], ['left alone', $goal->heldOut]];
        $rows = array_map(fn (array $side): array => [$side[0], $this->format->number($side[1]['customers']), $this->format->number($side[1]['done']), self::interval($side[1])], $sides);
        if ($goal->uplift !== null) {
            $points = static fn (float $share): string => number_format(100 * $share, 1);
            $rows[] = ['difference, in points', '', sprintf('%+d customers', (int) round($goal->uplift['customers'])), sprintf('%s (%s to %s)', $points($goal->uplift['share']), $points($goal->uplift['low']), $points($goal->uplift['high']))];
        }
        $title = sprintf('Goal: %s (%s; from %s %s)', $goal->name, $goal->state, $this->format->day($goal->from), $this->format->end($goal->until));
        $head = ['', 'Customers', 'Done', 'Share, 95 % interval'];
        if ($goal->treated['share'] === null && $goal->heldOut['share'] === null) {
            return Section::table("goal$i", $title, $this->meaning->goal($goal), $head, $rows);
        }

        return Section::chart("goal$i", $title, $this->meaning->goal($goal), ['kind' => 'bars', 'unit' => 'percent', 'across' => true, 'labels' => ['with the action', 'left alone', 'wanted'], 'series' => [
            ['name' => 'have done it', 'colour' => self::TEAL, 'values' => [self::hundred($goal->treated['share']), self::hundred($goal->heldOut['share']), round(100 * $goal->wantedShare, 1)], 'texts' => [self::interval($goal->treated), self::interval($goal->heldOut), Meaning::percent($goal->wantedShare)]]]],
            $head, $rows, 'low');
    }

    /**
     * @param list<array{month: string, ...}> $months
     * @return list<string>
     */
    private function names(array $months): array
    {
        return array_map(fn (array $m): string => $this->format->month($m['month']), $months);
    }

    /**
     * @param list<int> $numbers
     * @param list<array{sent: int, ...}> $messages
     * @return array{values: list<?float>, texts: list<string>}
     */
    private function rates(array $numbers, array $messages): array
    {
        $rates = ['values' => [], 'texts' => []];
        foreach ($messages as $i => $message) {
            $rates['values'][] = $message['sent'] === 0 ? null : round(100 * $numbers[$i] / $message['sent'], 1);
            $rates['texts'][] = sprintf('%s of %s', $this->format->number($numbers[$i]), $this->format->number($message['sent']));
        }

        return $rates;
    }

    /** @param array{customers: int, done: int, share: ?float, low: float, high: float} $part */
    private static function interval(array $part): string
    {
        return $part['share'] === null ? '–' : sprintf('%s (%s to %s)', Meaning::percent($part['share']), Meaning::percent($part['low']), Meaning::percent($part['high']));
    }

    private static function hundred(?float $share): ?float
    {
        return $share === null ? null : round(100 * $share, 1);
    }
}

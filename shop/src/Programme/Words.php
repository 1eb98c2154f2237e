<?php

declare(strict_types=1);

namespace Loyalty\Shop\Programme;

use Loyalty\Programme;
use Loyalty\Shop\Text\Format;

/** A programme as its owner would say it. Of a document that is right. */
final readonly class Words
{
    private const MONEY = ['amount', 'minimum', 'minimum_order', 'maximum_order', 'maximum_discount', 'budget', 'per', 'spend'];
    private const SHARES = ['earn_percent', 'maximum_share', 'minimum_share', 'basis_points', 'share', 'holdout'];
    private const DONE = [
        'order' => 'for each order', 'first_order' => 'for the first order', 'sign_up' => 'for signing up', 'review' => 'for a review', 'survey' => 'for a survey', 'contest' => 'for a contest',
        'visit' => 'for a visit', 'inviter' => 'for each invited friend whose first order is paid', 'friend' => 'for being invited, when the first order is paid', 'birthday' => 'on the birthday',
        'child_birthday' => 'on each child\'s birthday',
    ];

    private Format $format;
    private bool $isMoney;

    /** @param array<mixed> $document */
    public function __construct(private array $document, Programme $programme)
    {
        $this->format = new Format($programme->currency(), $programme->timezone());
        $this->isMoney = ($programme->points()['unit'] ?? 'points') === 'money';
    }

    /** @return list<array{string, string}> Key of each earn rule, and what it gives. */
    public function earning(): array
    {
        $rules = [];
        foreach (self::lists(self::member($this->document, 'points'), 'earn') as $rule) {
            $rules[] = [self::text($rule, 'key'), $this->rule($rule)];
        }

        return $rules;
    }

    /** @return array<string, string> What else is ruled of points, by what it is. */
    public function points(): array
    {
        $points = self::member($this->document, 'points');
        if ($points === []) {
            return [];
        }
        $worth = self::member($points, 'worth');
        $spend = self::member($points, 'spend');
        $expiry = self::member($points, 'expiry');
        $caps = [];
        foreach (self::member($points, 'caps') as $of => $most) {
            $caps[] = sprintf('%s %s', $this->amount($most), $of === 'order' ? 'an order' : ($of === 'programme' ? 'ever' : 'a ' . $of));
        }
        $how = array_filter([
            self::number($spend, 'minimum') > 0 ? 'from ' . $this->amount($spend['minimum']) : '',
            self::number($spend, 'step') > 1 ? 'in steps of ' . $this->amount($spend['step']) : '',
            isset($spend['maximum_share']) ? 'up to ' . $this->share($spend['maximum_share']) . ' of an order' : '',
            $this->lines($spend),
        ]);

        return array_filter([
            'worth' => $worth === [] ? '' : sprintf('%s pay %s', $this->amount($worth['points'] ?? 0), $this->money($worth['amount'] ?? 0)),
            'awarded' => sprintf('when an order is %s%s', self::text($points, 'award_on') ?: 'paid', self::number($points, 'pending_days') > 0 || isset($points['pending_until'])
                ? sprintf(', to be spent %s%s', self::number($points, 'pending_days') > 0 ? sprintf('%d days later', self::number($points, 'pending_days')) : 'then', isset($points['pending_until']) ? ', counted from the delivery' : '') : ''),
            'spent' => $how === [] ? 'any number' : implode(', ', $how),
            'expire' => $expiry === [] ? 'never' : self::period($expiry) . (self::text($expiry, 'from') === 'activity' ? ' after the last order or spend' : ' after the award')
                . (isset($expiry['round_up_to']) ? ', at the end of the ' . self::text($expiry, 'round_up_to') : '') . (self::number($expiry, 'notice_days') > 0 ? sprintf('; told %d days before', self::number($expiry, 'notice_days')) : ''),
            'at most' => implode(', ', $caps),
            'a refund' => match (self::text($points, 'arrears')) {
                'zero' => 'takes points down to zero, the rest is let go',
                'pending' => 'takes points that are pending, the rest is let go',
                default => 'takes all it gave; a debt is paid by later points',
            },
        ], static fn (string $said): bool => $said !== '');
    }

    /** Whether a tier is kept, and how it is lost; "" without tiers. */
    public function tiers(): string
    {
        $tiers = self::member($this->document, 'tiers');
        if ($tiers === []) {
            return '';
        }
        $window = $tiers['window'] ?? 'lifetime';
        $keep = $tiers['keep'] ?? null;

        return sprintf('by %s %s; ', self::text($tiers, 'by'), is_array($window) ? 'in the last ' . self::period($window) : ($window === 'calendar_year' ? 'in the calendar year' : 'ever'))
            . match (true) {
                $keep === null => 'the tier follows the figure',
                $keep === 'ever' => 'never lost',
                is_array($keep) && isset($keep['until']) => sprintf('kept to the end of %s%s', self::text($keep, 'until'), self::number($keep, 'years') > 0 ? sprintf(', %d years later', self::number($keep, 'years')) : ''),
                is_array($keep) => sprintf('kept for %s from when it was %s', self::period($keep), self::text($keep, 'from') ?: 'reached'),
                default => '',
            }
            . (isset($tiers['grace']) ? sprintf(', with %s of grace', self::period(self::member($tiers, 'grace'))) : '') . (($tiers['downgrade'] ?? '') === 'one' ? ', one level down at a time' : '');
    }

    /** What inviting takes; "" without referrals. */
    public function referral(): string
    {
        if (!isset($this->document['referral'])) {
            return '';
        }
        $referral = self::member($this->document, 'referral');
        $burst = self::member($referral, 'burst');
        $said = array_filter([
            self::number($referral, 'minimum') > 0 ? 'the friend\'s order is of at least ' . $this->money($referral['minimum']) : 'any order of the friend',
            isset($referral['within']) ? 'within ' . self::period(self::member($referral, 'within')) : '',
            self::number($referral, 'most') > 0 ? sprintf('at most %d friends', self::number($referral, 'most')) : '',
            $burst !== [] ? sprintf('%d friends within %s wait for a person to look', self::number($burst, 'friends'), self::period($burst)) : '',
        ]);

        return implode(', ', $said);
    }

    /** @return list<array{string, string}> Key of each segment, and who is in it. */
    public function segments(): array
    {
        return array_map(fn (array $segment): array => [self::text($segment, 'key'), sprintf('%s: %s', self::text($segment, 'name'), self::text($segment, 'rule'))], self::lists($this->document, 'segments'));
    }

    /** @return list<array{string, string}> Key of each affinity, and its groups. */
    public function affinities(): array
    {
        $said = [];
        foreach (self::lists($this->document, 'affinities') as $affinity) {
            $groups = array_map(static fn (array $group): string => sprintf('%s (%s)', self::text($group, 'key'), implode(', ', array_map(self::plain(...), self::member($group, 'categories')))), self::lists($affinity, 'groups'));
            $said[] = [self::text($affinity, 'key'), sprintf('%s; %s of what was bought of them%s, %s', implode(' or ', $groups), $this->share($affinity['minimum_share'] ?? 8000),
                isset($affinity['within']) ? ' in ' . self::period(self::member($affinity, 'within')) : '', self::count(self::number($affinity, 'minimum_orders') ?: 1, 'order'))];
        }

        return $said;
    }

    /** @return list<array{string, string}> Key of each part of the degree of loyalty, what is full marks, and its share of the whole. */
    public function loyalty(): array
    {
        $parts = self::lists(self::member($this->document, 'loyalty'), 'parts');
        $whole = array_sum(array_map(static fn (array $part): int => self::number($part, 'weight'), $parts));

        return array_map(fn (array $part): array => [self::text($part, 'key'), sprintf('%s: %s of %s%s, %s of the whole', self::text($part, 'name'), self::plain($part['full'] ?? ''), self::text($part, 'value'),
            isset($part['zero']) ? ', none at ' . self::plain($part['zero']) : '', $this->share($whole > 0 ? intdiv(self::number($part, 'weight') * 10000, $whole) : 0))], $parts);
    }

    /** @return list<array{string, string}> Key of each goal, and what it wants. */
    public function goals(): array
    {
        return array_map(fn (array $goal): array => [self::text($goal, 'key'), sprintf('%s: %s of %s, %s to %s; done by %s; %s', self::text($goal, 'name'), $this->share($goal['share'] ?? 0),
            self::text($goal, 'segment') ?: 'everybody', self::text($goal, 'from'), self::text($goal, 'until'), self::text($goal, 'rule'),
            self::number($goal, 'holdout') > 0 ? $this->share($goal['holdout'] ?? 0) . ' are left alone' : 'nobody is held out')], self::lists($this->document, 'goals'));
    }

    /** A value of a member, as one reads it: money, a share, or as the document has it. */
    public function value(string $pointer, mixed $value): string
    {
        $name = (string) substr((string) strrchr($pointer, '/'), 1);
        $byMoney = $name === 'from' && str_starts_with($pointer, '/tiers/levels') ? (self::member($this->document, 'tiers')['by'] ?? '') === 'spend' : in_array($name, self::MONEY, true);

        return match (true) {
            is_int($value) && $byMoney && !str_starts_with($pointer, '/points/spend/') => $this->money($value),
            is_int($value) && in_array($name, self::SHARES, true) => $this->share($value),
            default => json_encode($value, \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_SLASHES | \JSON_UNESCAPED_UNICODE),
        };
    }

    /** @param array<mixed> $rule */
    private function rule(array $rule): string
    {
        $kind = self::text($rule, 'kind');
        $gives = $this->amount($rule['points'] ?? 0);
        $what = match ($kind) {
            'rate' => sprintf('%s for every %s', $gives, $this->money($rule['per'] ?? 0)),
            'steps' => implode(', ', array_map(fn (array $step): string => sprintf('%s from %s', $this->amount($step['points'] ?? 0), $this->money($step['from'] ?? 0)), self::lists($rule, 'steps'))),
            'goal' => sprintf('%s for %s within %s', $gives, isset($rule['orders']) ? sprintf('%d orders', self::number($rule, 'orders')) : 'buying for ' . $this->money($rule['spend'] ?? 0), self::period(self::member($rule, 'within'))),
            'next_order' => sprintf('%s for %s within %s', $gives, ($rule['after'] ?? 'each') === 'first' ? 'the second order' : 'the next order', self::period(self::member($rule, 'within'))),
            default => $gives . ' ' . (self::DONE[$kind] ?? $kind),
        };
        $caps = [];
        foreach (self::member($rule, 'caps') as $of => $most) {
            $caps[] = sprintf('at most %s %s', $this->amount($most), $of === 'order' ? 'an order' : ($of === 'programme' ? 'ever' : 'a ' . $of));
        }

        return implode(', ', array_filter([
            $what,
            $this->lines($rule),
            ($rule['sale_items'] ?? true) === false ? 'not on sale items' : (($rule['sale_items'] ?? true) === 'only' ? 'on sale items only' : ''),
            isset($rule['minimum']) ? 'orders from ' . $this->money($rule['minimum']) : '',
            self::names($rule, 'channels', 'by '),
            self::names($rule, 'weekdays', 'on '),
            implode(' or ', array_filter([self::names($rule, 'tiers', 'for '), self::names($rule, 'segments', 'for ')])),
            isset($rule['from']) ? 'from ' . self::text($rule, 'from') : '',
            isset($rule['until']) ? 'until ' . self::text($rule, 'until') : '',
            self::number($rule, 'known_days') > 0 ? sprintf('if it is known for %d days', self::number($rule, 'known_days')) : '',
            ...$caps,
        ]));
    }

    /**
     * Which lines count.
     *
     * @param array<mixed> $filter
     */
    private function lines(array $filter): string
    {
        $said = [];
        foreach (['categories', 'products', 'brands'] as $of) {
            $lists = self::member($filter, $of);
            if (array_is_list($lists) && $lists !== []) {
                $lists = ['include' => $lists];
            }
            foreach (['include' => 'only', 'exclude' => 'not'] as $list => $word) {
                if (self::member($lists, $list) !== []) {
                    $said[] = sprintf('%s %s %s', $word, $of, implode(', ', array_map(self::plain(...), self::member($lists, $list))));
                }
            }
        }

        return implode(', ', $said);
    }

    private function amount(mixed $points): string
    {
        $points = is_int($points) ? $points : 0;

        return $this->isMoney ? $this->format->money($points) : $this->format->number($points) . ($points === 1 ? ' point' : ' points');
    }

    private function money(mixed $minor): string
    {
        return $this->format->money(is_int($minor) ? $minor : 0);
    }

    private function share(mixed $basisPoints): string
    {
        $of = is_int($basisPoints) ? $basisPoints : 0;

        return rtrim(rtrim(sprintf('%d.%02d', intdiv($of, 100), $of % 100), '0'), '.') . ' %';
    }

    /** @param array<mixed> $period */
    private static function period(array $period): string
    {
        $said = [];
        foreach (['months' => 'month', 'days' => 'day'] as $unit => $one) {
            $n = self::number($period, $unit);
            if ($n > 0) {
                $said[] = $n === 1 ? "1 $one" : "$n $unit";
            }
        }

        return implode(' and ', $said);
    }

    private static function count(int $n, string $one): string
    {
        return $n === 1 ? "1 $one" : "$n {$one}s";
    }

    /** @param array<mixed> $rule */
    private static function names(array $rule, string $list, string $before): string
    {
        $names = array_map(self::plain(...), self::member($rule, $list));

        return $names === [] ? '' : $before . implode(', ', $names);
    }

    /**
     * @param array<mixed> $of
     * @return array<mixed>
     */
    private static function member(array $of, string $name): array
    {
        return is_array($of[$name] ?? null) ? $of[$name] : [];
    }

    /**
     * @param array<mixed> $of
     * @return list<array<mixed>>
     */
    private static function lists(array $of, string $name): array
    {
        return array_values(array_filter(self::member($of, $name), is_array(...)));
    }

    /** @param array<mixed> $of */
    private static function text(array $of, string $name): string
    {
        return self::plain($of[$name] ?? '');
    }

    /** @param array<mixed> $of */
    private static function number(array $of, string $name): int
    {
        return is_int($of[$name] ?? null) ? $of[$name] : 0;
    }

    private static function plain(mixed $value): string
    {
        return is_string($value) ? $value : (is_int($value) ? (string) $value : '');
    }
}

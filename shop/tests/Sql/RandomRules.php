<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Random\Engine\Mt19937;
use Random\Randomizer;

/**
 * Rules made up from a seed over the fields, columns and functions that there are, compared with values that occur. Fields and functions take turns, so
 * that a few hundred rules have each several times; `used` counts what was written.
 */
final class RandomRules
{
    private const FUNCTIONS = [
        'orders' => ['count', 'first', 'last', 'share'], 'lines' => ['count', 'share'], 'categories' => ['count'], 'brands' => ['count'], 'skus' => ['count'], 'channels' => ['count'],
        'amount' => ['sum', 'min', 'max', 'average', 'share'], 'gross' => ['sum', 'min', 'max', 'average', 'share'], 'quantity' => ['sum', 'min', 'max', 'share'],
        'cost' => ['sum', 'min', 'max', 'average'], 'margin' => ['sum', 'min', 'max', 'average'],
        'visits' => ['count', 'first', 'last', 'share'], 'sent' => ['count', 'first', 'last', 'share'], 'opened' => ['count', 'first', 'last', 'share'],
        'clicked' => ['count', 'first', 'last', 'share'], 'reviews' => ['count', 'first', 'last', 'share'], 'surveys' => ['count', 'first', 'last', 'share'],
        'contests' => ['count', 'first', 'last', 'share'], 'preferences' => ['count', 'first', 'last', 'share'],
    ];
    private const PURCHASE = [
        'order' => 'integer', 'at' => 'instant', 'amount' => 'money', 'gross' => 'money', 'quantity' => 'integer', 'sku' => 'text', 'category' => 'text', 'brand' => 'text',
        'channel' => 'text', 'sale' => 'bool', 'code' => 'bool', 'cost' => 'money', 'margin' => 'money', 'month' => 'integer', 'weekday' => 'integer', 'hour' => 'integer',
    ];
    private const ACTIVITY = [
        'at' => 'instant', 'name' => 'text', 'via' => 'text', 'section' => 'text', 'wanted' => 'bool', 'month' => 'integer', 'weekday' => 'integer', 'hour' => 'integer',
    ];
    private const ACTIVITIES = ['visits', 'sent', 'opened', 'clicked', 'reviews', 'surveys', 'contests', 'preferences'];
    private const OPERATORS = ['=', '!=', '<', '<=', '>', '>='];

    /** @var array<string, int> How often by what: "field spent", "operator between", "function sum of amount", "column category", "map month", ... */
    public array $used = [];

    private readonly Randomizer $random;
    /** @var array<string, list<string>> What is still to come in this turn. */
    private array $turns = [];
    /** What the aggregate at hand is taken of: the vias of visits, of messages and of anything else are closed sets of their own. */
    private string $what = '';

    /**
     * @param array<string, string> $fields Types by name.
     * @param array<string, array<string, list<string>>> $values Of the tables: by table and column, as text; nulls left out.
     */
    public function __construct(int $seed, private readonly array $fields, private array $values, private readonly int $at, private readonly \DateTimeZone $zone)
    {
        $this->random = new Randomizer(new Mt19937($seed));
    }

    /**
     * Another shop, the same turns.
     *
     * @param array<string, array<string, list<string>>> $values
     */
    public function over(int $seed, array $values, int $at, \DateTimeZone $zone): self
    {
        $next = new self($seed, $this->fields, $values, $at, $zone);
        $next->turns = $this->turns;
        $next->used = $this->used;

        return $next;
    }

    /** @return list<string> Everything that has to have been used. */
    public function wanted(): array
    {
        $wanted = array_map(static fn (string $name): string => "field $name", array_keys($this->fields));
        foreach (self::FUNCTIONS as $what => $functions) {
            foreach ($functions as $function) {
                $wanted[] = "function $function of $what";
            }
        }
        foreach (['purchase' => self::PURCHASE, 'activity' => self::ACTIVITY] as $table => $columns) {
            foreach (array_keys($columns) as $column) {
                $wanted[] = "column $column of $table";
            }
        }
        foreach ([...self::OPERATORS, 'between', 'not between', 'in', 'not in', 'is null', 'is not null', 'flag', 'starts with', 'not starts with', 'not', 'and', 'or', 'true', 'false',
            'in segment', 'not in segment', 'affinity =', 'affinity !=', 'affinity in', 'affinity is null'] as $operator) {
            $wanted[] = "operator $operator";
        }
        foreach (['year', 'month', 'weekday', 'hour', 'days_since'] as $map) {
            array_push($wanted, "map $map of field", "map $map of aggregate", "map $map of row");
        }
        foreach (['last', 'before', 'since', 'between'] as $window) {
            $wanted[] = "window $window";
        }

        return [...$wanted, 'of', 'today', 'ago', 'null of aggregate'];
    }

    public function rule(int $depth = 3): string
    {
        return match ($depth === 0 ? 9 : $this->random->getInt(0, 9)) {
            0, 1 => $this->use('operator and', "({$this->rule($depth - 1)} and {$this->rule($depth - 1)})"),
            2, 3 => $this->use('operator or', "({$this->rule($depth - 1)} or {$this->rule($depth - 1)})"),
            4 => $this->use('operator not', "not ({$this->rule($depth - 1)})"),
            5, 6 => $this->aggregate(),
            7 => $this->named(),
            default => $this->field(),
        };
    }

    private function named(): string
    {
        return match ($this->turn('named', ['segment', 'not segment', '=', '!=', 'in', 'null', 'true', 'false', 'today'])) {
            'segment' => $this->use('operator in segment', 'in segment "' . $this->one(['buyers', 'women', 'both']) . '"'),
            'not segment' => $this->use('operator not in segment', 'not in segment "' . $this->one(['buyers', 'women', 'both']) . '"'),
            '=' => $this->use('operator affinity =', 'affinity("pets") = "' . $this->one(['cats', 'dogs']) . '"'),
            '!=' => $this->use('operator affinity !=', 'affinity("pets") != "' . $this->one(['cats', 'dogs']) . '"'),
            'in' => $this->use('operator affinity in', 'affinity("pets") in ("cats", "dogs")'),
            'null' => $this->use('operator affinity is null', 'affinity("pets") is ' . $this->one(['', 'not ']) . 'null'),
            'true' => $this->use('operator true', "(true and {$this->field()})"),
            'false' => $this->use('operator false', "(false or {$this->field()})"),
            default => $this->use('today', $this->one(['month(today) ' . $this->one(self::OPERATORS) . ' ' . $this->random->getInt(1, 12), 'today >= ' . gmdate('Y-m-d', $this->at), 'weekday(today) in (1, 2, 7)'])),
        };
    }

    private function field(): string
    {
        $name = $this->turn('field', array_keys($this->fields));
        $this->note("field $name");
        $type = $this->fields[$name];
        if (in_array($type, ['instant', 'day'], true) && $this->chance(45)) {
            return $this->mapped($name, $type, 'field', $this->values['customer'][$name] ?? []);
        }

        return $this->compared($name, $type, $this->values['customer'][$name] ?? []);
    }

    private function aggregate(): string
    {
        $all = [];
        foreach (self::FUNCTIONS as $what => $functions) {
            foreach ($functions as $function) {
                $all[] = "$function of $what";
            }
        }
        [$function, $what] = explode(' of ', $turn = $this->turn('function', $all));
        $this->note("function $turn");
        $this->what = $what;
        $activity = in_array($what, self::ACTIVITIES, true);
        $table = $activity ? 'activity' : 'purchase';
        $parts = [$what];
        if ($function === 'share' || $this->chance(60)) {
            $parts[] = $this->condition($table);
        }
        if ($function === 'share' && $this->chance(40)) {
            $parts[] = $this->use('of', 'of ' . $this->one([$this->column($table), "{$this->column($table)} or {$this->column($table)}"]));
        }
        if ($this->chance(40)) {
            $parts[] = $this->window();
        }
        $call = "$function(" . implode(', ', $parts) . ')';
        $at = $this->values[$table]['at'] ?? [];
        if ($function === 'first' || $function === 'last') {
            return $this->chance(50) ? $this->mapped($call, 'instant', 'aggregate', $at) : $this->compared($call, 'instant', $at);
        }
        if ($this->chance($turn === 'sum of quantity' ? 40 : 8)) {
            return $this->use('null of aggregate', "$call is " . $this->one(['', 'not ']) . 'null');
        }
        $column = $this->values[$table][$what] ?? [];

        return match (true) {
            $function === 'count' => $this->compared($call, 'integer', ['0', '1', '1', '2', '3', '-1', '5']),
            $function === 'share' => $this->compared($call, 'ratio', ['0', '1000000', '500000', '333333', '666666', '250000', (string) $this->random->getInt(0, 1_000_000)]),
            $what === 'quantity' => $this->compared($call, 'integer', [...$column, '9000000000000000', '9000000000000001', '4500000000000003']),
            $function === 'sum' => $this->compared($call, 'money', array_map(fn (string $value): string => (string) ((int) $value * $this->random->getInt(0, 5)), [...$this->some($column), '0'])),
            // Just there, and just beside it.
            $function === 'average' => $this->compared(count($parts) > 1 && $this->chance(60) ? "average($what)" : $call, 'money', $this->averages($what)),
            default => $this->compared($call, 'money', $column),
        };
    }

    /** @return list<string> Half of the time those below 0. */
    private function averages(string $what): array
    {
        $all = $this->values['average'][$what] ?? [];
        $below = array_values(array_filter($all, static fn (string $value): bool => (int) $value < 0));

        return $below !== [] && $this->chance(50) ? $below : $all;
    }

    private function condition(string $table): string
    {
        return match ($this->random->getInt(0, 6)) {
            0 => $this->use('operator or', "({$this->column($table)} or {$this->column($table)})"),
            1 => $this->use('operator and', "{$this->column($table)} and {$this->column($table)}"),
            2 => $this->use('operator not', "not ({$this->column($table)})"),
            default => $this->column($table),
        };
    }

    private function column(string $table): string
    {
        $columns = $table === 'purchase' ? self::PURCHASE : self::ACTIVITY;
        $name = $this->turn($table, array_keys($columns));
        $this->note("column $name of $table");
        $values = $this->values[$table][$name === 'order' ? 'order_number' : $name] ?? [];
        if ($name === 'at' && $this->chance(60)) {
            return $this->mapped($name, 'instant', 'row', $values);
        }

        return $this->compared($name, $columns[$name], $values);
    }

    private function window(): string
    {
        $at = $this->one(array_slice($this->values['purchase']['at'] ?? [], 0, 50) ?: [(string) $this->at]);

        return match ($this->turn('window', ['last', 'before', 'since', 'between'])) {
            'last' => $this->use('window last', 'last ' . $this->one(['30 days', '180 days', '12 months', '2 years', '26 weeks', '0 days'])),
            'before' => $this->use('window before', 'before ' . $this->moment((int) $at)),
            'since' => $this->use('window since', 'since ' . $this->moment((int) $at)),
            default => $this->use('window between', 'between ' . $this->date((int) $at - $this->random->getInt(0, 300) * 86400) . ' and ' . $this->date((int) $at)),
        };
    }

    /** @param list<string> $values Instants, or days. */
    private function mapped(string $operand, string $type, string $of, array $values): string
    {
        $maps = $type === 'day' ? ['year', 'month', 'weekday', 'days_since'] : ['year', 'month', 'weekday', 'hour', 'days_since'];
        $map = $this->turn("map $of $type", $maps);
        $this->note("map $map of $of");
        $seconds = array_map(fn (string $value): int => $type === 'day' ? (int) $value * 86400 : (int) $value, $this->some($values));
        $local = array_map(fn (int $second): \DateTimeImmutable => (new \DateTimeImmutable("@$second"))->setTimezone($type === 'day' ? new \DateTimeZone('UTC') : $this->zone), $seconds);
        $found = array_map(fn (\DateTimeImmutable $date): string => match ($map) {
            'year' => $date->format('Y'),
            'month' => $date->format('n'),
            'weekday' => $date->format('N'),
            'hour' => $date->format('G'),
            default => (string) intdiv($this->at - $date->getTimestamp(), 86400),
        }, $local);

        // What no such number is would be refused for some maps.
        return $this->compared("$map($operand)", 'integer', $found === [] ? ['3'] : $found);
    }

    /** @param list<string> $values Of the column, as the tables have them. */
    private function compared(string $operand, string $type, array $values): string
    {
        if ($type === 'bool') {
            return match ($this->random->getInt(0, 4)) {
                0 => $this->use('operator =', "$operand = " . $this->one(['true', 'false'])),
                1 => $this->use('operator !=', "$operand != " . $this->one(['true', 'false'])),
                2 => $this->null($operand),
                default => $this->use('operator flag', $operand),
            };
        }
        $values = $this->some($values);
        $value = fn (): string => $this->literal($type, $this->one($values === [] ? [$type === 'text' ? 'female' : '1'] : $values));
        $text = $type === 'text';
        if ($this->chance(8)) {
            return $this->null($operand);
        }
        $kinds = match ($type) {
            'text' => ['=', '=', '!=', 'in', 'not in', 'starts with', 'not starts with'],
            'instant' => [...self::OPERATORS, '<', '>=', 'between', 'not between'],
            default => [...self::OPERATORS, 'between', 'not between', 'in', 'not in'],
        };
        $kind = $this->one($kinds);
        $choices = match ($text ? $operand : '') {
            'tier' => ['bronze', 'silver', 'gold'],
            'gender' => ['female', 'male', 'other'],
            'via' => match ($this->what) {
                'visits' => ['direct', 'search', 'email', 'social', 'referral', 'ads', 'other', ''],
                'sent', 'opened', 'clicked' => ['email', 'sms'],
                default => [''],
            },
            default => null,
        };
        if ($choices !== null) {
            $values = $choices;
            $kind = $choices === [''] ? $this->one(['=', '!=', 'in', 'not in']) : $kind;
            $value = fn (): string => $this->literal('text', $this->one($values));
        }
        if ($kind === 'starts with' || $kind === 'not starts with') {
            // Where bytes and characters are cut differently.
            $wide = array_values(array_filter($values, static fn (string $value): bool => preg_match('/[^\x00-\x7F]/', $value) === 1));
            $whole = $this->one($wide !== [] && $this->chance(60) ? $wide : ($values === [] ? ['ca'] : $values));
            $start = mb_substr($whole === '' ? ($choices === null ? 'ca' : $choices[0]) : $whole, 0, $this->random->getInt(1, 4));

            return $this->use("operator $kind", "$operand $kind " . $this->literal('text', $start));
        }
        if ($kind === 'in' || $kind === 'not in') {
            return $this->use("operator $kind", "$operand $kind (" . implode(', ', array_map($value, range(1, $this->random->getInt(1, 4)))) . ')');
        }
        if ($kind === 'between' || $kind === 'not between') {
            $two = $values === [] ? ['1', '2'] : [$this->one($values), $this->one($values)];
            usort($two, static fn (string $a, string $b): int => (int) $a <=> (int) $b);

            // Both ends in one way of writing: a date is a whole day.
            return $this->use("operator $kind", "$operand $kind {$this->plain($type, $two[0])} and {$this->plain($type, $two[1])}");
        }

        return $this->use("operator $kind", $this->chance(10) && !$text ? "{$value()} " . strtr($kind, ['<' => '>', '>' => '<']) . " $operand" : "$operand $kind {$value()}");
    }

    private function null(string $operand): string
    {
        return $this->chance(50) ? $this->use('operator is null', "$operand is null") : $this->use('operator is not null', "$operand is not null");
    }

    private function literal(string $type, string $value): string
    {
        return match ($type) {
            'text' => '"' . strtr($value, ['\\' => '\\\\', '"' => '\\"']) . '"',
            'instant' => $this->moment((int) $value),
            default => $this->plain($type, $value),
        };
    }

    private function plain(string $type, string $value): string
    {
        $number = (int) $value;

        return match ($type) {
            'money' => sprintf('%s%d.%02d', $number < 0 ? '-' : '', intdiv(abs($number), 100), abs($number) % 100),
            'ratio' => $number % 10000 === 0 && $this->chance(50) ? intdiv($number, 10000) . ' %' : sprintf('%d.%06d', intdiv($number, 1_000_000), $number % 1_000_000),
            'instant' => $this->date($number),
            'day' => gmdate('Y-m-d', $number * 86400),
            default => (string) $number,
        };
    }

    private function moment(int $second): string
    {
        return match ($this->random->getInt(0, 2)) {
            0 => gmdate('Y-m-d\TH:i:s\Z', $second + $this->one([-1, 0, 0, 1])),
            1 => $this->date($second),
            default => $this->use('ago', max(0, intdiv($this->at - $second, 86400)) . ' days ago'),
        };
    }

    private function date(int $second): string
    {
        return (new \DateTimeImmutable("@$second"))->setTimezone($this->zone)->format('Y-m-d');
    }

    /**
     * @param list<string> $of
     * @return list<string>
     */
    private function some(array $of): array
    {
        return count($of) <= 12 ? $of : array_map(fn (): string => $this->one($of), range(1, 12));
    }

    /** @param list<string> $of */
    private function turn(string $name, array $of): string
    {
        if (($this->turns[$name] ?? []) === []) {
            $this->turns[$name] = $this->random->shuffleArray($of);
        }

        return (string) array_pop($this->turns[$name]);
    }

    private function use(string $what, string $text): string
    {
        $this->note($what);

        return $text;
    }

    private function note(string $what): void
    {
        $this->used[$what] = ($this->used[$what] ?? 0) + 1;
    }

    private function chance(int $percent): bool
    {
        return $this->random->getInt(1, 100) <= $percent;
    }

    /**
     * @template T
     * @param list<T> $of Not empty.
     * @return T
     */
    private function one(array $of): mixed
    {
        return $of[$this->random->getInt(0, count($of) - 1)];
    }
}

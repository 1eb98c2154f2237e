<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\CustomerBase;
use Loyalty\CustomerSet;
use Loyalty\Dialect;
use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\RuleException;
use Loyalty\Segment;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\SnapshotException;
use Loyalty\Shop\Sql\Tables;
use PHPUnit\Framework\TestCase;

/**
 * Law 11: an engine selects the customers that the core selects. Random rules over random shops, each rule on a real server; LTY_SEED repeats a run, LTY_RULES sets how
 * many rules.
 */
abstract class EqualityCase extends TestCase
{
    private const SHOPS = 9;
    private const RULES = 540;
    private const CUSTOMERS = 90;
    /** What a rule may not be, for most of them: one that selects nobody or all says little. */
    private const KEPT_PERCENT = 25;

    abstract protected static function engine(): Engine;

    public function testRandomRulesSelectTheSameCustomers(): void
    {
        $seed = (int) (getenv('LTY_SEED') ?: random_int(1, 1 << 30));
        $wanted = (int) (getenv('LTY_RULES') ?: self::RULES);
        $what = static::class . ": seed $seed";
        fwrite(\STDERR, "$what\n");
        $tables = new Tables(static::engine(), 'law_');
        $rules = null;
        $done = $telling = 0;
        for ($i = 0; $i < self::SHOPS; ++$i) {
            $shop = new RandomShop($seed + $i, self::CUSTOMERS);
            $tables->build($shop->base, $shop->programme);
            $values = $shop->values();
            $rules = $rules === null
                ? new RandomRules($seed, array_map(static fn (array $field): string => $field['type'], $shop->programme->fields()), $values, $shop->at, $shop->zone)
                : $rules->over($seed + $i, $values, $shop->at, $shop->zone);
            for ($tries = 0; $done < intdiv($wanted * ($i + 1), self::SHOPS); ++$tries) {
                $rule = $rules->rule(1 + $tries % 3);
                try {
                    $segment = Segment::compile($shop->programme, $rule);
                } catch (RuleException $e) {
                    self::fail("$what, $rule: {$e->getMessage()}");
                }
                $expected = self::keys($shop->base->select($segment));
                $tells = count($expected) * 100 >= count($shop->base) && count($expected) * 100 <= 99 * count($shop->base);
                if (!$tells && $tries % 100 >= self::KEPT_PERCENT) {
                    continue;
                }
                $found = $tables->select($segment, $shop->programme);
                sort($found, \SORT_STRING);
                self::assertSame($expected, $found, "$what, shop $i, $rule\n" . $segment->toSql(static::engine()->dialect(), $shop->at, 'law_')->sql);
                ++$done;
                $telling += (int) $tells;
            }
        }
        self::assertGreaterThanOrEqual(500, max($done, $wanted < 500 ? 500 : 0), 'rules');
        self::assertGreaterThanOrEqual(intdiv($done, 2), $telling, "$what: rules that select 1 to 99 %");
        if ($wanted >= 500) {
            self::assertSame([], array_values(array_diff($rules->wanted(), array_keys($rules->used))), "$what: what no rule had");
        }
        $tables->drop();
    }

    public function testEdgesThatChanceSeldomMeets(): void
    {
        $at = 1_323_475_200;
        $programme = self::programme();
        $base = new CustomerBase($programme);
        $line = static fn (int $amount, ?int $cost = null, string $category = '', int $quantity = 1): array => ['sku' => 'A', 'quantity' => $quantity, 'amount' => $amount, 'category' => $category]
            + ($cost === null ? [] : ['cost' => $cost]);
        $order = self::order(...);
        $base->append([
            $order('1', 'half below', $at - 10, $line(100, 101)), $order('2', 'half below', $at - 9, $line(100, 100)),
            $order('3', 'half above', $at - 10, $line(100, 99)), $order('4', 'half above', $at - 9, $line(100, 100)),
            $order('5', 'third below', $at - 10, $line(100, 101)), $order('6', 'third below', $at - 9, $line(100, 100)), $order('7', 'third below', $at - 8, $line(100, 100)),
            $order('8', 'full', $at, $line(1, null, "caf\u{e9} au lait", 9_000_000_000_000_000)),
            $order('9', 'over', $at, $line(1, null, "caf\u{e9}", 9_000_000_000_000_000), $line(1, null, 'cafe', 1)),
            $order('10', 'far over', $at, $line(3, null, '', \PHP_INT_MAX), $line(4, null, '', \PHP_INT_MAX), $line(5, null, '', \PHP_INT_MAX)),
            $order('11', 'nothing kept', $at - 5 * 86400, $line(100, 50)), Event::refund('s', '1', '11', 'nothing kept', $at - 86400, new Money(100, 'GBP')),
            $order('12', 'summer', 1_301_187_599, $line(700)), $order('13', 'summer', 1_301_187_600, $line(700)),
            $order('14', 'new year', 1_293_839_999, $line(50)), $order('15', 'new year', 1_293_840_000, $line(51)),
            Event::birthday('s', 'leap', $at - 5, '2004-02-29'), Event::birthday('s', 'first', $at - 5, '0001-01-01'), Event::birthday('s', 'before', $at - 5, '1969-12-31'),
        ]);
        $base->fold($at);
        $tables = new Tables(static::engine(), 'edge_');
        $tables->build($base, $programme);
        foreach ([
            'average(margin) = -0.01' => ['half below'], 'average(margin) = 0.01' => ['half above'], 'average(margin) = 0' => ['nothing kept', 'third below'],
            'sum(quantity) = 9000000000000000' => ['full'], 'sum(quantity) is null' => ['far over', 'over'], 'share(quantity, category != "cafe") is null and orders > 0' => ['far over', 'over'],
            'max(quantity) = 9223372036854775807' => ['far over'], 'share(amount, category = "") is null' => ['before', 'first', 'leap', 'nothing kept'],
            'share(amount, category = "cafe") = 50 %' => ['over'], "count(lines, category starts with \"caf\u{e9}\") = 1" => ['full', 'over'], 'count(lines, category starts with "cafe") = 1' => ['over'],
            'share(orders, amount < 0.51) = 50 %' => ['new year'], 'year(first_order) = 2010' => ['new year'], 'year(last(orders)) = 2011 and year(first(orders)) = 2010' => ['new year'],
            'hour(first(orders)) = 0 and hour(last(orders)) = 2' => ['summer'], 'month(first(orders)) = 12' => ['half below', 'half above', 'third below', 'full', 'over', 'far over', 'nothing kept', 'new year'],
            'year(birthday) = 1' => ['first'], 'year(birthday) < 1' => [], 'year(birthday) >= 1 and year(birthday) <= 9999 and weekday(birthday) = 3' => ['before'], 'weekday(birthday) = 1' => ['first'],
            'days_since(birthday) > 734000' => ['first'], 'days_since(birthday) < 9000000000000000000' => ['before', 'first', 'leap'], 'year(birthday) not in (9999, 5)' => ['before', 'first', 'leap'], 'year(birthday) in (1, 9999, 2004)' => ['first', 'leap'],
            'month(birthday) = 2' => ['leap'], 'not in segment "nobody" and birthday is not null' => ['before', 'first', 'leap'], 'in segment "nobody" or month(birthday) = 2' => ['leap'],
        ] as $rule => $wanted) {
            $segment = Segment::compile($programme, $rule);
            sort($wanted, \SORT_STRING);
            self::assertSame($wanted, self::keys($base->select($segment)), "the core: $rule");
            $found = $tables->select($segment, $programme);
            sort($found, \SORT_STRING);
            self::assertSame($wanted, $found, $rule);
        }
        $tables->drop();
    }

    /** The longest and the deepest rules are answered, or refused before the engine is asked. */
    public function testRulesAsLargeAsTheyGet(): void
    {
        $programme = self::programme();
        $base = new CustomerBase($programme);
        // More rows than a statement has places for.
        $base->append(array_map(static fn (int $i): Event => Event::signUp('s', "c$i", 1_300_000_000), range(1, 700)));
        $base->append([Event::visit('s', '1', 'b', 1_300_000_000)]);
        $base->fold(1_323_475_200);
        $tables = new Tables(static::engine(), 'large_');
        $tables->build($base, $programme);
        $deep = static fn (int $depth, string $leaf, string $other): string => array_reduce(range(1, $depth), static fn (string $rule, int $i): string => $other . ($i % 2 === 0 ? ' or (' : ' and (') . "$rule)", $leaf);
        foreach ([
            implode(' or ', array_fill(0, 330, 'visits=1')),
            $deep(12, 'visits = 1', 'visits < 2'), $deep(31, 'visits = 1', 'visits < 2'), $deep(6, 'count(lines, ' . $deep(6, 'sale', 'amount > 1') . ') = 0', 'visits < 2'),
            implode(' or ', array_map(static fn (int $i): string => 'count(visits, hour = ' . $i % 24 . ', weekday >= ' . (1 + intdiv($i, 24)) . ') = 1', range(0, 63))),
            'visits in (' . implode(', ', range(1, 700)) . ')',
        ] as $rule) {
            $segment = Segment::compile($programme, $rule);
            try {
                $found = $tables->select($segment, $programme);
            } catch (RuleException $e) {
                self::assertSame(70, $e->getCode());
                self::assertSame(Dialect::Sqlite, static::engine()->dialect());
                self::assertStringContainsString('nested more than 12 deep', $e->getMessage());
                continue;
            }
            sort($found, \SORT_STRING);
            self::assertSame(self::keys($base->select($segment)), $found, $rule);
        }
        $tables->drop();
    }

    public function testTablesSayWhatTheyAreOfAndTakeTheirNamesTogether(): void
    {
        $programme = self::programme();
        $base = new CustomerBase($programme);
        $tables = new Tables(static::engine(), 'say_');
        $everybody = Segment::compile($programme, 'true');
        self::assertNull($tables->snapshot());
        self::assertThrows('there are no tables with the prefix "say_"', static fn () => $tables->select($everybody, $programme));
        self::assertThrows('fold() it first', static fn () => $tables->build($base, $programme));
        $base->append([Event::signUp('s', "o'neil", 1_300_000_000)]);
        $base->fold(1_310_000_000);
        $snapshot = $tables->build($base, $programme);
        self::assertEquals($snapshot, $tables->snapshot());
        self::assertSame([1_310_000_000, $programme->hash(), null, 1, 0, 0], $snapshot->row());
        self::assertSame(["o'neil"], $tables->select($everybody, $programme));
        $base->append([Event::visit('s', '1', 'b', 1_300_000_001)]);
        $base->fold(1_320_000_000);
        $tables->build($base, $programme);
        self::assertEquals(1_320_000_000, (static::engine()->rows('SELECT MAX(at) AS at FROM say_snapshot')[0] ?? [])[0] ?? null);
        $found = $tables->select($everybody, $programme);
        sort($found);
        self::assertSame(['b', "o'neil"], $found);
        self::assertThrows('of another programme', static fn () => $tables->select($everybody, self::programme('visits = 1')));
        foreach (['say_customer_old', 'say_purchase_old'] as $none) {
            self::assertFalse(static::engine()->has($none));
        }
        self::assertTrue(static::engine()->has('say_activity'));
        $tables->drop();
        self::assertFalse(static::engine()->has('say_activity'));
        self::assertNull($tables->snapshot());
    }

    public function testColumnsThatAreNeverNullAreThoseOfWhichTheCoreSaysSo(): void
    {
        $programme = self::programme();
        foreach ((new Schema())->columns('customer', $programme) as $column) {
            if (isset($programme->fields()[$column->name])) {
                $sql = Segment::compile($programme, "$column->name is null")->toSql(Dialect::ClickHouse, 0)->sql;
                self::assertSame(str_ends_with($sql, '1 = 0'), !$column->nullable, $column->name);
            }
        }
    }

    public function testPrefixesAreThoseOfTheJournal(): void
    {
        foreach (['', '1x_', 'x;', 'x"', 'x`', "x_\n", "\u{e9}_", str_repeat('x', 41)] as $prefix) {
            try {
                new Tables(static::engine(), $prefix);
                self::fail("taken: $prefix");
            } catch (\ValueError $e) {
                self::assertStringContainsString('1 to 40 letters', $e->getMessage());
            }
        }
        self::assertSame(str_repeat('X', 40), (new Tables(static::engine(), str_repeat('X', 40)))->prefix);
    }

    private static function assertThrows(string $message, callable $do): void
    {
        try {
            $do();
            self::fail("no exception: $message");
        } catch (SnapshotException $e) {
            self::assertStringContainsString($message, $e->getMessage());
        }
    }

    private static function programme(string $nobody = 'orders < 0'): Programme
    {
        return Programme::fromJson(json_encode([
            'name' => 'Edges', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2001-01-01',
            'segments' => [['key' => 'nobody', 'name' => 'Nobody', 'rule' => $nobody]],
        ], \JSON_THROW_ON_ERROR));
    }

    /** @param array{sku: string, quantity: int, amount: int, category?: string, cost?: int} ...$lines */
    private static function order(string $id, string $customer, int $second, array ...$lines): Event
    {
        return Event::order('s', $id, 1, $customer, $second, OrderCondition::Paid, new Money(array_sum(array_column($lines, 'amount')), 'GBP'), array_values($lines));
    }

    /** @return list<string> */
    private static function keys(CustomerSet $set): array
    {
        $keys = iterator_to_array($set->getIterator(), false);
        sort($keys, \SORT_STRING);

        return $keys;
    }
}

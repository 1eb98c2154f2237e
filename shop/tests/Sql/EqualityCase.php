<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\RuleException;
use Loyalty\Segment;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\Tables;
use Loyalty\Shop\Sql\TsvFile;
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
        $tables = new Tables(static::engine(), 'law_');
        $rules = null;
        $done = $telling = 0;
        for ($i = 0; $i < self::SHOPS; ++$i) {
            $shop = new RandomShop($seed + $i, self::CUSTOMERS);
            $tables->build($shop->base, $shop->programme);
            $values = self::values($shop);
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
                $expected = array_map(strval(...), iterator_to_array($shop->base->select($segment), false));
                $tells = count($expected) * 100 >= count($shop->base) && count($expected) * 100 <= 99 * count($shop->base);
                if (!$tells && $tries % 100 >= self::KEPT_PERCENT) {
                    continue;
                }
                sort($expected, \SORT_STRING);
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

    /** @return array<string, array<string, list<string>>> What the tables have by column, and the averages of customers. */
    private static function values(RandomShop $shop): array
    {
        $folder = sys_get_temp_dir() . '/loyalty-law-' . bin2hex(random_bytes(6));
        mkdir($folder, 0700);
        $shop->base->exportTables($folder);
        $values = $sums = $orders = [];
        foreach (['customer', 'purchase', 'activity'] as $table) {
            $columns = (new Schema())->columns($table, $shop->programme);
            foreach (TsvFile::rows("$folder/$table.tsv") as $row) {
                foreach ($row as $i => $value) {
                    if ($value !== null) {
                        $values[$table][$columns[$i]->name][] = $value;
                    }
                }
                if ($table === 'purchase') {
                    foreach (['amount' => 4, 'gross' => 5, 'cost' => 13, 'margin' => 14] as $name => $i) {
                        if ($row[$i] !== null) {
                            $sums[$name][$row[0]] = ($sums[$name][$row[0]] ?? 0) + (int) $row[$i];
                            $orders[$name][$row[0]][$row[1]] = true;
                        }
                    }
                }
            }
            unlink("$folder/$table.tsv");
        }
        rmdir($folder);
        foreach ($sums as $name => $of) {
            foreach ($of as $customer => $sum) {
                $count = count($orders[$name][$customer]);
                $values['average'][$name][] = (string) (intdiv($sum, $count) + (abs($sum % $count) * 2 >= $count ? $sum <=> 0 : 0));
            }
        }

        return $values;
    }
}

<?php

declare(strict_types=1);

/*
 * The equality of EqualityCase on two shards of ClickHouse behind Distributed tables. Rows are dealt out one by one, so those of one customer lie on both. Run by
 * hand; docs/sql.md has what it said.
 *
 *     php -d extension=loyalty shop/tests/Sql/shards.php [rules] [seed]
 */

use Loyalty\Dialect;
use Loyalty\Segment;
use Loyalty\Shop\Sql\ClickHouseEngine;
use Loyalty\Shop\Sql\Column;
use Loyalty\Shop\Sql\Schema;
use Loyalty\Shop\Sql\TsvFile;
use Loyalty\Shop\Tests\Sql\RandomRules;
use Loyalty\Shop\Tests\Sql\RandomShop;
use Loyalty\Shop\Tests\Support\ClickHouse;

require __DIR__ . '/../../vendor/autoload.php';

$wanted = (int) ($argv[1] ?? 600);
$seed = (int) ($argv[2] ?? random_int(1, 1 << 30));
$servers = new ClickHouse();
$servers->start(2);
$shards = [new ClickHouseEngine($servers->client(0)), new ClickHouseEngine($servers->client(1))];
$schema = new Schema('law_');
$rules = null;
$done = $telling = $spread = 0;
$shops = 6;
for ($i = 0; $i < $shops; ++$i) {
    $shop = new RandomShop($seed + $i, 90);
    $folder = sys_get_temp_dir() . '/loyalty-shards-' . bin2hex(random_bytes(6));
    mkdir($folder, 0700);
    $shop->base->exportTables($folder);
    foreach (['customer', 'purchase', 'activity'] as $table) {
        $columns = $schema->columns($table, $shop->programme);
        $parts = [[], []];
        $seen = [];
        $n = 0;
        foreach (TsvFile::rows("$folder/$table.tsv") as $row) {
            $parts[$n % 2][] = $row;
            $seen[(string) $row[0]][$n % 2] = true;
            ++$n;
        }
        $spread += $table === 'purchase' ? count(array_filter($seen, static fn (array $on): bool => count($on) === 2)) : 0;
        foreach ($shards as $number => $shard) {
            foreach (["law_$table", "dist_$table"] as $name) {
                $shard->command('DROP TABLE IF EXISTS ' . Column::quote(Dialect::ClickHouse, $name));
            }
            foreach ($schema->create($table, $shop->programme, Dialect::ClickHouse, "law_$table", '') as $statement) {
                $shard->command($statement);
            }
            $shard->command("CREATE TABLE dist_$table AS law_$table ENGINE = Distributed(shop, default, law_$table)");
            $shard->insert("law_$table", $columns, $parts[$number]);
        }
        unlink("$folder/$table.tsv");
    }
    rmdir($folder);
    $values = $shop->values();
    $rules = $rules === null
        ? new RandomRules($seed, array_map(static fn (array $field): string => $field['type'], $shop->programme->fields()), $values, $shop->at, $shop->zone)
        : $rules->over($seed + $i, $values, $shop->at, $shop->zone);
    for ($tries = 0; $done < intdiv($wanted * ($i + 1), $shops); ++$tries) {
        $rule = $rules->rule(1 + $tries % 3);
        $segment = Segment::compile($shop->programme, $rule);
        $expected = iterator_to_array($shop->base->select($segment)->getIterator(), false);
        $tells = count($expected) * 100 >= count($shop->base) && count($expected) * 100 <= 99 * count($shop->base);
        if (!$tells && $tries % 100 >= 25) {
            continue;
        }
        $found = $shards[$done % 2]->select($segment->toSql(Dialect::ClickHouse, $shop->at, 'dist_', true));
        sort($expected, \SORT_STRING);
        sort($found, \SORT_STRING);
        if ($expected !== $found) {
            fwrite(\STDERR, "seed $seed, shop $i: $rule\n" . $segment->toSql(Dialect::ClickHouse, $shop->at, 'dist_', true)->sql . "\n");
            exit(1);
        }
        ++$done;
        $telling += (int) $tells;
    }
}
$missing = array_diff($rules->wanted(), array_keys($rules->used));
printf(
    "ClickHouse %s, 2 shards, seed %d: %d rules over %d shops select the same customers; %d of them 1 to 99 %%; %d customers had purchases on both shards; not written by any rule: %s\n",
    (string) $shards[0]->rows('SELECT version() AS version')[0][0],
    $seed,
    $done,
    $shops,
    $telling,
    $spread,
    $missing === [] ? 'nothing' : implode(', ', $missing),
);

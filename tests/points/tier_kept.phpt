--TEST--
Standing: a tier that is kept, its grace, when it is lost and to which
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event};

$programme = programme([], ['tiers' => ['by' => 'spend', 'window' => ['days' => 30], 'keep' => ['months' => 3, 'from' => 'reached'], 'grace' => ['days' => 10], 'downgrade' => 'one', 'levels' => [
    ['key' => 'bronze', 'name' => 'Bronze', 'from' => 0],
    ['key' => 'silver', 'name' => 'Silver', 'from' => 10000],
    ['key' => 'gold', 'name' => 'Gold', 'from' => 20000],
]]]);
$tell = function (array $events, string $at) use ($programme): void {
    $s = Customer::fold($programme, 7, $events, at($at))->standing;
    echo "$at: $s->tier since ", $s->since === null ? 'ever' : gmdate('Y-m-d H:i', $s->since), ", $s->metric", $s->grace ? ', in grace' : '',
        $s->lostAt === null ? '' : ', lost on ' . gmdate('Y-m-d H:i', $s->lostAt) . " to $s->lostTo", ' ',
        implode(' ', array_map(fn($c) => gmdate('m-d', $c['at']) . " $c[from]>$c[to] $c[cause]", $s->changes)), "\n";
};
$gold = [order(1, 1, '2011-01-05 10:00', 20000)];
foreach (['2011-01-05 09:59', '2011-01-05 10:00', '2011-02-10 00:00', '2011-04-05 22:59:59', '2011-04-05 23:00', '2011-04-16 22:59:59', '2011-04-16 23:00', '2011-07-15 22:59:59', '2011-07-26 00:00'] as $at) {
    $tell($gold, $at);
}
echo "regained within the grace\n";
$tell([...$gold, order(2, 1, '2011-04-10 10:00', 25000)], '2011-04-20 00:00');
echo "by hand, until the end of May at least\n";
$tell([Event::tierSet('shop', 1, 7, at('2011-01-01 00:00'), 'gold', 'a friend of the house', 'anna', at('2011-06-01 00:00'))], '2011-03-01 00:00');
--EXPECT--
2011-01-05 09:59: bronze since ever, 0 
2011-01-05 10:00: gold since 2011-01-05 10:00, 20000, lost on 2011-04-16 23:00 to silver 01-05 bronze>gold reached
2011-02-10 00:00: gold since 2011-01-05 10:00, 0, lost on 2011-04-16 23:00 to silver 01-05 bronze>gold reached
2011-04-05 22:59:59: gold since 2011-01-05 10:00, 0, lost on 2011-04-16 23:00 to silver 01-05 bronze>gold reached
2011-04-05 23:00: gold since 2011-01-05 10:00, 0, in grace, lost on 2011-04-16 23:00 to silver 01-05 bronze>gold reached
2011-04-16 22:59:59: gold since 2011-01-05 10:00, 0, in grace, lost on 2011-04-16 23:00 to silver 01-05 bronze>gold reached
2011-04-16 23:00: silver since 2011-04-16 23:00, 0, lost on 2011-07-28 23:00 to bronze 01-05 bronze>gold reached 04-16 gold>silver left
2011-07-15 22:59:59: silver since 2011-04-16 23:00, 0, lost on 2011-07-28 23:00 to bronze 01-05 bronze>gold reached 04-16 gold>silver left
2011-07-26 00:00: silver since 2011-04-16 23:00, 0, in grace, lost on 2011-07-28 23:00 to bronze 01-05 bronze>gold reached 04-16 gold>silver left
regained within the grace
2011-04-20 00:00: gold since 2011-01-05 10:00, 25000, lost on 2011-07-21 23:00 to silver 01-05 bronze>gold reached
by hand, until the end of May at least
2011-03-01 00:00: gold since 2011-01-01 00:00, 0, lost on 2011-07-13 23:00 to silver 01-01 bronze>gold set

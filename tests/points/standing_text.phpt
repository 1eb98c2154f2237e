--TEST--
Standing: what is missing to the next tier, in the words of the programme
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Programme};

$levels = fn(int $silver, int $gold) => [
    ['key' => 'bronze', 'name' => 'Bronze', 'from' => 0, 'colour' => '#cd7f32'],
    ['key' => 'silver', 'name' => 'Silver', 'from' => $silver],
    ['key' => 'gold', 'name' => 'Gold', 'from' => $gold, 'colour' => '#ffd700'],
];
$tell = function (Programme $programme, array $events): void {
    $customer = Customer::fold($programme, 7, $events, at('2011-03-01 00:00'));
    $s = $customer->standing;
    echo "$s->name ($s->by, $s->unit): $s->metric of ", $s->next ?? 'the highest', ', "', $s->progress(), "\" $s->rule from $s->from\n";
    assert($customer->tier === $s->tier && $customer->facts['tier_metric'] === $s->metric && $customer->facts['tier_missing'] === $s->missing
        && $customer->facts['tier_since'] === $s->since && $customer->facts['tier_until'] === $s->lostAt);
};
$orders = fn(int $n, int $amount) => array_map(fn($i) => order($i, 1, "2011-01-0$i 10:00", $amount), range(1, $n));
foreach (['spend' => $levels(20000, 100000), 'points' => $levels(200, 1000), 'orders' => $levels(2, 5)] as $by => $list) {
    $programme = programme([], ['tiers' => ['by' => $by, 'levels' => $list]]);
    $tell($programme, []);
    $tell($programme, $orders(2, 10000));
    $tell($programme, $orders(4, 24690));
    $tell($programme, $orders(5, 30000));
}
// Credit is money.
$tell(programme(['unit' => 'money', 'worth' => null, 'earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 5, 'per' => 100]]],
    ['tiers' => ['by' => 'points', 'levels' => $levels(200, 1000)]]), $orders(1, 3998));
var_dump(Customer::fold(programme(), 7, [], 0)->standing);
--EXPECT--
Bronze (spend, GBP): 0 of silver, "200.00 GBP to Silver" /tiers/levels/0 from 0
Silver (spend, GBP): 20000 of gold, "800.00 GBP to Gold" /tiers/levels/1 from 20000
Silver (spend, GBP): 98760 of gold, "12.40 GBP to Gold" /tiers/levels/1 from 20000
Gold (spend, GBP): 150000 of the highest, "" /tiers/levels/2 from 100000
Bronze (points, points): 0 of silver, "200 points to Silver" /tiers/levels/0 from 0
Silver (points, points): 200 of gold, "800 points to Gold" /tiers/levels/1 from 200
Silver (points, points): 984 of gold, "16 points to Gold" /tiers/levels/1 from 200
Gold (points, points): 1500 of the highest, "" /tiers/levels/2 from 1000
Bronze (orders, orders): 0 of silver, "2 orders to Silver" /tiers/levels/0 from 0
Silver (orders, orders): 2 of gold, "3 orders to Gold" /tiers/levels/1 from 2
Silver (orders, orders): 4 of gold, "1 order to Gold" /tiers/levels/1 from 2
Gold (orders, orders): 5 of the highest, "" /tiers/levels/2 from 5
Bronze (points, GBP): 199 of silver, "0.01 GBP to Silver" /tiers/levels/0 from 0
NULL

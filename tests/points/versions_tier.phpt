--TEST--
Standing: another version of the programme keeps the tier by its key, then its own rules hold
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Programme};

$old = programme([], TIERS);
$new = programme([], ['version' => 2, 'valid_from' => '2011-02-01', 'tiers' => ['by' => 'spend', 'keep' => ['months' => 1, 'from' => 'reached'], 'levels' => [
    ['key' => 'iron', 'name' => 'Iron', 'from' => 0],
    ['key' => 'bronze', 'name' => 'Bronze', 'from' => 5000],
    ['key' => 'silver', 'name' => 'Silver', 'from' => 50000],
]]]);
$programme = Programme::versions([$old, $new]);
$events = [order(1, 1, '2011-01-05 10:00', 30000)];
foreach (['2011-01-04 00:00', '2011-01-31 23:59:59', '2011-02-01 00:00', '2011-03-01 23:59:59', '2011-03-02 00:00'] as $at) {
    $standing = Customer::fold($programme, 7, $events, at($at))->standing;
    echo "$at: $standing->tier since ", $standing->since === null ? 'ever' : gmdate('Y-m-d H:i', $standing->since), ', ', $standing->progress() === '' ? 'the highest' : $standing->progress(),
        $standing->lostAt === null ? '' : ', lost on ' . gmdate('Y-m-d', $standing->lostAt) . " to $standing->lostTo", "\n";
}
echo json_encode($standing->changes), "\n";
--EXPECT--
2011-01-04 00:00: bronze since ever, 200.00 GBP to Silver, lost on 2011-02-01 to iron
2011-01-31 23:59:59: silver since 2011-01-05 10:00, the highest, lost on 2011-03-02 to bronze
2011-02-01 00:00: silver since 2011-01-05 10:00, the highest, lost on 2011-03-02 to bronze
2011-03-01 23:59:59: silver since 2011-01-05 10:00, the highest, lost on 2011-03-02 to bronze
2011-03-02 00:00: bronze since 2011-03-02 00:00, 200.00 GBP to Silver
[{"at":1294221600,"from":"bronze","to":"silver","cause":"reached"},{"at":1299024000,"from":"silver","to":"bronze","cause":"left"}]

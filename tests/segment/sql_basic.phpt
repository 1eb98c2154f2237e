--TEST--
Segment::toSql(): one meaning in four languages; parameters where the engine binds them
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Dialect, Programme, Segment};

$programme = Programme::fromArray([
    'name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-01-01',
    'segments' => [['key' => 'women', 'name' => 'Women', 'rule' => 'gender = "female"']],
]);
$at = new DateTimeImmutable('2011-12-10 12:00 UTC');
$rule = 'spent >= 12.50 and last_order < 90 days ago and not in segment "women" and count(lines, sku = "it\'s") < 2';
$segment = Segment::compile($programme, $rule);
foreach (Dialect::cases() as $dialect) {
    $query = $segment->toSql($dialect, $at, 'shop_');
    echo $dialect->value, ":\n", wordwrap($query->sql, 110), "\n", json_encode($query->parameters), "\n";
}
var_dump($segment->toSql(Dialect::Sqlite, $at->getTimestamp(), 'shop_') == $segment->toSql(Dialect::Sqlite, $at, 'shop_'));
var_dump(str_contains($segment->toSql(Dialect::ClickHouse, $at, distributed: true)->sql, 'customer GLOBAL NOT IN ('));
// The days of the rule are those of the programme's zone, at the instant that is given.
foreach (['2011-06-30 22:59:59 UTC', '2011-06-30 23:00:00 UTC'] as $instant) {
    echo gmdate('c', Segment::compile($programme, 'last_visit >= 1 days ago')->toSql(Dialect::MariaDb, new DateTime($instant))->parameters[0]), "\n";
}
?>
--EXPECT--
mariadb:
SELECT customer FROM `shop_customer` WHERE `spent` >= CAST(? AS SIGNED) AND `last_order` < CAST(? AS SIGNED)
AND (`gender` IS NULL OR `gender` <> ?) AND customer NOT IN (SELECT customer FROM (SELECT customer, COUNT(*)
AS v FROM `shop_purchase` WHERE `sku` = ? GROUP BY customer) AS a WHERE `v` >= CAST(? AS SIGNED))
[1250,1315695600,"female","it's",2]
postgresql:
SELECT customer FROM "shop_customer" WHERE "spent" >= CAST(? AS BIGINT) AND "last_order" < CAST(? AS BIGINT)
AND ("gender" IS NULL OR "gender" <> ?) AND customer NOT IN (SELECT customer FROM (SELECT customer, COUNT(*)
AS v FROM "shop_purchase" WHERE "sku" = ? GROUP BY customer) AS a WHERE "v" >= CAST(? AS BIGINT))
[1250,1315695600,"female","it's",2]
sqlite:
SELECT customer FROM "shop_customer" WHERE "spent" >= CAST(? AS INTEGER) AND "last_order" < CAST(? AS INTEGER)
AND ("gender" IS NULL OR "gender" <> ?) AND customer NOT IN (SELECT customer FROM (SELECT customer, COUNT(*)
AS v FROM "shop_purchase" WHERE "sku" = ? GROUP BY customer) AS a WHERE "v" >= CAST(? AS INTEGER))
[1250,1315695600,"female","it's",2]
clickhouse:
SELECT customer FROM `shop_customer` WHERE `spent` >= 1250 AND (isNotNull(`last_order`) AND
assumeNotNull(`last_order`) < 1315695600) AND (isNull(`gender`) OR assumeNotNull(`gender`) <> 'female') AND
customer NOT IN (SELECT customer FROM (SELECT customer, toInt64(count()) AS v FROM `shop_purchase` WHERE `sku`
= 'it\'s' GROUP BY customer) AS a WHERE `v` >= 2)
[]
bool(true)
bool(true)
2011-06-28T23:00:00+00:00
2011-06-29T23:00:00+00:00

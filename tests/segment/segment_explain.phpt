--TEST--
Segment::explain: each comparison, whether it holds, and what the customer has
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Customer, Event, Money, OrderCondition, Programme, Segment};

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];
$programme = Programme::fromArray(HEAD + ['tiers' => ['by' => 'orders', 'levels' => [['key' => 'bronze', 'name' => 'B', 'from' => 0], ['key' => 'gold', 'name' => 'G', 'from' => 3]]],
    'segments' => [['key' => 'many', 'name' => 'Many', 'rule' => 'orders >= 2']]]);

$orders = fn(int ...$days) => array_map(fn($day, $i) => Event::order('t', $i, 1, 'a', 1310000000 + $day * 86400, OrderCondition::Paid, new Money(5000, 'GBP')), $days, array_keys($days));
$at = 1322740800; /* 2011-12-01T12:00:00Z */
$customer = Customer::fold($programme, 'a', [...$orders(0, 10, 20), Event::birthday('t', 'a', 1310000000, '1980-02-29')], $at);
$rule = 'orders >= 2 and not (last_order = 2011-07-27 or spent > 200) and consent_sms and birthday not between 1990-01-01 and 1999-12-31 and tier in ("gold") and true';
foreach (Segment::compile($programme, $rule)->explain($customer) as ['part' => $part, 'holds' => $holds, 'value' => $value]) {
    echo "$part: ", json_encode($holds), " [$value]\n";
}
--EXPECT--
orders >= 2: true [3]
last_order = 2011-07-27: true [2011-07-27T00:53:20+00:00]
spent > 200: false [150.00 GBP]
consent_sms: null [null]
birthday not between 1990-01-01 and 1999-12-31: true [1980-02-29]
tier in ("gold"): true [gold]
true: true []

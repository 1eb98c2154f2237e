--TEST--
Segment::matches: true only where the rule is true; unknown is not
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
$customer = Customer::fold($programme, 'a', $orders(0, 10, 20), $at);
$nobody = Customer::fold($programme, 'a', [], $at);
foreach ([
    'orders = 3', 'orders > 3', 'spent = 150', 'spent between 149.99 and 150.01', 'tier = "gold"', 'tier in ("bronze")',
    'last_order < 90 days ago', 'last_order >= 90 days ago', 'not last_order >= 90 days ago', 'last_order is null',
    'first_order = 2011-07-07', 'average_order = 50', 'consent_email', 'not consent_email', 'consent_email is null',
    'gender = "female"', 'gender != "female"', 'birthday <= 18 years ago', 'orders = 3 or gender = "male"', 'true', 'false',
] as $rule) {
    $segment = Segment::compile($programme, $rule);
    echo str_pad($rule, 40), $segment->matches($customer) ? 'in ' : 'out', ' ', $segment->matches($nobody) ? 'in' : 'out', "\n";
}
var_dump($programme->segment('many')->matches($customer), $programme->segment('many')->matches($nobody));
--EXPECT--
orders = 3                              in  out
orders > 3                              out out
spent = 150                             in  out
spent between 149.99 and 150.01         in  out
tier = "gold"                           in  out
tier in ("bronze")                      out in
last_order < 90 days ago                in  out
last_order >= 90 days ago               out out
not last_order >= 90 days ago           in  out
last_order is null                      out in
first_order = 2011-07-07                in  out
average_order = 50                      in  out
consent_email                           out out
not consent_email                       out out
consent_email is null                   in  in
gender = "female"                       out out
gender != "female"                      out out
birthday <= 18 years ago                out out
orders = 3 or gender = "male"           in  out
true                                    in  in
false                                   out out
bool(true)
bool(false)

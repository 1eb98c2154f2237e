--TEST--
Segment: a refused rule has its place and a caret under it
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Programme, RuleException, Segment};

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];
$programme = Programme::fromArray(HEAD + ['tiers' => ['by' => 'orders', 'levels' => [['key' => 'bronze', 'name' => 'B', 'from' => 0], ['key' => 'gold', 'name' => 'G', 'from' => 3]]],
    'segments' => [['key' => 'many', 'name' => 'Many', 'rule' => 'orders >= 2']]]);
foreach ([
    '',
    'orders',
    'orders >',
    'orders > 1 and',
    'ordrs > 1',
    'last_order < 90 days',
    'tier = "golden" or orders > 1.5',
    "tier = 'gold'",
    'tier = gold',
    'tier >= "gold"',
    '1 < orders < 5',
    '(orders > 1',
    'orders > 1)',
    'orders => 1',
    'orders > 1 && spent > 2',
    'spent > 12.505',
    'orders = null',
    "orders > 1\n  and tier = \"platin\"\n  and spent > 1",
    'gender = "női"',
    "orders > 1 \xff",
    str_repeat('(', 65) . 'true' . str_repeat(')', 65),
] as $rule) {
    try {
        Segment::compile($programme, $rule);
        echo "compiled: $rule\n";
    } catch (RuleException $e) {
        echo $e->getCode(), ' ', $e->position, $e->rule === $rule ? ' ' : ' another rule ', str_replace("\xff", '?', $e->getMessage()), "\n";
    }
}
try {
    Segment::compile($programme, str_repeat(' ', 4097));
} catch (RuleException $e) {
    echo strtok($e->getMessage(), "\n"), "\n";
}
--EXPECT--
32 0 found an empty rule, expected a rule such as orders >= 2 at byte 0

^
32 0 found orders by itself, which is a whole number, expected a comparison behind it: =, !=, <, <=, >, >=, in, between, is null at byte 0
orders
^
32 8 found the end of the rule, expected a value or a field behind a comparison at byte 8
orders >
        ^
32 14 found the end of the rule, expected a field, a value, not or a ( at byte 14
orders > 1 and
              ^
32 0 found ordrs, expected a field; did you mean orders? at byte 0
ordrs > 1
^
32 13 found last_order is an instant and is compared with the duration 90 days, expected last_order < 90 days ago for longer ago than that, last_order >= 90 days ago for since then at byte 13
last_order < 90 days
             ^
32 7 found "golden", which tier never is, expected one of "bronze", "gold"; did you mean "gold"? at byte 7
tier = "golden" or orders > 1.5
       ^
32 7 found ', expected a text in double quotes: "gold" at byte 7
tier = 'gold'
       ^
32 7 found gold, expected a text in double quotes: "gold" at byte 7
tier = gold
       ^
32 0 found tier is a text, which has no order, expected =, != or in at byte 0
tier >= "gold"
^
32 11 found <, expected one comparison at a time: orders > 1 and orders < 9, or orders between 2 and 8 at byte 11
1 < orders < 5
           ^
32 0 found a ( without end, expected a ) behind it at byte 0
(orders > 1
^
32 10 found ), expected a ( that belongs to it at byte 10
orders > 1)
          ^
32 7 found =>, expected >= at byte 7
orders => 1
       ^
32 11 found &&, expected and at byte 11
orders > 1 && spent > 2
           ^
32 8 found spent is an amount of money and is compared with the number 12.505, expected an amount without currency, such as 12.50 at byte 8
spent > 12.505
        ^
32 9 found a comparison with null, which is never true, expected orders is null or orders is not null at byte 9
orders = null
         ^
32 24 found "platin", which tier never is, expected one of "bronze", "gold" at byte 24
  and tier = "platin"
             ^
32 9 found "női", which gender never is, expected one of "female", "male", "other" at byte 9
gender = "női"
         ^
32 11 found bytes that are no UTF-8, expected well-formed UTF-8 at byte 11
orders > 1 ?
           ^
32 64 found (, expected at most 64 parts that wait for one another at byte 64
(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((true)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
                                                                ^
found a rule that is too long, expected at most 4096 bytes at byte 4096

--TEST--
Segment: the rule as written, and the fields that it reads
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Programme, Segment};

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];
$programme = Programme::fromArray(HEAD + ['tiers' => ['by' => 'orders', 'levels' => [['key' => 'bronze', 'name' => 'B', 'from' => 0], ['key' => 'gold', 'name' => 'G', 'from' => 3]]],
    'segments' => [['key' => 'many', 'name' => 'Many', 'rule' => 'orders >= 2']]]);
$segment = Segment::compile($programme, " spent > 12.50\tAND (tier in (\"gold\") or not consent_email) and spent < 9 ");
var_dump($segment->rule());
echo implode(' ', $segment->fields()), "\n";
echo implode(' ', Segment::compile($programme, 'true')->fields()), "\n";
$named = $programme->segment('many');
unset($programme);
gc_collect_cycles();
var_dump($named->rule(), $named->fields());
/* Every field that a programme names can be asked for. */
$programme = Programme::fromArray(HEAD);
foreach (array_keys($programme->fields()) as $field) {
    [$read] = Segment::compile($programme, "$field is not null")->fields();
    echo $read === $field ? '' : "$field is $read\n";
}
--EXPECT--
string(73) " spent > 12.50	AND (tier in ("gold") or not consent_email) and spent < 9 "
spent tier consent_email

string(11) "orders >= 2"
array(1) {
  [0]=>
  string(6) "orders"
}

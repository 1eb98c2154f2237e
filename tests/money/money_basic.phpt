--TEST--
Money: add, subtract, compare, json
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;

$a = new Money(1999, 'EUR');
$b = new Money(-500, 'EUR');
echo $a->add($b)->format(), ' ', $a->subtract($b)->format(), ' ', $b->subtract($a)->format(), "\n";
echo $a->compare($b), ' ', $b->compare($a), ' ', $a->compare(new Money(1999, 'EUR')), "\n";
echo json_encode($a), "\n";
var_dump($a);
var_dump($a == new Money(1999, 'EUR'), $a == $b, $a == new Money(1999, 'GBP'));
echo $a->minor, ' ', $a->currency, ' ', $a->format(), "\n";
--EXPECT--
14.99 24.99 -24.99
1 -1 0
{"minor":1999,"currency":"EUR"}
object(Loyalty\Money)#1 (2) {
  ["minor"]=>
  int(1999)
  ["currency"]=>
  string(3) "EUR"
}
bool(true)
bool(false)
bool(false)
1999 EUR 19.99

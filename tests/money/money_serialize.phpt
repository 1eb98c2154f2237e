--TEST--
Money: serialize round trip, and payloads that are refused
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;

$money = new Money(-1999, 'EUR');
echo $text = serialize($money), "\n";
var_dump(unserialize($text) == $money, unserialize(serialize([$money, $money]))[1] == $money);
$hostile = [
    'O:13:"Loyalty\Money":0:{}',
    'O:13:"Loyalty\Money":1:{s:5:"minor";i:1;}',
    'O:13:"Loyalty\Money":2:{s:5:"minor";s:1:"1";s:8:"currency";s:3:"EUR";}',
    'O:13:"Loyalty\Money":2:{s:5:"minor";d:1.5;s:8:"currency";s:3:"EUR";}',
    'O:13:"Loyalty\Money":2:{s:5:"minor";i:1;s:8:"currency";s:3:"eur";}',
    'O:13:"Loyalty\Money":2:{s:5:"minor";i:1;s:8:"currency";i:5;}',
    'O:13:"Loyalty\Money":2:{s:5:"minor";i:1;s:8:"currency";a:1:{i:0;i:1;}}',
    'O:13:"Loyalty\Money":3:{s:5:"minor";i:1;s:8:"currency";s:3:"EUR";s:5:"extra";i:1;}',
    'O:13:"Loyalty\Money":2:{i:0;i:1;i:1;s:3:"EUR";}',
    'O:13:"Loyalty\Money":2:{s:5:"minor";i:1;s:8:"currency";R:1;}',
];
foreach ($hostile as $payload) {
    try {
        var_dump(unserialize($payload));
    } catch (Exception $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
O:13:"Loyalty\Money":2:{s:5:"minor";i:-1999;s:8:"currency";s:3:"EUR";}
bool(true)
bool(true)
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object
Exception: Invalid serialization data for Loyalty\Money object

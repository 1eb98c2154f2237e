--TEST--
Cart, CartLine: serialize round trip, and payloads that are refused
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Money};

$cart = new Cart([new CartLine('A', 2, new Money(100, 'GBP'), 'tea', true), new CartLine('B', 1, new Money(5, 'GBP'))], new Money(0, 'GBP'));
$text = serialize($cart);
var_dump(unserialize($text) == $cart);
$hostile = [
    'no members' => 'O:12:"Loyalty\Cart":0:{}',
    'no lines' => str_replace('a:2:{i:0;', 'a:0:{}', 'O:12:"Loyalty\Cart":2:{s:5:"lines";a:0:{}s:8:"shipping";O:13:"Loyalty\Money":2:{s:5:"minor";i:0;s:8:"currency";s:3:"GBP";}}'),
    'lines are no lines' => 'O:12:"Loyalty\Cart":2:{s:5:"lines";a:1:{i:0;i:5;}s:8:"shipping";O:13:"Loyalty\Money":2:{s:5:"minor";i:0;s:8:"currency";s:3:"GBP";}}',
    'a line is the cart' => 'O:12:"Loyalty\Cart":2:{s:5:"lines";a:1:{i:0;r:1;}s:8:"shipping";O:13:"Loyalty\Money":2:{s:5:"minor";i:0;s:8:"currency";s:3:"GBP";}}',
    'no list' => preg_replace('/i:1;(?=O:16)/', 'i:7;', $text),
    'negative quantity' => str_replace('s:8:"quantity";i:2;', 's:8:"quantity";i:-2;', $text),
    'negative price' => str_replace('s:5:"minor";i:100;', 's:5:"minor";i:-100;', $text),
    'negative shipping' => str_replace('s:5:"minor";i:0;', 's:5:"minor";i:-1;', $text),
    'sums too large' => str_replace(['s:8:"quantity";i:2;', 'i:100;'], ['s:8:"quantity";i:1;', 'i:' . PHP_INT_MAX . ';'], $text),
    'two currencies' => preg_replace('/"GBP"/', '"EUR"', $text, 1),
    'sku is no text' => str_replace('s:3:"sku";s:1:"A";', 's:3:"sku";i:5;', $text),
    'sale is no bool' => str_replace('s:4:"sale";b:1;', 's:4:"sale";i:1;', $text),
    'not UTF-8' => str_replace('s:3:"tea";', "s:3:\"te\xff\";", $text),
    'price is no Money' => str_replace('O:13:"Loyalty\Money":2:{s:5:"minor";i:100;s:8:"currency";s:3:"GBP";}', 'O:8:"stdClass":0:{}', $text),
    'a member more' => str_replace('O:16:"Loyalty\CartLine":5:{', 'O:16:"Loyalty\CartLine":6:{i:0;i:0;', $text),
];
foreach ($hostile as $what => $payload) {
    try {
        var_dump(unserialize($payload));
    } catch (Throwable $e) {
        echo "$what: ", get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
bool(true)
no members: Exception: Invalid serialization data for Loyalty\Cart object
no lines: Exception: Invalid serialization data for Loyalty\Cart object
lines are no lines: Exception: Invalid serialization data for Loyalty\Cart object
a line is the cart: Exception: Invalid serialization data for Loyalty\Cart object
no list: Exception: Invalid serialization data for Loyalty\Cart object
negative quantity: Exception: Invalid serialization data for Loyalty\CartLine object
negative price: Exception: Invalid serialization data for Loyalty\CartLine object
negative shipping: Exception: Invalid serialization data for Loyalty\Cart object
sums too large: Exception: Invalid serialization data for Loyalty\Cart object
two currencies: Exception: Invalid serialization data for Loyalty\Cart object
sku is no text: Exception: Invalid serialization data for Loyalty\CartLine object
sale is no bool: Exception: Invalid serialization data for Loyalty\CartLine object
not UTF-8: Exception: Invalid serialization data for Loyalty\CartLine object
price is no Money: Exception: Invalid serialization data for Loyalty\CartLine object
a member more: Exception: Invalid serialization data for Loyalty\CartLine object

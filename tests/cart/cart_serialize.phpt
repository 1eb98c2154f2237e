--TEST--
Cart, CartLine: serialize round trip, and payloads that are refused
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Channel, Money};

$cart = new Cart([new CartLine('A', 2, new Money(100, 'GBP'), ['tea', 'hot'], true, 50000, 1, 2, 'Brew'), new CartLine('B', 1, new Money(5, 'GBP'))], new Money(0, 'GBP'),
    false, 200000, Channel::Email, 3, 4, 5, 'online', 250);
$text = serialize($cart);
var_dump(unserialize($text) == $cart);
$plain = new Cart([new CartLine('B', 1, new Money(5, 'GBP'))], new Money(0, 'GBP'));
var_dump(unserialize(serialize($plain)) == $plain);
$swap = fn(string $from, string $to) => str_contains($text, $from) ? str_replace($from, $to, $text) : throw new Exception("nothing to swap: $from");
$money = 'O:13:"Loyalty\Money":2:{s:5:"minor";i:100;s:8:"currency";s:3:"GBP";}';
$hostile = [
    'no members' => 'O:12:"Loyalty\Cart":0:{}',
    'no lines' => preg_replace('/"lines";a:2:\{.*\}s:8:"shipping"/', '"lines";a:0:{}s:8:"shipping"', $text),
    'lines are no lines' => preg_replace('/"lines";a:2:\{.*\}s:8:"shipping"/', '"lines";a:1:{i:0;i:5;}s:8:"shipping"', $text),
    'a line is the cart' => preg_replace('/"lines";a:2:\{.*\}s:8:"shipping"/', '"lines";a:1:{i:0;r:1;}s:8:"shipping"', $text),
    'no list' => preg_replace('/i:1;(?=O:16)/', 'i:7;', $text),
    'negative quantity' => $swap('s:8:"quantity";i:2;', 's:8:"quantity";i:-2;'),
    'negative price' => $swap('s:5:"minor";i:100;', 's:5:"minor";i:-100;'),
    'negative shipping' => $swap('s:5:"minor";i:0;', 's:5:"minor";i:-1;'),
    'sums too large' => $swap('s:13:"netMillionths";i:1;', 's:13:"netMillionths";i:' . intdiv(PHP_INT_MAX, 2) . ';'),
    'a line too large' => $swap('s:8:"quantity";i:2;', 's:8:"quantity";i:' . PHP_INT_MAX . ';'),
    'two currencies' => preg_replace('/"GBP"/', '"EUR"', $text, 1),
    'sku is no text' => $swap('s:3:"sku";s:1:"A";', 's:3:"sku";i:5;'),
    'sale is no bool' => $swap('s:4:"sale";b:1;', 's:4:"sale";i:1;'),
    'not UTF-8' => str_replace('s:3:"tea";', "s:3:\"te\xff\";", $text),
    'another main category' => preg_replace('/"category";s:3:"tea"/', '"category";s:3:"jam"', $text),
    'categories without a main one' => $swap('s:10:"categories";a:2:{i:0;s:3:"tea";i:1;s:3:"hot";}', 's:10:"categories";a:0:{}'),
    'categories are no list' => $swap('i:0;s:3:"tea";i:1;s:3:"hot";', 'i:0;s:3:"tea";i:2;s:3:"hot";'),
    'a category is no text' => $swap('i:1;s:3:"hot";', 'i:1;i:5;'),
    'tax rate too high' => $swap('s:7:"taxRate";i:50000;', 's:7:"taxRate";i:10000001;'),
    'negative millionths' => $swap('s:13:"netMillionths";i:1;', 's:13:"netMillionths";i:-1;'),
    'millionths are no number' => $swap('s:15:"grossMillionths";i:2;', 's:15:"grossMillionths";b:1;'),
    'price is no Money' => $swap($money, 'O:8:"stdClass":0:{}'),
    'a member more' => $swap('O:16:"Loyalty\CartLine":10:{', 'O:16:"Loyalty\CartLine":11:{i:0;i:0;'),
    'a member less' => preg_replace('/O:12:"Loyalty.Cart":10:\{(.*)s:13:"pointsToSpend";i:250;\}/', 'O:12:"Loyalty\Cart":9:{$1}', $text),
    'channel is no channel' => $swap('E:21:"Loyalty\Channel:Email"', 'E:23:"Loyalty\EventType:Order"'),
    'taxIncluded is no bool' => $swap('s:11:"taxIncluded";b:0;', 's:11:"taxIncluded";N;'),
    'shipping tax rate' => $swap('s:15:"shippingTaxRate";i:200000;', 's:15:"shippingTaxRate";i:-1;'),
    'negative shipping millionths' => $swap('s:21:"shippingNetMillionths";i:3;', 's:21:"shippingNetMillionths";i:-3;'),
    'negative displayed' => $swap('s:19:"displayedMillionths";i:5;', 's:19:"displayedMillionths";i:-5;'),
    'brand is not UTF-8' => $swap('s:5:"brand";s:4:"Brew";', "s:5:\"brand\";s:4:\"Bre\xff\";"),
    'brand is no text' => $swap('s:5:"brand";s:4:"Brew";', 's:5:"brand";N;'),
    'sales channel is not UTF-8' => $swap('s:12:"salesChannel";s:6:"online";', "s:12:\"salesChannel\";s:1:\"\xff\";"),
    'sales channel is a Channel' => $swap('s:12:"salesChannel";s:6:"online";', 's:12:"salesChannel";E:21:"Loyalty\Channel:Email";'),
    'negative points' => $swap('s:13:"pointsToSpend";i:250;', 's:13:"pointsToSpend";i:-1;'),
    'points are no number' => $swap('s:13:"pointsToSpend";i:250;', 's:13:"pointsToSpend";d:2.5;'),
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
a line too large: Exception: Invalid serialization data for Loyalty\CartLine object
two currencies: Exception: Invalid serialization data for Loyalty\Cart object
sku is no text: Exception: Invalid serialization data for Loyalty\CartLine object
sale is no bool: Exception: Invalid serialization data for Loyalty\CartLine object
not UTF-8: Exception: Invalid serialization data for Loyalty\CartLine object
another main category: Exception: Invalid serialization data for Loyalty\CartLine object
categories without a main one: Exception: Invalid serialization data for Loyalty\CartLine object
categories are no list: Exception: Invalid serialization data for Loyalty\CartLine object
a category is no text: Exception: Invalid serialization data for Loyalty\CartLine object
tax rate too high: Exception: Invalid serialization data for Loyalty\CartLine object
negative millionths: Exception: Invalid serialization data for Loyalty\CartLine object
millionths are no number: Exception: Invalid serialization data for Loyalty\CartLine object
price is no Money: Exception: Invalid serialization data for Loyalty\CartLine object
a member more: Exception: Invalid serialization data for Loyalty\CartLine object
a member less: Exception: Invalid serialization data for Loyalty\Cart object
channel is no channel: Exception: Invalid serialization data for Loyalty\Cart object
taxIncluded is no bool: Exception: Invalid serialization data for Loyalty\Cart object
shipping tax rate: Exception: Invalid serialization data for Loyalty\Cart object
negative shipping millionths: Exception: Invalid serialization data for Loyalty\Cart object
negative displayed: Exception: Invalid serialization data for Loyalty\Cart object
brand is not UTF-8: Exception: Invalid serialization data for Loyalty\CartLine object
brand is no text: Exception: Invalid serialization data for Loyalty\CartLine object
sales channel is not UTF-8: Exception: Invalid serialization data for Loyalty\Cart object
sales channel is a Channel: Exception: Invalid serialization data for Loyalty\Cart object
negative points: Exception: Invalid serialization data for Loyalty\Cart object
points are no number: Exception: Invalid serialization data for Loyalty\Cart object

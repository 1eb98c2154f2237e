--TEST--
Cart: nothing changes it, not through a reference in the list it was given
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Money};

$category = 'tea';
$categories = [&$category];
$line = new CartLine('A', 1, new Money(100, 'GBP'), $categories);
$category = 5;
var_dump($line->category, $line->categories);
$list = [&$line];
$cart = new Cart($list, new Money(0, 'GBP'));
$line = 'something else';
var_dump($cart->lines[0] instanceof CartLine);
foreach ([fn() => $cart->lines = [], function () use ($cart) { $cart->lines[] = 1; }, fn() => $cart->shipping = null,
    function () use ($cart) { $l = $cart->lines[0]; $l->quantity = 2; }, function () use ($cart) { $l = $cart->lines[0]; $l->categories[] = 'b'; },
    fn() => $cart->taxIncluded = false, fn() => $cart->channel = null, fn() => $cart->more = 1, function () use ($cart) { $r = &$cart->lines; }] as $call) {
    try {
        $call();
        echo "done\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
--EXPECTF--
string(3) "tea"
array(1) {
  [0]=>
  string(3) "tea"
}
bool(true)
Cannot modify readonly property Loyalty\Cart::$lines
Cannot %Smodify readonly property Loyalty\Cart::$lines
Cannot modify readonly property Loyalty\Cart::$shipping
Cannot modify readonly property Loyalty\CartLine::$quantity
Cannot %Smodify readonly property Loyalty\CartLine::$categories
Cannot modify readonly property Loyalty\Cart::$taxIncluded
Cannot modify readonly property Loyalty\Cart::$channel
Cannot create dynamic property Loyalty\Cart::$more
Cannot %Smodify readonly property Loyalty\Cart::$lines

--TEST--
Cart, CartLine: what they hold, clone, comparison, json
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Money};

$tea = new CartLine('TEA-1', 3, new Money(450, 'GBP'), 'tea');
$cake = new CartLine(quantity: 1, sku: 'CAKE', unitPrice: new Money(0, 'GBP'), sale: true);
$cart = new Cart([$tea, $cake], new Money(395, 'GBP'));
echo json_encode($cart), "\n";
var_dump($cake);
var_dump($cart == new Cart([$tea, $cake], new Money(395, 'GBP')), $cart == new Cart([$cake, $tea], new Money(395, 'GBP')));
var_dump(clone $cart == $cart, clone $tea == $tea);
--EXPECT--
{"lines":[{"sku":"TEA-1","quantity":3,"unitPrice":{"minor":450,"currency":"GBP"},"category":"tea","sale":false},{"sku":"CAKE","quantity":1,"unitPrice":{"minor":0,"currency":"GBP"},"category":"","sale":true}],"shipping":{"minor":395,"currency":"GBP"}}
object(Loyalty\CartLine)#3 (5) {
  ["sku"]=>
  string(4) "CAKE"
  ["quantity"]=>
  int(1)
  ["unitPrice"]=>
  object(Loyalty\Money)#4 (2) {
    ["minor"]=>
    int(0)
    ["currency"]=>
    string(3) "GBP"
  }
  ["category"]=>
  string(0) ""
  ["sale"]=>
  bool(true)
}
bool(true)
bool(false)
bool(true)
bool(true)

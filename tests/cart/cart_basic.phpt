--TEST--
Cart, CartLine: what they hold, clone, comparison, json
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Channel, Money};

$tea = new CartLine('TEA-1', 3, new Money(450, 'GBP'), ['tea', 'hot drinks'], taxRate: 50000, netMillionths: 4285714);
$cake = new CartLine(quantity: 0, sku: 'CAKE', unitPrice: new Money(0, 'GBP'), sale: true);
$jam = new CartLine('JAM', 1, new Money(299, 'GBP'), 'jam', grossMillionths: 2990001);
$cart = new Cart([$tea, $cake], new Money(395, 'GBP'));
echo json_encode($cart), "\n";
echo json_encode(new Cart([$jam], new Money(0, 'GBP'), false, 200000, Channel::Email, 1, 2, 2990000)), "\n";
echo json_encode(new CartLine('X', 1, new Money(1, 'GBP'), [])), "\n";
$asking = new Cart([new CartLine('X', 1, new Money(1, 'GBP'), brand: 'Brew & Co')], new Money(0, 'GBP'), salesChannel: 'online', pointsToSpend: 250);
echo $asking->lines[0]->brand, " $asking->salesChannel $asking->pointsToSpend\n";
var_dump($cake);
var_dump($cart == new Cart([$tea, $cake], new Money(395, 'GBP')), $cart == new Cart([$cake, $tea], new Money(395, 'GBP')),
    $cart == new Cart([$tea, $cake], new Money(395, 'GBP'), false));
var_dump(clone $cart == $cart, clone $tea == $tea);
--EXPECT--
{"lines":[{"sku":"TEA-1","quantity":3,"unitPrice":{"minor":450,"currency":"GBP"},"category":"tea","sale":false,"categories":["tea","hot drinks"],"taxRate":50000,"netMillionths":4285714,"grossMillionths":null,"brand":""},{"sku":"CAKE","quantity":0,"unitPrice":{"minor":0,"currency":"GBP"},"category":"","sale":true,"categories":[],"taxRate":0,"netMillionths":null,"grossMillionths":null,"brand":""}],"shipping":{"minor":395,"currency":"GBP"},"taxIncluded":true,"shippingTaxRate":0,"channel":null,"shippingNetMillionths":null,"shippingGrossMillionths":null,"displayedMillionths":null,"salesChannel":"","pointsToSpend":0}
{"lines":[{"sku":"JAM","quantity":1,"unitPrice":{"minor":299,"currency":"GBP"},"category":"jam","sale":false,"categories":["jam"],"taxRate":0,"netMillionths":null,"grossMillionths":2990001,"brand":""}],"shipping":{"minor":0,"currency":"GBP"},"taxIncluded":false,"shippingTaxRate":200000,"channel":"email","shippingNetMillionths":1,"shippingGrossMillionths":2,"displayedMillionths":2990000,"salesChannel":"","pointsToSpend":0}
{"sku":"X","quantity":1,"unitPrice":{"minor":1,"currency":"GBP"},"category":"","sale":false,"categories":[],"taxRate":0,"netMillionths":null,"grossMillionths":null,"brand":""}
Brew & Co online 250
object(Loyalty\CartLine)#3 (10) {
  ["sku"]=>
  string(4) "CAKE"
  ["quantity"]=>
  int(0)
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
  ["categories"]=>
  array(0) {
  }
  ["taxRate"]=>
  int(0)
  ["netMillionths"]=>
  NULL
  ["grossMillionths"]=>
  NULL
  ["brand"]=>
  string(0) ""
}
bool(true)
bool(false)
bool(false)
bool(true)
bool(true)

--TEST--
Points: rewards are bought by a spend that names them
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Cart, CartLine, Customer, Event, Money};

$programme = programme(['rewards' => [['key' => 'mug', 'name' => 'A mug', 'kind' => 'gift', 'points' => 150, 'sku' => 'MUG-1'], ['key' => 'credit', 'name' => 'Credit', 'kind' => 'credit', 'points' => 100, 'amount' => 90, 'tiers' => ['silver']]]], TIERS);
$cart = new Cart([new CartLine('a', 1, new Money(1000, 'GBP'))], new Money(0, 'GBP'));
$tell = function (array $events) use ($programme, $cart): void {
    $customer = show($programme, $events);
    echo '  ', json_encode($programme->quote($cart, $customer, [], null, at('2011-03-01 00:00'))->rewards), "\n";
};
$order = order(1, 1, '2011-01-05 10:00', 16000);
$tell([$order]);
$tell([$order, order(2, 1, '2011-01-06 10:00', 8000)]);
$mug = Event::pointsSpent('shop', 'mug-1', 7, at('2011-01-07 10:00'), 150, 'mug');
$tell([$order, order(2, 1, '2011-01-06 10:00', 8000), $mug]);
// It broke on the way.
$tell([$order, order(2, 1, '2011-01-06 10:00', 8000), $mug, restore('mug-1', 'broken', '2011-01-09 10:00', 150)]);
--EXPECT--
balance 160, pending 0, earned 160, in 0, spent 0, expired 0, reversed 0, out 0
  [{"key":"mug","name":"A mug","kind":"gift","points":150,"missing":0}]
balance 240, pending 0, earned 240, in 0, spent 0, expired 0, reversed 0, out 0
  [{"key":"mug","name":"A mug","kind":"gift","points":150,"missing":0},{"key":"credit","name":"Credit","kind":"credit","points":100,"missing":0}]
balance 90, pending 0, earned 240, in 0, spent 150, expired 0, reversed 0, out 0
  [{"key":"mug","name":"A mug","kind":"gift","points":150,"missing":60},{"key":"credit","name":"Credit","kind":"credit","points":100,"missing":10}]
balance 240, pending 0, earned 240, in 0, spent 150, expired 0, reversed 0, out 0, restored 150
  [{"key":"mug","name":"A mug","kind":"gift","points":150,"missing":0},{"key":"credit","name":"Credit","kind":"credit","points":100,"missing":0}]

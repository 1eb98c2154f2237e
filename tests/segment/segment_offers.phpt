--TEST--
Segments over purchases decide who may use a campaign and who has a service, as they decide who is in a segment
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Cart, CartLine, Customer, Event, Money, OrderCondition, Programme};

$programme = Programme::fromArray(['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-01-01',
    'affinities' => [['key' => 'pets', 'groups' => [['key' => 'cats', 'categories' => ['cat food']], ['key' => 'dogs', 'categories' => ['dog food']]]]],
    'segments' => [['key' => 'cat_people', 'name' => 'Cat people', 'rule' => 'affinity("pets") = "cats" and sum(amount, last 90 days) > 20']],
    'campaigns' => [['number' => 1, 'key' => 'cats', 'name' => 'Cats', 'automatic' => true, 'discount' => ['kind' => 'percent', 'basis_points' => 1000], 'segments' => ['cat_people']]],
    'services' => [['key' => 'vet', 'name' => 'A vet to ask', 'kind' => 'advice', 'segments' => ['cat_people']]]]);
$at = strtotime('2011-12-01T12:00:00Z');
$buyer = fn(string $category, int $amount) => Customer::fold($programme, 'a', [Event::order('t', 'o', 1, 'a', $at - 86400, OrderCondition::Paid, new Money($amount, 'GBP'),
    lines: [['sku' => 'x', 'quantity' => 1, 'amount' => $amount, 'category' => $category]])], $at);
$cart = new Cart([new CartLine('x', 1, new Money(1000, 'GBP'))], new Money(0, 'GBP'));

foreach (['cat food' => 3000, 'dog food' => 3000, 'tea' => 3000] as $category => $amount) {
    $customer = $buyer($category, $amount);
    $quote = $programme->quote($cart, $customer, [], null, $at);
    printf("%s: in %s, off %s, services %s\n", $category, json_encode($programme->segment('cat_people')->matches($customer)), $quote->discount->format(), implode(' ', array_column($customer->services, 'service')) ?: '-');
}
/* Ninety days on, what was bought is long ago. */
$customer = $buyer('cat food', 3000);
echo $programme->quote($cart, $customer, [], null, $at + 95 * 86400)->discount->format(), "\n";
echo $programme->quote($cart, null, [], null, $at)->discount->format(), "\n";
--EXPECT--
cat food: in true, off 1.00, services vet
dog food: in false, off 0.00, services -
tea: in false, off 0.00, services -
0.00
0.00

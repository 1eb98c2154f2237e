--TEST--
Customer: purchases and activities, what makes the degree of loyalty; alone and out of a base
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{Channel, Customer, CustomerBase, Event, Money, OrderCondition, Programme};

$programme = Programme::fromArray(['name' => 'Test', 'currency' => 'EUR', 'timezone' => 'Europe/Madrid', 'version' => 1, 'valid_from' => '2020-01-01',
    'points' => ['earn' => [['key' => 'rate', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100]],
    'loyalty' => ['parts' => [
        ['key' => 'often', 'name' => 'How often', 'value' => 'count(orders)', 'full' => 3, 'weight' => 30],
        ['key' => 'much', 'name' => 'How much', 'value' => 'sum(amount)', 'full' => '50.00', 'weight' => 20],
        ['key' => 'lately', 'name' => 'How lately', 'value' => 'days_since(last_order)', 'zero' => 365, 'full' => 30, 'weight' => 10],
        ['key' => 'sale', 'name' => 'Not for the sale', 'value' => 'share(amount, not sale)', 'full' => '100 %', 'weight' => 10],
        ['key' => 'hour', 'name' => 'Reads', 'value' => 'best_hour', 'zero' => -1, 'full' => 0, 'weight' => 5]]]]);
$at = fn(string $day) => strtotime("$day 12:00 UTC");
$events = [
    Event::order('shop', 'A1', 1, 'ana', $at('2024-01-10'), OrderCondition::Paid, new Money(2000, 'EUR'), [
        ['sku' => 'cup', 'quantity' => 2, 'amount' => 1500, 'category' => 'cups', 'brand' => 'Ácme', 'tax' => 300, 'cost' => 700],
        ['sku' => 'tea', 'quantity' => 1, 'amount' => 500, 'sale' => true]], 'shop'),
    Event::refund('shop', 'R1', 'A1', 'ana', $at('2024-01-20'), new Money(1000, 'EUR')),
    Event::order('shop', 'A2', 1, 'ana', $at('2024-03-01'), OrderCondition::Paid, new Money(1234, 'EUR')),
    Event::couponRedeemed('shop', 'A2', 'ana', $at('2024-03-01'), 'spring', 7),
    Event::order('shop', 'A3', 1, 'ana', $at('2024-03-02'), OrderCondition::Placed, new Money(9999, 'EUR')),
    Event::visit('shop', 1, 'ana', $at('2024-02-01'), 'search', 'cups'),
    Event::messageSent('shop', 'd1', 'ana', $at('2024-02-02'), Channel::Email, 'news'),
    Event::messageClicked('shop', 'c1', 'd1', 'ana', $at('2024-02-03'), Channel::Email, 'news', 'top'),
    Event::preference('shop', 'ana', 'cats', $at('2024-02-04'), true),
    Event::preference('shop', 'ana', 'cats', $at('2024-02-05'), false)];

$ana = Customer::fold($programme, 'ana', $events, $at('2024-04-01'));
foreach ($ana->purchases() as $row) {
    echo json_encode($row, JSON_UNESCAPED_UNICODE), "\n";
}
foreach ($ana->activities() as $row) {
    echo json_encode($row), "\n";
}
foreach ($ana->loyalty($programme) as $part) {
    echo json_encode($part), "\n";
}
var_dump($ana->facts['loyalty'], strlen($ana->rows));

$base = new CustomerBase($programme);
$base->append(array_reverse($events));
$base->fold($at('2024-04-01'));
$same = $base->customer('ana');
var_dump($same->rows === $ana->rows, $same->facts === $ana->facts, $same->loyalty($programme) === $ana->loyalty($programme));
$base->select('loyalty >= 60 and sum(amount) = 22.34'); // rows are kept from here on
$base->append([$more = order(9, 'ana', '2024-03-05', 5000)]);
var_dump($base->select('loyalty = 100 and sum(amount) = 72.34 and count(orders) = 3')->keys());
var_dump($base->customer('ana')->facts === Customer::fold($programme, 'ana', [...$events, $more], $at('2024-04-01'))->facts);

$nobody = Customer::fold($programme, 'nobody', [], 0);
var_dump($nobody->purchases(), $nobody->activities(), $nobody->facts['loyalty']);
$without = Customer::fold(programme(), 'ana', $events, 0);
var_dump($without->loyalty(programme()), $without->facts['loyalty']);
attempt(fn() => $ana->loyalty(programme()));

// Reflection makes one without rows, or with other bytes.
$empty = (new ReflectionClass(Customer::class))->newInstanceWithoutConstructor();
attempt(fn() => $empty->purchases());
attempt(fn() => $empty->activities());
attempt(fn() => $empty->loyalty($programme));
--EXPECT--
{"order":1,"at":1704888000,"amount":750,"gross":1500,"quantity":2,"sku":"cup","category":"cups","brand":"Ácme","channel":"shop","sale":false,"code":false,"cost":700,"margin":250}
{"order":1,"at":1704888000,"amount":250,"gross":500,"quantity":1,"sku":"tea","category":"","brand":"","channel":"shop","sale":true,"code":false,"cost":null,"margin":null}
{"order":2,"at":1709294400,"amount":1234,"gross":1234,"quantity":1,"sku":"","category":"","brand":"","channel":"","sale":false,"code":true,"cost":null,"margin":null}
{"kind":"visits","at":1706788800,"name":"","via":"search","section":"cups","wanted":null}
{"kind":"sent","at":1706875200,"name":"news","via":"email","section":"","wanted":null}
{"kind":"clicked","at":1706961600,"name":"news","via":"email","section":"top","wanted":null}
{"kind":"preferences","at":1707134400,"name":"cats","via":"","section":"","wanted":false}
{"key":"often","name":"How often","value":"2","part":666666,"weight":30}
{"key":"much","name":"How much","value":"22.34 EUR","part":446800,"weight":20}
{"key":"lately","name":"How lately","value":"31","part":997014,"weight":10}
{"key":"sale","name":"Not for the sale","value":"88.8093 %","part":888093,"weight":10}
{"key":"hour","name":"Reads","value":"13","part":1000000,"weight":5}
int(70)
int(114)
bool(true)
bool(true)
bool(true)
array(1) {
  [0]=>
  string(3) "ana"
}
bool(true)
array(0) {
}
array(0) {
}
int(0)
array(0) {
}
NULL
ValueError: Loyalty\Customer::loyalty(): Argument #1 ($programme) must be the programme that the customer was folded under
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized

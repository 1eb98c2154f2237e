--TEST--
Customer: readonly, cloned, compared, serialized; what was not made by fold() explains nothing
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$fold = fn() => Customer::fold(programme(), 7, [order(1, 1, '2011-01-05 10:00', 1000), spend('x', '2011-01-06 10:00', 3)], at('2011-02-01 00:00'));
$customer = $fold();
foreach ([[$customer, 'key'], [$customer->account, 'balance'], [$customer->lots[0], 'left'], [$customer, 'other']] as [$record, $name]) {
    try {
        $record->$name = 1;
        echo "written\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
var_dump($customer == $fold(), clone $customer == $customer);
$hollow = (new ReflectionClass(Customer::class))->newInstanceWithoutConstructor();
$forged = clone $hollow;
foreach (get_object_vars($customer) as $name => $value) {
    (new ReflectionProperty(Customer::class, $name))->setValue($forged, $name === 'lots' ? [7] : $value);
}
foreach ([
    fn() => $hollow->explain(),
    fn() => $forged->explain(),
    fn() => $hollow->expiring(),
    fn() => $forged->expiring(),
    fn() => serialize($customer),
    fn() => unserialize('O:16:"Loyalty\\Customer":0:{}'),
] as $use) {
    try {
        $use();
        echo "accepted\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
Cannot modify readonly property Loyalty\Customer::$key
Cannot modify readonly property Loyalty\Account::$balance
Cannot modify readonly property Loyalty\PointLot::$left
Cannot create dynamic property Loyalty\Customer::$other
bool(true)
bool(true)
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized
Exception: Serialization of 'Loyalty\Customer' is not allowed
Exception: Unserialization of 'Loyalty\Customer' is not allowed

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
var_dump($customer == $fold(), clone $customer == $customer, unserialize(serialize($customer)) == $customer,
    unserialize(serialize($customer))->explain() === $customer->explain());
$hollow = (new ReflectionClass(Customer::class))->newInstanceWithoutConstructor();
$text = serialize($customer);
foreach ([
    fn() => $hollow->explain(),
    fn() => unserialize(str_replace('s:4:"lots";a:1', 's:4:"lots";i:1;s:1:"x";a:1', $text)),
    fn() => unserialize(preg_replace('~s:5:"rules";a:1:\{.*?\}\}~', 's:5:"rules";a:1:{i:0;i:7;}', $text))->explain(),
    fn() => unserialize(str_replace('s:6:"points";i:3;', 's:6:"points";N;', $text))->explain(),
    fn() => unserialize(str_replace('s:7:"balance";i:7;', 's:7:"balance";s:1:"7";', $text)),
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
bool(true)
bool(true)
Error: Loyalty\Customer object is not initialized
TypeError: Cannot assign int to property Loyalty\Customer::$lots of type array
Error: Loyalty\Customer object is not initialized
Error: Loyalty\Customer object is not initialized
TypeError: Cannot assign string to property Loyalty\Account::$balance of type int

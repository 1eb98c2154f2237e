--TEST--
Indicators, Habits: wrong arguments, records that nobody makes, writes or serialises
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Customer, CustomerBase, Habits, Indicators};
require __DIR__ . '/shop.inc';

$base = new CustomerBase(programme());
$base->append([order(1, '7', '2021-01-10', 1000)]);
$indicators = $base->indicators(at('2021-06-01'));
$habits = $base->habits(7, at('2021-06-01'));
$forged = (new ReflectionClass(Indicators::class))->newInstanceWithoutConstructor();
$customer = Customer::fold(programme(), '7', [], 0);
$tries = [
    fn() => $base->indicators(0, 1),
    fn() => $base->indicators(PHP_INT_MAX),
    fn() => $base->indicators(0, PHP_INT_MIN),
    fn() => $base->indicators(at('2021-06-01'), at('2021-06-01'))->buyers['all'],
    fn() => $base->habits('8', 0),
    fn() => $base->habits('', 0),
    fn() => $base->habits('7', PHP_INT_MAX),
    fn() => $base->habits('7', 0)->firstDay,
    fn() => new Indicators(),
    fn() => new Habits(),
    fn() => $indicators->at = 1,
    fn() => $habits->orders = 1,
    fn() => $habits->more = 1,
    fn() => serialize($indicators),
    fn() => unserialize('O:14:"Loyalty\Habits":0:{}'),
    fn() => $forged->subscriber($customer),
    fn() => $indicators->subscriber((new ReflectionClass(Customer::class))->newInstanceWithoutConstructor()),
    fn() => (clone $habits) == $habits,
];
foreach ($tries as $try) {
    try {
        var_dump($try());
    } catch (Throwable $thrown) {
        echo $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}
echo json_encode($habits), "\n";
?>
--EXPECT--
ValueError: Loyalty\CustomerBase::indicators(): Argument #2 ($from) must not lie behind the instant
ValueError: Loyalty\CustomerBase::indicators(): Argument #1 ($at) must be an instant in the years 1 to 9999
ValueError: Loyalty\CustomerBase::indicators(): Argument #2 ($from) must be an instant in the years 1 to 9999
int(0)
ValueError: Loyalty\CustomerBase::habits(): Argument #1 ($key) must be the key of a customer in the base
ValueError: Loyalty\CustomerBase::habits(): Argument #1 ($key) must be 1 to 191 bytes of UTF-8
ValueError: Loyalty\CustomerBase::habits(): Argument #2 ($at) must be an instant in the years 1 to 9999
NULL
Error: Call to private Loyalty\Indicators::__construct() from global scope
Error: Call to private Loyalty\Habits::__construct() from global scope
Error: Cannot modify readonly property Loyalty\Indicators::$at
Error: Cannot modify readonly property Loyalty\Habits::$orders
Error: Cannot create dynamic property Loyalty\Habits::$more
Exception: Serialization of 'Loyalty\Indicators' is not allowed
Exception: Unserialization of 'Loyalty\Habits' is not allowed
Error: Loyalty\Indicators object is not initialized
Error: Loyalty\Customer object is not initialized
bool(true)
{"orders":1,"gross":1000,"largest":1000,"refunds":0,"refunded":0,"net":1000,"firstDay":"2021-01-10","lastDay":"2021-01-10","purchaseDays":1,"gapMean":null,"gapMedian":null,"gapSd":null,"activeMonths":1,"products":0,"concentration":null,"topProduct":null,"topShare":null,"promotionShare":0}

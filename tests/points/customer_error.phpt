--TEST--
Customer: what fold() refuses
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


$programme = programme();
foreach ([
    fn() => Customer::fold($programme, '', [], 0),
    fn() => Customer::fold($programme, 7, [], PHP_INT_MAX),
    fn() => Customer::fold($programme, 7, [1], 0),
    fn() => Customer::fold($programme, 7, [new stdClass], 0),
    fn() => Customer::fold($programme, 7, [Event::visit('s', 1, 8, 0)], 0),
    fn() => Customer::fold($programme, 7, [Event::refund('s', 1, 1, null, 0, new Loyalty\Money(1, 'GBP'))], 0),
    fn() => Customer::fold($programme, 7, [Event::refund('s', 1, 1, 7, 0, new Loyalty\Money(1, 'EUR'))], 0),
    fn() => Customer::fold($programme, 7, [Event::visit('s', 1, 7, 1), Event::visit('s', 1, 7, 2)], 0),
    fn() => Customer::fold($programme, 7, [Event::openingBalance('s', 7, 0, PHP_INT_MAX), Event::pointsAdjusted('s', 1, 7, 0, 1, 'r', 'a')], 0),
    fn() => Customer::fold($programme, 7, (function () { yield Event::visit('s', 1, 7, 1); throw new DomainException('from the generator'); })(), 0),
    fn() => new Customer(),
] as $fold) {
    try {
        $fold();
        echo "accepted\n";
    } catch (Throwable $e) {
        echo get_class($e), ' ', $e->getCode(), ': ', $e->getMessage(), "\n";
    }
}
try {
    Customer::fold($programme, 7, [Event::visit('s', 1, 7, 1), Event::visit('s', 1, 7, 2)], 0);
} catch (Loyalty\EventConflictException $e) {
    echo $e->id, "\n";
}
var_dump(Customer::fold($programme, 7, [], 0)->account);
--EXPECTF--
ValueError 0: Loyalty\Customer::fold(): Argument #%d ($key) must be 1 to 191 bytes of UTF-8
ValueError 0: Loyalty\Customer::fold(): Argument #%d ($at) must be an instant in the years 1 to 9999
TypeError 0: Loyalty\Customer::fold(): Argument #%d ($events) must contain only Loyalty\Event objects or rows of them, int given
TypeError 0: Loyalty\Customer::fold(): Argument #%d ($events) must contain only Loyalty\Event objects or rows of them, stdClass given
ValueError 0: Loyalty\Customer::fold(): Argument #%d ($events) must contain only events of customer "7", but "s/visit/1/1" is of "8"
ValueError 0: Loyalty\Customer::fold(): Argument #%d ($events) must contain only events of customer "7", but "s/refund/1/1" is of nobody
Loyalty\CurrencyMismatchException 21: currencies differ
Loyalty\EventConflictException 41: event "s/visit/1/1" is known with other content
ValueError 0: Loyalty\Event::openingBalance(): Argument #%d ($points) must be an integer from 0 to 1000000000000, 9223372036854775807 given
DomainException 0: from the generator
Error 0: Call to private Loyalty\Customer::__construct() from global scope
s/visit/1/1
object(Loyalty\Account)#%d (11) {
  ["balance"]=>
  int(0)
  ["pending"]=>
  int(0)
  ["earned"]=>
  int(0)
  ["in"]=>
  int(0)
  ["spent"]=>
  int(0)
  ["expired"]=>
  int(0)
  ["reversed"]=>
  int(0)
  ["out"]=>
  int(0)
  ["restored"]=>
  int(0)
  ["debts"]=>
  array(0) {
  }
  ["restores"]=>
  array(0) {
  }
}

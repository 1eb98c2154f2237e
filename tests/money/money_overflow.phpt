--TEST--
Money: nothing wraps; the exception's code is the status
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;

$huge = new Money(PHP_INT_MAX, 'EUR');
$low = new Money(PHP_INT_MIN, 'EUR');
$one = new Money(1, 'EUR');
foreach ([fn() => $huge->add($one), fn() => $low->subtract($one), fn() => $one->subtract($low), fn() => $huge->percent(10001),
    fn() => $low->percent(PHP_INT_MIN), fn() => $one->add(new Money(1, 'USD')), fn() => $one->subtract(new Money(1, 'USD')),
    fn() => $one->compare(new Money(1, 'USD'))] as $call) {
    try {
        $call();
        echo "done\n";
    } catch (Loyalty\LoyaltyException $e) {
        echo get_class($e), ' ', $e->getCode(), ': ', $e->getMessage(), "\n";
    }
}
echo $huge->percent(10000)->minor, ' ', $low->format(), "\n";
--EXPECT--
Loyalty\LoyaltyException 2: a result is out of range
Loyalty\LoyaltyException 2: a result is out of range
Loyalty\LoyaltyException 2: a result is out of range
Loyalty\LoyaltyException 2: a result is out of range
Loyalty\LoyaltyException 2: a result is out of range
Loyalty\CurrencyMismatchException 21: currencies differ
Loyalty\CurrencyMismatchException 21: currencies differ
Loyalty\CurrencyMismatchException 21: currencies differ
9223372036854775807 -92233720368547758.08

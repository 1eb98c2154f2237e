--TEST--
Money: constructed wrongly, twice, or not at all
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;

function attempt(callable $call): void
{
    try {
        $call();
        echo "done\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
foreach (['', 'eur', 'EURO', "EU\0", 'EÜ'] as $currency) {
    attempt(fn() => new Money(1, $currency));
}
attempt(fn() => new Money(1.5, 'EUR'));
attempt(fn() => new Money('x', 'EUR'));
attempt(fn() => new Money('12.50', 'EUR'));
attempt(fn() => new Money(1));
$money = new Money(1, 'EUR');
attempt(fn() => $money->__construct(2, 'USD'));
attempt(fn() => $money->__unserialize(['minor' => 2, 'currency' => 'USD']));
echo $money->format(), ' ', $money->currency, "\n";
$empty = (new ReflectionClass(Money::class))->newInstanceWithoutConstructor();
foreach (['format', 'jsonSerialize', '__serialize'] as $method) {
    attempt(fn() => $empty->$method());
}
attempt(fn() => $money->add($empty));
attempt(fn() => $empty->add($money));
attempt(fn() => $empty->percent(1));
attempt(fn() => $empty->split([1]));
attempt(fn() => $money->compare($empty));
attempt(fn() => $money->add(new stdClass));
attempt(fn() => $money->percent(1, 'HalfUp'));
--EXPECTF--
ValueError: Loyalty\Money::__construct(): Argument #2 ($currency) must be three upper-case letters
ValueError: Loyalty\Money::__construct(): Argument #2 ($currency) must be three upper-case letters
ValueError: Loyalty\Money::__construct(): Argument #2 ($currency) must be three upper-case letters
ValueError: Loyalty\Money::__construct(): Argument #2 ($currency) must be three upper-case letters
ValueError: Loyalty\Money::__construct(): Argument #2 ($currency) must be three upper-case letters
TypeError: Loyalty\Money::__construct(): Argument #1 ($minor) must be of type int, float given: it counts minor units, Money::parse() reads "12.50"
TypeError: Loyalty\Money::__construct(): Argument #1 ($minor) must be of type int, string given: it counts minor units, Money::parse() reads "12.50"
TypeError: Loyalty\Money::__construct(): Argument #1 ($minor) must be of type int, string given: it counts minor units, Money::parse() reads "12.50"
ArgumentCountError: Loyalty\Money::__construct() expects exactly 2 arguments, 1 given
Error: Cannot initialize Loyalty\Money twice
Error: Cannot initialize Loyalty\Money twice
0.01 EUR
Error: Loyalty\Money object is not initialized
Error: Loyalty\Money object is not initialized
Error: Loyalty\Money object is not initialized
Error: Loyalty\Money object is not initialized
Error: Loyalty\Money object is not initialized
Error: Loyalty\Money object is not initialized
Error: Loyalty\Money object is not initialized
Error: Loyalty\Money object is not initialized
TypeError: Loyalty\Money::add(): Argument #1 ($other) must be of type Loyalty\Money, stdClass given
TypeError: Loyalty\Money::percent(): Argument #2 ($rounding) must be of type Loyalty\RoundingMode, string given

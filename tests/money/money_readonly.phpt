--TEST--
Money: readonly, no dynamic properties, no change through a clone
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;

$money = new Money(5, 'EUR');
foreach ([fn() => $money->minor = 6, fn() => $money->currency = 'USD', function () use ($money) { unset($money->minor); },
    function () use ($money) { $r = &$money->minor; }, fn() => $money->other = 1, fn() => $money->minor++] as $call) {
    try {
        $call();
        echo "done\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
$clone = clone $money;
try {
    $clone->minor = 9;
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
var_dump($clone == $money, $clone === $money, $clone->minor);
--EXPECTF--
Cannot modify readonly property Loyalty\Money::$minor
Cannot modify readonly property Loyalty\Money::$currency
Cannot unset readonly property Loyalty\Money::$minor
Cannot %Smodify readonly property Loyalty\Money::$minor
Cannot create dynamic property Loyalty\Money::$other
Cannot modify readonly property Loyalty\Money::$minor
Cannot modify readonly property Loyalty\Money::$minor
bool(true)
bool(false)
int(5)

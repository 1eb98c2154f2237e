--TEST--
Money: a split sums to the whole, negative and huge amounts too
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;

function parts(int $minor, array $weights): string
{
    $parts = array_map(fn(Money $m) => $m->minor, (new Money($minor, 'EUR'))->split($weights));
    assert(array_reduce($parts, fn($sum, $part) => (new Money($sum, 'EUR'))->add(new Money($part, 'EUR'))->minor, 0) === $minor);
    return implode(' ', $parts);
}
echo parts(100, [1, 1, 1]), "\n", parts(-100, [1, 1, 1]), "\n", parts(7, [3, 1, 1]), "\n", parts(10, [0, 5, 0]), "\n", parts(0, [2, 3]), "\n";
echo parts(PHP_INT_MAX, [PHP_INT_MAX - 1, 1]), "\n", parts(PHP_INT_MIN, [1, 1]), "\n", parts(PHP_INT_MIN, [1, 1, 1]), "\n";
echo count((new Money(12345, 'EUR'))->split(array_fill(0, 10000, 7))), "\n";
$weight = 2;
echo parts(9, [1, &$weight]), "\n";
foreach ([[], [0, 0], [1, -1], ['a' => 1], [1, '1'], [1, 1.0], [PHP_INT_MAX, 1]] as $weights) {
    try {
        parts(5, $weights);
        echo "split\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
--EXPECT--
34 33 33
-34 -33 -33
4 2 1
0 10 0
0 0
9223372036854775806 1
-4611686018427387904 -4611686018427387904
-3074457345618258603 -3074457345618258603 -3074457345618258602
10000
3 6
ValueError: Loyalty\Money::split(): Argument #1 ($weights) must be weights that are not negative, and not all 0
ValueError: Loyalty\Money::split(): Argument #1 ($weights) must be weights that are not negative, and not all 0
ValueError: Loyalty\Money::split(): Argument #1 ($weights) must be weights that are not negative, and not all 0
ValueError: Loyalty\Money::split(): Argument #1 ($weights) must be a list
TypeError: Loyalty\Money::split(): Argument #1 ($weights) must be a list of int, string given
TypeError: Loyalty\Money::split(): Argument #1 ($weights) must be a list of int, float given
Loyalty\LoyaltyException: a result is out of range

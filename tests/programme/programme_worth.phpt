--TEST--
Programme::worth: rounded down, never wrapped
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];

function attempt(callable $call): void
{
    try {
        $call();
        echo "done\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}

$worth = fn(int $points, int $amount) => Programme::fromArray(HEAD + ['points' => ['earn' => [], 'worth' => ['points' => $points, 'amount' => $amount]]]);
foreach ([0, 1, 99, 100, 101, 199, -1, -100, -101] as $points) {
    echo $points, ' = ', $worth(100, 150)->worth($points)->format(), "\n";
}
attempt(fn() => $worth(1, 2)->worth(PHP_INT_MAX));
attempt(fn() => $worth(1, 2)->worth(PHP_INT_MIN));
echo $worth(1, 1)->worth(PHP_INT_MAX)->minor, "\n", $worth(1000000000, 1)->worth(PHP_INT_MIN)->minor, "\n";
echo Programme::fromArray(HEAD)->worth(5000)->format(), "\n";
--EXPECT--
0 = 0.00
1 = 0.01
99 = 1.48
100 = 1.50
101 = 1.51
199 = 2.98
-1 = -0.01
-100 = -1.50
-101 = -1.51
Loyalty\LoyaltyException: a result is out of range
Loyalty\LoyaltyException: a result is out of range
9223372036854775807
-9223372036
0.00

--TEST--
Money: parse and format with 0, 2, 3 and 4 decimals
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Money;

foreach ([['19.99', 'EUR'], ['0.5', 'EUR'], ['-5', 'EUR'], ['-0.05', 'EUR'], ['500', 'JPY'], ['1.234', 'KWD'], ['0.001', 'KWD'],
    ['1.2345', 'CLF'], ['92233720368547758.07', 'EUR'], ['-92233720368547758.08', 'EUR']] as [$text, $currency]) {
    $money = Money::parse($text, $currency);
    printf("%-22s %s %d decimals: %d, back as %s\n", $text, $currency, Money::decimals($currency), $money->minor, $money->format());
}
foreach ([['', 'EUR'], ['.5', 'EUR'], ['5.', 'EUR'], ['1,00', 'EUR'], ['1.234', 'EUR'], ['1.0', 'JPY'], [' 1', 'EUR'], ['1e2', 'EUR'],
    ["1\0", 'EUR'], ['92233720368547758.08', 'EUR'], ['1', 'eur'], ['1', 'EURO']] as [$text, $currency]) {
    try {
        Money::parse($text, $currency);
        echo "read $text\n";
    } catch (Throwable $e) {
        echo get_class($e), ': ', $e->getMessage(), "\n";
    }
}
try {
    Money::decimals('eu');
} catch (ValueError $e) {
    echo $e->getMessage(), "\n";
}
--EXPECT--
19.99                  EUR 2 decimals: 1999, back as 19.99
0.5                    EUR 2 decimals: 50, back as 0.50
-5                     EUR 2 decimals: -500, back as -5.00
-0.05                  EUR 2 decimals: -5, back as -0.05
500                    JPY 0 decimals: 500, back as 500
1.234                  KWD 3 decimals: 1234, back as 1.234
0.001                  KWD 3 decimals: 1, back as 0.001
1.2345                 CLF 4 decimals: 12345, back as 1.2345
92233720368547758.07   EUR 2 decimals: 9223372036854775807, back as 92233720368547758.07
-92233720368547758.08  EUR 2 decimals: -9223372036854775808, back as -92233720368547758.08
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 0 decimals, such as "19"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
ValueError: Loyalty\Money::parse(): Argument #1 ($text) must be an amount with at most 2 decimals, such as "19.9"
Loyalty\LoyaltyException: a result is out of range
ValueError: Loyalty\Money::parse(): Argument #2 ($currency) must be three upper-case letters
ValueError: Loyalty\Money::parse(): Argument #2 ($currency) must be three upper-case letters
Loyalty\Money::decimals(): Argument #1 ($currency) must be three upper-case letters

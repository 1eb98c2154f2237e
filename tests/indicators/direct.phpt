--TEST--
Indicators: what a share of direct visits says, at its borders
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Indicators;

foreach ([[0, 0], [99, 99], [100, 19], [100, 20], [1000, 399], [1000, 400], [PHP_INT_MAX, PHP_INT_MAX]] as [$known, $direct]) {
    $said = Indicators::direct($known, $direct);
    echo $known, ' ', $direct, ' ', json_encode($said['share']), ' ', $said['judgement'], ': ', strtok($said['text'], '.:'), "\n";
}
foreach ([[-1, 0], [1, -1], [1, 2]] as [$known, $direct]) {
    try {
        Indicators::direct($known, $direct);
    } catch (ValueError $thrown) {
        echo $thrown->getMessage(), "\n";
    }
}
?>
--EXPECT--
0 0 null unknown: Not enough visits of which it is known how they came
99 99 1 unknown: Not enough visits of which it is known how they came
100 19 0.19 low: Few visitors come by themselves
100 20 0.2 fair: A fair part of the visitors comes by itself
1000 399 0.399 fair: A fair part of the visitors comes by itself
1000 400 0.4 high: Many visitors come by themselves
9223372036854775807 9223372036854775807 1 high: Many visitors come by themselves
Loyalty\Indicators::direct(): Argument #1 ($known) must not be negative
Loyalty\Indicators::direct(): Argument #2 ($direct) must be from 0 to the number of visits of which it is known how they came
Loyalty\Indicators::direct(): Argument #2 ($direct) must be from 0 to the number of visits of which it is known how they came

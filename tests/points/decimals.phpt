--TEST--
Points: are whole, in every currency and rounding, and no fraction is lost or made by parts
--EXTENSIONS--
loyalty
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event, Money, OrderCondition};

foreach (['down', 'up', 'half_up', 'half_even'] as $rounding) {
    $sums = [];
    foreach ([1, 49, 50, 51, 99, 100, 149, 150, 151, 199, 250, 1999] as $amount) {
        $sums[] = Customer::fold(programme(['rounding' => $rounding]), 7, [order(1, 1, '2011-01-05 10:00', $amount)], at('2011-03-01 00:00'))->account->balance;
    }
    echo "$rounding: ", implode(' ', $sums), "\n";
}
// Once on the whole order, not line by line: 0.99 + 0.99 + 0.52 are 2.50.
$lines = [['sku' => 'a', 'quantity' => 1, 'amount' => 99], ['sku' => 'b', 'quantity' => 1, 'amount' => 99], ['sku' => 'c', 'quantity' => 1, 'amount' => 52]];
show(programme(), [order(1, 1, '2011-01-05 10:00', 250, OrderCondition::Paid, $lines)]);
// Yen have no decimals, dinars three.
foreach (['JPY' => [1, 1999], 'KWD' => [1000, 1999]] as $currency => [$per, $amount]) {
    $programme = programme(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => $per]]], ['currency' => $currency]);
    $customer = Customer::fold($programme, 7, [Event::order('shop', 1, 1, 7, at('2011-01-05 10:00'), OrderCondition::Paid, new Money($amount, $currency))], at('2011-03-01 00:00'));
    echo "$currency ", $customer->account->balance, ' worth ', $programme->worth($customer->account->balance)->format(), ': ', $customer->explain()[2]->text, "\n";
}
// Half a point cannot be spent, given or stored.
attempt(fn() => Event::pointsSpent('shop', 'x', 7, 0, 1.5));
attempt(fn() => Event::fromRow('s/spent/x/1', 'points_spent', '7', 0, '{"for":"x","points":1.5}'));
attempt(fn() => Event::fromRow('s/spent/x/1', 'points_spent', '7', 0, '{"for":"x","points":1.0}'));
attempt(fn() => programme(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1.5, 'per' => 100]]]));
--EXPECT--
down: 0 0 0 0 0 1 1 1 1 1 2 19
up: 1 1 1 1 1 1 2 2 2 2 3 20
half_up: 0 0 1 1 1 1 1 2 2 2 3 20
half_even: 0 0 0 1 1 1 1 2 2 2 2 20
balance 2, pending 0, earned 2, in 0, spent 0, expired 0, reversed 0, out 0
JPY 1999 worth 1999: base: 1 point for every 1 JPY of 1999 JPY = 1999 points, rounded down
KWD 1 worth 0.001: base: 1 point for every 1.000 KWD of 1.999 KWD = 1 point, rounded down
TypeError 0: Loyalty\Event::pointsSpent(): Argument #5 ($points) must be of type int, float given
Loyalty\LoyaltyException 40: event "s/spent/x/1", /points: found 1.5, expected an integer from 1 to 1000000000000
Loyalty\LoyaltyException 40: event "s/spent/x/1", /points: found 1.0, expected an integer from 1 to 1000000000000
Loyalty\InvalidProgrammeException 31: the programme has 1 error; first: /points/earn/0/points: found 1.5, expected an integer from 1 to 1000000000, written without point and exponent

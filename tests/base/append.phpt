--TEST--
CustomerBase: events in any order, repeats, conflicts, other currencies
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, Event, Money, OrderCondition};

$base = new CustomerBase(programme());
$events = [order(1, 7, '2024-01-05', 1000), order(2, '007', '2024-01-06', 2000), order(3, null, '2024-02-01', 500), order(4, 7, '2024-03-01', 3000)];
$result = $base->append((function () use ($events) {
    yield from $events;
    yield $events[0];
})());
echo "$result->appended appended, $result->repeated repeated, ", count($base), " customers\n";
var_dump($base->has(7), $base->has('007'), $base->has('8'));

try {
    $base->append([order(5, 9, '2024-01-01', 1), order(1, 7, '2024-01-05', 1001), order(6, 9, '2024-01-01', 1)]);
} catch (Loyalty\EventConflictException $e) {
    echo $e->getMessage(), ' (', $e->getCode(), ', ', $e->id, ")\n";
}
var_dump($base->has(9), $base->stats()['events']);
attempt(fn() => $base->append([Event::order('shop', 9, 1, 7, 0, OrderCondition::Paid, new Money(1, 'USD'))]));
attempt(fn() => $base->append([1]));
attempt(fn() => $base->append((function () {
    yield order(10, 10, '2024-01-01', 5);
    throw new RuntimeException('from the generator');
})()));
var_dump($base->has(10));

/* Figures need a fold; later events are folded when they are asked for. */
attempt(fn() => $base->customer(7));
attempt(fn() => $base->totals());
$base->fold(strtotime('2024-06-01 UTC'));
$totals = $base->totals();
echo "$totals[orders] orders, $totals[spent_gross] spent, $totals[anonymous_orders] anonymous\n";
$base->append([order(4, 7, '2024-03-02', 3500, 2, OrderCondition::Delivered), Event::refund('shop', 1, 4, 7, strtotime('2024-03-09 UTC'), new Money(500, 'EUR'))]);
$customer = $base->customer('7');
echo $customer->facts['orders'], ' ', $customer->facts['spent'], ' ', $customer->facts['refunded'], ' ', $customer->account->balance, "\n";
attempt(fn() => $base->customer('nobody'));
attempt(fn() => $base->fold(PHP_INT_MAX));
foreach ($base->months() as $month) {
    echo "$month[month] $month[orders] $month[amount] $month[refunded] $month[buyers] $month[anonymous_orders] $month[anonymous_amount]\n";
}
--EXPECT--
4 appended, 1 repeated, 2 customers
bool(true)
bool(true)
bool(false)
event "shop/order/1/1" is known with other content (41, shop/order/1/1)
bool(true)
int(5)
Loyalty\CurrencyMismatchException: event "shop/order/9/1" is not in the programme's currency
TypeError: Loyalty\CustomerBase::append(): Argument #1 ($events) must contain only Loyalty\Event objects or rows of them, int given
RuntimeException: from the generator
bool(true)
Loyalty\LoyaltyException: the base has not been folded
Loyalty\LoyaltyException: the base has not been folded
5 orders, 6006 spent, 1 anonymous
2 4000 500 40
ValueError: Loyalty\CustomerBase::customer(): Argument #1 ($key) must be the key of a customer in the base
ValueError: Loyalty\CustomerBase::fold(): Argument #1 ($at) must be an instant in the years 1 to 9999
2024-01 4 3006 0 4 0 0
2024-02 0 0 0 0 1 500
2024-03 1 3500 500 1 0 0

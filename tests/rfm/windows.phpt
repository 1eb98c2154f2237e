--TEST--
Rfm: only what happened since an instant, or in the last so many local days; net of refunds too
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, Money, OrderCondition, Rfm, RfmBasis};
require __DIR__ . '/reference.inc';

$base = new CustomerBase(programme('GBP', 'Europe/London'));
$order = fn(int $n, string $who, string $at, int $amount) => Event::order('s', $n, 1, $who, strtotime("$at UTC"), OrderCondition::Paid, new Money($amount, 'GBP'));
$base->append([
    $order(1, 'anna', '2020-05-30 22:59:59', 100), // before the local 31st began
    $order(2, 'anna', '2020-05-30 23:00:00', 200),
    $order(3, 'ben', '2020-06-10 12:00', 400),
    $order(4, 'ben', '2020-06-30 12:00', 800),
    $order(5, 'carl', '2020-01-01 12:00', 1600),
    Event::refund('s', 1, 3, 'ben', strtotime('2020-06-20 UTC'), new Money(150, 'GBP')),
]);
$at = strtotime('2020-06-30 20:00 UTC');
$show = function (...$arguments) use ($base, $at) {
    $parts = [];
    foreach (Rfm::ntile(2)->score($base, $at, ...$arguments) as $score) {
        $parts[] = "$score->key $score->recencyDays/$score->purchases/$score->amount";
    }
    echo implode(', ', $parts), "\n";
};
$show();
$show(days: 30);
$show(days: 31);
$show(days: 0);
$show(since: strtotime('2020-05-30 22:59:59 UTC'));
$show(since: new DateTimeImmutable('2020-05-30 23:00:00 UTC'));
$show(since: strtotime('2020-06-10 12:00 UTC'), days: 20);
$show(since: strtotime('2020-06-10 12:00 UTC'), days: 19);
$show(RfmBasis::Net, days: 30);
$show(RfmBasis::Rows, days: 15);
$show(days: PHP_INT_MAX);
$show(since: $at + 1);
foreach ([['days' => -1], ['since' => PHP_INT_MAX]] as $wrong) {
    try {
        $show(...$wrong);
    } catch (ValueError $error) {
        echo $error->getMessage(), "\n";
    }
}
?>
--EXPECT--
anna 30/2/300, ben 0/2/1200, carl 181/1/1600
anna 30/1/200, ben 0/2/1200
anna 30/2/300, ben 0/2/1200
ben 0/1/800
anna 30/2/300, ben 0/2/1200
anna 30/1/200, ben 0/2/1200
ben 0/2/1200
ben 0/1/800
anna 30/1/200, ben 0/2/1050
ben 0/2/650
anna 30/2/300, ben 0/2/1200, carl 181/1/1600

Loyalty\Rfm::score(): Argument #5 ($days) must be at least 0
Loyalty\Rfm::score(): Argument #4 ($since) must be an instant in the years 1 to 9999

--TEST--
Customer: what expires when, and when to tell
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\Customer;

$tell = function (array $points, array $events, string $at): void {
    foreach (Customer::fold(programme($points), 7, $events, at($at))->expiring() as $due) {
        echo gmdate('Y-m-d H:i', $due['at']), ": $due[points], told ", $due['notice_at'] === null ? 'never' : gmdate('Y-m-d H:i', $due['notice_at']), "\n";
    }
    echo "--\n";
};
$events = [order(1, 1, '2011-01-05 10:00', 10000), order(2, 1, '2011-01-20 10:00', 5000), order(3, 1, '2011-02-03 10:00', 3000), spend('a', '2011-02-04 10:00', 30)];
$tell([], $events, '2011-02-05 00:00');
$tell(['expiry' => ['days' => 60]], $events, '2011-02-05 00:00');
$tell(['expiry' => ['days' => 60, 'notice_days' => 14]], $events, '2011-02-05 00:00');
// Two lots end together, in summer time: at 23:00 UTC.
$tell(['expiry' => ['months' => 2, 'round_up_to' => 'month', 'notice_days' => 1]], $events, '2011-02-05 00:00');
// What is over is not ahead.
$tell(['expiry' => ['days' => 60, 'notice_days' => 14]], $events, '2011-03-10 00:00');
// With each order and each spend the period begins anew.
$tell(['expiry' => ['days' => 60, 'from' => 'activity', 'notice_days' => 14]], $events, '2011-02-05 00:00');
attempt(fn() => (new ReflectionClass(Customer::class))->newInstanceWithoutConstructor()->expiring());
--EXPECT--
--
2011-03-07 00:00: 70, told never
2011-03-22 00:00: 50, told never
2011-04-04 23:00: 30, told never
--
2011-03-07 00:00: 70, told 2011-02-21 00:00
2011-03-22 00:00: 50, told 2011-03-08 00:00
2011-04-04 23:00: 30, told 2011-03-22 00:00
--
2011-03-31 23:00: 120, told 2011-03-30 23:00
2011-04-30 23:00: 30, told 2011-04-29 23:00
--
2011-03-22 00:00: 50, told 2011-03-08 00:00
2011-04-04 23:00: 30, told 2011-03-22 00:00
--
2011-04-05 23:00: 150, told 2011-03-23 00:00
--
Error 0: Loyalty\Customer object is not initialized

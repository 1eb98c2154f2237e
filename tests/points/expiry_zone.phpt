--TEST--
Points: expire at the local end of the day, whatever the server's zone
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';

use Loyalty\{Customer, Event, OrderCondition};


foreach (['UTC', 'America/New_York', 'Asia/Tokyo'] as $zone) {
    date_default_timezone_set($zone);
    $programme = programme(['expiry' => ['months' => 1]]);
    // 28 February 2011 23:30 in London; the last day is 28 March, in summer time by then.
    $customer = Customer::fold($programme, 7, [order(1, 1, '2011-02-28 23:30', 1000)], at('2011-03-28 22:59:59'));
    echo gmdate('c', $customer->lots[0]->expiresAt), ' ', $customer->account->balance, ' ',
        Customer::fold($programme, 7, [order(1, 1, '2011-02-28 23:30', 1000)], at('2011-03-28 23:00'))->account->balance, "\n";
}
--EXPECT--
2011-03-28T23:00:00+00:00 10 0
2011-03-28T23:00:00+00:00 10 0
2011-03-28T23:00:00+00:00 10 0

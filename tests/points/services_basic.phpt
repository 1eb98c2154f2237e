--TEST--
Entitlement: services by tier and by what was bought, booked and used
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event, ServiceCondition, OrderCondition};

$programme = programme([], TIERS + ['services' => [
    ['key' => 'hotline', 'name' => 'Hotline', 'kind' => 'advice', 'units' => 0],
    ['key' => 'fitting', 'name' => 'Fitting at home', 'kind' => 'installation', 'units' => 2, 'per' => 'year', 'tiers' => ['silver']],
    ['key' => 'warranty', 'name' => 'Warranty', 'kind' => 'warranty', 'units' => 1, 'per' => 'piece', 'lasts' => ['months' => 24], 'categories' => ['include' => ['lamps']]],
]]);
$tell = function (array $events, string $at) use ($programme): void {
    foreach (Customer::fold($programme, 7, $events, at($at))->services as $s) {
        echo "  $s->service ($s->kind) ", $s->order === null ? '' : "order $s->order $s->sku x$s->pieces ", 'units ', $s->units ?? 'any', ", booked $s->booked, used $s->used, remaining ",
            $s->remaining ?? 'any', ' from ', $s->from === null ? 'ever' : gmdate('Y-m-d H:i', $s->from), ' until ', $s->until === null ? 'ever' : gmdate('Y-m-d H:i', $s->until), $s->over ? ' over' : '', "\n";
    }
};
$lines = [['sku' => 'L1', 'quantity' => 2, 'amount' => 24000, 'category' => 'lamps'], ['sku' => 'C1', 'quantity' => 1, 'amount' => 1000]];
$order = order(5, 1, '2011-01-05 10:00', 25000, OrderCondition::Paid, $lines);
$book = fn(string $booking, int $revision, string $at, ServiceCondition $is, string $service, array $more = []) => Event::service('shop', $booking, $revision, 7, at($at), $is, $service, ...$more);
echo "nobody yet\n";
$tell([], '2011-01-04 00:00');
echo "silver, with two lamps\n";
$tell([$order], '2011-01-06 00:00');
echo "one fitting booked and used, another booked; one booking of the warranty cancelled, one used\n";
$events = [$order, $book('b1', 1, '2011-01-07 10:00', ServiceCondition::Booked, 'fitting'), $book('b1', 2, '2011-01-09 10:00', ServiceCondition::Used, 'fitting'),
    $book('b2', 1, '2011-01-10 10:00', ServiceCondition::Booked, 'fitting'), $book('b3', 1, '2011-01-10 10:00', ServiceCondition::Booked, 'warranty', ['order' => '5', 'sku' => 'L1']),
    $book('b3', 2, '2011-01-11 10:00', ServiceCondition::Cancelled, 'warranty', ['order' => '5', 'sku' => 'L1']),
    $book('b4', 1, '2011-01-12 10:00', ServiceCondition::Used, 'warranty', ['order' => '5', 'sku' => 'L1'])];
$tell($events, '2011-02-01 00:00');
echo "a lamp comes back\n";
$tell([...$events, refund(1, 5, '2011-02-02 10:00', 12000, [['quantity' => 1, 'amount' => 12000] + $lines[0]])], '2011-02-03 00:00');
echo "two years later\n";
$tell($events, '2013-01-06 00:00');
--EXPECT--
nobody yet
  hotline (advice) units any, booked 0, used 0, remaining any from ever until ever
silver, with two lamps
  hotline (advice) units any, booked 0, used 0, remaining any from ever until ever
  fitting (installation) units 2, booked 0, used 0, remaining 2 from 2011-01-01 00:00 until 2012-01-01 00:00
  warranty (warranty) order 5 L1 x2 units 2, booked 0, used 0, remaining 2 from 2011-01-05 10:00 until 2013-01-06 00:00
one fitting booked and used, another booked; one booking of the warranty cancelled, one used
  hotline (advice) units any, booked 0, used 0, remaining any from ever until ever
  fitting (installation) units 2, booked 1, used 1, remaining 0 from 2011-01-01 00:00 until 2012-01-01 00:00
  warranty (warranty) order 5 L1 x2 units 2, booked 0, used 1, remaining 1 from 2011-01-05 10:00 until 2013-01-06 00:00
a lamp comes back
  hotline (advice) units any, booked 0, used 0, remaining any from ever until ever
  warranty (warranty) order 5 L1 x1 units 1, booked 0, used 1, remaining 0 from 2011-01-05 10:00 until 2013-01-06 00:00
two years later
  hotline (advice) units any, booked 0, used 0, remaining any from ever until ever
  warranty (warranty) order 5 L1 x2 units 2, booked 0, used 1, remaining 1 from 2011-01-05 10:00 until 2013-01-06 00:00 over

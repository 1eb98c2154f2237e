--TEST--
Segment: rules over purchases and activities, segments within segments, affinities
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Customer, Event, Money, OrderCondition, Programme, RuleException, Segment};

$programme = Programme::fromArray(['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-01-01',
    'affinities' => [['key' => 'pets', 'minimum_orders' => 2, 'groups' => [['key' => 'cats', 'categories' => ['cat food', 'cat toys']], ['key' => 'dogs', 'categories' => ['dog food']]]]],
    'segments' => [
        /* In any order: the first names the second. */
        ['key' => 'vip', 'name' => 'VIP', 'rule' => 'in segment "regulars" and sum(amount, last 12 months) > 50'],
        ['key' => 'regulars', 'name' => 'Regulars', 'rule' => 'count(orders, last 12 months) >= 2'],
    ]]);

$line = fn(string $category, int $amount, array $more = []) => ['sku' => "$category $amount", 'quantity' => 1, 'amount' => $amount, 'category' => $category] + $more;
$order = fn(string $id, string $at, array ...$lines) => Event::order('t', $id, 1, 'a', strtotime($at), OrderCondition::Paid,
    new Money(array_sum(array_column($lines, 'amount')), 'GBP'), lines: $lines, channel: 'online');
$events = [
    $order('o1', '2011-03-01T10:00:00Z', $line('cat food', 2000, ['sale' => true]), $line('tea', 500)),
    $order('o2', '2011-07-01T22:30:00Z', $line('cat toys', 4000)),
    Event::preference('t', 'a', 'dogs', strtotime('2011-07-02T10:00:00Z'), false),
    Event::visit('t', 'v1', 'a', strtotime('2011-07-03T10:00:00Z'), 'email', 'cats'),
    Event::visit('t', 'v2', 'a', strtotime('2011-07-03T10:30:00Z'), 'direct'),
];
$at = strtotime('2011-12-01T12:00:00Z');
$customer = Customer::fold($programme, 'a', $events, $at);
$nobody = Customer::fold($programme, 'n', [], $at);

$rules = [
    'sum(amount, category starts with "cat", last 12 months) = 60', 'sum(amount, last 6 months) = 40', 'count(orders, sale) = 1', 'count(categories) = 3',
    'share(amount, sale) > 30 %', 'share(amount, sale) = 30.7692 %', 'last(orders) = 2011-07-01', 'hour(last(orders)) = 23', 'month(first(orders)) in (3, 4)',
    'average(amount) = 32.5', 'max(amount, month = 7) = 40', 'count(visits, via = "email", section = "cats") = 1', 'share(visits, via = "direct") = 0.5',
    'last(clicked) is null', 'in segment "vip"', 'not in segment "regulars"', 'affinity("pets") = "cats"', 'affinity("pets") != "cats"', 'affinity("pets") is null',
    'count(preferences, name = "dogs", not wanted) = 1', 'month(today) = 12 and days_since(last_order) > 150',
];
foreach ($rules as $rule) {
    $segment = Segment::compile($programme, $rule);
    printf("%s%s %s\n", $segment->matches($customer) ? 'yes' : 'no ', $segment->matches($nobody) ? ' yes' : ' no ', $rule);
}

echo "\n";
$segment = Segment::compile($programme, 'in segment "vip" and not affinity("pets") = "dogs" and share(amount, sale, last 12 months) < 20 % and last(orders) < today');
foreach ($segment->explain($customer) as ['part' => $part, 'holds' => $holds, 'value' => $value, 'depth' => $depth, 'of' => $of]) {
    echo str_repeat('  ', $depth), $of === '' ? '' : "($of) ", "$part: ", json_encode($holds), $value === '' ? '' : " [$value]", "\n";
}
echo implode(' ', $segment->fields()), "\n\n";

foreach (['sum(amont) > 5', 'in segment "vpi"', 'count(orders, spent > 5) > 1', 'sum(amount, last 90 days ago) > 5'] as $rule) {
    try {
        Segment::compile($programme, $rule);
    } catch (RuleException $e) {
        echo $e->getMessage(), "\n";
    }
}
--EXPECT--
yes no  sum(amount, category starts with "cat", last 12 months) = 60
yes no  sum(amount, last 6 months) = 40
yes no  count(orders, sale) = 1
yes no  count(categories) = 3
yes no  share(amount, sale) > 30 %
yes no  share(amount, sale) = 30.7692 %
yes no  last(orders) = 2011-07-01
yes no  hour(last(orders)) = 23
yes no  month(first(orders)) in (3, 4)
yes no  average(amount) = 32.5
yes no  max(amount, month = 7) = 40
yes no  count(visits, via = "email", section = "cats") = 1
yes no  share(visits, via = "direct") = 0.5
yes yes last(clicked) is null
yes no  in segment "vip"
no  yes not in segment "regulars"
yes no  affinity("pets") = "cats"
no  no  affinity("pets") != "cats"
no  yes affinity("pets") is null
yes no  count(preferences, name = "dogs", not wanted) = 1
yes no  month(today) = 12 and days_since(last_order) > 150

in segment "vip": true [true]
  (vip) in segment "regulars": true [true]
    (regulars) count(orders, last 12 months) >= 2: true [2]
  (vip) sum(amount, last 12 months) > 50: true [65.00 GBP]
affinity("pets") = "dogs": false [cats]
  (dogs) share(amount, category in ("dog food"), of category in ("cat food", "cat toys", "dog food")) >= 80 %: false [0 %]
  (dogs) count(orders, category in ("dog food")) >= 2: false [0]
  (dogs) count(preferences, name = "dogs", not wanted) = 0: false [1]
share(amount, sale, last 12 months) < 20 %: false [30.7692 %]
last(orders) < today: true [2011-07-01T23:30:00+01:00]
purchases.amount purchases.at purchases.sale purchases.orders purchases.category activities.preferences activities.name activities.wanted

found amont, expected what sum can be taken of: amount, gross, quantity, cost, margin; did you mean amount? at byte 4
sum(amont) > 5
    ^
found "vpi", expected a segment of the programme: "vip", "regulars"; did you mean "vip"? at byte 11
in segment "vpi"
           ^
found spent, expected a column of purchases: spent is a field of the customer, and stands outside of the parentheses at byte 14
count(orders, spent > 5) > 1
              ^
found a date behind last, expected days, weeks, months or years: last 180 days at byte 17
sum(amount, last 90 days ago) > 5
                 ^

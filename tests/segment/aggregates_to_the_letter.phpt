--TEST--
Aggregates to the letter of docs/customers.md: a base, a file of it, a customer of it and a customer alone say the same
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Customer, CustomerBase, Event, Money, OrderCondition, Programme, Segment};

const FILE = __DIR__ . '/aggregates_to_the_letter.base';

function programme(array $more = []): Programme
{
    return Programme::fromArray(['name' => 'P', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2000-01-01'] + $more);
}

function line(int $amount, array $more = []): array
{
    return $more + ['sku' => 's', 'quantity' => 1, 'amount' => $amount];
}

function bought(int $number, string $at, array $lines, string $customer = 'anna'): Event
{
    return Event::order('shop', $number, 1, $customer, strtotime($at), OrderCondition::Paid, new Money(array_sum(array_column($lines, 'amount')), 'GBP'), $lines);
}

function ask(string $what, array $events, string $at, array $rules, ?Programme $programme = null): void
{
    $programme ??= programme();
    $base = new CustomerBase($programme);
    $base->append($events);
    $base->fold(strtotime($at));
    $base->select('count(lines) > 0');
    $base->save(FILE);
    $file = CustomerBase::open(FILE, $programme);
    foreach ($rules as $rule => $holds) {
        $segment = Segment::compile($programme, $rule);
        $said = [
            $base->select($segment)->contains('anna'),
            $file->select($segment)->contains('anna'),
            $segment->matches($base->customer('anna')),
            $segment->matches(Customer::fold($programme, 'anna', $events, strtotime($at))),
        ];
        if ($said !== [$holds, $holds, $holds, $holds]) {
            echo "$what: $rule: ", json_encode($said), ' ', implode('; ', array_map(fn($part) => "$part[part] is $part[value]", $segment->explain($base->customer('anna')))), "\n";
        }
    }
    echo $what, ' ', count($rules), "\n";
}

ask('averages of losses', [bought(1, '2011-06-01 UTC', [line(100, ['cost' => 103])]), bought(2, '2011-06-02 UTC', [line(100, ['cost' => 102])])], '2011-12-01 UTC',
    ['average(margin) = -0.03' => true, 'sum(margin) = -0.05' => true, 'min(margin) = -0.03' => true]);
ask('no cost', [bought(1, '2011-06-01 UTC', [line(100, ['cost' => 40]), line(100)]), bought(2, '2011-06-02 UTC', [line(300)])], '2011-12-01 UTC',
    ['average(margin) = 0.60' => true, 'sum(cost) = 0.40' => true, 'count(lines, cost is null) = 2' => true, 'count(lines, cost < 1) = 1' => true,
        'count(lines, not cost < 1) = 0' => true, 'count(orders, margin is null) = 2' => true, 'count(lines, margin < 1 or cost is null) = 3' => true]);
ask('shares', [bought(1, '2011-06-01 UTC', [line(100, ['category' => 'tea', 'sale' => true]), line(50, ['category' => 'coffee']), line(850, ['category' => 'x'])])], '2011-12-01 UTC',
    ['share(amount, category = "tea", of category in ("tea", "coffee")) = 66.6666 %' => true, 'share(amount, not sale) = 90 %' => true,
        'share(amount, sale, of category = "none") is null' => true, 'share(orders, category = "tea", of category = "coffee") = 0 %' => true]);
$goods = bought(1, '2011-06-01 UTC', [line(1000, ['category' => 'a', 'tax' => 100, 'cost' => 333]), line(500, ['category' => 'b', 'tax' => 50, 'cost' => 100])]);
$back = Event::refund('shop', 'r1', 1, 'anna', strtotime('2011-06-05 UTC'), new Money(300, 'GBP'));
ask('a part given back', [$goods, $back], '2011-12-01 UTC',
    ['sum(amount) = 12' => true, 'sum(gross) = 15' => true, 'sum(amount, category = "a") = 8' => true, 'sum(margin, category = "a") = 4.54' => true, 'sum(margin, category = "b") = 2.80' => true]);
ask('before it', [$goods, $back], '2011-06-03 UTC', ['sum(amount) = 15' => true]);
ask('a day of 23 hours', [bought(1, '2011-03-26T23:59:59Z', [line(100)]), bought(2, '2011-03-27T00:00:00Z', [line(200)]), bought(3, '2011-03-27T23:00:00Z', [line(400)])], '2011-03-28T12:00:00Z',
    ['sum(amount, last 1 day) = 6' => true, 'sum(amount, last 0 days) = 4' => true, 'count(orders, hour = 0) = 2' => true, 'sum(amount, between 2011-03-27 and 2011-03-27) = 2' => true,
        'sum(amount, before 2011-03-28) = 3' => true, 'sum(amount, since 2011-03-28) = 4' => true, 'count(orders, weekday(at) = 7) = 1' => true]);
ask('a year before 29 February', [bought(1, '2011-02-28T12:00:00Z', [line(100)]), bought(2, '2011-02-27T23:59:59Z', [line(200)])], '2012-02-29T12:00:00Z',
    ['sum(amount, last 1 year) = 1' => true, 'sum(amount, before 1 year ago) = 2' => true, 'sum(amount, last 12 months) = 1' => true]);
$born = Event::birthday('shop', 'anna', strtotime('2010-01-01 UTC'), '2000-02-29');
ask('a birthday on it', [$born], '2011-02-28T12:00:00Z', ['birthday_in = 0' => true]);
ask('in a leap year', [$born], '2012-02-28T12:00:00Z', ['birthday_in = 1' => true]);
$most = array_map(fn($number) => bought($number, '2011-06-01 UTC', [line(1000000000000)]), range(1, 9000));
ask('the largest sum', $most, '2011-12-01 UTC', ['sum(amount) = 90000000000000.00' => true, 'share(amount, sku = "s") = 100 %' => true]);
ask('beyond it', [...$most, bought(9001, '2011-07-01 UTC', [line(1)])], '2011-12-01 UTC',
    ['sum(amount) is null' => true, 'max(amount) = 10000000000.00' => true, 'average(amount) is null' => true, 'share(amount, sku = "s") is null' => true, 'sum(amount, order = 9001) = 0.01' => true]);
ask('two keys of one person', [bought(1, '2011-06-01 UTC', [line(100, ['sku' => 'x'])]), bought(2, '2011-06-02 UTC', [line(100, ['sku' => 'x']), line(100, ['sku' => 'y'])], 'bob'),
    Event::identitiesLinked('shop', 'l1', 1, 'anna', strtotime('2011-06-03 UTC'), 'bob')], '2011-12-01 UTC',
    ['count(skus) = 2' => true, 'count(orders) = 2' => true, 'count(lines) = 3' => true, 'count(orders, order = 2) = 1' => true]);
ask('nothing bought', [Event::visit('shop', 'v', 'anna', strtotime('2011-06-01 UTC'))], '2011-12-01 UTC',
    ['sum(amount) = 0' => true, 'average(amount) is null' => true, 'share(amount, sale) < 20 %' => false, 'not share(amount, sale) < 20 %' => false, 'share(visits, via = "") = 100 %' => true,
        'last(orders) is null' => true, 'not in segment "few"' => true, 'in segment "few"' => false],
    programme(['segments' => [['key' => 'few', 'name' => 'Few', 'rule' => 'share(amount, sale) < 20 %']]]));
ask('later', [bought(1, '2011-06-01 UTC', [line(100)]), bought(2, '2012-06-01 UTC', [line(100)])], '2011-12-01 UTC', ['count(orders) = 1' => true, 'last(orders) = 2011-06-01' => true]);
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/aggregates_to_the_letter.base');
?>
--EXPECT--
averages of losses 3
no cost 7
shares 4
a part given back 5
before it 1
a day of 23 hours 7
a year before 29 February 3
a birthday on it 1
in a leap year 1
the largest sum 2
beyond it 5
two keys of one person 4
nothing bought 8
later 2

--TEST--
SegmentWatch: who comes in and who goes out, judged again where something happened, and everybody at a new instant
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/../base/shop.inc';
use Loyalty\{CustomerBase, Event, OrderCondition, Segment, SegmentChange};

$programme = programme();
$base = new CustomerBase($programme);
$base->append(array_map(fn($i) => order($i, $i % 10, '2024-01-01', 1000), range(1, 30)));
$base->fold(strtotime('2024-06-01 UTC'));
$show = function (string $what, SegmentChange $change): void {
    echo "$what: judged $change->judged, in [", implode(' ', $change->entered->keys()), '], out [', implode(' ', $change->left->keys()), "]\n";
};

$watch = $base->watch('sum(amount, last 2 months) >= 15.00');
echo count($watch->members()), " members\n";
$show('nothing happened', $watch->update());
$base->append([order(31, 3, '2024-05-02', 1000), order(32, 4, '2024-05-02', 1500), order(33, 'new', '2024-05-02', 1600)]);
$show('three orders', $watch->update());
$base->append([order(34, 3, '2024-05-03', 500)]);
$base->select('true'); // an answer in between takes the event in
$base->append([order(32, 4, '2024-05-04', 1500, 2, OrderCondition::Cancelled)]);
$show('one more, one cancelled', $watch->update());
$base->append([Event::identitiesLinked('shop', 'a', 1, '3', strtotime('2024-05-05 UTC'), 'new')]);
$show('new is 3', $watch->update());
echo implode(' ', $watch->members()->keys()), "\n";
$base->fold(strtotime('2024-09-01 UTC'));
$show('a summer later', $watch->update());
echo count($watch->members()), " members\n";

// A watch keeps its base and its rule; sets of a change belong to the base.
$watch = (fn() => (function (CustomerBase $base) use ($programme) {
    return $base->watch(Segment::compile($programme, 'spent > 0'));
})($base))();
$all = $base->all();
unset($base);
echo count($watch->members()->and($all)), " of ", count($all), "\n";
$show('still there', $watch->update());
--EXPECT--
0 members
nothing happened: judged 0, in [], out []
three orders: judged 3, in [4 new], out []
one more, one cancelled: judged 2, in [3], out [4]
new is 3: judged 2, in [], out [new]
3
a summer later: judged 10, in [], out [3]
0 members
10 of 10
still there: judged 0, in [], out []

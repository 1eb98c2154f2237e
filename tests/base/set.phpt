--TEST--
CustomerSet: algebra, order, foreign sets, serialisation
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, CustomerSet};

function base(): CustomerBase
{
    $base = new CustomerBase(programme());
    $base->append(array_map(fn($i) => order($i, $i, '2024-01-01', 100 * $i), range(1, 12)));
    $base->fold(strtotime('2024-06-01 UTC'));
    return $base;
}
$show = fn(CustomerSet $set) => print(count($set) . ': ' . implode(' ', $set->keys()) . "\n");

$base = base();
$rich = $base->select('spent >= 8.00');
$poor = $base->select('spent < 10.00');
$show($rich);
$show($poor);
$show($rich->and($poor));
$show($rich->or($poor));
$show($poor->andNot($rich));
$show($base->all()->andNot($base->all()));
$show($base->all()->andNot($base->select('spent > 11.00 or spent < 2.00')));
var_dump($rich->contains(8), $rich->contains('08'), $rich->contains(7), $base->select('spent > 100')->keys());
foreach ($base->select('spent >= 11.00') as $i => $key) {
    var_dump($i, $key);
}
echo implode(' ', iterator_to_array($rich->getIterator())), "\n";
attempt(fn() => $base->select('spent >>'));

/* A set of another base is refused, a serialised one knows its base. */
$other = base();
attempt(fn() => $rich->and($other->all()));
$copy = unserialize(serialize($rich));
$show($copy);
var_dump($copy->contains(8), $copy->contains(7));
$show($copy->and($poor));
$show($poor->andNot($copy));
$show($copy->or(unserialize(serialize($poor))));
$show($copy->and(unserialize(serialize($poor))));
$show($copy->andNot(unserialize(serialize($poor))));
attempt(fn() => $copy->or($other->all()));
attempt(fn() => $other->all()->or($copy));
unset($base, $other);
$show($rich);
$show(unserialize(serialize(unserialize(serialize($rich)))));

/* Sets of a base that grew meanwhile. */
$base = base();
$old = $base->all();
$base->append([order(13, 'new', '2024-01-01', 100)]);
$show($base->all()->andNot($old));
--EXPECT--
5: 10 11 12 8 9
9: 1 2 3 4 5 6 7 8 9
2: 8 9
12: 1 10 11 12 2 3 4 5 6 7 8 9
7: 1 2 3 4 5 6 7
0: 
10: 10 11 2 3 4 5 6 7 8 9
bool(true)
bool(false)
bool(false)
array(0) {
}
int(0)
string(2) "11"
int(1)
string(2) "12"
10 11 12 8 9
Loyalty\RuleException: found >, expected a value or a field behind a comparison at byte 7
spent >>
       ^
Loyalty\LoyaltyException: the set belongs to another base
5: 10 11 12 8 9
bool(true)
bool(false)
2: 8 9
7: 1 2 3 4 5 6 7
12: 1 10 11 12 2 3 4 5 6 7 8 9
2: 8 9
3: 10 11 12
Loyalty\LoyaltyException: the set belongs to another base
Loyalty\LoyaltyException: the set belongs to another base
5: 10 11 12 8 9
5: 10 11 12 8 9
1: new

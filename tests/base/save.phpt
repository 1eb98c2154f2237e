--TEST--
CustomerBase: what was saved is what is opened; later events are taken in and saved too; sets stay valid
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/saved.inc';

use Loyalty\{CustomerBase, Event, Money, OrderCondition};

$path = folder() . '/shop.base';
$at = strtotime('2024-06-01 UTC');
foreach ([0, 5, 200, 6000] as $round => $count) {
    $events = history($round, $count);
    $whole = new CustomerBase(programme());
    $whole->append($events);
    $whole->fold($at);

    $base = new CustomerBase(programme());
    foreach (array_chunk($events, max(1, intdiv($count, 3))) as $position => $chunk) {
        $base->append($chunk);
        if ($position === 0) {
            $base->fold($at);
        }
        $base->save($path, $position);
        $base = CustomerBase::open($path, programme());
        if ($base->position() !== $position || $base->verify() !== []) {
            echo "position or verify\n";
        }
    }
    if ($count === 0) {
        $base->save($path);
        $base = CustomerBase::open($path, programme());
        var_dump($base->position(), count($base));
        $base->fold($at);
    }
    echo $count, ' events: ', told($base) === told($whole) ? 'the same' : 'another base', "\n";
    foreach (array_slice($events, 0, 20) as $event) {
        if ($base->append([$event])->repeated !== 1) {
            echo "not repeated\n";
        }
    }
}
printf("%04o\n", fileperms($path) & 07777);
$stats = $base->stats();
echo $stats['mapped'] > 100000 ? 'mapped' : "$stats[mapped] bytes mapped", ', ', $stats['bytes'] < $stats['mapped'] ? 'less' : 'more', " of its own\n";

echo "-- positions\n";
$base->save("$path.other", 40);
$other = CustomerBase::open("$path.other", programme());
$other->append([Event::visit('shop', 'a visit', 'new', $at)]);
$other->save("$path.other"); /* keeps the file's */
var_dump($other->position(), CustomerBase::open("$path.other", programme())->position());
$other->save("$path.other", 7); /* one that was read to before is one from which everything is read again */
var_dump(CustomerBase::open("$path.other", programme())->position());
$other->save("$path.other", 0);
var_dump(CustomerBase::open("$path.other", programme())->position());
attempt(fn() => $other->save("$path.other", -1));
var_dump($other->position());

echo "-- after opening\n";
$base->append([Event::order('shop', 77777, 1, 'new', $at - 100, OrderCondition::Paid, new Money(5, 'EUR'))]);
foreach ($events as $event) {
    if ($event->type === Loyalty\EventType::Visit) {
        attempt(fn() => $base->append([Event::visit('shop', explode('/', $event->id)[2], 'somebody else', $event->at)]));
        break;
    }
}
echo $base->customer('new')->facts['orders'], " order\n";

echo "-- sets\n";
$again = CustomerBase::open($path, programme());
$kept = unserialize(serialize($base->select('orders >= 3')));
$all = $again->all();
var_dump($all->and($kept)->keys() === $kept->keys(), $kept->and($again->select('orders >= 3'))->keys() === $kept->keys());
var_dump(count($again->all()->andNot($whole = CustomerBase::open($path, programme())->all())));
attempt(fn() => $again->all()->and($base->all())); /* of a customer that the file does not have */
$other = new CustomerBase(programme());
attempt(fn() => $again->all()->and($other->all()));

echo "-- without a file\n";
var_dump($other->position(), $other->stats()['mapped']);
attempt(fn() => $other->verify());
attempt(fn() => clone $again);
attempt(fn() => serialize($again));
attempt(fn() => $again->__construct(programme()));
--EXPECT--
NULL
int(0)
0 events: the same
5 events: the same
200 events: the same
6000 events: the same
0600
mapped, less of its own
-- positions
int(40)
int(40)
int(7)
int(0)
ValueError: Loyalty\CustomerBase::save(): Argument #2 ($position) must be at least 0
int(0)
-- after opening
Loyalty\EventConflictException: event "shop/visit/v12/1" is known with other content
1 order
-- sets
bool(true)
bool(true)
int(0)
Loyalty\LoyaltyException: the set belongs to another base
Loyalty\LoyaltyException: the set belongs to another base
-- without a file
NULL
int(0)
Loyalty\LoyaltyException: the base was not opened from a file
Error: Trying to clone an uncloneable object of class Loyalty\CustomerBase
Exception: Serialization of 'Loyalty\CustomerBase' is not allowed
Error: Cannot initialize Loyalty\CustomerBase twice

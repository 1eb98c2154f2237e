--TEST--
Attacks: histories, versions and replays that are made to cost, to overflow or to bite back
--EXTENSIONS--
loyalty
sodium
--FILE--
<?php
require __DIR__ . '/attacks.inc';

use Loyalty\{Cart, CartLine, Customer, CustomerBase, Event, Money, OrderCondition, Programme, ReferralCondition, Replay, Segment};

const BEGIN = 1577836800; // 2020
const MANY = 2_000;

function rules(array $points = [], array $document = []): Programme
{
    $base = json_decode(file_get_contents(__DIR__ . '/../points/simple.json'), true);

    return Programme::fromArray($document + ['points' => $points + $base['points']] + $base);
}

function pounds(int $minor): Money
{
    return new Money($minor, 'GBP');
}

function bought(int|string $order, int $at = BEGIN, int $minor = 1000, int|string $customer = 7): Event
{
    return Event::order('s', $order, 1, $customer, $at, OrderCondition::Paid, pounds($minor));
}

/** What a fold alone says; "differs" if a base says something else. */
function says(Programme $programme, iterable $events, callable $what, int $at = BEGIN + 400 * 86400): callable
{
    return function () use ($programme, $events, $what, $at) {
        $events = is_array($events) ? $events : iterator_to_array($events, false);
        $customer = Customer::fold($programme, 7, $events, $at);
        $base = new CustomerBase($programme);
        $base->append($events);
        $base->fold($at);

        return $base->customer(7)->stateHash === $customer->stateHash ? $what($customer) : 'differs';
    };
}

$many = static function (callable $event): Generator {
    for ($i = 0; $i < MANY; $i++) {
        yield $event($i);
    }
};
$tiers = ['by' => 'spend', 'window' => ['months' => 12], 'levels' => [['key' => 'tin', 'name' => 'Tin', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => 20000]]];
$balance = static fn(Customer $customer) => $customer->account->balance;
$plain = rules();

// What costs
$set = static fn(array $keep) => says(rules([], ['tiers' => $keep + $tiers]), [Event::tierSet('s', 1, 7, BEGIN, 'gold', 'r', 'a', 253402300799)], static fn(Customer $c) => "$c->tier");
attack('for ever: a tier that is set until the year 9999 and kept day by day', $set([]), $set(['keep' => ['days' => 1, 'from' => 'reached']]), $set(['keep' => ['days' => 1, 'from' => 'joined']]), $set(['keep' => ['days' => 1, 'from' => 'joined'], 'downgrade' => 'one', 'grace' => ['days' => 1]]));
$first = Event::visit('s', 'first', 7, BEGIN);
attack('many: two thousand corrections of one event', says($plain, [$first, ...$many(static fn($i) => Event::visit('s', $i, 7, BEGIN + $i)->replacing($first->id))], static fn(Customer $c) => $c->facts['visits']));
attack('many: two thousand corrections of each other', function () use ($plain, $first) {
    $events = [$first];
    for ($i = 0; $i < MANY; $i++) {
        $events[] = Event::visit('s', $i, 7, BEGIN + $i)->replacing($events[$i]->id);
    }
    return says($plain, $events, static fn(Customer $c) => $c->facts['visits'])();
});
attack('many: two thousand children', says(rules(['earn' => [['key' => 'c', 'kind' => 'child_birthday', 'points' => 5]]]), $many(static fn($i) => Event::childBirthday('s', 7, $i, BEGIN - 86400 + $i, gmdate('Y-m-d', 1200000000 + 86400 * ($i % 3000)))), $balance, BEGIN + 100 * 86400));
$lines = array_map(static fn($i) => ['sku' => "A$i", 'quantity' => 1, 'amount' => 5000], range(1, 200));
foreach (['negative', 'zero', 'pending'] as $arrears) {
    $refunds[] = says(rules(['arrears' => $arrears]), [Event::order('s', 1, 1, 7, BEGIN, OrderCondition::Paid, pounds(1000000), $lines), ...$many(static fn($i) => Event::refund('s', $i, 1, 7, BEGIN + 1 + $i, pounds(500)))], $balance);
    $flaps[] = says(rules(['arrears' => $arrears], ['tiers' => $tiers]), $many(static fn($i) => Event::order('s', 1, $i + 1, 7, BEGIN + $i, $i % 2 ? OrderCondition::Paid : OrderCondition::Cancelled, pounds(1000))), $balance);
}
attack('many: two thousand refunds of an order of 200 lines, under each arrears', ...$refunds);
attack('many: an order that is cancelled and paid two thousand times, under each arrears', ...$flaps);
attack('many: two thousand spends of points that are not there, all of them given back', says($plain, [...$many(static fn($i) => Event::pointsSpent('s', $i, 7, BEGIN + $i, 10)), ...$many(static fn($i) => Event::pointsRestored('s', $i, MANY - 1 - $i, 7, BEGIN + MANY + $i, 10))], $balance));
attack('many: two thousand visits under caps of a day and a year', says(rules(['earn' => [['key' => 'v', 'kind' => 'visit', 'points' => 5, 'caps' => ['day' => 7, 'year' => 90]]]]), $many(static fn($i) => Event::visit('s', $i, 7, BEGIN + 600 * $i)), $balance));
attack('many: two thousand links in a chain, a circle, a star, one that flaps', ...array_map(static fn(callable $link) => says($plain, [bought(1), ...$many($link)], $balance), [
    static fn($i) => Event::identitiesLinked('s', $i, 1, $i === 0 ? 7 : "k$i", BEGIN + $i, 'k' . ($i + 1)), static fn($i) => Event::identitiesLinked('s', $i, 1, $i === 0 ? 7 : "k$i", BEGIN + $i, $i + 1 === MANY ? 7 : 'k' . ($i + 1)),
    static fn($i) => Event::identitiesLinked('s', $i, 1, 7, BEGIN + $i, "k$i"), static fn($i) => Event::identitiesLinked('s', 1, $i + 1, 7, BEGIN + $i, 'k', $i % 2 === 0)]));
$segments = static fn(string $term, string $with) => ['segments' => array_map(static fn($i) => ['key' => "s$i", 'name' => 'S', 'rule' => implode($with, array_map(static fn($k) => "$term $k", range(1, 200)))], range(1, 500))];
attack('many: warnings about 100 rules of 200 terms each', ...array_map(static fn(array $rules) => static fn() => count(rules([], $rules)->warnings()), [$segments('orders >', ' and '), $segments('spent <', ' or ')]));

// What overflows
attack('bounds: the most points of an adjustment two thousand times, and back', says($plain, [...$many(static fn($i) => Event::pointsAdjusted('s', $i, 7, BEGIN + $i, 10 ** 12, 'r', 'a')), ...$many(static fn($i) => Event::pointsAdjusted('s', -1 - $i, 7, BEGIN + MANY + $i, -10 ** 12, 'r', 'a'))], $balance));
$dear = rules(['earn' => [['key' => 'e', 'kind' => 'rate', 'points' => 100, 'per' => 1]]], ['tiers' => ['levels' => [['key' => 'a', 'name' => 'A', 'from' => 0, 'earn_percent' => 100000]]] + $tiers]);
attack('bounds: the dearest order at the best rate, once and ten thousand times', says($dear, [bought(1, BEGIN, 10 ** 12)], $balance), says($dear, array_map(static fn($i) => bought($i, BEGIN + $i, 10 ** 12), range(1, 10_000)), $balance));
attack('bounds: birthdays known since the year 1, asked in the year 9999', ...array_map(static fn(int $at) => says(rules(['earn' => [['key' => 'b', 'kind' => 'birthday', 'points' => 1]], 'backfill' => true]), [Event::birthday('s', 7, -62135596800 + 86400, '0001-01-01')], $balance, $at), [BEGIN, 253402300799]));
attack('bounds: instants of the year 9999 under pending, expiry and tiers', says(rules(['pending_days' => 30, 'expiry' => ['months' => 12, 'round_up_to' => 'year'], 'backfill' => true], ['tiers' => ['keep' => ['months' => 12, 'from' => 'reached']] + $tiers]), [bought(1, 253402300799, 90000)], static fn(Customer $c) => "{$c->account->pending} pending, $c->tier", 253402300799));

// What bites back
$base = static function () use ($plain): CustomerBase {
    $base = new CustomerBase($plain);
    $base->append(array_map(static fn($i) => bought($i, BEGIN, 1000, "k$i"), range(1, 3000)));
    $base->fold(BEGIN + 86400);
    return $base;
};
$changed = rules([], ['version' => 2, 'valid_from' => '2020-06-01']);
$during = static fn(callable $callback) => static function () use ($base, $changed, $callback) {
    $mine = $base();
    $before = $mine->stateHash();
    try {
        $done = Replay::run($mine, $changed, BEGIN + 86400, static fn() => $callback($mine));
        return "$done->customers replayed";
    } finally {
        echo $mine->stateHash() === $before ? '' : 'CHANGED ';
    }
};
attack('while it is replayed: append, fold, read, replay', $during(static fn($b) => $b->append([bought('x')])), $during(static fn($b) => $b->fold(BEGIN)), $during(static fn($b) => $b->customer('k1')), $during(static fn($b) => Replay::run($b, $changed, BEGIN)));
attack('while it is replayed: throw, stop, return nonsense', $during(static fn() => throw new DomainException('mine')), $during(static fn() => false), $during(static fn() => new stdClass()));
attack('while it is replayed: a fiber that sleeps, one that is dropped', function () use ($base, $changed) {
    $mine = $base();
    $fiber = new Fiber(static fn() => Replay::run($mine, $changed, BEGIN + 86400, static fn() => Fiber::suspend() ?? true)->customers);
    $fiber->start();
    $said = outcome(static fn() => $mine->stateHash());
    while (!$fiber->isTerminated()) {
        $fiber->resume();
    }
    return $fiber->getReturn() . " replayed; meanwhile $said";
}, function () use ($base, $changed) {
    $mine = $base();
    $fiber = new Fiber(static fn() => Replay::run($mine, $changed, BEGIN + 86400, static fn() => Fiber::suspend() ?? true));
    $fiber->start();
    unset($fiber);
    gc_collect_cycles();
    return strlen($mine->stateHash()) . ' digits';
});
$given = static fn(callable $events) => static fn() => Customer::fold($plain, 7, $events(), BEGIN + 86400)->account->balance;
attack('events that throw, that are none, that fold meanwhile', $given(static function () { yield bought(1); throw new DomainException('mine'); }), $given(static function () { yield bought(1); yield 'event'; }), $given(static function () use ($plain) { yield bought(1); Customer::fold($plain, 7, [bought(2)], BEGIN + 1); yield bought(3); }));
attack('events that append to the base that takes them, that drop it', function () use ($plain) {
    $mine = new CustomerBase($plain);
    $mine->append((static function () use ($mine) { yield bought(1); $mine->append([bought(1), bought(2)]); $mine->fold(BEGIN + 86400); yield bought(2); yield bought(3); })());
    $mine->fold(BEGIN + 86400);
    return $mine->customer(7)->account->balance;
}, function () use ($plain) {
    $mine = new CustomerBase($plain);
    return $mine->append((static function () use (&$mine) { yield bought(1); $mine = null; gc_collect_cycles(); yield bought(2); })())->appended;
});
attack('versions: none, one twice, another currency, no programme', static fn() => Programme::versions([]), static fn() => Programme::versions([$plain, $plain]), static fn() => Programme::versions([$plain, rules([], ['currency' => 'EUR', 'version' => 2, 'valid_from' => '2021-01-02'])]), static fn() => Programme::versions([$plain, 'x']));
attack('versions: dropped before their parts, bases, segments and customers', static function () use ($plain) {
    $versions = Programme::versions([rules(), rules([], ['version' => 2, 'valid_from' => '2021-01-02'])]);
    $mine = new CustomerBase($versions);
    [$parts, $then, $segment] = [$versions->parts(), $versions->at(BEGIN + 500 * 86400), Segment::compile($versions, 'orders > 0')];
    unset($versions);
    gc_collect_cycles();
    $mine->append([bought(1)]);
    $mine->fold(BEGIN + 86400);
    return [count($parts), $then->version(), $mine->customer(7)->account->balance, $segment->matches($mine->customer(7))];
});

// What is forged
$real = Customer::fold($plain, 7, [bought(1), Event::pointsSpent('s', 1, 7, BEGIN + 1, 5)], BEGIN + 9);
$forged = static function (string $slot, mixed $value, object $of): object {
    $copy = (new ReflectionClass($of))->newInstanceWithoutConstructor();
    foreach (get_object_vars($of) as $name => $kept) {
        (new ReflectionProperty($of, $name))->setValue($copy, $name === $slot ? $value : $kept);
    }
    return $copy;
};
$goal = rules(['caps' => ['day' => 5], 'earn' => [['key' => 'g', 'kind' => 'goal', 'orders' => 3, 'within' => ['days' => 5], 'points' => 5], ['key' => 'p', 'kind' => 'rate', 'points' => 1, 'per' => 100]]]);
$cart = new Cart([new CartLine('A', 1, pounds(1000))], pounds(0));
$nonsense = [null, 5, PHP_INT_MIN, 'x', [], [1], [[]], new stdClass(), $real->lots, $real->account, ['counters' => 1, 'goals' => 2], ['counters' => ['x' => [1]], 'goals' => [[1]]], ['counters' => ['' => [PHP_INT_MAX]], 'goals' => [['g', BEGIN, PHP_INT_MAX], ['', 0, 0]]]];
$survived = static function (object $of, callable $into) use ($nonsense, $forged, $plain, $goal, $cart) {
    $tried = 0;
    foreach (array_keys(get_object_vars($of)) as $slot) {
        foreach ($nonsense as $value) {
            try {
                $customer = $into($forged($slot, $value, $of));
            } catch (TypeError) {
                continue;
            }
            foreach ([static fn() => $customer->explain(), static fn() => $customer->expiring(), static fn() => $plain->quote($cart, $customer, [], null, BEGIN + 99), static fn() => $goal->quote($cart, $customer, [], null, BEGIN + 99), static fn() => Segment::compile($plain, 'orders > 0 and last_order > 3 days ago')->explain($customer)] as $ask) {
                outcome($ask);
                $tried++;
            }
        }
    }
    return $tried > 50 ? 'alive' : "only $tried tries";
};
attack('forged by reflection: a customer with nonsense in each slot, and in each of its lots and its account', static fn() => $survived($real, static fn($c) => $c), static fn() => $survived($real->lots[0], static fn($lot) => $forged('lots', [$lot], $real)), static fn() => $survived($real->account, static fn($account) => $forged('account', $account, $real)));
attack('forged by reflection: a customer with nothing in it', ...array_map(static fn($method) => static fn() => (new ReflectionClass(Customer::class))->newInstanceWithoutConstructor()->$method(), ['explain', 'expiring']));
foreach (['Customer', 'Account', 'PointLot', 'Standing', 'Entitlement', 'ExplainedStep', 'Replay', 'Forecast'] as $class) {
    $payloads[] = static fn() => get_debug_type(unserialize(sprintf('O:%d:"%s":1:{s:2:"at";i:1;}', strlen($class) + 8, "Loyalty\\$class")));
}
attack('unserialized: what only a fold or a replay can make', ...array_map(static fn($try) => static fn() => preg_replace('/Loyalty.\w+/', 'X', outcome($try)), $payloads));
attack('written to: a customer, its account, a lot', static function () use ($real) { $real->tier = 'gold'; }, static function () use ($real) { $real->account->balance = 9; }, static function () use ($real) { [$lot] = $real->lots; $lot->left = 9; });
?>
--EXPECT--
for ever: a tier that is set until the year 9999 and kept day by day … gold (4)
many: two thousand corrections of one event … 1
many: two thousand corrections of each other … 1
many: two thousand children … 15
many: two thousand refunds of an order of 200 lines, under each arrears … 0 (2), 10000 (1)
many: an order that is cancelled and paid two thousand times, under each arrears … 10 (3)
many: two thousand spends of points that are not there, all of them given back … 0
many: two thousand visits under caps of a day and a year … 90
many: two thousand links in a chain, a circle, a star, one that flaps … 10 (4)
many: warnings about 100 rules of 200 terms each … 0 (2)
bounds: the most points of an adjustment two thousand times, and back … 0
bounds: the dearest order at the best rate, once and ten thousand times … 1000000000000000 (1), Loyalty\LoyaltyException: a result is out of range (1)
bounds: birthdays known since the year 1, asked in the year 9999 … 2019 (1), 9998 (1)
bounds: instants of the year 9999 under pending, expiry and tiers … 900 pending, gold
while it is replayed: append, fold, read, replay … Error: The base cannot be used while it is replayed (4)
while it is replayed: throw, stop, return nonsense … 3000 replayed (1), DomainException: mine (1), Loyalty\LoyaltyException: the replay was stopped (1)
while it is replayed: a fiber that sleeps, one that is dropped … 3000 replayed; meanwhile Error: The base cannot be used while it is replayed (1), 64 digits (1)
events that throw, that are none, that fold meanwhile … 20 (1), DomainException: mine (1), TypeError: Loyalty\Customer::fold(): Argument #3 ($events) must contain only Loyalty\Event objects or rows of them, string given (1)
events that append to the base that takes them, that drop it … 2 (1), 30 (1)
versions: none, one twice, another currency, no programme … TypeError: Loyalty\Programme::versions(): Argument #1 ($versions) must be a list of Loyalty\Programme, string given in it (1), ValueError: Loyalty\Programme::versions(): Argument #1 ($versions) must be a list of at least one version (1), ValueError: Loyalty\Programme::versions(): Argument #1 ($versions) must be of versions in one currency, version 2 is in EUR (1), ValueError: Loyalty\Programme::versions(): Argument #1 ($versions) must be of versions that begin at different instants, versions 1 and 1 begin at one (1)
versions: dropped before their parts, bases, segments and customers … [2,2,10,true]
forged by reflection: a customer with nonsense in each slot, and in each of its lots and its account … alive (3)
forged by reflection: a customer with nothing in it … Error: Loyalty\Customer object is not initialized (2)
unserialized: what only a fold or a replay can make … Exception: Unserialization of 'X' is not allowed (8)
written to: a customer, its account, a lot … Error: Cannot modify readonly property Loyalty\Account::$balance (1), Error: Cannot modify readonly property Loyalty\Customer::$tier (1), Error: Cannot modify readonly property Loyalty\PointLot::$left (1)

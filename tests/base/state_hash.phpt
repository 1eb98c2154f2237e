--TEST--
CustomerBase, Customer: a base and a fold of one customer give the same state to the byte, whatever came when
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{Customer, CustomerBase, Event, Money, OrderCondition, Programme};

$document = ['name' => 'Test', 'currency' => 'EUR', 'timezone' => 'Europe/Madrid', 'version' => 1, 'valid_from' => '2020-01-01',
    'points' => ['earn' => [['key' => 'rate', 'kind' => 'rate', 'points' => 1, 'per' => 100], ['key' => 'first', 'kind' => 'first_order', 'points' => 50]],
        'worth' => ['points' => 100, 'amount' => 100], 'expiry' => ['months' => 6]],
    'tiers' => ['by' => 'spend', 'window' => 'lifetime', 'levels' => [['key' => 'basic', 'name' => 'Basic', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => 30000, 'earn_percent' => 15000]]]];
$later = $document;
$later['version'] = 2;
$later['valid_from'] = '2024-03-01';
$later['points']['earn'][0]['points'] = 3;
$programme = Programme::versions([Programme::fromArray($document), Programme::fromArray($later)]);

mt_srand(20240601);
$at = strtotime('2024-12-01 UTC');
$events = [];
for ($i = 0; $i < 300; $i++) {
    $key = 'k' . mt_rand(0, 19);
    $day = 1704067200 + mt_rand(0, 300) * 86400;
    $events[] = match (mt_rand(0, 5)) {
        0 => Event::refund('shop', $i, mt_rand(0, max(1, $i)), $key, $day, new Money(mt_rand(1, 9000), 'EUR')),
        1 => Event::pointsSpent('shop', $i, $key, $day, mt_rand(1, 60)),
        2 => Event::visit('shop', $i, $key, $day),
        3 => Event::identitiesLinked('shop', $i, 1, $key, $day, 'k' . ((int) substr($key, 1) + 1) % 20),
        default => Event::order('shop', $i, 1, $key, $day, OrderCondition::Paid, new Money(mt_rand(1, 30000), 'EUR')),
    };
}
$base = new CustomerBase($programme);
$base->append($events);
$base->fold($at);
$hash = $base->stateHash();
$same = $persons = 0;
foreach ($base->all() as $key) {
    $own = array_filter($events, fn(Event $e) => $base->customer($e->customer)->key === $key);
    $alone = Customer::fold($programme, $key, array_reverse($own), $at);
    $whole = $base->customer($key);
    $persons++;
    $same += $alone->stateHash === $whole->stateHash && $alone->facts == $whole->facts && $alone->account == $whole->account && $alone->standing == $whole->standing;
}
echo $persons === count($base) ? 'all' : 'some', ' ', $same === $persons ? 'the same' : "$same of $persons", "\n";
mt_srand(7);
shuffle($events);
$other = new CustomerBase($programme);
$other->fold($at);
foreach (array_chunk($events, 17) as $chunk) {
    $other->append($chunk);
    $other->append(array_slice($chunk, 0, 3));
    $other->totals();
}
var_dump($other->stateHash() === $hash, preg_match('~^[0-9a-f]{64}$~', $hash));
$other->append([order(999, 'k3', '2024-11-01', 100)]);
var_dump($other->stateHash() === $hash);
$other->fold($at - 86400 * 60);
var_dump($other->stateHash() === $hash);
attempt(fn() => (new CustomerBase($programme))->stateHash());
$empty = new CustomerBase($programme);
$empty->fold($at);
echo $empty->stateHash() === /* BLAKE2b-256 of nothing */ '0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8' ? "of nobody\n" : $empty->stateHash() . "\n";

?>
--EXPECT--
all the same
bool(true)
int(1)
bool(false)
bool(false)
Loyalty\LoyaltyException: the base has not been folded
of nobody

--TEST--
Programme: versions in force one after the other, as one object
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Coupons, KeyRing, Programme};

$document = fn(int $version, string $from, array $more = []) => Programme::fromArray($more + ['name' => "V$version", 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => $from,
    'campaigns' => [['number' => 1, 'key' => 'spring', 'name' => "Spring $version", 'discount' => ['kind' => 'percent', 'basis_points' => 100 * $version]]]]);
$one = $document(1, '2010-01-01');
$two = $document(2, '2011-06-01', ['segments' => [['key' => 'buyers', 'name' => 'Buyers', 'rule' => 'orders > 0']]]);
$three = $document(3, '2012-01-01');
$all = Programme::versions([$three, $one, $two]);
echo implode(' ', array_map(fn($part) => $part->name(), $all->parts())), "\n";
// What is asked by name is asked of the last.
echo $all->name(), ' ', $all->version(), ' ', gmdate('c', $all->inForceFrom()), ' ', $all->campaigns()['spring']['name'], ' ', json_encode($all->segments()), "\n";
foreach (['2009-01-01 00:00', '2010-01-01 00:00', '2011-05-31 22:59:59', '2011-05-31 23:00:00', '2011-12-31 23:59:59', '2012-01-01 00:00', '2050-01-01 00:00'] as $at) {
    echo $at, ' ', $all->at(new DateTimeImmutable("$at UTC"))->name(), "\n";
}
// The parts are the objects that were given; a single version is a list of itself.
var_dump($all->at(0) === $one, $all->parts() === [$one, $two, $three], $one->parts() === [$one], $one->at(0) === $one);
// One hash of all, whatever the order; of one version alone its own.
var_dump($all->hash() === Programme::versions([$two, $three, $one])->hash(), $all->hash() !== $three->hash(), strlen($all->hash()),
    $all->hash() !== Programme::versions([$one, $three])->hash(), Programme::versions([$two])->hash() === $two->hash());
// Versions of versions are their versions.
var_dump(Programme::versions([Programme::versions([$one, $two]), $three])->hash() === $all->hash(), Programme::versions([Programme::versions([$one, $two]), $three])->parts() === $all->parts());
// They live as long as whoever has them, and a circle through a script is collected.
$kept = Programme::versions([$document(7, '2011-01-01'), $document(8, '2012-01-01')]);
[$first, $last] = $kept->parts();
unset($kept);
gc_collect_cycles();
echo $first->name(), ' ', $last->name(), "\n";
// A list of programmes takes them as their versions.
$keys = KeyRing::create('shop.example/test');
$coupons = new Coupons($keys, $all);
$batch = $coupons->newBatch('spring', 1, 0);
var_dump($batch->programmeHash === $three->hash(), count(iterator_to_array($coupons->issueMany($batch))));
$again = new Coupons($keys, [Programme::versions([$one, $two]), $three], [$batch]);
foreach ($coupons->issueMany($batch) as $code) {
    var_dump($again->verify($code)->programmeHash === $three->hash());
}
--EXPECT--
V1 V2 V3
V3 3 2012-01-01T00:00:00+00:00 Spring 3 []
2009-01-01 00:00 V1
2010-01-01 00:00 V1
2011-05-31 22:59:59 V1
2011-05-31 23:00:00 V2
2011-12-31 23:59:59 V2
2012-01-01 00:00 V3
2050-01-01 00:00 V3
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(64)
bool(true)
bool(true)
bool(true)
bool(true)
V7 V8
bool(true)
int(1)
bool(true)

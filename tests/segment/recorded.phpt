--TEST--
Who is in a segment by what was written down: the latest event of it, under whatever key, up to the fold
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, LoyaltyException, Programme};

$programme = Programme::fromJson(file_get_contents(__DIR__ . '/../../examples/programme.json'));
$at = strtotime('2011-06-01 12:00 UTC');
$base = new CustomerBase($programme);
$said = static fn (string $object, string $key, int $seconds, string $segment, bool $entered): Event => Event::segment('desk', $object, $key, $at + $seconds, $segment, $entered);
$base->append([
    $said('a', 'anna', 5, 'vip', true),
    $said('b', 'anna', 0, 'vip', false),
    $said('c', 'ben', 0, 'vip', true),
    $said('d', 'ben', 5, 'vip', false),
    $said('e', 'carl', 0, 'new', true),
    $said('f', 'dora', 9, 'vip', true),
    $said('g', 'dora 2', 7, 'vip', false),
    $said('h', 'emil', 90, 'vip', true),
    $said('i', 'fay', 0, 'vip', false),
    $said('j', 'fay', 0, 'vip', true),
    Event::signUp('shop', 'gus', $at),
    Event::identitiesLinked('shop', 1, 1, 'dora', $at, 'dora 2'),
]);
try {
    $base->recorded('vip');
} catch (LoyaltyException $e) {
    echo $e->getMessage(), "\n";
}
$base->fold($at + 60);
echo implode(', ', $base->recorded('vip')->keys()), "\n";
$base->append([$said('k', 'dora 2', 10, 'vip', false), $said('l', 'ben', 5, 'vip', true)]);
echo implode(', ', $base->recorded('vip')->keys()), "\n";
$base->fold($at + 90);
echo implode(', ', $base->recorded('vip')->keys()), "\n";
echo count($base->recorded('vips')), count($base->recorded('')), count($base->recorded("v\0ip")), "\n";
?>
--EXPECT--
the base has not been folded
anna, dora, fay
anna, ben, fay
anna, ben, emil, fay
000

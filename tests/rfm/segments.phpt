--TEST--
RfmSegments: a shop's own table; the first match wins, gaps and names that nobody gets are told
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Rfm, RfmSegments, RfmTable};

$own = fn(string $name, array $r, array $f, array $m, string ...$more) => ['name' => $name, 'recency' => $r, 'frequency' => $f, 'monetary' => $m, ...$more];
$segments = new RfmSegments([
    $own('Loyal', [3, 20], [3, 20], [1, 20], advice: 'Thank them.'),
    $own('7', [5, 5], [5, 5], [1, 5]),
    $own('At risk', [1, 2], [2, 20], [1, 20], advice: 'Write now.'),
]);
echo implode(', ', $segments->segments()), "\n";
echo $segments->segment(5, 5, 5), ', ', $segments->segment(9, 20, 12), ', ', $segments->segment(1, 3, 1), ', ', $segments->segment(5, 1, 5), "\n";
echo json_encode($segments->advice()), "\n";
echo count($segments->gaps()), ' gaps of ', 5 ** 3, ', the first ', json_encode($segments->gaps()[0]), '; ', count($segments->gaps(2)), " of 8\n";
echo 'hidden: ', json_encode($segments->hidden()), "\n";
$all = new RfmSegments([$own('Everybody', [1, 20], [1, 20], [1, 20])]);
var_dump($all->gaps(), $all->gaps(20), $all->hidden());

$scores = Rfm::cuts([10], [2], [100])->scoreRows([['a', 1, 1, 5], ['b', 20, 3, 500], ['c', 2, 9, 50]]);
echo json_encode($scores->segments(new RfmSegments([$own('Near', [2, 2], [1, 2], [1, 2])]))), "\n";

$wrong = [
    [], array_fill(0, 64, $own('x', [1, 1], [1, 1], [1, 1])), [['recency' => [1, 2]]], ['x'], [$own('', [1, 1], [1, 1], [1, 1])],
    [$own('a', [1, 1], [1, 1], [1, 1]), $own('a', [1, 1], [1, 1], [1, 1])], [$own('Others', [1, 1], [1, 1], [1, 1])],
    [$own('a', [2, 1], [1, 1], [1, 1])], [$own('a', [0, 1], [1, 1], [1, 1])], [$own('a', [1, 21], [1, 1], [1, 1])],
    [$own('a', [1], [1, 1], [1, 1])], [$own('a', [1, 2, 3], [1, 1], [1, 1])], [$own('a', [1, '2'], [1, 1], [1, 1])],
    [['name' => 'a', 'recency' => [1, 2], 'frequency' => [1, 2]]], [[...$own('a', [1, 1], [1, 1], [1, 1]), 'colour' => 'red']],
    [[...$own('a', [1, 1], [1, 1], [1, 1]), 'advice' => 7]],
];
foreach ($wrong as $list) {
    try {
        new RfmSegments($list);
        echo "taken\n";
    } catch (ValueError $error) {
        echo $error->getMessage(), "\n";
    }
}
$tries = [
    fn() => $segments->__construct([$own('a', [1, 1], [1, 1], [1, 1])]),
    fn() => $segments->segment(0, 1, 1),
    fn() => $segments->gaps(1),
    fn() => $segments->hidden(21),
    fn() => clone $segments,
    fn() => serialize($segments),
    fn() => $segments->new = 1,
    fn() => (new ReflectionClass(RfmSegments::class))->newInstanceWithoutConstructor()->segments(),
    fn() => $scores->segments($scores),
];
foreach ($tries as $try) {
    try {
        $try();
        echo "no exception\n";
    } catch (Throwable $thrown) {
        echo $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}
var_dump($segments);
?>
--EXPECTF--
Loyal, 7, At risk, Others
Loyal, Loyal, At risk, Others
{"Loyal":"Thank them.","At risk":"Write now."}
40 gaps of 125, the first {"recency":1,"frequency":1,"monetary":1}; 4 of 8
hidden: ["7"]
array(0) {
}
array(0) {
}
array(0) {
}
{"Near":{"customers":2,"purchases":10,"amount":55},"Others":{"customers":1,"purchases":3,"amount":500}}
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must have 1 to 63 segments
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must have 1 to 63 segments
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must contain only segments with a name
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must contain only segments with a name
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must have names that are not empty, each once, and none that is "Others"; entry 1 is not so
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must have names that are not empty, each once, and none that is "Others"; entry 2 is not so
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must have names that are not empty, each once, and none that is "Others"; entry 1 is not so
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must give "recency" of "a" as two scores, the lower first: 1 to 20
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must give "recency" of "a" as two scores, the lower first: 1 to 20
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must give "recency" of "a" as two scores, the lower first: 1 to 20
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must give "recency" of "a" as two scores, the lower first: 1 to 20
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must give "recency" of "a" as two scores, the lower first: 1 to 20
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must give "recency" of "a" as two scores, the lower first: 1 to 20
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must give "monetary" of "a" as two scores, the lower first: 1 to 20
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must have name, recency, frequency, monetary and perhaps advice in "a", and nothing else
Loyalty\RfmSegments::__construct(): Argument #1 ($segments) must have name, recency, frequency, monetary and perhaps advice in "a", and nothing else
Error: Cannot initialize Loyalty\RfmSegments twice
ValueError: Loyalty\RfmSegments::segment(): Argument #1 ($recency) must be between 1 and 20
ValueError: Loyalty\RfmSegments::gaps(): Argument #1 ($bins) must be between 2 and 20
ValueError: Loyalty\RfmSegments::hidden(): Argument #1 ($bins) must be between 2 and 20
Error: Trying to clone an uncloneable object of class Loyalty\RfmSegments
Exception: Serialization of 'Loyalty\RfmSegments' is not allowed
Error: Cannot create dynamic property Loyalty\RfmSegments::$new
ReflectionException: Class Loyalty\RfmSegments is an internal class marked as final that cannot be instantiated without invoking its constructor
TypeError: Loyalty\RfmScores::segments(): Argument #1 ($table) must be of type Loyalty\RfmTable|Loyalty\RfmSegments, Loyalty\RfmScores given
object(Loyalty\RfmSegments)#%d (0) {
}

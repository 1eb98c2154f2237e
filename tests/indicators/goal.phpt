--TEST--
Goal: how far a loyalty action is, whom it leaves alone, and what it did
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Goal, KeyRing};
require __DIR__ . '/shop.inc';

$programme = programme([
    'segments' => [['key' => 'quiet', 'name' => 'Quiet', 'rule' => 'last_order < 90 days ago']],
    'goals' => [
        ['key' => 'back', 'name' => 'Back in June', 'segment' => 'quiet', 'rule' => 'count(orders, since 2021-06-01) >= 1', 'share' => 2500, 'from' => '2021-06-01', 'until' => '2021-06-30', 'holdout' => 2000],
        ['key' => 'all', 'name' => 'Everybody', 'rule' => 'orders >= 2', 'share' => 10000, 'from' => '2021-06-01', 'until' => '2021-06-30'],
    ],
]);
$ring = fn(int $byte) => KeyRing::import('shop/test', [str_repeat(chr($byte), 32)], 0);
$keys = $ring(7);
$base = new CustomerBase($programme);
$alone = 0;
$events = [];
for ($c = 0; $c < 1000; $c++) {
    $held = Goal::isHeldOut($programme, 'back', $keys, $c);
    $alone += $held;
    $events[] = order($c, (string) $c, '2021-01-05', 1000);
    if ($c % 10 < ($held ? 2 : 4)) {
        $events[] = order(5000 + $c, (string) $c, '2021-06-10', 2000);
    }
}
$base->append($events);
$show = function (Goal $g): void {
    printf("%s %s: %d of %d customers, %d wanted (%.2f), %s\n", $g->key, $g->state, $g->done, $g->customers, $g->wanted, $g->wantedShare, $g->reached ? 'reached' : 'not reached');
    foreach (['treated', 'heldOut'] as $side) {
        $part = $g->$side;
        printf("  %s %s of %d, %s\n", $side, $part['done'], $part['customers'], $part['share'] === null ? 'nothing yet' : sprintf('%.3f (%.3f to %.3f)', $part['share'], $part['low'], $part['high']));
    }
    echo $g->uplift === null ? "  no comparison\n" : vsprintf("  uplift %.3f (%.3f to %.3f), %.1f customers\n", array_values($g->uplift)), "  $g->judgement: $g->text\n";
};
echo abs($alone - 200) < 60 ? "about a fifth is left alone\n" : "$alone\n";
$show($base->goal('back', $keys, at('2021-05-01')));
$show($base->goal('back', $keys, at('2021-06-01')));
$g = $base->goal('back', $keys, at('2021-08-01'));
$show($g);
var_dump($g->heldOut['customers'] === $alone, $g->from === at('2021-06-01'), $g->until === at('2021-07-01'), $g->name);
$show($base->goal('all', $keys, at('2021-06-30')));
$other = $ring(8);
$differs = 0;
for ($c = 0; $c < 1000; $c++) {
    $differs += Goal::isHeldOut($programme, 'back', $keys, $c) !== Goal::isHeldOut($programme, 'back', $other, "$c");
}
var_dump($differs > 200 && $differs < 450, Goal::isHeldOut($programme, 'all', $keys, 'anna'));

$tries = [
    fn() => $base->goal('nothing', $keys, 0),
    fn() => Goal::isHeldOut($programme, '', $keys, 1),
    fn() => Goal::isHeldOut($programme, 'back', $keys, ''),
    fn() => Goal::isHeldOut($programme, 'back', KeyRing::partner('shop/test', KeyRing::create('shop/test')->publicKeys()), 1),
    fn() => $base->goal('back', $keys, PHP_INT_MAX),
    fn() => new Goal(),
    fn() => $g->done = 7,
    fn() => serialize($g),
];
foreach ($tries as $try) {
    try {
        var_dump($try());
    } catch (Throwable $thrown) {
        echo $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}
?>
--EXPECT--
about a fifth is left alone
back planned: 0 of 1000 customers, 250 wanted (0.25), not reached
  treated 0 of 804, nothing yet
  heldOut 0 of 196, nothing yet
  no comparison
  unclear: It has not begun.
back running: 0 of 1000 customers, 250 wanted (0.25), not reached
  treated 0 of 804, 0.000 (0.000 to 0.005)
  heldOut 0 of 196, 0.000 (0.000 to 0.019)
  uplift 0.000 (-0.019 to 0.005), 0.0 customers
  unclear: The difference may be chance: not enough customers to tell yet.
back over: 364 of 1000 customers, 250 wanted (0.25), reached
  treated 334 of 804, 0.415 (0.382 to 0.450)
  heldOut 30 of 196, 0.153 (0.109 to 0.210)
  uplift 0.262 (0.196 to 0.318), 210.9 customers
  works: The action works: those whom it is for do it more often than those whom it leaves alone.
bool(true)
bool(true)
bool(true)
string(12) "Back in June"
all running: 364 of 1000 customers, 1000 wanted (1.00), not reached
  treated 364 of 1000, 0.364 (0.335 to 0.394)
  heldOut 0 of 0, nothing yet
  no comparison
  unclear: Nobody is left alone, so it cannot be told who would have done it anyway.
bool(true)
bool(false)
ValueError: Loyalty\CustomerBase::goal(): Argument #1 ($key) must be the key of a goal of the programme
ValueError: Loyalty\Goal::isHeldOut(): Argument #2 ($key) must be the key of a goal of the programme
ValueError: Loyalty\Goal::isHeldOut(): Argument #4 ($customer) must be 1 to 191 bytes of UTF-8
Loyalty\LoyaltyException: a partner's key ring cannot draw who is left alone
ValueError: Loyalty\CustomerBase::goal(): Argument #3 ($at) must be an instant in the years 1 to 9999
Error: Call to private Loyalty\Goal::__construct() from global scope
Error: Cannot modify readonly property Loyalty\Goal::$done
Exception: Serialization of 'Loyalty\Goal' is not allowed

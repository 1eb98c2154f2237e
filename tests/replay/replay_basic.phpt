--TEST--
Replay: one history under two programmes, side by side
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\Replay;

$at = strtotime('2024-04-15 UTC');
$base = base(rules());
$changed = rules(['earn' => [['key' => 'rate', 'kind' => 'rate', 'points' => 2, 'per' => 300], ['key' => 'first', 'kind' => 'first_order', 'points' => 50]], 'expiry' => ['months' => 1]],
    ['by' => 'spend', 'window' => 'lifetime', 'levels' => [['key' => 'basic', 'name' => 'Basic', 'from' => 0], ['key' => 'platinum', 'name' => 'Platinum', 'from' => 3000]]]);
$replay = Replay::run($base, $changed, $at);
echo "$replay->customers customers, $replay->affected affected, at ", gmdate('Y-m-d', $replay->at), "\n";
foreach ($replay->totals as $side => $totals) {
    echo $side, ' ', json_encode($totals), "\n";
}
foreach ($replay->months as $month) {
    echo "$month[month]\n  ", json_encode($month['now']), "\n  ", json_encode($month['changed']), "\n";
}
foreach (['tiers', 'hardest', 'gaining', 'rules'] as $list) {
    echo "$list\n";
    foreach ($replay->$list as $line) {
        echo '  ', json_encode($line), "\n";
    }
}
var_dump(strlen($replay->hash), $replay->hash === Replay::run($base, $changed, $at)->hash, $replay->hash === Replay::run($base, rules(), $at)->hash);

/* The base stays what it is, folded or not. */
attempt(fn() => $base->totals());
$base->fold($at);
$hash = $base->stateHash();
Replay::run($base, $changed, $at - 86400 * 60);
var_dump($base->stateHash() === $hash);

/* Against itself nothing differs. */
$same = Replay::run($base, rules(), $at);
var_dump($same->affected, $same->hardest, $same->gaining, $same->totals['now'] === $same->totals['changed']);
foreach ($same->months as $month) {
    if ($month['now'] !== $month['changed']) {
        echo "differs in $month[month]\n";
    }
}
foreach ($base->tiers() as $tier => $customers) {
    echo "$tier $customers ", json_encode(array_values(array_filter($same->tiers, fn(array $pair) => $pair['now'] === $tier))), "\n";
}
/* Without tiers on a side. */
echo json_encode(Replay::run($base, rules(tiers: []), $at)->tiers), "\n";
?>
--EXPECT--
3 customers, 2 affected, at 2024-04-15
now {"balance":235,"pending":0,"earned":290,"reversed":25,"restored":0,"spent":30,"expired":0,"in":0,"out":0}
changed {"balance":0,"pending":0,"earned":292,"reversed":16,"restored":0,"spent":30,"expired":246,"in":0,"out":0}
2024-01
  {"earned":100,"reversed":0,"spent":0,"expired":0,"in":0,"out":0,"restored":0,"owed":100,"liability":100}
  {"earned":116,"reversed":0,"spent":0,"expired":0,"in":0,"out":0,"restored":0,"owed":116,"liability":116}
2024-02
  {"earned":190,"reversed":0,"spent":0,"expired":0,"in":0,"out":0,"restored":0,"owed":290,"liability":290}
  {"earned":176,"reversed":0,"spent":0,"expired":100,"in":0,"out":0,"restored":0,"owed":192,"liability":192}
2024-03
  {"earned":0,"reversed":25,"spent":30,"expired":0,"in":0,"out":0,"restored":0,"owed":235,"liability":235}
  {"earned":0,"reversed":16,"spent":30,"expired":146,"in":0,"out":0,"restored":0,"owed":0,"liability":0}
2024-04
  {"earned":0,"reversed":0,"spent":0,"expired":0,"in":0,"out":0,"restored":0,"owed":235,"liability":235}
  {"earned":0,"reversed":0,"spent":0,"expired":0,"in":0,"out":0,"restored":0,"owed":0,"liability":0}
tiers
  {"now":"basic","changed":"basic","customers":1}
  {"now":"basic","changed":"platinum","customers":1}
  {"now":"gold","changed":"platinum","customers":1}
hardest
  {"customer":"anna","now":225,"changed":0,"tier_now":"gold","tier_changed":"platinum"}
  {"customer":"ben","now":10,"changed":0,"tier_now":"basic","tier_changed":"platinum"}
gaining
rules
  {"rule":"rate","now":265,"changed":176}
  {"rule":"first","now":0,"changed":100}
  {"rule":"tiers","now":0,"changed":0}
  {"rule":"caps","now":0,"changed":0}
int(64)
bool(true)
bool(false)
Loyalty\LoyaltyException: the base has not been folded
bool(true)
int(0)
array(0) {
}
array(0) {
}
bool(true)
basic 2 [{"now":"basic","changed":"basic","customers":2}]
gold 1 [{"now":"gold","changed":"gold","customers":1}]
[{"now":"basic","changed":null,"customers":2},{"now":"gold","changed":null,"customers":1}]

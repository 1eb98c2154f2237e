--TEST--
Programme: the ladder, and what else the document says of points, rewards, services and invitations
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

$programme = Programme::fromArray(['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2010-01-01',
    'points' => ['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100], ['key' => 'bring', 'kind' => 'inviter', 'points' => 10]], 'worth' => ['points' => 100, 'amount' => 50],
        'expiry' => ['months' => 12, 'notice_days' => 30], 'arrears' => 'zero', 'award_on' => 'delivered', 'pending_days' => 14,
        'spend' => ['minimum' => 200, 'step' => 50, 'maximum_share' => 5000],
        'rewards' => [['key' => 'mug', 'name' => 'A mug', 'kind' => 'gift', 'points' => 500, 'sku' => 'MUG-1'], ['key' => 'code', 'name' => 'A code', 'kind' => 'coupon', 'points' => 900, 'campaign' => 'welcome', 'tiers' => ['gold']],
            ['key' => 'credit', 'name' => 'Credit', 'kind' => 'credit', 'points' => 1000, 'amount' => 700]]],
    'tiers' => ['by' => 'orders', 'levels' => [['key' => 'low', 'name' => 'Low', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => 5, 'earn_percent' => 20000, 'colour' => '#ffd700', 'coupons' => ['welcome'], 'benefits' => ['A name on the wall', 'Tea']]]],
    'segments' => [['key' => 'mums', 'name' => 'Mums', 'rule' => 'gender = "female"']],
    'services' => [['key' => 'hotline', 'name' => 'Hotline', 'kind' => 'advice', 'units' => 0], ['key' => 'fitting', 'name' => 'Fitting', 'kind' => 'installation', 'units' => 2, 'per' => 'year', 'tiers' => ['gold']],
        ['key' => 'club', 'name' => 'Club', 'kind' => 'information', 'units' => 1, 'per' => 'month', 'segments' => ['mums']], ['key' => 'warranty', 'name' => 'Warranty', 'kind' => 'warranty', 'units' => 1, 'per' => 'piece', 'lasts' => ['months' => 24]]],
    'referral' => ['minimum' => 2000, 'within' => ['days' => 30], 'most' => 10, 'burst' => ['friends' => 5, 'days' => 1]],
    'campaigns' => [['number' => 1, 'key' => 'welcome', 'name' => 'Welcome', 'discount' => ['kind' => 'fixed', 'amount' => 500], 'tiers' => ['gold']],
        ['number' => 2, 'key' => 'ship', 'name' => 'No shipping', 'automatic' => true, 'discount' => ['kind' => 'free_shipping'], 'tiers' => ['gold']],
        ['number' => 3, 'key' => 'all', 'name' => 'For all', 'automatic' => true, 'discount' => ['kind' => 'percent', 'basis_points' => 150]],
        ['number' => 4, 'key' => 'mothers', 'name' => 'Mothers', 'automatic' => true, 'discount' => ['kind' => 'percent', 'basis_points' => 500], 'segments' => ['mums']],
        ['number' => 5, 'key' => 'closed', 'name' => 'Closed', 'open' => false, 'discount' => ['kind' => 'percent', 'basis_points' => 500]]],
]);
echo json_encode($programme->tiers(), JSON_UNESCAPED_SLASHES), "\n";
foreach ($programme->ladder() as $step) {
    foreach ($step as $name => $value) {
        echo "$name: ", json_encode($value), "\n";
    }
}
echo json_encode($programme->points()), "\n";
foreach (['rewards', 'services'] as $what) {
    foreach ($programme->$what() as $key => $entry) {
        echo "$key: ", json_encode($entry), "\n";
    }
}
echo json_encode($programme->referral()), "\n";
$bare = Programme::fromArray(['name' => 'Bare', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2010-01-01']);
var_dump($bare->ladder(), $bare->points(), $bare->rewards(), $bare->services(), $bare->referral(), $bare->tiers());
// Of several versions it is the last that is asked.
$both = Programme::versions([$bare, Programme::fromArray(['name' => 'Next', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 2, 'valid_from' => '2011-01-01', 'points' => ['unit' => 'money', 'earn' => []]])]);
echo json_encode($both->points()), "\n";
--EXPECT--
[{"key":"low","name":"Low","colour":"","from":0,"earn_percent":10000,"coupons":[],"benefits":[]},{"key":"gold","name":"Gold","colour":"#ffd700","from":5,"earn_percent":20000,"coupons":["welcome"],"benefits":["A name on the wall","Tea"]}]
key: "low"
name: "Low"
colour: ""
from: 0
earn_percent: 10000
benefits: []
coupons: []
campaigns: [{"key":"all","name":"For all","kind":"percent","value":150}]
services: [{"key":"hotline","name":"Hotline","kind":"advice","units":0,"per":"ever"},{"key":"warranty","name":"Warranty","kind":"warranty","units":1,"per":"piece"}]
rewards: [{"key":"mug","name":"A mug","points":500},{"key":"credit","name":"Credit","points":1000}]
key: "gold"
name: "Gold"
colour: "#ffd700"
from: 5
earn_percent: 20000
benefits: ["A name on the wall","Tea"]
coupons: [{"key":"welcome","name":"Welcome"}]
campaigns: [{"key":"welcome","name":"Welcome","kind":"fixed","value":500},{"key":"ship","name":"No shipping","kind":"free_shipping","value":0},{"key":"all","name":"For all","kind":"percent","value":150}]
services: [{"key":"hotline","name":"Hotline","kind":"advice","units":0,"per":"ever"},{"key":"fitting","name":"Fitting","kind":"installation","units":2,"per":"year"},{"key":"warranty","name":"Warranty","kind":"warranty","units":1,"per":"piece"}]
rewards: [{"key":"mug","name":"A mug","points":500},{"key":"code","name":"A code","points":900},{"key":"credit","name":"Credit","points":1000}]
{"unit":"points","worth_points":100,"worth_amount":50,"spend_minimum":200,"spend_step":50,"spend_maximum_share":5000,"notice_days":30,"arrears":"zero","award_on":"delivered","pending_days":14}
mug: {"name":"A mug","kind":"gift","points":500,"sku":"MUG-1","campaign":"","amount":0,"tiers":[]}
code: {"name":"A code","kind":"coupon","points":900,"sku":"","campaign":"welcome","amount":0,"tiers":["gold"]}
credit: {"name":"Credit","kind":"credit","points":1000,"sku":"","campaign":"","amount":700,"tiers":[]}
hotline: {"name":"Hotline","kind":"advice","units":0,"per":"ever"}
fitting: {"name":"Fitting","kind":"installation","units":2,"per":"year"}
club: {"name":"Club","kind":"information","units":1,"per":"month"}
warranty: {"name":"Warranty","kind":"warranty","units":1,"per":"piece"}
{"minimum":2000,"within_months":0,"within_days":30,"most":10,"burst_friends":5,"burst_days":1}
array(0) {
}
NULL
array(0) {
}
array(0) {
}
NULL
array(0) {
}
{"unit":"money","worth_points":1,"worth_amount":1,"spend_minimum":0,"spend_step":1,"spend_maximum_share":10000,"notice_days":0,"arrears":"negative","award_on":"paid","pending_days":0}

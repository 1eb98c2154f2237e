--TEST--
Programme: mistakes in what earns, in tiers, services, rewards and invitations, all at once
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

$document = [
    'name' => 'Test', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-06-01',
    'points' => [
        'unit' => 'money', 'worth' => ['points' => 1, 'amount' => 1],
        'earn' => [
            ['key' => 'goal', 'kind' => 'goal', 'points' => 5, 'orders' => 3, 'spend' => 5000, 'within' => ['days' => 30]],
            ['key' => 'friend', 'kind' => 'friend', 'points' => 5],
            ['key' => 'visit', 'kind' => 'visit', 'points' => 5, 'minimum' => 5],
            ['key' => 'rich', 'kind' => 'order', 'points' => 5, 'segments' => ['rich', 'many'], 'weekdays' => ['satuday']],
        ],
        'rewards' => [['key' => 'code', 'name' => 'Code', 'points' => 5, 'kind' => 'coupon', 'campaign' => 'auto']],
    ],
    'tiers' => ['by' => 'orders', 'keep' => ['until' => '02-29'], 'levels' => [['key' => 'all', 'name' => 'All', 'from' => 0, 'coupons' => ['paper']]]],
    'services' => [['key' => 'lamp', 'name' => 'Lamp', 'kind' => 'warranty', 'per' => 'piece'], ['key' => 'call', 'name' => 'Call', 'kind' => 'advise']],
    'segments' => [['key' => 'rich', 'name' => 'Rich', 'rule' => 'points > 500'], ['key' => 'many', 'name' => 'Many', 'rule' => 'orders > 5']],
    'campaigns' => [['number' => 1, 'key' => 'auto', 'name' => 'Auto', 'automatic' => true, 'discount' => ['kind' => 'free_shipping'], 'minimum_order' => 1]],
];
foreach (Programme::check(json_encode($document)) as $error) {
    echo "$error->pointer: $error->found; $error->expected\n";
}
--EXPECT--
/points/worth: an object; no such member: where the unit is money, it is worth what it says
/points/earn/0: both "orders" and "spend"; one of "orders" and "spend": what completes the goal
/points/earn/1/kind: "friend"; a programme with "referral": without it there are no invitations
/points/earn/2/minimum: an unknown member; one of the members key, kind, points, tiers, segments, weekdays, from, until, caps
/points/earn/3/segments/0: "rich"; a segment that does not read points: what earns cannot ask it (docs/points.md); a coupon campaign or a service can
/points/earn/3/weekdays/0: "satuday"; "monday", "tuesday" and so on to "sunday"; did you mean "saturday"?
/points/rewards/0/campaign: "auto"; the key of a campaign with codes: this one is automatic, it has none to give
/tiers/keep/until: "02-29"; a month and a day that every year has, such as "12-31"
/tiers/levels/0/coupons/0: "paper"; the key of a campaign with codes
/services/0: no member "lasts"; "lasts": an object with "months" or "days": how long, from when the piece was delivered
/services/1/kind: "advise"; one of "information", "advice", "installation", "repair", "warranty"; did you mean "advice"?

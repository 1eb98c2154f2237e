--TEST--
Programme::warnings: what is legal but surely meant otherwise, with its place and what to think about
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-06-01'];

function show(array $document): void
{
    foreach (Programme::fromArray(HEAD + $document)->warnings() as $warning) {
        echo get_class($warning), " $warning->pointer: $warning->found; $warning->expected\n";
    }
    echo "--\n";
}

show([]);
show([
    'points' => [
        'worth' => ['points' => 100, 'amount' => 100],
        'earn' => [['key' => 'back', 'kind' => 'rate', 'points' => 60, 'per' => 100], ['key' => 'cake', 'kind' => 'birthday', 'points' => 10]],
        'pending_days' => 40, 'expiry' => ['months' => 1],
        'caps' => ['programme' => 400],
    ],
    'tiers' => ['by' => 'points', 'levels' => [
        ['key' => 'all', 'name' => 'All', 'from' => 0],
        ['key' => 'few', 'name' => 'Few', 'from' => 500, 'earn_percent' => 9000],
    ]],
    'segments' => [
        ['key' => 'never', 'name' => 'Never', 'rule' => 'orders < 2 and orders > 5'],
        ['key' => 'always', 'name' => 'Always', 'rule' => 'tier in ("all", "few")'],
    ],
    'campaigns' => [
        ['number' => 1, 'key' => 'free', 'name' => 'Free', 'discount' => ['kind' => 'fixed', 'amount' => 500], 'minimum_order' => 500],
        ['number' => 2, 'key' => 'none', 'name' => 'None', 'discount' => ['kind' => 'free_shipping'], 'segments' => ['never']],
    ],
]);

/* Rules over rows: one aggregate at a time is looked at, and what segments say is part of it. */
show([
    'segments' => [
        ['key' => 'below', 'name' => 'Below', 'rule' => 'count(orders, last 90 days) < 0'],
        ['key' => 'never', 'name' => 'Never', 'rule' => 'in segment "below" or month(today) = 2 and month(today) > 3'],
        ['key' => 'apart', 'name' => 'Apart', 'rule' => 'sum(amount, sale) > 5 and sum(amount, sale) < 5'],
        ['key' => 'always', 'name' => 'Always', 'rule' => 'count(visits) >= 0 or affinity("pets") = "cats"'],
        ['key' => 'right', 'name' => 'Right', 'rule' => 'sum(amount, sale) > 5 and sum(amount, code) < 5 and month(last_order) = 2 and month(first_order) = 3'],
        ['key' => 'cats', 'name' => 'Cats', 'rule' => 'affinity("pets") = "cats" and not affinity("pets") = "dogs"'],
    ],
    'affinities' => [['key' => 'pets', 'groups' => [['key' => 'cats', 'categories' => ['a']], ['key' => 'dogs', 'categories' => ['b']]]]],
    'goals' => [
        ['key' => 'blind', 'name' => 'Blind', 'rule' => 'orders > 1', 'share' => 1000, 'from' => '2011-07-01', 'until' => '2011-07-31'],
        ['key' => 'vain', 'name' => 'Vain', 'segment' => 'below', 'rule' => 'count(orders) < 0', 'share' => 1000, 'from' => '2011-07-01', 'until' => '2011-07-31', 'holdout' => 500],
    ],
]);

$example = file_get_contents(dirname(__DIR__, 2) . '/examples/programme.json');
var_dump(Programme::fromJson($example)->warnings());
--EXPECT--
--
Loyalty\ProgrammeError /segments/0/rule: orders < 2 and orders > 5; nobody can ever be in this segment: its comparisons rule each other out. Is an "or" meant?
Loyalty\ProgrammeError /segments/1/rule: tier in ("all", "few"); everybody is always in this segment: is a comparison the wrong way round?
Loyalty\ProgrammeError /points/expiry: at most 31 days, of which 40 are waited for; points of orders end before they can be spent: let them live longer than "pending_days"
Loyalty\ProgrammeError /points/earn/0/points: 60 points for 1.00 GBP; more than half of the price comes back as points: is "worth" or "per" off by a hundred?
Loyalty\ProgrammeError /points/earn/1: a birthday without "known_days"; who enters tomorrow's date has points tomorrow: let it be known for some "known_days"
Loyalty\ProgrammeError /tiers/levels/1/from: 500 points; nobody can reach this tier: what earns points, or their "caps", end before
Loyalty\ProgrammeError /tiers/levels/1/earn_percent: 9000 after 10000; whoever reaches this tier earns less than before
Loyalty\ProgrammeError /campaigns/0/discount: 5.00 GBP off orders from 5.00 GBP; the smallest order that it holds for costs nothing: is "minimum_order" missing or too low?
Loyalty\ProgrammeError /campaigns/1/segments: a campaign for nobody; nobody can be in these
--
Loyalty\ProgrammeError /segments/0/rule: count(orders, last 90 days) < 0; nobody can ever be in this segment: its comparisons rule each other out. Is an "or" meant?
Loyalty\ProgrammeError /segments/2/rule: sum(amount, sale) > 5 and sum(amount, sale) < 5; nobody can ever be in this segment: its comparisons rule each other out. Is an "or" meant?
Loyalty\ProgrammeError /segments/3/rule: count(visits) >= 0 or affinity("pets") = "cats"; everybody is always in this segment: is a comparison the wrong way round?
Loyalty\ProgrammeError /goals/0: the goal "blind" holds nobody out; without a "holdout" its effect cannot be measured: 1000 leaves every tenth customer alone
Loyalty\ProgrammeError /goals/1/rule: a rule that is always false; nobody can ever reach this goal: its comparisons rule each other out. Is an "or" meant?
Loyalty\ProgrammeError /goals/1/segment: "below"; nobody can ever be in this segment, so the goal is for nobody
--
array(0) {
}

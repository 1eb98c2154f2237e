--TEST--
Points: what else earns, each once for what it is
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/points.inc';


use Loyalty\{Customer, Event, Programme, ReferralCondition};

$rules = [];
foreach (['sign_up' => 10, 'review' => 5, 'survey' => 7, 'contest' => 3, 'visit' => 1, 'inviter' => 50, 'friend' => 20, 'birthday' => 100, 'child_birthday' => 30] as $kind => $points) {
    $rules[] = ['key' => $kind, 'kind' => $kind, 'points' => $points] + ($kind === 'visit' ? ['caps' => ['day' => 2]] : []) + ($kind === 'birthday' ? ['known_days' => 10] : []);
}
$programme = programme(['earn' => $rules], ['referral' => ['minimum' => 0]]);
$tell = function (array $events, string $at = '2012-06-01 00:00') use ($programme): void {
    $customer = Customer::fold($programme, 7, $events, at($at));
    foreach ($customer->lots as $lot) {
        echo gmdate('  Y-m-d H:i ', $lot->at), "$lot->source $lot->event ", implode(' + ', array_map(fn($r) => "$r[kind] $r[given]", $lot->rules)), $lot->reversed > 0 ? " less $lot->reversed" : '', "\n";
    }
    echo '  = ', $customer->account->balance, "\n";
    assert(conserved($customer));
};
echo "once for each product, survey, contest; visits up to the cap of a day\n";
$tell([
    Event::signUp('shop', 7, at('2011-01-05 10:00')), Event::signUp('app', 7, at('2011-01-06 10:00')),
    Event::review('shop', 1, 7, at('2011-01-07 10:00'), 'L1'), Event::review('shop', 2, 7, at('2011-01-08 10:00'), 'L1'), Event::review('shop', 3, 7, at('2011-01-09 10:00')),
    Event::survey('shop', 1, 7, at('2011-01-10 10:00'), 'spring'), Event::survey('shop', 2, 7, at('2011-01-11 10:00'), 'spring'), Event::contest('shop', 1, 7, at('2011-01-12 10:00'), 'win'),
    Event::visit('shop', 1, 7, at('2011-01-13 09:00')), Event::visit('shop', 2, 7, at('2011-01-13 10:00')), Event::visit('shop', 3, 7, at('2011-01-13 11:00')), Event::visit('shop', 4, 7, at('2011-01-14 09:00')),
]);
echo "29 February on 28 February in other years; known in time; a child's in summer time\n";
$tell([Event::birthday('shop', 7, at('2011-01-05 10:00'), '1984-02-29'), Event::childBirthday('shop', 7, 'tim', at('2011-01-05 10:00'), '2005-06-30')], '2012-07-01 00:00');
echo "told five days before: not this year\n";
$tell([Event::birthday('shop', 7, at('2011-03-05 10:00'), '1984-03-10')], '2011-12-31 00:00');
echo "a friend's first order was rewarded, then it was rejected\n";
$referral = fn(int $revision, string $at, ReferralCondition $is, bool $invited = true) => Event::referral('shop', $invited ? 'a' : 'b', $revision, 7, at($at), $is, '8', $invited);
$joined = $referral(1, '2011-01-05 10:00', ReferralCondition::Joined);
$rewarded = $referral(2, '2011-01-06 10:00', ReferralCondition::Rewarded);
$tell([$joined]);
$tell([$joined, $rewarded]);
$tell([$joined, $rewarded, $referral(3, '2011-01-07 10:00', ReferralCondition::Rejected)]);
$tell([$referral(1, '2011-01-06 10:00', ReferralCondition::Rewarded, false)]);
--EXPECT--
once for each product, survey, contest; visits up to the cap of a day
  2011-01-05 10:00 action shop/sign_up/7/1 sign_up 10
  2011-01-07 10:00 action shop/review/1/1 review 5
  2011-01-09 10:00 action shop/review/3/1 review 5
  2011-01-10 10:00 action shop/survey/1/1 survey 7
  2011-01-12 10:00 action shop/contest/1/1 contest 3
  2011-01-13 09:00 action shop/visit/1/1 visit 1
  2011-01-13 10:00 action shop/visit/2/1 visit 1
  2011-01-14 09:00 action shop/visit/4/1 visit 1
  = 33
29 February on 28 February in other years; known in time; a child's in summer time
  2011-02-28 00:00 action shop/birthday/7/1294221600 birthday 100
  2011-06-29 23:00 action shop/child/7:tim/1294221600 child_birthday 30
  2012-02-29 00:00 action shop/birthday/7/1294221600 birthday 100
  2012-06-29 23:00 action shop/child/7:tim/1294221600 child_birthday 30
  = 260
told five days before: not this year
  = 0
a friend's first order was rewarded, then it was rejected
  = 0
  2011-01-06 10:00 action shop/referral/a/2 inviter 50
  = 50
  2011-01-06 10:00 action shop/referral/a/2 inviter 50 less 50
  = 0
  2011-01-06 10:00 action shop/referral/b/1 friend 20
  = 20

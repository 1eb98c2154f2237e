--TEST--
CustomerBase: keys that are linked are one person, in every figure, until the link is taken back
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Loyalty\{CustomerBase, Event, Rfm, RfmBasis};

function say(CustomerBase $base): void
{
    $totals = $base->totals();
    echo count($base), " persons, $totals[customers] in the totals, ", implode(' ', $base->all()->keys()), ', ',
        implode(' ', $base->select('orders >= 2')->keys()), ' with two orders; guest is ', $base->customer('guest')->key,
        ' with ', $base->customer('guest')->facts['orders'], " orders\n";
    foreach ($base->months() as $month) {
        echo "  $month[month] $month[orders] orders $month[buyers] buyers $month[amount]\n";
    }
    foreach (Rfm::quantiles()->score($base, 1717200000, RfmBasis::Net) as $score) {
        echo "  $score->key bought $score->purchases for $score->amount\n";
    }
}

$base = new CustomerBase(programme());
$base->append([order(1, 'guest', '2024-01-05', 1000), order(2, 'anna', '2024-01-06', 2000), order(3, 'ben', '2024-02-01', 500)]);
$base->fold(strtotime('2024-06-01 UTC'));
say($base);
echo "linked\n";
$link = fn(int $revision, bool $linked) => Event::identitiesLinked('shop', 'g1', $revision, 'anna', strtotime('2024-03-01 UTC'), 'guest', $linked);
$base->append([$link(1, true)]);
say($base);
var_dump($base->has('guest'), $base->all()->contains('guest'), $base->customer('guest')->stateHash === $base->customer('anna')->stateHash);
echo "a guest's order becomes the account's: one order\n";
$base->append([order(1, 'anna', '2024-03-02', 1500, 2)]);
say($base);
echo "taken back\n";
$base->append([$link(2, false)]);
say($base);
echo "before it was made\n";
$base->append([Event::identitiesLinked('shop', 'g2', 1, 'ben', strtotime('2024-05-01 UTC'), 'anna'), Event::identitiesLinked('shop', 'g3', 1, 'ben', strtotime('2024-05-01 UTC'), 'nobody')]);
echo count($base), ' ', var_export($base->has('nobody'), true), "\n";
$base->fold(strtotime('2024-04-30 UTC'));
echo count($base), ' ', var_export($base->has('nobody'), true), "\n";
?>
--EXPECT--
3 persons, 3 in the totals, anna ben guest,  with two orders; guest is guest with 1 orders
  2024-01 2 orders 2 buyers 3000
  2024-02 1 orders 1 buyers 500
  anna bought 1 for 2000
  ben bought 1 for 500
  guest bought 1 for 1000
linked
2 persons, 2 in the totals, anna ben, anna with two orders; guest is anna with 2 orders
  2024-01 2 orders 1 buyers 3000
  2024-02 1 orders 1 buyers 500
  anna bought 2 for 3000
  ben bought 1 for 500
bool(true)
bool(true)
bool(true)
a guest's order becomes the account's: one order
2 persons, 2 in the totals, anna ben, anna with two orders; guest is anna with 2 orders
  2024-01 2 orders 1 buyers 3500
  2024-02 1 orders 1 buyers 500
  anna bought 2 for 3500
  ben bought 1 for 500
taken back
3 persons, 3 in the totals, anna ben guest, anna with two orders; guest is guest with 1 orders
  2024-01 2 orders 2 buyers 3000
  2024-02 1 orders 1 buyers 500
  2024-03 1 orders 1 buyers 1500
  anna bought 2 for 3500
  ben bought 1 for 500
  guest bought 1 for 1000
before it was made
2 true
3 false

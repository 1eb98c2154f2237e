--TEST--
Clv\Data: what one pass over the columns says of random shops is what each customer's history says
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{CustomerBase, Event, Money, OrderCondition};
use Loyalty\Clv\Data;
require __DIR__ . '/../base/shop.inc';

/** Orders whose condition flaps, late revisions, refunds of known and unknown orders, corrections. */
function happenings(int $customers): array
{
    $conditions = [OrderCondition::Paid, OrderCondition::Paid, OrderCondition::Delivered, OrderCondition::Placed, OrderCondition::Cancelled];
    $start = strtotime('2024-03-01 UTC');
    $events = [];
    for ($i = 0; $i < $customers * 6; $i++) {
        $key = 'c' . mt_rand(1, $customers);
        $at = $start + mt_rand(0, 400 * 24) * 3600;
        for ($revision = 1; $revision <= mt_rand(1, 3); $revision++) {
            $events[] = Event::order('shop', $i, $revision, $key, $at, $conditions[mt_rand(0, 4)], new Money(mt_rand(0, 20) * 100, 'EUR'));
            $at += mt_rand(0, 30) * 3600;
        }
        if (mt_rand(0, 3) === 0) {
            $refund = Event::refund('shop', $i, mt_rand(0, 5) ? $i : null, $key, $at + 86400, new Money(mt_rand(1, 15) * 100, 'EUR'));
            $events[] = $refund;
            if (mt_rand(0, 5) === 0) {
                $events[] = Event::refund('shop', "new$i", $i, $key, $at + 90000, new Money(100, 'EUR'))->replacing($refund->id);
            }
        }
    }
    shuffle($events);
    return $events;
}

function read(array $events, int $at, ?int $split, int $customers): array
{
    $base = new CustomerBase(programme());
    $base->append($events);
    $data = Data::fromBase($base, $at, $split, 1);
    $rows = ['count' => count($data), 'money' => 0];
    for ($i = 1; $i <= $customers; $i++) {
        try {
            $rows["c$i"] = $data->get("c$i");
            $rows['money'] += $rows["c$i"]['money'];
        } catch (ValueError) {
            $rows["c$i"] = null;
        }
    }
    return $rows;
}

$same = $rows = $money = 0;
for ($seed = 1; $seed <= 40; $seed++) {
    mt_srand($seed);
    $customers = mt_rand(1, 60);
    $events = happenings($customers);
    $at = strtotime('2024-03-01 UTC') + mt_rand(0, 420) * 86400 + 3600 * mt_rand(0, 23);
    $split = mt_rand(0, 1) ? $at - mt_rand(2, 100) * 86400 : null;
    /* A second key makes a person of several keys: everybody's rows are then read as a history. */
    $links = array_map(fn($i) => Event::identitiesLinked('shop', $i, 1, "c$i", strtotime('2024-01-01 UTC'), "other$i"), range(1, $customers));
    $columns = read($events, $at, $split, $customers);
    $histories = read([...$events, ...$links], $at, $split, $customers);
    if ($columns === $histories) {
        $same++;
    } else {
        echo "seed $seed: ", json_encode($columns), ' is not ', json_encode($histories), "\n";
    }
    $rows += $columns['count'];
    $money += $columns['money'] > 0 ? 1 : 0;
}
echo "$same shops are the same, ", $rows > 500 ? 'with rows' : "of $rows rows", ', ', $money > 30 ? 'with money' : "$money with money", "\n";
?>
--EXPECT--
40 shops are the same, with rows, with money

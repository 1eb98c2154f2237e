--TEST--
CustomerBase: whatever is reckoned from an altered file says which file it is and what to do
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/saved.inc';

use Loyalty\{Clv, CustomerBase, KeyRing, LoyaltyException, Programme, Rfm, RfmTable};

$shop = Programme::fromArray(['name' => 'Test', 'currency' => 'EUR', 'timezone' => 'Europe/Madrid', 'version' => 1, 'valid_from' => '2020-01-01',
    'goals' => [['key' => 'twice', 'name' => 'Twice', 'rule' => 'count(orders, since 2023-06-01) >= 2', 'share' => 5000, 'from' => '2023-06-01', 'until' => '2024-01-31', 'holdout' => 2000]]]);
$ring = KeyRing::create(10);
$folder = folder();
$base = new CustomerBase($shop);
$base->append(history(8, 2000));
$base->fold($at = 1717200000);
$base->save("$folder/base");
$bytes = file_get_contents("$folder/base");
$calls = [
    'rfm' => fn(CustomerBase $base) => iterator_count(Rfm::quantiles()->score($base, $at)->getIterator()),
    'rfm of a time' => fn(CustomerBase $base) => Rfm::quantiles(4)->score($base, $at, since: 1690000000),
    'named segments' => function (CustomerBase $base) use ($at) {
        $scores = Rfm::quantiles()->score($base, $at);
        foreach (Rfm::quantiles()->score($base, $at - 5_000_000)->transitions($scores, RfmTable::Classic) as $from => $to) {
            strlen((string) $from);
        }
    },
    'indicators' => fn(CustomerBase $base) => $base->indicators($at),
    'habits' => function (CustomerBase $base) use ($at) {
        foreach (range(1, 400, 40) as $number) {
            try {
                $base->habits("customer $number", $at);
            } catch (ValueError) { /* nobody is called so any more */
            }
        }
    },
    'goal' => fn(CustomerBase $base) => $base->goal('twice', $ring, $at),
    'clv' => fn(CustomerBase $base) => Clv\Data::fromBase($base, $at),
];
foreach ($calls as $call) {
    $call($base);
}
mt_srand(5);
$met = array_fill_keys(array_keys($calls), 0);
for ($round = 0; $round < 120; $round++) {
    // A run of bytes, so that something that is read is nonsense.
    $altered = $bytes;
    $start = mt_rand(8192, strlen($bytes) - 1);
    for ($i = $start; $i < min(strlen($bytes), $start + 2048); $i++) {
        $altered[$i] = chr(mt_rand(0, 255));
    }
    file_put_contents("$folder/altered", $altered);
    foreach ($calls as $name => $call) {
        $opened = null;
        try {
            $opened = CustomerBase::open("$folder/altered", $shop);
            $call($opened);
        } catch (LoyaltyException $e) {
            if ($opened === null) {
                continue;
            }
            $met[$name]++;
            if ($e->getMessage() !== "the file $folder/altered is damaged: run verify(), and build it anew from the journal") {
                echo "$round, $name: ", $e->getCode(), ' ', $e->getMessage(), "\n";
            }
        }
    }
}
foreach ($met as $name => $times) {
    echo $name, $times > 0 ? '' : ': never met', "\n";
}
--EXPECT--
rfm
rfm of a time
named segments
indicators
habits
goal
clv

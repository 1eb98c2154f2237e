--TEST--
CustomerBase: whatever loyalty.base_limit stops says so, at whichever block and whatever was given back meanwhile
--EXTENSIONS--
loyalty
--INI--
loyalty.base_limit=256K
--FILE--
<?php
require __DIR__ . '/shop.inc';
use Loyalty\{CustomerBase, Rfm};

$at = strtotime('2024-06-01 UTC');
$asked = [
    'fold' => fn(CustomerBase $base) => $base->fold($at),
    'select' => fn(CustomerBase $base) => $base->select('count(orders, last 12 months) > 2'),
    'watch' => fn(CustomerBase $base) => $base->watch('share(amount, sale) > 10 %'),
    'score' => fn(CustomerBase $base) => Rfm::ntile(5)->score($base, $at),
    'indicators' => fn(CustomerBase $base) => $base->indicators($at),
];
foreach ($asked as $name => $question) {
    $said = [];
    for ($size = 40; $size < 1600; $size += $size < 900 ? 20 : 100) {
        $base = new CustomerBase(programme());
        try {
            $base->append((function () use ($size) {
                for ($i = 1; $i <= $size; $i++) {
                    yield order($i, 'customer ' . $i % 40, '2024-01-01', 100);
                }
            })());
            $base->fold($at);
            $question($base);
        } catch (Loyalty\LoyaltyException $e) {
            $said[$e::class . ': ' . $e->getMessage()] = true;
        }
        unset($base, $e);
    }
    echo $name, ' ', implode(' | ', array_keys($said)), "\n";
}
--EXPECT--
fold Loyalty\LimitException: loyalty.base_limit of 262144 bytes is reached
select Loyalty\LimitException: loyalty.base_limit of 262144 bytes is reached
watch Loyalty\LimitException: loyalty.base_limit of 262144 bytes is reached
score Loyalty\LimitException: loyalty.base_limit of 262144 bytes is reached
indicators Loyalty\LimitException: loyalty.base_limit of 262144 bytes is reached

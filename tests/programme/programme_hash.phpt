--TEST--
Programme::hash: the same meaning has the same hash, any change of meaning another
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

const HEAD = ['name' => 'Test', 'currency' => 'GBP', 'timezone' => 'UTC', 'version' => 1, 'valid_from' => '2011-06-01'];

$full = HEAD + [
    'points' => ['earn' => [['key' => 'a', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100]],
    'segments' => [['key' => 's', 'name' => 'S', 'rule' => 'orders >= 2']],
];
$hash = Programme::fromArray($full)->hash();
/* A new value here means that stored hashes are worth nothing: only with a new name of the encoding. */
echo Programme::fromArray(HEAD)->hash(), "\n$hash\n";

$same = [
    array_reverse($full, true),
    ['$schema' => 'https://example.org/schema'] + $full,
    ['valid_from' => '2011-06-01T00:00:00Z'] + $full,
    ['campaigns' => []] + $full,
    array_replace_recursive($full, ['points' => ['rounding' => 'down', 'pending_days' => 0, 'backfill' => false, 'spend' => ['step' => 1]]]),
    array_replace_recursive($full, ['segments' => [['rule' => ' (2 <= orders) ']]]),
    ['affinities' => [], 'goals' => []] + $full,
];
foreach ($same as $i => $document) {
    echo $i, ' ', Programme::fromArray($document)->hash() === $hash ? 'same' : 'other', "\n";
}
$other = [
    ['name' => 'Text'] + $full,
    ['version' => 2] + $full,
    ['timezone' => 'Europe/Lisbon'] + $full,
    ['valid_from' => '2011-06-02'] + $full,
    array_replace_recursive($full, ['points' => ['pending_days' => 1]]),
    array_replace_recursive($full, ['points' => ['earn' => [['sale_items' => false]]]]),
    array_replace_recursive($full, ['segments' => [['rule' => 'orders > 2']]]),
    array_replace_recursive($full, ['segments' => [['rule' => 'orders >= 3']]]),
];
foreach ($other as $i => $document) {
    echo $i, ' ', Programme::fromArray($document)->hash() === $hash ? 'same' : 'other', "\n";
}

/* What is known of customers, each figure of it, and everything that an aggregate says. */
$pets = ['key' => 'pets', 'minimum_share' => 8000, 'minimum_orders' => 1, 'groups' => [['key' => 'cats', 'categories' => ['cat food']], ['key' => 'dogs', 'categories' => ['dog food']]]];
$part = ['key' => 'p', 'name' => 'P', 'value' => 'orders', 'full' => 5, 'weight' => 1];
$goal = ['key' => 'g', 'name' => 'G', 'rule' => 'orders >= 3', 'share' => 1000, 'from' => '2011-07-01', 'until' => '2011-08-01'];
$known = ['affinities' => [$pets], 'loyalty' => ['parts' => [$part]], 'goals' => [$goal], 'segments' => [['key' => 's', 'name' => 'S', 'rule' => 'share(amount, sale, of code, last 9 days) > 0.4']]] + $full;
$hash = Programme::fromArray($known)->hash();
$changes = [
    ['affinities' => [['key' => 'animals']]], ['affinities' => [['minimum_share' => 8001]]], ['affinities' => [['minimum_orders' => 2]]], ['affinities' => [['within' => ['days' => 90]]]],
    ['affinities' => [['groups' => [1 => ['categories' => ['leads']]]]]], ['affinities' => [['groups' => [1 => ['name' => 'Dogs']]]]],
    ['loyalty' => ['parts' => [['value' => 'visits']]]], ['loyalty' => ['parts' => [['full' => 6]]]], ['loyalty' => ['parts' => [['zero' => 1]]]], ['loyalty' => ['parts' => [['weight' => 2]]]],
    ['goals' => [['rule' => 'orders >= 4']]], ['goals' => [['share' => 1001]]], ['goals' => [['from' => '2011-07-02']]], ['goals' => [['until' => '2011-08-02']]], ['goals' => [['holdout' => 1]]], ['goals' => [['segment' => 's']]],
    ['segments' => [['rule' => 'share(amount, sale, of code, last 9 days) > 0.41']]], ['segments' => [['rule' => 'share(gross, sale, of code, last 9 days) > 0.4']]],
    ['segments' => [['rule' => 'share(amount, code, of code, last 9 days) > 0.4']]], ['segments' => [['rule' => 'share(amount, sale, of sale, last 9 days) > 0.4']]],
    ['segments' => [['rule' => 'share(amount, sale, last 9 days) > 0.4']]], ['segments' => [['rule' => 'share(amount, sale, of code, last 8 days) > 0.4']]],
    ['segments' => [['rule' => 'share(orders, sale, of code, last 9 days) > 0.4']]], ['segments' => [['rule' => 'month(last_order) > 1']]],
    ['segments' => [['rule' => 'share(amount, sale=true, of code, last 9 days) > 0.4']]],
];
$hashes = array_map(fn(array $change): string => Programme::fromArray(array_replace_recursive($known, $change))->hash(), $changes);
echo count(array_unique([$hash, ...$hashes])) === count($changes) + 1 ? 'all' : 'not all', " others\n";
$spelt = ['segments' => [['rule' => '40% < SHARE(amount,of code,LAST 9 days,  sale)']]];
echo Programme::fromArray(array_replace_recursive($known, $spelt))->hash() === $hash ? 'same' : 'other', "\n";
--EXPECT--
4a2f2e0288919b834023385c151a70116ae1c80f97f511992e6cabd0cee29846
deeb961f424304571468fe849b668b4e58056b100a49abbb77c8b282b163cdaa
0 same
1 same
2 same
3 same
4 same
5 same
6 same
0 other
1 other
2 other
3 other
4 other
5 other
6 other
7 other
all others
same

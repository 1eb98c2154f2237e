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
--EXPECT--
47ced3677df366fdec4078e1595aed470fe27d378baadd88fbdc9c08fe711f5e
d5f23d127b3a56e8468786fce24c9b41ba517f218203c1429d820510d91c10ae
0 same
1 same
2 same
3 same
4 same
5 same
0 other
1 other
2 other
3 other
4 other
5 other
6 other
7 other

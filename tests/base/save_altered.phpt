--TEST--
CustomerBase: an altered file is found by verify(), and does no harm before
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/saved.inc';

use Loyalty\{CustomerBase, LoyaltyException};

$folder = folder();
$path = "$folder/base";
$base = new CustomerBase(programme());
$base->append(history(8, 3000));
$base->fold(1717200000);
$base->save($path);
$said = told($base);
$bytes = file_get_contents($path);
mt_srand(5);
$counts = ['said' => 0, 'same' => 0, 'refused' => 0, 'damaged' => 0];
for ($round = 0; $round < 200; $round++) {
    $altered = $bytes;
    $at = $round % 10 === 0 ? mt_rand(0, 8191) : mt_rand(8192, strlen($bytes) - 1);
    $altered[$at] = chr(ord($altered[$at]) ^ (1 << mt_rand(0, 7)));
    file_put_contents("$folder/altered", $altered);
    try {
        $opened = CustomerBase::open("$folder/altered", programme());
    } catch (LoyaltyException $e) {
        $counts['refused']++;
        continue;
    }
    if ($opened->verify() === []) {
        echo "byte $at was not found\n";
    }
    try {
        $opened->fold(1717200001);
        $counts[told($opened) === $said ? 'same' : 'said']++;
        serialize($opened->all());
    } catch (LoyaltyException $e) {
        $counts['damaged']++;
        if ($e->getMessage() !== "the file $folder/altered is damaged: run verify(), and build it anew from the journal" && $e->getCode() === 49) {
            echo $e->getMessage(), "\n";
        }
        attempt_again($opened);
    }
}
function attempt_again(CustomerBase $base): void
{
    foreach ([fn() => $base->totals(), fn() => $base->append(history(9, 3)), fn() => $base->save($GLOBALS['path'])] as $call) {
        try {
            $call();
            echo "a damaged base was used\n";
        } catch (LoyaltyException $e) {
        }
    }
}
var_dump($counts['refused'] > 0, array_sum($counts) === 200);

echo "-- names\n";
foreach ([8192, strlen($bytes) - 1] as $at) { /* whichever array is there */
    file_put_contents("$folder/altered", substr_replace($bytes, chr(ord($bytes[$at]) ^ 1), $at, 1));
    $names = CustomerBase::open("$folder/altered", programme())->verify();
    var_dump(count($names) === 1 && preg_match('/^[a-z_]+$/', $names[0]) === 1);
}
$opened = CustomerBase::open($path, programme());
$file = fopen($path, 'r+');
fwrite($file, 'altered while it is open');
echo implode(', ', $opened->verify()), "\n";
--EXPECT--
bool(true)
bool(true)
-- names
bool(true)
bool(true)
head

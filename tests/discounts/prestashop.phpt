--TEST--
Discounts: as a PrestaShop 8.2.1 took them off 821 carts, to the millionth
--EXTENSIONS--
loyalty
--FILE--
<?php
require __DIR__ . '/prestashop.inc';

/*
 * Cases in which we differ, with the reason. A case that differs and is not named fails, and so does one that is named and does not
 * differ.
 */
const EXCEPTIONS = [];

$applicable = 0;
$within = 0;
$codeless = 0;
$totals = ['compared' => 0, 'same' => 0];
$misses = [];
foreach (new SplFileObject(__DIR__ . '/../data/discounts/prestashop.jsonl') as $line) {
    if ($line === '') {
        continue;
    }
    $case = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $kind = PrestashopCase::applicable($case);
    if ($kind === false) {
        continue;
    }
    $run = PrestashopCase::run($case);
    if ($run->misses !== []) {
        $misses[$run->id()] = $run->misses;
    }
    if ($kind === 'codeless') { // beyond what is asked: rules that join by themselves
        $codeless++;
        continue;
    }
    $applicable++;
    $within += (int) ($run->misses === []);
    $same = $run->hasSameTotal();
    $totals['compared'] += (int) ($same !== null);
    $totals['same'] += (int) $same;
}
foreach (array_diff_key($misses, EXCEPTIONS) as $id => $what) {
    echo "case $id differs: ", implode('; ', $what), "\n";
}
foreach (array_diff_key(EXCEPTIONS, $misses) as $id => $reason) {
    echo "case $id does not differ any more: $reason\n";
}
echo "applicable: $applicable\n";
echo "within a millionth: $within\n";
echo 'exceptions: ', count(EXCEPTIONS), "\n";
echo 'at least 99 %: ', $within * 100 >= $applicable * 99 ? 'yes' : 'no', "\n";
echo "more with codeless rules: $codeless\n";
echo "rounded total the shop's own: $totals[same] of $totals[compared]\n";
?>
--EXPECT--
applicable: 821
within a millionth: 821
exceptions: 0
at least 99 %: yes
more with codeless rules: 89
rounded total the shop's own: 266 of 266

--TEST--
Programme: warnings say where, what it is and what to think about, and refuse nothing
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\{Programme, ProgrammeError};

$document = fn(int $version, array $more) => Programme::fromArray($more + ['name' => "V$version", 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => "20$version-01-01"]);
$generous = $document(11, ['campaigns' => [['number' => 1, 'key' => 'gift', 'name' => 'Gift', 'discount' => ['kind' => 'percent', 'basis_points' => 10000]]]]);
$plain = $document(12, ['campaigns' => [['number' => 1, 'key' => 'gift', 'name' => 'Gift', 'discount' => ['kind' => 'percent', 'basis_points' => 1000], 'valid_until' => '2020-01-01']]]);
foreach ($generous->warnings() as $warning) {
    echo $warning::class, " $warning->pointer: ", $warning->found !== '' && $warning->expected !== '' ? 'found and thought about' : 'half of it missing', "\n";
}
var_dump($plain->warnings(), Programme::check(json_encode(['name' => 'V'])) === [] );
// Each call makes its own; of several versions it is the last that is looked at.
var_dump($generous->warnings() == $generous->warnings(), Programme::versions([$generous, $plain])->warnings(), count(Programme::versions([$generous])->warnings()) === count($generous->warnings()));
var_dump(Programme::fromJson(file_get_contents(__DIR__ . '/../../examples/programme.json'))->warnings());
--EXPECT--
Loyalty\ProgrammeError /campaigns/0/discount: found and thought about
array(0) {
}
bool(false)
bool(true)
array(0) {
}
bool(true)
array(0) {
}

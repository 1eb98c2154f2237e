--TEST--
Programme: the documents on which schema and validator must agree
--EXTENSIONS--
loyalty
--FILE--
<?php
use Loyalty\Programme;

$data = dirname(__DIR__) . '/data/programmes';
$count = 0;
foreach (glob("$data/good/*.json") as $file) {
    foreach (Programme::check(file_get_contents($file)) as $error) {
        echo basename($file), ": $error->pointer: $error->found; $error->expected\n";
    }
    $count++;
}
foreach (glob("$data/bad/*.json") as $file) {
    $expected = array_slice(explode("\n", file_get_contents(substr($file, 0, -5) . '.expect')), 1, -1);
    $found = array_map(fn($error) => $error->pointer, Programme::check(file_get_contents($file)));
    if ($found !== $expected) {
        echo basename($file), ': ', json_encode($found), "\n";
    }
    $count++;
}
var_dump($count > 190);
--EXPECT--
bool(true)

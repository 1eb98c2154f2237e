<?php

/** base.php people|lines DIR OUT: the base of the generated customers, or of orders with the category of each, folded and saved. */

declare(strict_types=1);

use Loyalty\CustomerBase;
use Loyalty\FileFormat;
use Loyalty\Programme;

const AT = 1_735_682_400; // 2024-12-31 23:00 in Berlin: the end of the generated windows

[, $kind, $dir, $out] = $argv;
$base = new CustomerBase(Programme::fromJson((string) file_get_contents(__DIR__ . '/programme.json')));
$start = hrtime(true);
$lap = function (string $what) use (&$start): void {
    fprintf(STDERR, "  %s: %.1f s\n", $what, (hrtime(true) - $start) / 1e9);
    $start = hrtime(true);
};
if ($kind === 'people') {
    $base->appendFile("$dir/orders.tsv", 'bench');
    $base->appendFile("$dir/profiles.ndjson", '', [], FileFormat::Ndjson);
} else {
    $base->appendFile("$dir/orders.tsv", 'bench', ['customer' => 'customer', 'at' => 'ts', 'amount' => 'amount', 'category' => 'category']);
}
$lap('loaded');
$base->fold(AT);
$lap('folded');
$base->save($out);
$lap('saved');
$stats = $base->stats();
fprintf(STDERR, "  %s\n", json_encode($stats));

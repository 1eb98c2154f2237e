<?php

/** mariadb.php DIR FOLDER: awards and balances of all customers by one statement. */

declare(strict_types=1);

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/data.php';
require __DIR__ . '/database.php';

[, $input, $folder] = $argv;
$pdo = database($folder);
fill($pdo, 'bench_order', rows($input));
$statement = $pdo->prepare((string) file_get_contents(__DIR__ . '/awards.sql'));
// Points of a year that were given before this local day are over at AT: what a shop's query would be told.
$over = (new DateTimeImmutable('@' . AT))->setTimezone(new DateTimeZone('Europe/Berlin'))->modify('midnight -12 months')->getTimestamp();
serve(
    function () use ($statement, $over): array {
        $statement->execute(['over' => $over]);

        return $statement->fetch(PDO::FETCH_ASSOC);
    },
    fn (array $row): string => implode(' ', array_map(fn (string $name): string => "$name $row[$name]", ['orders', 'gross', 'earned', 'expired', 'points'])),
);

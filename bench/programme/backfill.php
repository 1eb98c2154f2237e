<?php

/**
 * backfill.php journal|insert|single|load DIR FOLDER: orders of a shop's table on the server in FOLDER. Every row of DIR is a paid order without lines here, of what it
 * cost or gave back.
 */

declare(strict_types=1);

use Loyalty\CustomerBase;
use Loyalty\Shop\Import\Backfill;
use Loyalty\Shop\Import\BackfillMapping;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Ledger\PdoConnection;

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/data.php';
require __DIR__ . '/database.php';

[, $task, $input, $folder] = $argv;
$pdo = database($folder);
$table = "shop_$task";
fill($pdo, $table, rows($input));
$repetition = 0;

/** A table of the same columns and keys that an event has, without its chain. */
function bare(PDO $pdo, string $name): string
{
    $pdo->exec("CREATE TABLE $name (seq INT PRIMARY KEY AUTO_INCREMENT, id VARCHAR(191) NOT NULL, customer VARCHAR(191) NOT NULL, at INT NOT NULL, amount BIGINT NOT NULL, UNIQUE KEY by_id (id), KEY of_customer (customer))");

    return $name;
}

$sum = fn (string $name): array => $pdo->query("SELECT COUNT(*), SUM(amount) FROM $name")->fetch(PDO::FETCH_NUM);
$said = fn (array $row): string => "$row[0] orders, $row[1]";

switch ($task) {
    case 'journal':
        $mapping = new BackfillMapping(
            'bench',
            "SELECT id AS number, customer, NULL AS email, 'paid' AS status, 'EUR' AS currency, ABS(amount) / 100 AS total, 0 AS shipping,
                FROM_UNIXTIME(ts) AS created_at, FROM_UNIXTIME(ts) AS paid_at, NULL AS delivered_at FROM $table WHERE id > :after ORDER BY id LIMIT :limit",
            ['paid' => 'paid'],
        );
        $pdo->exec("SET time_zone = '+00:00'");
        serve(
            function () use ($mapping, $pdo, $folder, &$repetition): CustomerBase {
                // Another journal each time: what is known already would only be counted.
                $journal = Journal::connect(new PdoConnection(database($folder)), new Schema('r' . ++$repetition . '_'));
                (new Backfill($pdo, $mapping, $journal, 'EUR'))->run();
                $base = new CustomerBase(programme('programme'));
                $base->append($journal->events());
                $base->fold(AT);

                return $base;
            },
            fn (CustomerBase $base): string => $base->stats()['events'] . ' orders, ' . $base->totals()['spent_gross'],
        );
        break;
    case 'insert':
        serve(
            function () use ($pdo, $table, $sum, &$repetition): array {
                $name = bare($pdo, 'bare' . ++$repetition);
                $after = 0;
                do {
                    $rows = $pdo->query("SELECT id, customer, ts, ABS(amount) AS amount FROM $table WHERE id > $after ORDER BY id LIMIT " . INSERTED)->fetchAll(PDO::FETCH_NUM);
                    if ($rows !== []) {
                        $pdo->exec("INSERT INTO $name (id, customer, at, amount) VALUES " . implode(',', array_map(fn (array $r): string => "('bench/order/$r[0]/1','$r[1]',$r[2],$r[3])", $rows)));
                        $after = (int) $rows[count($rows) - 1][0];
                    }
                } while (count($rows) === INSERTED);

                return $sum($name);
            },
            $said,
        );
        break;
    case 'single':
        serve(
            function () use ($pdo, $table, $sum, &$repetition): array {
                $name = bare($pdo, 'single' . ++$repetition);
                $insert = $pdo->prepare("INSERT INTO $name (id, customer, at, amount) VALUES (?, ?, ?, ?)");
                $after = 0;
                do {
                    $rows = $pdo->query("SELECT id, customer, ts, ABS(amount) AS amount FROM $table WHERE id > $after ORDER BY id LIMIT " . INSERTED)->fetchAll(PDO::FETCH_NUM);
                    $pdo->beginTransaction();
                    foreach ($rows as [$id, $customer, $at, $amount]) {
                        $insert->execute(["bench/order/$id/1", $customer, $at, $amount]);
                        $after = (int) $id;
                    }
                    $pdo->commit();
                } while (count($rows) === INSERTED);

                return $sum($name);
            },
            $said,
        );
        break;
    case 'load':
        serve(
            function () use ($pdo, $table, $folder, $sum, &$repetition): array {
                $name = bare($pdo, 'loaded' . ++$repetition);
                $file = $pdo->quote("$folder/$name.tsv");
                $pdo->exec("SELECT CONCAT('bench/order/', id, '/1'), customer, ts, ABS(amount) INTO OUTFILE $file FROM $table ORDER BY id");
                $pdo->exec("LOAD DATA INFILE $file INTO TABLE $name (id, customer, at, amount)");

                return $sum($name);
            },
            $said,
        );
        break;
}

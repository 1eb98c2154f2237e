<?php

/**
 * backfill.php journal|insert DIR FOLDER: orders of a shop's table on the server in FOLDER. Every row of DIR is a paid order without lines here, of what it
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
            function () use ($pdo, $table, &$repetition): array {
                $name = 'bare' . ++$repetition;
                $pdo->exec("CREATE TABLE $name (seq INT PRIMARY KEY AUTO_INCREMENT, id VARCHAR(191) NOT NULL, customer VARCHAR(191) NOT NULL, at INT NOT NULL, amount BIGINT NOT NULL, UNIQUE KEY by_id (id), KEY of_customer (customer))");
                $after = 0;
                do {
                    $rows = $pdo->query("SELECT id, customer, ts, ABS(amount) AS amount FROM $table WHERE id > $after ORDER BY id LIMIT " . INSERTED)->fetchAll(PDO::FETCH_NUM);
                    if ($rows !== []) {
                        $pdo->exec("INSERT INTO $name (id, customer, at, amount) VALUES " . implode(',', array_map(fn (array $r): string => "('bench/order/$r[0]/1','$r[1]',$r[2],$r[3])", $rows)));
                        $after = (int) $rows[count($rows) - 1][0];
                    }
                } while (count($rows) === INSERTED);

                return $pdo->query("SELECT COUNT(*), SUM(amount) FROM $name")->fetch(PDO::FETCH_NUM);
            },
            fn (array $row): string => "$row[0] orders, $row[1]",
        );
        break;
}

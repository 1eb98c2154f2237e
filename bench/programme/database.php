<?php

/** A table of orders that a shop would have, on the server of shop/tests, as durable as its defaults are. */

declare(strict_types=1);

use Loyalty\Shop\Tests\Support\MariaDb;

require __DIR__ . '/../../shop/vendor/autoload.php';

putenv('LOYALTY_LEDGER_DURABLE=1');

const INSERTED = 1000; // rows of one statement

function database(string $folder): PDO
{
    $pdo = MariaDb::open("$folder/s.sock", 'shop');
    $pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);

    return $pdo;
}

/** @param iterable<array{string, int, int}> $rows customer, instant, amount */
function fill(PDO $pdo, string $table, iterable $rows): void
{
    $pdo->exec("CREATE TABLE $table (id INT PRIMARY KEY AUTO_INCREMENT, customer INT NOT NULL, ts INT NOT NULL, amount INT NOT NULL, KEY of_customer (customer))");
    $values = [];
    $insert = function () use ($pdo, $table, &$values): void {
        $pdo->exec("INSERT INTO $table (customer, ts, amount) VALUES " . implode(',', $values));
        $values = [];
    };
    $pdo->beginTransaction();
    foreach ($rows as [$customer, $ts, $amount]) {
        $values[] = sprintf('(%d,%d,%d)', $customer, $ts, $amount);
        if (count($values) === INSERTED) {
            $insert();
        }
    }
    if ($values !== []) {
        $insert();
    }
    $pdo->commit();
    $pdo->query("ANALYZE TABLE $table")->fetchAll();
}

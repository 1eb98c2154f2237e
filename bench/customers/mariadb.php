<?php

/** mariadb.php rule|rfm DIR QUERY FOLDER: a table of customers, or of orders, that fits the server's cache, and one statement. */

declare(strict_types=1);

use function Loyalty\Bench\serve;

require __DIR__ . '/../lib/worker.php';
require __DIR__ . '/../programme/database.php';

[, $task, $input, $query, $folder] = $argv;
$pdo = database($folder);
$pdo->exec('SET GLOBAL innodb_buffer_pool_size = 2147483648');
$file = $pdo->quote($input . ($task === 'rule' ? '/customers.tsv' : '/orders.tsv'));
if ($task === 'rule') {
    $pdo->exec('CREATE TABLE customers (customer INT UNSIGNED PRIMARY KEY, tier VARCHAR(20) NOT NULL, last_order INT UNSIGNED NOT NULL, birthday INT, orders INT NOT NULL, consent TINYINT)');
    $pdo->exec("LOAD DATA INFILE $file INTO TABLE customers IGNORE 1 LINES (customer, @tier, last_order, @birthday, orders, @consent)
        SET tier = ELT(@tier + 1, 'bronze', 'silver', 'gold'), birthday = NULLIF(@birthday, 0), consent = NULLIF(@consent, 2)");
} else {
    $pdo->exec('CREATE TABLE orders (customer INT UNSIGNED NOT NULL, ts INT UNSIGNED NOT NULL, amount INT NOT NULL)');
    $pdo->exec("LOAD DATA INFILE $file INTO TABLE orders IGNORE 1 LINES (customer, ts, amount, @category, @flags, @ref)");
}
// Pages that are written wait for nobody once they are in the cache; what is timed reads from there.
$pdo->query($query)->fetchAll();
serve(fn (): array => $pdo->query($query)->fetchAll(PDO::FETCH_NUM), fn (array $rows): string => (string) $rows[0][count($rows[0]) - 1]);

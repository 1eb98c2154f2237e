<?php

/** server.php DATABASE: starts the database with the ledger's tables, says its folder, and ends it with the harness. */

declare(strict_types=1);

use Loyalty\Shop\Attempts\Schema as Attempts;
use Loyalty\Shop\Ledger\Schema;

require __DIR__ . '/database.php';

$class = DATABASES[$argv[1]];
$missing = $class::missing();
if ($missing !== null) {
    fwrite(STDERR, "missing: $missing\n");
    exit(3);
}
// Ctrl-C is for the harness: its end is the end of the input here, and only then does the server go.
pcntl_signal(SIGINT, SIG_IGN);
$server = new $class();
$server->start();
$connection = $server->connect();
(new Schema())->create($connection);
(new Attempts())->create($connection);
unset($connection);
echo json_encode(['ready' => $server->folder()], JSON_THROW_ON_ERROR), "\n";
while (fgets(STDIN) !== false) {
}

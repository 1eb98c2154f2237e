<?php

/** server.php: starts MariaDB, says its folder, and ends it with the harness. */

declare(strict_types=1);

require __DIR__ . '/database.php';

use Loyalty\Shop\Tests\Support\MariaDb;

$missing = MariaDb::missing();
if ($missing !== null) {
    fwrite(STDERR, "missing: $missing\n");
    exit(3);
}
// Ctrl-C is for the harness: its end is the end of the input here, and only then does the server go.
pcntl_signal(SIGINT, SIG_IGN);
$server = new MariaDb();
$server->start();
echo json_encode(['ready' => $server->folder()], JSON_THROW_ON_ERROR), "\n";
while (fgets(STDIN) !== false) {
}

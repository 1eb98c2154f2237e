<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

use Loyalty\Shop\Ledger\PdoConnection;

/** No server: a file with a write-ahead log. */
final class SqliteFile extends Server
{
    public static function missing(): ?string
    {
        return null;
    }

    public function start(): void
    {
        $this->connect();
    }

    public function connect(int $node = 0): PdoConnection
    {
        $connection = PdoConnection::sqlite($this->folder . '/ledger.sqlite');
        if (!self::durable()) {
            $connection->command('PRAGMA synchronous = OFF');
        }

        return $connection;
    }
}

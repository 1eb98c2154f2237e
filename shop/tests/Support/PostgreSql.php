<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

use Loyalty\Shop\Ledger\PdoConnection;

/** One PostgreSQL server, by a socket alone. */
final class PostgreSql extends Server
{
    public static function missing(): ?string
    {
        return match (true) {
            !extension_loaded('pdo_pgsql') => 'the pdo_pgsql extension',
            self::which('initdb') === null => 'initdb',
            self::which('postgres') === null => 'postgres',
            default => null,
        };
    }

    public function start(): void
    {
        $data = $this->folder . '/data';
        $this->run([(string) self::which('initdb'), '-D', $data, '-U', 'shop', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
        $fast = self::durable() ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
        $log = $this->daemon([
            (string) self::which('postgres'), '-D', $data, '-k', $this->folder, '-c', 'listen_addresses=', '-c', 'max_connections=300', '-c', 'shared_buffers=64MB', ...$fast,
        ], 'server');
        $this->await(fn () => $this->open('postgres')->exec('CREATE DATABASE shop'), $log);
    }

    public function connect(int $node = 0): PdoConnection
    {
        return new PdoConnection($this->open('shop'));
    }

    /** A fast shutdown: SIGTERM would wait for clients. */
    protected function stopSignal(): int
    {
        return \SIGINT;
    }

    private function open(string $database): \PDO
    {
        return new \PDO("pgsql:host=$this->folder;dbname=$database;user=shop");
    }
}

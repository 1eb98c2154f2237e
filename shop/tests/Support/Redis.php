<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

use Loyalty\Shop\Ledger\PdoConnection;
use Predis\Client;

/** One Redis server, on a port of 127.0.0.1, that keeps nothing. */
final class Redis extends Server
{
    private int $port = 0;

    public static function missing(): ?string
    {
        return self::which('redis-server') === null ? 'redis-server' : null;
    }

    public function start(): void
    {
        $this->port = self::freePort();
        $log = $this->daemon([
            (string) self::which('redis-server'), '--bind', '127.0.0.1', '--port', (string) $this->port, '--dir', $this->folder, '--save', '', '--appendonly', 'no', '--maxclients', '500',
        ], 'redis');
        $this->await(fn (): mixed => $this->predis()->executeRaw(['PING']), $log);
    }

    public function predis(): Client
    {
        return new Client(['host' => '127.0.0.1', 'port' => $this->port, 'timeout' => 5, 'read_write_timeout' => 60]);
    }

    /** Null without the extension. */
    public function phpredis(): ?\Redis
    {
        if (!extension_loaded('redis')) {
            return null;
        }
        $redis = new \Redis();
        $redis->connect('127.0.0.1', $this->port, 5.0);

        return $redis;
    }

    public function connect(int $node = 0): PdoConnection
    {
        throw new \LogicException('Redis is no database');
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

use Loyalty\Shop\Ledger\PdoConnection;

/** One MariaDB server, by a socket alone. */
final class MariaDb extends Server
{
    public static function missing(): ?string
    {
        return match (true) {
            !extension_loaded('pdo_mysql') => 'the pdo_mysql extension',
            self::which('mariadbd') === null => 'mariadbd',
            self::which('mariadb-install-db') === null => 'mariadb-install-db',
            default => null,
        };
    }

    public function start(): void
    {
        $this->run(self::install($this->folder . '/data'));
        $log = $this->daemon(self::command($this->folder . '/data', $this->folder . '/s.sock', ['--skip-networking']), 'server');
        $this->await(fn () => self::open($this->folder . '/s.sock', '')->exec('CREATE DATABASE shop'), $log);
    }

    public function connect(int $node = 0): PdoConnection
    {
        return new PdoConnection(self::open($this->folder . '/s.sock', 'shop'));
    }

    public static function open(string $socket, string $database): \PDO
    {
        return new \PDO("mysql:unix_socket=$socket;dbname=$database", 'root', '', [\PDO::ATTR_EMULATE_PREPARES => false]);
    }

    /** @return non-empty-list<string> */
    public static function install(string $data): array
    {
        return [(string) self::which('mariadb-install-db'), '--no-defaults', "--datadir=$data", '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-log-bin'];
    }

    /**
     * @param list<string> $options
     * @return non-empty-list<string>
     */
    public static function command(string $data, string $socket, array $options): array
    {
        return [
            // A server that starts deletes the temporary tables that it finds, of others too: each has a folder of its own.
            (string) self::which('mariadbd'), '--no-defaults', "--datadir=$data", "--tmpdir=$data", "--socket=$socket", "--pid-file=$data.pid", '--max-connections=400',
            '--innodb-buffer-pool-size=64M', '--innodb-log-file-size=48M', '--innodb-flush-log-at-trx-commit=' . (self::durable() ? 1 : 2), '--skip-name-resolve', ...$options,
        ];
    }
}

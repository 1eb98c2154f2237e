<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

use Loyalty\Shop\Ledger\PdoConnection;

/** A cluster of three MariaDB nodes that are all written to. */
final class Galera extends Server
{
    private const NODES = 3;
    private const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so', '/usr/lib64/galera/libgalera_smm.so', '/usr/lib/libgalera_smm.so'];

    public static function missing(): ?string
    {
        return MariaDb::missing() ?? match (true) {
            self::provider() === null => 'the Galera provider',
            self::which('rsync') === null => 'rsync',
            default => null,
        };
    }

    public function start(): void
    {
        $this->run(MariaDb::install($this->folder . '/data0'));
        $ports = array_map(static fn (): array => [self::freePort(), self::freePort(), self::freePort(), self::freePort()], range(1, self::NODES));
        $members = implode(',', array_map(static fn (array $port): string => "127.0.0.1:$port[0]", $ports));
        foreach ($ports as $node => [$group, $increment, $state, $sql]) {
            $data = $this->folder . "/data$node";
            if (!is_dir($data)) {
                // The state comes from the first node.
                $this->run(['mkdir', $data]);
            }
            $log = $this->daemon(MariaDb::command($data, $this->socket($node), [
                '--bind-address=127.0.0.1', "--port=$sql", '--binlog-format=ROW', '--innodb-autoinc-lock-mode=2', '--wsrep-on=ON', '--wsrep-provider=' . self::provider(),
                '--wsrep-cluster-name=' . basename($this->folder), "--wsrep-cluster-address=gcomm://$members", "--wsrep-node-name=node$node",
                "--wsrep-node-address=127.0.0.1:$group", '--wsrep-sst-method=rsync', "--wsrep-sst-receive-address=127.0.0.1:$state", '--wsrep-slave-threads=2',
                "--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:$group;ist.recv_addr=127.0.0.1:$increment;gcache.size=32M",
                ...($node === 0 ? ['--wsrep-new-cluster'] : []),
            ]), "node$node");
            $this->await(function () use ($node): void {
                $status = MariaDb::open($this->socket($node), '')->query("SHOW STATUS LIKE 'wsrep_local_state_comment'");
                $row = $status === false ? false : $status->fetch(\PDO::FETCH_NUM);
                if (!is_array($row) || $row[1] !== 'Synced') {
                    throw new \RuntimeException('not synced');
                }
            }, $log);
        }
        MariaDb::open($this->socket(0), '')->exec('CREATE DATABASE shop');
    }

    public function connect(int $node = 0): PdoConnection
    {
        return new PdoConnection(MariaDb::open($this->socket($node % self::NODES), 'shop'), cluster: true);
    }

    private function socket(int $node): string
    {
        return $this->folder . "/s$node.sock";
    }

    private static function provider(): ?string
    {
        return array_values(array_filter(self::PROVIDERS, is_file(...)))[0] ?? null;
    }
}

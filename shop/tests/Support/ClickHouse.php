<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Sql\ClickHouse as Client;

/** ClickHouse servers on ports of 127.0.0.1: one, or shards of one cluster, "shop", each knowing the others. */
final class ClickHouse extends Server
{
    /** @var list<array{int, int}> HTTP and TCP. */
    private array $ports = [];

    public static function missing(): ?string
    {
        return self::which('clickhouse-server') === null ? 'clickhouse-server' : null;
    }

    public function start(int $shards = 1): void
    {
        for ($i = 0; $i < $shards; ++$i) {
            $this->ports[] = [self::freePort(), self::freePort()];
        }
        file_put_contents("$this->folder/users.xml", self::users());
        foreach ($this->ports as $shard => [$http]) {
            $data = "$this->folder/shard$shard";
            $this->run(['mkdir', '-p', "$data/data", "$data/tmp", "$data/files"]);
            file_put_contents("$this->folder/config$shard.xml", $this->config($shard, $data));
            $log = $this->daemon([(string) self::which('clickhouse-server'), "--config-file=$this->folder/config$shard.xml"], "clickhouse$shard");
            $this->await(fn (): array => $this->client($shard)->rows('SELECT 1 AS one'), $log);
        }
    }

    public function client(int $shard = 0): Client
    {
        return new Client(sprintf('http://127.0.0.1:%d', $this->ports[$shard][0]));
    }

    public function connect(int $node = 0): PdoConnection
    {
        throw new \LogicException('ClickHouse has no PDO driver');
    }

    private function config(int $shard, string $data): string
    {
        [$http, $tcp] = $this->ports[$shard];
        $cluster = implode('', array_map(static fn (array $port): string => "<shard><replica><host>127.0.0.1</host><port>$port[1]</port></replica></shard>", $this->ports));

        return <<<XML
            <yandex>
              <logger><level>warning</level><console>1</console></logger>
              <listen_host>127.0.0.1</listen_host>
              <http_port>$http</http_port>
              <tcp_port>$tcp</tcp_port>
              <path>$data/data/</path>
              <tmp_path>$data/tmp/</tmp_path>
              <user_files_path>$data/files/</user_files_path>
              <users_config>$this->folder/users.xml</users_config>
              <default_profile>default</default_profile>
              <default_database>default</default_database>
              <timezone>UTC</timezone>
              <mark_cache_size>16777216</mark_cache_size>
              <uncompressed_cache_size>0</uncompressed_cache_size>
              <remote_servers><shop>$cluster</shop></remote_servers>
            </yandex>
            XML;
    }

    private static function users(): string
    {
        return <<<'XML'
            <yandex>
              <profiles><default><max_threads>2</max_threads><max_memory_usage>2000000000</max_memory_usage></default></profiles>
              <users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
              <quotas><default><interval>
                <duration>3600</duration><queries>0</queries><errors>0</errors><result_rows>0</result_rows><read_rows>0</read_rows><execution_time>0</execution_time>
              </interval></default></quotas>
            </yandex>
            XML;
    }
}

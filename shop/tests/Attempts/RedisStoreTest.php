<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\RedisStore;
use Loyalty\Shop\Attempts\Store;
use Loyalty\Shop\Attempts\StoreException;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\Redis;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;
use Predis\Client;

#[CoversClass(RedisStore::class)]
#[Group('ledger')]
class RedisStoreTest extends AttemptsCase
{
    /** @use OneServer<Redis> */
    use OneServer;
    use StoreRules;

    protected static function database(): string
    {
        return Redis::class;
    }

    protected function setUp(): void
    {
        parent::setUp();
        self::server()->predis()->flushall();
    }

    protected function store(int $node = 0): Store
    {
        return RedisStore::predis(self::server()->predis());
    }

    public function testKeysRunOutByThemselves(): void
    {
        $store = $this->store();
        $store->raise('one', 30_000_000, self::NOW * 1_000_000, (self::NOW + 90) * 1_000_000);
        $store->count(self::NOW, 3600, 1000);
        $client = self::server()->predis();
        $left = $client->pttl('loyalty:one');
        self::assertTrue($left > 0 && $left <= 90_000, "$left ms");
        $left = $client->ttl('loyalty:w' . self::NOW);
        self::assertTrue($left > 0 && $left <= 7200, "$left s");
        self::assertSame(0, $store->sweep(self::NOW + 1_000_000));
    }

    public function testShopsShareARedisByTheirPrefix(): void
    {
        $now = self::NOW * 1_000_000;
        RedisStore::predis(self::server()->predis(), 'a:')->raise('one', 1, $now, $now + 1);
        self::assertSame([], RedisStore::predis(self::server()->predis(), 'b:')->levels(['one']));
    }

    public function testWhatElseLiesUnderTheKeyIsNoCount(): void
    {
        self::server()->predis()->set('loyalty:one', 'text');
        $this->expectException(StoreException::class);
        $this->store()->levels(['one']);
    }

    public function testARedisThatDiesStopsNobody(): void
    {
        $server = new Redis();
        $server->start();
        $alarms = [];
        $gate = new Gate($this->coupons, $this->keys, RedisStore::predis($server->predis()), alarm: static function ($alarm) use (&$alarms): void {
            $alarms[] = $alarm->kind->value;
        });
        self::assertSame('BAD_TAG', self::answer($gate, self::forged(), self::guest()));
        self::assertSame([], $alarms);
        $server->stop();
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest()));
        self::assertSame(array_fill(0, 20, 'BAD_TAG'), self::answers(20, $gate, self::forged(), self::guest()));
        self::assertSame(['store_failed'], $alarms);
    }

    public function testAClientThatHidesErrorsIsNotBelieved(): void
    {
        self::server()->predis()->rpush('loyalty:one', ['list']);
        $client = new Client(self::server()->predis()->getConnection()->getParameters()->toArray(), ['exceptions' => false]);
        $this->expectException(StoreException::class);
        RedisStore::predis($client)->levels(['one']);
    }
}

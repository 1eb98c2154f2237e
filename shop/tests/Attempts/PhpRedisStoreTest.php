<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\RedisStore;
use Loyalty\Shop\Attempts\Store;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RequiresPhpExtension;

/** The same with the extension of that name. */
#[CoversClass(RedisStore::class)]
#[Group('ledger')]
#[RequiresPhpExtension('redis')]
final class PhpRedisStoreTest extends RedisStoreTest
{
    protected function store(int $node = 0): Store
    {
        return RedisStore::phpredis(self::server()->phpredis() ?? throw new \LogicException('no extension'));
    }
}

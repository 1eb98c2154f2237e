<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\Address;
use Loyalty\Shop\Attempts\Proxies;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

#[CoversClass(Proxies::class)]
#[CoversClass(Address::class)]
final class ProxiesTest extends TestCase
{
    /** @return iterable<string, array{list<string>, string, ?string, string}> Trusted, REMOTE_ADDR, X-Forwarded-For, client. */
    public static function requests(): iterable
    {
        yield 'nothing named: what anyone writes is not read' => [[], '203.0.113.9', '198.51.100.1', '203.0.113.9'];
        yield 'from elsewhere than the proxy' => [['10.0.0.0/8'], '203.0.113.9', '198.51.100.1', '203.0.113.9'];
        yield 'through the proxy' => [['10.0.0.0/8'], '10.1.2.3', '198.51.100.1', '198.51.100.1'];
        yield 'the visitor wrote something too' => [['10.0.0.0/8'], '10.1.2.3', '1.1.1.1, 10.0.0.1, 198.51.100.1', '198.51.100.1'];
        yield 'through two proxies' => [['10.0.0.0/8', '192.0.2.5'], '10.1.2.3', '6.6.6.6,198.51.100.1, 192.0.2.5', '198.51.100.1'];
        yield 'a proxy that is not named is the visitor' => [['10.1.2.3'], '10.1.2.3', '198.51.100.1, 192.0.2.5', '192.0.2.5'];
        yield 'all of them are proxies' => [['10.0.0.0/8'], '10.1.2.3', '10.0.0.7, 10.0.0.8', '10.0.0.7'];
        yield 'no header' => [['10.0.0.0/8'], '10.1.2.3', null, '10.1.2.3'];
        yield 'nonsense stays with the proxy' => [['10.0.0.0/8'], '10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'];
        yield 'empty entries' => [['10.0.0.0/8'], '10.1.2.3', '198.51.100.1,,', '10.1.2.3'];
        yield 'a port' => [['10.0.0.0/8'], '10.1.2.3', '198.51.100.1:4711', '198.51.100.1'];
        yield 'IPv6' => [['2001:db8::/32'], '2001:db8::5', '2a00::1, [2a00:1:2::7]:443', '2a00:1:2::7'];
        yield 'IPv4 inside of IPv6' => [['10.0.0.0/8'], '::ffff:10.1.2.3', '::ffff:198.51.100.1', '198.51.100.1'];
        yield 'a socket' => [['10.0.0.0/8'], '', '198.51.100.1', ''];
        yield 'a flood of entries' => [['10.0.0.0/8'], '10.1.2.3', str_repeat('10.0.0.1,', 100_000) . '10.0.0.1', '10.0.0.1'];
    }

    /** @param list<string> $trusted */
    #[DataProvider('requests')]
    public function testTheClient(array $trusted, string $remote, ?string $forwarded, string $client): void
    {
        $server = ['REMOTE_ADDR' => $remote] + ($forwarded === null ? [] : ['HTTP_X_FORWARDED_FOR' => $forwarded]);
        self::assertSame($client, (new Proxies($trusted))->client($server));
    }

    public function testAnotherHeader(): void
    {
        $server = ['REMOTE_ADDR' => '10.0.0.1', 'HTTP_CF_CONNECTING_IP' => '198.51.100.1', 'HTTP_X_FORWARDED_FOR' => '6.6.6.6'];
        self::assertSame('198.51.100.1', (new Proxies(['10.0.0.1'], 'CF-Connecting-IP'))->client($server));
    }

    public function testNoAddressAtAll(): void
    {
        self::assertSame('', (new Proxies())->client([]));
        self::assertSame('', (new Proxies())->client(['REMOTE_ADDR' => ['10.0.0.1']]));
        self::assertSame('10.0.0.1', (new Proxies(['10.0.0.1']))->client(['REMOTE_ADDR' => '10.0.0.1', 'HTTP_X_FORWARDED_FOR' => ['6.6.6.6']]));
    }

    public function testAProxyThatNobodyNamedIsNoticed(): void
    {
        $request = ['REMOTE_ADDR' => '172.17.0.1', 'HTTP_X_FORWARDED_FOR' => '198.51.100.1'];
        self::assertTrue((new Proxies())->isMissing($request));
        self::assertFalse((new Proxies(['172.16.0.0/12']))->isMissing($request));
        self::assertFalse((new Proxies())->isMissing(['REMOTE_ADDR' => '172.17.0.1']));
        // Anybody can write a header.
        self::assertFalse((new Proxies())->isMissing(['REMOTE_ADDR' => '203.0.113.9'] + $request));
    }

    #[DataProvider('wrongNetworks')]
    public function testWhatIsNoNetwork(string $network): void
    {
        $this->expectException(\ValueError::class);
        new Proxies([$network]);
    }

    /** @return iterable<array{string}> */
    public static function wrongNetworks(): iterable
    {
        foreach (['', 'localhost', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/', '10.0.0.0/8/8', '0.0.0.0/0', '::/0', '2001:db8::/129', '10.0.0.*', '10.0.0.1 '] as $network) {
            yield $network => [$network];
        }
    }

    public function testAHeaderThatIsNone(): void
    {
        $this->expectException(\ValueError::class);
        new Proxies([], "X\r\nY");
    }

    #[DataProvider('networks')]
    public function testWhatCountsAsOne(string $address, ?string $network): void
    {
        self::assertSame($network, Address::network($address));
    }

    /** @return iterable<array{string, ?string}> */
    public static function networks(): iterable
    {
        yield ['192.0.2.7', '192.0.2.7'];
        yield [' 192.0.2.7:80', '192.0.2.7'];
        yield ['::FFFF:192.0.2.7', '192.0.2.7'];
        yield ['64:ff9b::192.0.2.7', '192.0.2.7'];
        yield ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'];
        yield ['[2001:db8:1:2::1]', '2001:db8:1:2::/64'];
        yield ['fe80::1%eth0', 'fe80::/64'];
        yield ['::1', '::/64'];
        yield ['', null];
        yield ['192.0.2', null];
        yield ['192.0.2.256', null];
        yield ['192.0.2.07', null];
        yield ['0xC0000207', null];
        yield ["192.0.2.7\n", null];
        yield ["192.0.2.7\0", null];
        yield ['192.0.2.7/8', null];
        yield ['2001:db8::1::2', null];
        yield [str_repeat('1', 100_000), null];
    }
}

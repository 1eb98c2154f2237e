<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Identity;

use Loyalty\Shop\Identity\Address;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

#[CoversClass(Address::class)]
final class AddressTest extends TestCase
{
    #[DataProvider('writings')]
    public function testOneWriting(string $url, string $canonical): void
    {
        self::assertSame($canonical, Address::canonical($url));
    }

    /** @return iterable<array{string, string}> */
    public static function writings(): iterable
    {
        yield ['https://shop.example', 'shop.example'];
        yield ['http://shop.example/', 'shop.example'];
        yield ['HTTPS://WWW.Shop.Example.:443//', 'shop.example'];
        yield [' shop.example ', 'shop.example'];
        yield ['http://shop.example:80/index.php?lang=fr#top', 'shop.example'];
        yield ['https://shop.example:8443/', 'shop.example:8443'];
        yield ['https://user:secret@shop.example/', 'shop.example'];
        yield ['https://shop.example/Staging/', 'shop.example/Staging'];
        yield ['https://shop.example//a///b/', 'shop.example/a/b'];
        yield ['https://staging.shop.example', 'staging.shop.example'];
        yield ['https://www.example', 'www.example'];
        yield ['http://127.0.0.1:8080', '127.0.0.1:8080'];
        yield ['http://[2001:DB8::1]/', '[2001:db8::1]'];
        yield ['https://BÜCHER.example', 'xn--bcher-kva.example'];
        yield ['https://xn--bcher-kva.example', 'xn--bcher-kva.example'];
    }

    #[DataProvider('nonsense')]
    public function testNoAddress(string $url): void
    {
        $this->expectException(\ValueError::class);
        Address::canonical($url);
    }

    /** @return iterable<array{string}> */
    public static function nonsense(): iterable
    {
        foreach (['', ' ', 'https://', '/shop', 'ftp://shop.example', 'file:///etc', 'https://shop.example:99999', "https://shop\0.example", "https://shop.example/a b", "https://\xff.example",
            'https://shop.example/' . str_repeat('x', 1000)] as $i => $url) {
            yield $i => [$url];
        }
    }
}

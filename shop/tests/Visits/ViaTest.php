<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Visits;

use Loyalty\Shop\Visits\Via;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

#[CoversClass(Via::class)]
final class ViaTest extends TestCase
{
    /** @return iterable<string, array{?Via, string, string}> */
    public static function visits(): iterable
    {
        yield 'typed' => [Via::Direct, '', '/'];
        yield 'search' => [Via::Search, 'https://www.google.co.uk/', '/'];
        yield 'another shop that has a network\'s name in its own' => [Via::Referral, 'https://googlefans.net/list', '/'];
        yield 'mail in the browser' => [Via::Email, 'https://mail.google.com/mail/u/0/', '/'];
        yield 'a short link' => [Via::Social, 'https://t.co/abc', '/'];
        yield 'a host whose label is one letter' => [Via::Referral, 'https://x.example.org/', '/'];
        yield 'social' => [Via::Social, 'https://l.facebook.com/l.php', '/'];
        yield 'another site' => [Via::Referral, 'https://blog.example.net/a', '/'];
        yield 'inside' => [null, 'https://shop.example/cat', '/cart'];
        yield 'inside, with www' => [null, 'https://www.shop.example/cat', '/cart'];
        yield 'a subdomain of the shop' => [null, 'https://help.shop.example/', '/'];
        yield 'a shop that ends alike' => [Via::Referral, 'https://myshop.example/', '/'];
        yield 'a newsletter' => [Via::Email, '', '/?utm_source=x&utm_medium=Newsletter'];
        yield 'a medium nobody knows' => [Via::Other, 'https://www.google.com/', '/?utm_medium=qr'];
        yield 'a medium that is a list' => [Via::Direct, '', '/?utm_medium[]=a'];
        yield 'an advertisement' => [Via::Ads, 'https://www.google.com/', '/?gclid=abc'];
        yield 'an app' => [Via::Other, 'android-app://com.example', '/'];
        yield 'no address' => [Via::Direct, '///', '/'];
    }

    #[DataProvider('visits')]
    public function testHowAVisitCame(?Via $via, string $referrer, string $url): void
    {
        self::assertSame($via, Via::of($referrer, $url, 'www.Shop.example'));
    }
}

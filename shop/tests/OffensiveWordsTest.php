<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\NamePrefix;
use Loyalty\Shop\Coupon\OffensiveWords;

final class OffensiveWordsTest extends TestCase
{
    public function testReadsWordsOfOtherScriptsAsPeopleTypeThem(): void
    {
        $filter = OffensiveWords::filter(['bg', 'el', 'ro', 'pl', 'en']);

        self::assertGreaterThan(500, $filter->count());
        foreach (['XXKOPELE22', '8KUR4E', '0ARCH1D1A0', 'PSHITP', '5H1T', 'CACATX', '99DUPKI'] as $code) {
            self::assertTrue($filter->matches($code), $code);
        }
        self::assertFalse($filter->matches('85MSR03R3XCH9R3DC0AK'));
    }

    public function testTakesTheShopsOwnWords(): void
    {
        $filter = OffensiveWords::filter(['en'], ['Конкурент', 'acme']);

        self::assertTrue($filter->matches('AAK0NKURENTAA'));
        self::assertTrue($filter->matches('9ACME9'));
    }

    public function testNamesTheLanguagesThatThereAre(): void
    {
        $this->expectException(\DomainException::class);
        $this->expectExceptionMessageMatches('/no list of words for "xx"; there are lists for .*\bbg\b.*\bpl\b/');
        OffensiveWords::filter(['xx']);
    }

    public function testAnOffensiveNameMakesAPlainCode(): void
    {
        $of = new NamePrefix('en', OffensiveWords::filter(['en']));

        self::assertSame('MARIA', $of->of('Maria'));
        self::assertSame('', $of->of('Shithead'));
    }

    public function testNoCodeOfABatchShowsAWord(): void
    {
        $filter = OffensiveWords::filter(['en', 'ro']);
        $programme = Programme::fromJson((string) file_get_contents(self::PROGRAMME));
        $coupons = new Coupons(KeyRing::create('shop.example/test'), $programme, [], $filter);
        $batch = $coupons->newBatch('winback', 5000, 1_300_000_000);
        $codes = iterator_to_array($coupons->issueMany($batch));

        self::assertCount(5000, $codes);
        self::assertNotSame([], $batch->skipped);
        self::assertSame([], array_filter($codes, $filter->matches(...)));
    }
}

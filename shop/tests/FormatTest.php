<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Money;
use Loyalty\Shop\Text\Format;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Format::class)]
final class FormatTest extends TestCase
{
    public function testFiguresReadAsPeopleWriteThem(): void
    {
        $format = new Format('GBP', 'Europe/London');

        self::assertSame('1,234,567', $format->number(1234567));
        self::assertSame('-1,000', $format->number(-1000));
        self::assertSame('999', $format->number(999));
        self::assertSame('33.3 %', $format->share(1, 3));
        self::assertSame('–', $format->share(0, 0));
        self::assertSame('10 Jul 2011', $format->day(1310252400), 'the day is London\'s');
        self::assertSame('Dec 2010', $format->month('2010-12'));
        self::assertSame('through 9 Jul 2011', $format->end(1310252400), 'at midnight in London');
        self::assertSame('until 10 Jul 2011 00:01', $format->end(1310252460));
        self::assertSame('through 9 Jan 2012', $format->end(1326153600));
    }

    public function testMoneyHasItsDecimals(): void
    {
        $format = new Format('GBP', 'Europe/London');
        $money = $format->money(new Money(123456789, 'GBP'));

        self::assertSame('1234567.89', preg_replace('/[^0-9.]/', '', $money));
        self::assertStringContainsString('1,234,567', $money);
        self::assertSame('1235', preg_replace('/\D/', '', $format->roundMoney(123456)));
    }
}

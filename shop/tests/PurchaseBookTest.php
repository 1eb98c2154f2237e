<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Money;
use Loyalty\Shop\Import\PurchaseBook;
use Loyalty\Shop\Import\Taken;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(PurchaseBook::class)]
#[CoversClass(Taken::class)]
final class PurchaseBookTest extends TestCase
{
    public function testTheLatestPurchaseIsTakenBackFirst(): void
    {
        $book = new PurchaseBook();
        $book->add('7', 'first', 'A', 5, 500);
        $book->add('7', 'second', 'A', 2, 240);

        self::assertEquals([new Taken('second', 2, 210), new Taken('first', 1, 105)], $book->take('7', 'A', 3, self::gbp(315)));
        self::assertEquals([new Taken('first', 4, 395), new Taken(null, 1, 99)], $book->take('7', 'A', 5, self::gbp(494)));
        self::assertEquals([new Taken(null, 1, 99)], $book->take('7', 'A', 1, self::gbp(99)));
    }

    public function testMoneyBeyondWhatWasPaidIsSetApart(): void
    {
        $book = new PurchaseBook();
        $book->add('7', 'only', 'A', 2, 200);

        self::assertEquals([new Taken('only', 1, 150)], $book->take('7', 'A', 1, self::gbp(150)));
        self::assertEquals([new Taken('only', 1, 150, 100)], $book->take('7', 'A', 1, self::gbp(150)));
    }

    public function testCustomersAndCodesAreExactStrings(): void
    {
        $book = new PurchaseBook();
        $book->add('7', 'order', '10', 1, 100);

        self::assertNull($book->take('007', '10', 1, self::gbp(100))[0]->order);
        self::assertNull($book->take('7', '010', 1, self::gbp(100))[0]->order);
        self::assertSame('order', $book->take('7', '10', 1, self::gbp(100))[0]->order);
    }

    public function testPenniesAreSplitWithoutLoss(): void
    {
        $book = new PurchaseBook();
        $book->add('7', 'first', 'A', 1, 100);
        $book->add('7', 'second', 'A', 1, 100);
        $book->add('7', 'third', 'A', 1, 100);

        self::assertSame([34, 33, 33], array_column($book->take('7', 'A', 3, self::gbp(100)), 'amount'));
    }

    public function testNothingCannotBeTakenBack(): void
    {
        $this->expectException(\ValueError::class);
        (new PurchaseBook())->take('7', 'A', 0, self::gbp(0));
    }

    private static function gbp(int $pence): Money
    {
        return new Money($pence, 'GBP');
    }
}

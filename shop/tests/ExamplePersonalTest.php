<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Event;
use Loyalty\Example\ShopPlugin\Personal;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Journal\Journal;
use PHPUnit\Framework\Attributes\CoversNothing;

/** The example's page by segment, before and after the nightly job. */
#[CoversNothing]
final class ExamplePersonalTest extends TestCase
{
    private const AT = 1_323_475_200;
    private const SHELVES = ['cat_people' => ['cat food', 'cat toys'], 'dog_people' => ['dog food', 'leads']];
    private const GOODS = [['sku' => 'C', 'category' => 'cat toys'], ['sku' => 'D', 'category' => 'leads'], ['sku' => 'B', 'category' => 'books']];

    private static function bought(int $order, string $customer, string $category): Event
    {
        return Event::order('shop', $order, 1, $customer, self::AT - 1_000_000 + $order, OrderCondition::Paid, new Money(500, 'GBP'), [['sku' => 'A', 'quantity' => 1, 'amount' => 500, 'category' => $category]]);
    }

    public function testGoodsOfTheOtherPetAreNeverShown(): void
    {
        $journal = Journal::open($this->folder . '/journal.sqlite');
        $programme = Programme::fromJson(self::programme());
        $file = new BaseFile($journal, $programme, $this->folder . '/base');
        $personal = new Personal($file, $programme);
        $shown = static fn (string $customer): string => implode('', array_column($personal->goods($customer, self::GOODS, self::SHELVES, self::AT), 'sku'));

        $journal->append([self::bought(1, 'cat', 'cat food'), self::bought(2, 'cat', 'cat food'), self::bought(3, 'dog', 'leads'), self::bought(4, 'both', 'cat food'), self::bought(5, 'both', 'dog food')]);
        self::assertSame(['CDB', 'CB', 'CDB'], array_map($shown, ['dog', 'cat', 'both']), 'before there is a base');
        $file->refresh(self::AT);
        $journal->append([self::bought(6, 'dog', 'dog food')]);
        self::assertSame(['DB', 'CB', 'CDB', 'CDB'], array_map($shown, ['dog', 'cat', 'both', 'nobody']));
        self::assertSame('dog_people', $personal->page('dog', ['at_risk', 'dog_people'], self::AT));
        self::assertNull($personal->page('nobody', ['at_risk', 'dog_people'], self::AT));
        $journal->append([Event::preference('shop', 'cat', 'cats', self::AT - 5, false)]);
        self::assertSame('CDB', $shown('cat'), 'who wants nothing of cats is told nothing of them by this');
    }
}

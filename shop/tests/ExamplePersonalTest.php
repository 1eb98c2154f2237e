<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Event;
use Loyalty\Example\ShopPlugin\Personal;
use Loyalty\Goal;
use Loyalty\KeyRing;
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

    public function testWhoIsLeftAloneGetsNothingOfTheAction(): void
    {
        $document = json_decode(self::programme(), true, flags: \JSON_THROW_ON_ERROR);
        self::assertIsArray($document);
        $goal = ['key' => 'cats_again', 'name' => 'Cats again', 'segment' => 'cat_people', 'rule' => 'count(orders, since 2011-12-01) >= 3', 'share' => 3000, 'from' => '2011-12-05', 'until' => '2011-12-31', 'holdout' => 4000];
        $programme = Programme::fromArray(['goals' => [$goal]] + $document);
        $journal = Journal::open($this->folder . '/journal.sqlite');
        $events = [];
        for ($c = 0; $c < 60; ++$c) {
            $events[] = self::bought(2 * $c + 1, "c$c", $c < 40 ? 'cat food' : 'leads');
            $events[] = self::bought(2 * $c + 2, "c$c", $c < 40 ? 'cat toys' : 'leads');
        }
        $journal->append($events);
        $file = new BaseFile($journal, $programme, $this->folder . '/base');
        $base = $file->refresh(self::AT);
        $personal = new Personal($file, $programme);
        $keys = KeyRing::create('shop.example/test');
        $for = static fn (?string $segment): array => array_values(array_filter(array_map(static fn (int $c): string => "c$c", range(0, 59)), static fn (string $c): bool => $personal->isFor($c, 'cats_again', $segment, $keys, self::AT)));

        $reached = $base->goal('cats_again', $keys, self::AT);
        self::assertCount($reached->treated['customers'], $for('cat_people'));
        self::assertSame([40, 40 - count($for('cat_people'))], [$reached->customers, $reached->heldOut['customers']], 'the goal counts as left alone exactly those who got nothing');
        self::assertSame($for('cat_people'), array_values(array_filter($for(null), static fn (string $c): bool => (int) substr($c, 1) < 40)), 'who is left alone is left alone whatever the segment');
        $alone = count($for(null));
        self::assertTrue($alone > 0 && $alone < 60, "$alone of 60");

        $answers = array_map(static fn (int $c): bool => $personal->isFor("c$c", 'cats_again', null, $keys, self::AT), range(0, 59));
        [$left, $right] = [(int) array_search(false, $answers, true), (int) array_search(true, $answers, true)];
        $journal->append([Event::identitiesLinked('shop', 'link', 1, "c$left", self::AT - 1, "c$right")]);
        self::assertSame($personal->isFor("c$left", 'cats_again', null, $keys, self::AT), $personal->isFor("c$right", 'cats_again', null, $keys, self::AT), 'two accounts of a person are one');
        $other = KeyRing::create('shop.example/other');
        self::assertNotSame(array_map(static fn (int $c): bool => Goal::isHeldOut($programme, 'cats_again', $other, "c$c"), range(0, 59)), array_map(static fn (int $c): bool => Goal::isHeldOut($programme, 'cats_again', $keys, "c$c"), range(0, 59)), 'drawn with the keys');
    }
}

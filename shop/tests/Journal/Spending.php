<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Customer;
use Loyalty\Event;
use Loyalty\InsufficientPointsException;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\ConcurrencyException;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;

/** Points are spent once, whoever asks at the same time: complaints 3, 10 and 11. */
trait Spending
{
    public function testTwentyProcessesSpendTheSameHundredPointsOnce(): void
    {
        $this->journal->append([self::order('1', '7', 10000)]);
        $said = self::together(20, function (int $process): string {
            try {
                return 'spent ' . $this->another()->spend('7', self::spend("cart-$process"), Programme::fromJson(self::document()), self::NOW)->appended;
            } catch (InsufficientPointsException) {
                return 'refused';
            }
        });
        self::assertSame(['refused' => 19, 'spent 1' => 1], self::counted($said));
        self::assertSame([0, 100], self::balance($this->balanceOf('7')));
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
    }

    public function testTheSameSpendInTwentyProcessesHappensOnce(): void
    {
        $this->journal->append([self::order('1', '7', 30000)]);
        $said = self::together(20, fn (int $process): string => 'spent ' . $this->another()->spend('7', self::spend('cart'), Programme::fromJson(self::document()), self::NOW)->appended);
        self::assertSame(['spent 0' => 19, 'spent 1' => 1], self::counted($said));
        self::assertSame([200, 100], self::balance($this->balanceOf('7')));
    }

    public function testTheKeysOfOnePersonShareTheirPoints(): void
    {
        $this->journal->append([self::order('1', 'main', 6000), self::order('2', 'guest', 4000), Event::identitiesLinked('shop', 'l', 1, 'main', self::NOW - self::DAY, 'guest')]);
        self::assertSame(['main', 'main', 'x'], [$this->journal->ownerOf('guest'), $this->journal->ownerOf('main'), $this->journal->ownerOf('x')]);
        $said = self::together(20, function (int $process): string {
            $key = $process % 2 === 0 ? 'main' : 'guest';
            try {
                return 'spent ' . $this->another()->spend($key, self::spend("cart-$process", 100, $key), Programme::fromJson(self::document()), self::NOW)->appended;
            } catch (InsufficientPointsException) {
                return 'refused';
            }
        });
        self::assertSame(['refused' => 19, 'spent 1' => 1], self::counted($said));
        self::assertSame([0, 100], self::balance($this->balanceOf('main')));
    }

    public function testALinkThatIsTakenBackGivesBothHistories(): void
    {
        $link = static fn (int $revision, bool $linked): Event => Event::identitiesLinked('shop', 'l', $revision, 'main', self::NOW - self::DAY + $revision, 'guest', $linked);
        $this->journal->append([self::order('1', 'main', 6000), self::order('2', 'guest', 4000), $link(1, true)]);
        self::assertSame(['shop/order/1/1', 'shop/order/2/1', 'shop/link/l/1'], array_column($this->journal->eventsOf('main'), 'id'));
        $this->journal->append([$link(2, false)]);
        self::assertSame(['shop/order/1/1', 'shop/link/l/1', 'shop/link/l/2'], array_column($this->journal->eventsOf('main'), 'id'));
        self::assertSame('guest', $this->journal->ownerOf('guest'));
        $this->journal->append([$link(3, true), Event::identitiesLinked('shop', 'm', 1, 'guest', self::NOW, 'third'), self::order('3', 'third')]);
        self::assertSame(['main', 'main'], [$this->journal->ownerOf('third'), $this->journal->ownerOf('guest')]);
        self::assertCount(7, $this->journal->eventsOf('main'));
        self::assertSame(200, $this->balanceOf('main')->account->balance);
    }

    public function testKeysAreLinkedAndTakenApartAgain(): void
    {
        $this->journal->append([self::order('1', 'main', 6000), self::order('2', 'guest', 4000)]);
        self::assertSame([true, false], [$this->journal->link('main', 'guest', self::NOW - 9), $this->journal->link('main', 'guest', self::NOW - 8)]);
        self::assertSame(100, $this->balanceOf('main')->account->balance);
        try {
            $this->journal->link('guest', 'main', self::NOW - 8);
            self::fail('a circle');
        } catch (\Loyalty\Shop\Journal\JournalException $e) {
            self::assertStringContainsString('that would be a circle', $e->getMessage());
        }
        foreach (['other', 'third'] as $second) {
            try {
                $this->journal->link($second, 'guest', self::NOW - 8);
                self::fail('one key with two owners');
            } catch (\Loyalty\Shop\Journal\JournalException $e) {
                self::assertSame('"guest" belongs to "main": take that link back first', $e->getMessage());
            }
        }
        self::assertSame([true, false], [$this->journal->link('main', 'guest', self::NOW - 7, false), $this->journal->link('main', 'guest', self::NOW - 6, false)]);
        self::assertSame([60, 40], [$this->balanceOf('main')->account->balance, $this->balanceOf('guest')->account->balance]);
        (new \Loyalty\Shop\Journal\Erasure($this->journal))->erase('guest', 'asked', self::NOW);
        foreach ($this->journal->eventsOf('main') as $event) {
            self::assertStringNotContainsString('guest', $event->id . $event->payload);
        }
        self::assertSame(60, $this->balanceOf('main')->account->balance);
        self::assertTrue((new Audit($this->journal))->verify()->isWhole());
    }

    public function testTheHighestRevisionOfALinkHoldsWheneverItCame(): void
    {
        $link = static fn (int $revision, bool $linked): Event => Event::identitiesLinked('shop', 'l', $revision, 'main', self::NOW - self::DAY, 'guest', $linked);
        $this->journal->append([self::order('1', 'main'), self::order('2', 'guest'), $link(2, false), $link(1, true)]);
        self::assertSame('guest', $this->journal->ownerOf('guest'));
        self::assertCount(3, $this->journal->eventsOf('main'));
    }

    public function testALinkThatIsMadeWhilePointsAreSpentDoesNotSpendThemTwice(): void
    {
        $this->journal->append([self::order('1', '7', 10000), self::order('2', 'main', 0)]);
        $rules = Programme::fromJson(self::document());
        $interrupt = function () use ($rules): void {
            $this->another()->link('main', '7', self::NOW - 5);
            $this->another()->spend('main', self::spend('cart-main', 100, 'main'), $rules, self::NOW);
        };
        try {
            $this->interrupted($interrupt)->spend('7', self::spend('cart-7'), $rules, self::NOW);
            self::fail('spent twice');
        } catch (InsufficientPointsException $e) {
            self::assertStringContainsString('the balance is 0', $e->getMessage());
        }
    }

    public function testAnOldSnapshotOfTheHostSeesALinkThatWasMadeSince(): void
    {
        if ($this->connection->dialect() === Dialect::Sqlite) {
            $this->expectNotToPerformAssertions();

            return;
        }
        $programme = Programme::fromJson(self::document());
        $this->journal->append([self::order('1', 'guest'), self::order('2', '7', 100)]);
        $this->connection->command($this->connection->dialect()->begin());
        self::assertSame('guest', $this->journal->ownerOf('guest'));
        $other = $this->another();
        $other->link('7', 'guest', self::NOW - 5);
        $other->spend('7', Event::pointsSpent('shop', 'all', '7', self::NOW, 101), $programme, self::NOW);
        try {
            $this->journal->spend('guest', Event::pointsSpent('shop', 'again', 'guest', self::NOW, 100), $programme, self::NOW);
            self::fail('spent twice');
        } catch (ConcurrencyException|InsufficientPointsException $e) {
            self::assertNotSame('', $e->getMessage());
        }
        $this->connection->command('ROLLBACK');
    }

    public function testTwoThatLinkTheSameKeysLinkThemOnce(): void
    {
        $this->journal->append([self::order('1', 'guest'), self::order('2')]);
        $said = self::together(6, fn (int $process): string => $this->another()->link('7', 'guest', self::NOW + $process) ? 'linked' : 'known');
        sort($said);
        self::assertSame(['known', 'known', 'known', 'known', 'known', 'linked'], $said);
    }

    public function testWhatIsSpentBetweenReadingAndWritingIsNotSpentAgain(): void
    {
        $this->journal->append([self::order('1', '7', 15000)]);
        $rules = Programme::fromJson(self::document());
        $interrupt = fn () => $this->another()->spend('7', self::spend('first'), $rules, self::NOW);
        self::assertSame(1, $this->interrupted($interrupt)->spend('7', self::spend('second', 50), $rules, self::NOW)->appended, 'what is left is enough');
        $this->journal->append([self::order('2', '7', 10000)]);
        $again = fn () => $this->another()->spend('7', self::spend('third'), $rules, self::NOW);
        $this->expectException(InsufficientPointsException::class);
        $this->interrupted($again)->spend('7', self::spend('fourth'), $rules, self::NOW);
    }

    public function testLinksInACircleComeToAnEnd(): void
    {
        $this->journal->append([
            self::order('1', 'a'), self::order('2', 'b'), self::order('3', 'c'),
            Event::identitiesLinked('shop', '1', 1, 'a', self::NOW - 30, 'b'), Event::identitiesLinked('shop', '2', 1, 'b', self::NOW - 20, 'c'),
            Event::identitiesLinked('shop', '3', 1, 'c', self::NOW - 10, 'a'),
        ]);
        self::assertSame(['a', 'a', 'a'], array_map($this->journal->ownerOf(...), ['a', 'b', 'c']), 'the latest link does not count');
        self::assertSame(300, $this->balanceOf('a')->account->balance);
    }

    public function testMoreThanThereIsOrLessThanIsLetIsRefused(): void
    {
        $rules = Programme::fromJson(self::document(['spend' => ['minimum' => 50, 'step' => 25], 'rewards' => [['key' => 'mug', 'name' => 'A mug', 'kind' => 'gift', 'points' => 40, 'sku' => 'MUG']]]));
        $this->journal->append([self::order('1', '7', 10000)]);
        foreach ([[101 + 24, '', 'the balance is 100'], [25, '', '50 are the fewest'], [60, '', 'only multiples of 25'], [50, 'mug', 'reward "mug" takes 40'], [120, 'mug', 'the balance is 100']] as [$points, $reward, $why]) {
            try {
                $this->journal->spend('7', self::spend('cart', $points, '7', $reward), $rules, self::NOW);
                self::fail("spent $points");
            } catch (InsufficientPointsException $e) {
                self::assertSame([sprintf('%d points cannot be spent: %s', $points, $why), 45], [$e->getMessage(), $e->getCode()]);
            }
        }
        self::assertSame(1, $this->journal->spend('7', self::spend('gift', 40, '7', 'mug'), $rules, self::NOW)->appended);
        self::assertSame(1, $this->journal->spend('7', self::spend('cart', 50), $rules, self::NOW)->appended);
        self::assertSame([10, 90], self::balance($this->balanceOf('7')));
    }

    public function testASpendThatIsKnownIsNotJudgedAgain(): void
    {
        $rules = Programme::fromJson(self::document());
        $this->journal->append([self::order('1', '7', 10000)]);
        self::assertSame([1, 0], [$this->journal->spend('7', self::spend('cart'), $rules, self::NOW)->appended, $this->journal->spend('7', self::spend('cart'), $rules, self::NOW + 100)->appended]);
        $this->expectException(EventConflictException::class);
        $this->journal->spend('7', self::spend('cart', 99), $rules, self::NOW);
    }

    public function testInsideOfTheHostsTransactionALostRaceIsTheHosts(): void
    {
        $this->journal->append([self::order('1', '7', 10000)]);
        $this->connection->command($this->connection->dialect()->begin());
        $this->journal->spend('7', self::spend('cart'), Programme::fromJson(self::document()), self::NOW);
        try {
            $this->journal->append([self::order('2')], expecting: ['7' => 1]);
            self::fail('written');
        } catch (ConcurrencyException $e) {
            self::assertSame(['7', 1, 2], [$e->customer, $e->expected, $e->found]);
        }
        $this->connection->command('ROLLBACK');
        self::assertSame([100, 0], self::balance($this->balanceOf('7')));
    }

    /** A journal that somebody else gets in the way of, just before it writes for the first time. */
    private function interrupted(\Closure $interrupt): Journal
    {
        return new Journal(new class ($this->connection, $interrupt) implements Connection {
            public function __construct(private readonly Connection $real, private ?\Closure $interrupt)
            {
            }

            public function dialect(): Dialect
            {
                return $this->real->dialect();
            }

            public function execute(string $sql, array $parameters): int
            {
                return $this->real->execute($sql, $parameters);
            }

            public function rows(string $sql, array $parameters): array
            {
                return $this->real->rows($sql, $parameters);
            }

            public function command(string $sql): void
            {
                // All is read; the transaction that writes is about to begin.
                [$interrupt, $this->interrupt] = [$this->interrupt, null];
                if ($interrupt !== null) {
                    $interrupt();
                }
                $this->real->command($sql);
            }

            public function inTransaction(): bool
            {
                return $this->real->inTransaction();
            }
        }, $this->schema);
    }

    private function balanceOf(string $customer): Customer
    {
        return Customer::fold(Programme::fromJson(self::document()), $customer, $this->journal->eventsOf($customer), self::NOW);
    }

    /** @return array{int, int} */
    private static function balance(Customer $customer): array
    {
        return [$customer->account->balance, $customer->account->spent];
    }

    private static function spend(string $for, int $points = 100, string $customer = '7', string $reward = ''): Event
    {
        return Event::pointsSpent('shop', $for, $customer, self::NOW, $points, $reward);
    }

    /**
     * @param list<string> $said
     * @return array<string, int>
     */
    private static function counted(array $said): array
    {
        $counted = array_count_values($said);
        ksort($counted);

        return $counted;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Event;
use Loyalty\Example\ShopPlugin\OrderBook;
use Loyalty\Example\ShopPlugin\OrderState;
use Loyalty\Example\ShopPlugin\RefundState;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Points\PointsDesk;
use PHPUnit\Framework\Attributes\CoversNothing;

/** Whatever hooks do, the journal says of an order what it is, and when it became so. */
#[CoversNothing]
final class ExampleOrderBookTest extends TestCase
{
    private const NOW = 1_772_366_400;

    private Journal $journal;
    private PointsDesk $desk;
    private OrderBook $book;

    protected function setUp(): void
    {
        parent::setUp();
        $this->journal = Journal::open($this->folder . '/journal.sqlite');
        $this->journal->save(self::programme(['valid_from' => '2020-01-01']), self::NOW - 1000);
        $this->desk = new PointsDesk($this->journal, 'shop');
        $this->book = new OrderBook($this->journal, $this->desk, 'shop');
    }

    public function testAHookThatWasOvertakenWritesNothingOld(): void
    {
        $reads = 0;
        // It has read "paid", and before it writes the order is cancelled and another hook says so.
        $this->book->record('1', function () use (&$reads): OrderState {
            if (++$reads === 2) {
                $this->say(self::state(OrderCondition::Cancelled));
            }

            return $reads <= 2 ? self::state(OrderCondition::Paid) : self::state(OrderCondition::Cancelled);
        }, self::NOW);
        self::assertSame([4, ['cancelled']], [$reads, $this->conditions()]);
    }

    public function testOrdersInAnyOrderOfHooksEndAlike(): void
    {
        $seed = random_int(0, \PHP_INT_MAX);
        mt_srand($seed);
        for ($round = 0; $round < 30; ++$round) {
            $is = null;
            for ($step = 0; $step < 12; ++$step) {
                // The shop changes the order, and hooks come or do not, once or three times.
                $is = self::state(OrderCondition::cases()[mt_rand(0, 3)], 1000 * mt_rand(1, 9), "o$round");
                for ($hooks = mt_rand(0, 3); $hooks > 0; --$hooks) {
                    $this->say($is);
                }
            }
            $this->say($is);
            $events = $this->events("o$round");
            $last = end($events);
            self::assertInstanceOf(Event::class, $last);
            self::assertStringContainsString(sprintf('"condition":"%s"', $is->condition->value), $last->payload, "seed $seed");
            self::assertStringContainsString(sprintf('"amount":%d', $is->total->minor), $last->payload, "seed $seed");
            self::assertSame(range(1, count($events)), array_map(static fn (Event $event): int => (int) substr($event->id, (int) strrpos($event->id, '/') + 1), $events), "seed $seed");
            for ($i = 1; $i < count($events); ++$i) {
                self::assertNotSame($events[$i - 1]->payload, preg_replace('/"revision":\d+/', '"revision":' . $i, $events[$i]->payload), "seed $seed");
                self::assertGreaterThanOrEqual($events[$i - 1]->at, $events[$i]->at, "seed $seed");
            }
        }
    }

    public function testAnAwardIsOfTheDayOfThePaymentWheneverTheHookComes(): void
    {
        $this->say(self::state(OrderCondition::Paid, paidAt: self::NOW - 400, changedAt: self::NOW - 10));
        self::assertSame([self::NOW - 400], array_map(static fn (Event $event): int => $event->at, $this->events('1')));
        // What changes later happened later.
        $this->say(self::state(OrderCondition::Paid, 2000, paidAt: self::NOW - 400, changedAt: self::NOW - 5));
        self::assertSame(self::NOW - 5, $this->events('1')[1]->at);
        // A clock that is ahead writes nothing into the future.
        $this->say(self::state(OrderCondition::Cancelled, 2000, changedAt: self::NOW + 1000));
        self::assertSame(self::NOW, $this->events('1')[2]->at);
    }

    public function testWhatIsDeliveredAtOnceWasPaidBefore(): void
    {
        $this->say(self::state(OrderCondition::Delivered, paidAt: self::NOW - 400, deliveredAt: self::NOW - 100));
        self::assertSame(['paid', 'delivered'], $this->conditions());
        self::assertSame([self::NOW - 400, self::NOW - 100], array_map(static fn (Event $event): int => $event->at, $this->events('1')));
    }

    public function testAnOrderStaysWithTheGuestWhoHasAnAccountByNow(): void
    {
        $this->say(self::state(OrderCondition::Paid, customer: 'guest:1'));
        $this->journal->link('9', 'guest:1', self::NOW);
        $this->say(self::state(OrderCondition::Delivered, customer: '9'));
        self::assertSame([['guest:1', 'guest:1'], ['paid', 'delivered']], [array_column($this->events('1'), 'customer'), $this->conditions()]);
        // Somebody else's is another matter.
        $this->say(self::state(OrderCondition::Delivered, customer: '8'));
        self::assertSame(['guest:1', '8'], array_slice(array_column($this->events('1'), 'customer'), 2));
        self::assertSame(['cancelled', 'delivered'], array_slice($this->conditions(), 2));
    }

    public function testAnOrderWithRefundsMovesToAnotherCustomerWithThem(): void
    {
        $refunds = [new RefundState('r1', self::NOW - 1, new Money(3000, 'GBP'), [], new Money(0, 'GBP'))];
        foreach (['guest:1', '7', '8', '7', '7'] as $customer) {
            $this->say(self::state(OrderCondition::Paid, 10000, customer: $customer, refunds: $refunds));
        }
        foreach (['guest:1' => 0, '8' => 0, '7' => 7000] as $customer => $kept) {
            self::assertSame($kept, $this->desk->customer((string) $customer, self::NOW)->facts['spent'], (string) $customer);
        }
        self::assertCount(3, $this->journal->idsFrom('shop/refund/'));
        // Staff deletes it again.
        $this->say(self::state(OrderCondition::Paid, 10000, customer: '7'));
        $this->say(self::state(OrderCondition::Paid, 10000, customer: '7'));
        self::assertSame(10000, $this->desk->customer('7', self::NOW)->facts['spent']);
    }

    public function testARefundThatThePlatformTellsOtherwiseLaterStaysWhatItWas(): void
    {
        $refund = static fn (int $minor): array => [new RefundState('r1', self::NOW - 1, new Money($minor, 'GBP'), [], new Money(0, 'GBP'))];
        $this->say(self::state(OrderCondition::Paid, 10000, refunds: $refund(3000)));
        $this->say(self::state(OrderCondition::Paid, 10000, refunds: $refund(3100)));
        self::assertSame(3000, $this->desk->customer('7', self::NOW)->facts['refunded']);
    }

    public function testACategoryIsThatOfTheDayOfThePurchase(): void
    {
        $this->say(self::state(OrderCondition::Paid));
        $this->say(self::state(OrderCondition::Paid, category: 'antiques'));
        self::assertCount(1, $this->events('1'));
    }

    public function testADiscountOfTheWholeOrderIsTakenOffToTheUnit(): void
    {
        $lines = [['sku' => 'A', 'quantity' => 1, 'amount' => 100, 'tax' => 17], ['sku' => 'B', 'quantity' => 1, 'amount' => 100], ['sku' => 'C', 'quantity' => 1, 'amount' => 1]];
        $left = OrderState::discounted($lines, new Money(100, 'GBP'));
        self::assertSame(101, array_sum(array_column($left, 'amount')));
        self::assertSame([50, 9], [$left[0]['amount'], $left[0]['tax'] ?? null]);
        self::assertSame([0, 0, 0], array_column(OrderState::discounted($lines, new Money(999, 'GBP')), 'amount'));
        self::assertSame($lines, OrderState::discounted($lines, new Money(0, 'GBP')));
    }

    public function testARefundIsWhatWasPaidBackAndItsLinesAsFarAsTheyAreTold(): void
    {
        $pound = static fn (int $minor): Money => new Money($minor, 'GBP');
        $line = ['sku' => 'A', 'quantity' => 1, 'amount' => 500];
        $more = RefundState::of('1', 0, $pound(900), [$line], $pound(100));
        self::assertSame([800, [500, 300], 100], [$more->amount->minor, array_column($more->lines, 'amount'), $more->shipping->minor]);
        $less = RefundState::of('1', 0, $pound(400), [$line], $pound(0));
        self::assertSame([400, []], [$less->amount->minor, $less->lines]);
        self::assertSame([0, 300], [RefundState::of('1', 0, $pound(300), [], $pound(395))->amount->minor, RefundState::of('1', 0, $pound(300), [], $pound(395))->shipping->minor]);
    }

    private function say(OrderState $state): void
    {
        $this->book->record($state->order, static fn (): OrderState => $state, self::NOW);
    }

    /** @return list<Event> By revision. */
    private function events(string $order): array
    {
        $events = array_values($this->journal->byIds($this->journal->idsFrom("shop/order/$order/")));
        usort($events, static fn (Event $a, Event $b): int => strnatcmp($a->id, $b->id));

        return $events;
    }

    /** @return list<string> */
    private function conditions(): array
    {
        return array_map(static fn (Event $event): string => preg_match('/"condition":"(\w+)"/', $event->payload, $found) === 1 ? $found[1] : '', $this->events('1'));
    }

    /** @param list<RefundState> $refunds */
    private static function state(
        OrderCondition $condition,
        int $minor = 1000,
        string $order = '1',
        string $customer = '7',
        ?int $paidAt = null,
        ?int $deliveredAt = null,
        int $changedAt = self::NOW - 50,
        array $refunds = [],
        string $category = 'pots',
    ): OrderState {
        $none = new Money(0, 'GBP');

        return new OrderState($order, $customer, $condition, [['sku' => 'A', 'quantity' => 1, 'amount' => $minor, 'category' => $category]], $none, 0, $none, $none,
            self::NOW - 500, $paidAt, $deliveredAt, $changedAt, $refunds);
    }
}

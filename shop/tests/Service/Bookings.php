<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Service;

use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Service\BookingException;
use Loyalty\Shop\Service\ServiceDesk;

/** Services are booked by who has them, and never more than there are. On every database. */
trait Bookings
{
    private ServiceDesk $desk;

    protected function setUp(): void
    {
        parent::setUp();
        $this->journal->save(self::rules(), self::NOW - 400 * self::DAY);
        $this->desk = new ServiceDesk($this->journal);
    }

    public function testABookingIsMadeCarriedOutAndCalledOff(): void
    {
        $this->buyStoves();
        $this->desk->book('b1', '7', 'setup', self::NOW);
        self::assertSame([2, 1, 0, 1], $this->counts('setup'));
        $this->desk->book('b1', '7', 'setup', self::NOW + 1);
        $this->desk->use('b1', '7', self::NOW + 2);
        $this->desk->use('b1', '7', self::NOW + 3);
        self::assertSame([2, 0, 1, 1], $this->counts('setup'));
        $this->desk->book('b2', '7', 'setup', self::NOW + 4, 1, '17', 'STOVE');
        self::assertSame([2, 1, 1, 0], $this->counts('setup'));
        $this->desk->cancel('b2', '7', self::NOW + 5);
        $this->desk->cancel('b2', '7', self::NOW + 6);
        self::assertSame([2, 0, 1, 1], $this->counts('setup'));
        self::assertCount(2, $this->journal->idsFrom('shop/service/b2/'));
        $this->desk->book('b2', '7', 'setup', self::NOW + 7);
        self::assertSame([2, 1, 1, 0], $this->counts('setup'));
    }

    public function testMoreThanIsLeftIsRefused(): void
    {
        $this->buyStoves();
        $this->desk->book('b1', '7', 'setup', self::NOW);
        $this->assertRefused('Installation: 1 of 2 are left', fn () => $this->desk->book('b2', '7', 'setup', self::NOW + 1, 2));
        $this->assertRefused('Installation: 1 of 2 are left', fn () => $this->desk->use('b3', '7', self::NOW + 1, 'setup', 2));
        // A booking that takes more than it had is asked too.
        $this->assertRefused('Installation: 2 of 2 are left', fn () => $this->desk->use('b1', '7', self::NOW + 1, null, 3));
        $this->desk->use('b1', '7', self::NOW + 2, null, 2);
        self::assertSame([2, 0, 2, 0], $this->counts('setup'));
    }

    public function testWhatTheCustomerDoesNotHaveIsRefused(): void
    {
        $this->buyStoves();
        $this->assertRefused('Hotline: the customer does not have it', fn () => $this->desk->book('b1', '7', 'hotline', self::NOW));
        $this->assertRefused('has no service "none"', fn () => $this->desk->book('b1', '7', 'none', self::NOW));
        $this->assertRefused('no such piece', fn () => $this->desk->book('b1', '7', 'setup', self::NOW, 1, '18', 'STOVE'));
        $this->assertRefused('there is no booking "b9"', fn () => $this->desk->use('b9', '7', self::NOW));
        $this->assertRefused('there is no booking "b9"', fn () => $this->desk->cancel('b9', '7', self::NOW));
        self::assertSame([], $this->journal->idsFrom('shop/service/'));
    }

    public function testAWarrantyThatIsOverIsRefusedWithItsEnd(): void
    {
        $this->buyStoves();
        $this->desk->book('b1', '7', 'setup', self::NOW, 1, '17', 'STOVE');
        $later = self::NOW + 300 * self::DAY;
        $this->assertRefused('Installation: it ended on 16 Jun 2027', fn () => $this->desk->book('b2', '7', 'setup', $later, 1, '17', 'STOVE'));
        $this->assertRefused('no such piece, or it is over', fn () => $this->desk->book('b2', '7', 'setup', $later));
        $this->desk->cancel('b1', '7', $later);
        self::assertSame(0, $this->counts('setup', $later)[1]);
    }

    public function testAMonthsUnitsComeBackWithTheNextMonth(): void
    {
        $this->journal->append([self::order('1', '7', 90000)]);
        $this->desk->use('c1', '7', self::NOW, 'hotline');
        $this->desk->use('c2', '7', self::NOW + 1, 'hotline');
        $this->assertRefused('Hotline: 0 of 2 are left', fn () => $this->desk->use('c3', '7', self::NOW + 2, 'hotline'));
        $this->desk->book('c3', '7', 'hotline', self::NOW + 31 * self::DAY);
        // Carried out in the month behind, it is still the booking's.
        $this->desk->use('c3', '7', self::NOW + 62 * self::DAY);
        self::assertSame([2, 0, 0, 2], $this->counts('hotline', self::NOW + 62 * self::DAY));
    }

    public function testOfTheLastUnitOneBookingGetsItWhoeverAsksAtTheSameTime(): void
    {
        $this->buyStoves();
        $this->desk->book('b0', '7', 'setup', self::NOW);
        $said = self::together(12, function (int $i): string {
            try {
                (new ServiceDesk($this->another()))->book("b-$i", '7', 'setup', self::NOW + $i % 3);

                return 'booked';
            } catch (BookingException $e) {
                return $e->getMessage();
            }
        });
        $counts = array_count_values($said);
        ksort($counts);
        self::assertSame(['Installation: 0 of 2 are left' => 11, 'booked' => 1], $counts);
        self::assertSame([2, 2, 0, 0], $this->counts('setup', self::NOW + 9));
    }

    public function testABookingIsItsCustomersAndOfAllKeysOfTheirs(): void
    {
        $this->buyStoves();
        $this->journal->append([self::order('9', '8')]);
        $this->desk->book('b1', '7', 'setup', self::NOW);
        $this->assertRefused('booking "b1" is another customer\'s', fn () => $this->desk->book('b1', '8', 'care', self::NOW));
        $this->journal->link('8', '7', self::NOW + 1);
        $this->desk->use('b1', '8', self::NOW + 2);
        self::assertSame([2, 0, 1, 1], $this->counts('setup', self::NOW + 3, '8'));
    }

    /** @param callable(): void $work */
    private function assertRefused(string $why, callable $work): void
    {
        try {
            $work();
            self::fail('booked');
        } catch (BookingException $e) {
            self::assertStringContainsString($why, $e->getMessage());
        }
    }

    /** @return array{?int, int, int, ?int} Units, booked, used, remaining. */
    private function counts(string $service, int $at = self::NOW + 60, string $customer = '7'): array
    {
        foreach ($this->desk->of($customer, $at) as $entitlement) {
            if ($entitlement->service === $service) {
                return [$entitlement->units, $entitlement->booked, $entitlement->used, $entitlement->remaining];
            }
        }
        self::fail("no $service");
    }

    private function buyStoves(): void
    {
        // 16 December 2026.
        $this->journal->append([Event::order('shop', '17', 1, '7', self::NOW - 30 * self::DAY, OrderCondition::Delivered, new Money(40000, 'GBP'), [
            ['sku' => 'STOVE', 'quantity' => 2, 'amount' => 40000, 'category' => 'stoves'],
        ])]);
    }

    private static function rules(): string
    {
        return json_encode(['tiers' => ['by' => 'spend', 'levels' => [['key' => 'all', 'name' => 'All', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => 80000]]], 'services' => [
            ['key' => 'hotline', 'name' => 'Hotline', 'kind' => 'advice', 'units' => 2, 'per' => 'month', 'tiers' => ['gold']],
            ['key' => 'setup', 'name' => 'Installation', 'kind' => 'installation', 'units' => 1, 'per' => 'piece', 'lasts' => ['months' => 6], 'categories' => ['include' => ['stoves']]],
            ['key' => 'care', 'name' => 'Care', 'kind' => 'information'],
        ]] + (array) json_decode(self::document(), true, 64, \JSON_THROW_ON_ERROR), \JSON_THROW_ON_ERROR);
    }
}

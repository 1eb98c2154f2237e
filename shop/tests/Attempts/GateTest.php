<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\CouponError;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Shop\Attempts\Alarm;
use Loyalty\Shop\Attempts\AlarmKind;
use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\Limit;
use Loyalty\Shop\Attempts\Limits;
use Loyalty\Shop\Attempts\RateLimitedException;
use Loyalty\Shop\Attempts\Schema;
use Loyalty\Shop\Attempts\Visitor;
use Loyalty\Shop\Ledger\PdoConnection;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(Gate::class)]
#[CoversClass(Visitor::class)]
#[CoversClass(RateLimitedException::class)]
final class GateTest extends AttemptsCase
{
    private PdoConnection $connection;
    private DatabaseStore $store;
    /** @var list<Alarm> */
    private array $alarms = [];

    protected function setUp(): void
    {
        parent::setUp();
        $this->connection = PdoConnection::sqlite(':memory:');
        $schema = new Schema();
        $schema->create($this->connection);
        $this->store = new DatabaseStore($this->connection, $schema);
    }

    public function testGenuineCodesAndTypingErrorsAreFree(): void
    {
        $gate = $this->gate();
        foreach ([$this->genuine() => 'genuine', $this->mistyped() => 'BAD_CHECK', 'SUMMER10' => 'BAD_CHAR', 'ABC' => 'BAD_LENGTH', '' => 'EMPTY', "\xff" => 'BAD_UTF8',
            "C1P.\x80" => 'BAD_CHAR'] as $typed => $answer) {
            self::assertSame(array_fill(0, 50, $answer), self::answers(50, $gate, (string) $typed, self::guest('192.0.2.1', 's')));
        }
        self::assertSame([], $this->rows('loyalty_attempt'));
        self::assertSame([], $this->rows('loyalty_attempt_count'));
    }

    public function testWhoTypedWrongThreeTimesStillGetsHisDiscount(): void
    {
        $gate = $this->gate();
        self::assertSame(['BAD_TAG', 'BAD_TAG', 'BAD_TAG'], self::answers(3, $gate, self::forged(), self::guest()));
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest()));
    }

    public function testAnAddressFailsTenTimesAndIsThenNotLookedAt(): void
    {
        $looked = 0;
        $gate = $this->gate(verify: function (string $code, int $at) use (&$looked): \Loyalty\Coupon {
            ++$looked;

            return $this->coupons->verify($code, $at);
        });
        self::assertSame(array_fill(0, 10, 'BAD_TAG'), self::answers(10, $gate, self::forged(), self::guest()));
        self::assertSame(array_fill(0, 20, 'RATE_LIMITED'), self::answers(20, $gate, self::forged(), self::guest()));
        self::assertSame('RATE_LIMITED', self::answer($gate, $this->genuine(), self::guest()));
        self::assertSame('RATE_LIMITED', self::answer($gate, '', self::guest()));
        self::assertSame(10, $looked);
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest('192.0.2.2')));
    }

    public function testItSaysFromWhenOnOneMoreIsPermitted(): void
    {
        $gate = $this->gate();
        self::assertNull($gate->retryAt(self::guest(), self::NOW));
        self::answers(10, $gate, self::forged(), self::guest());
        self::assertSame(self::NOW + 60, $gate->retryAt(self::guest(), self::NOW + 7));
        try {
            $gate->verify($this->genuine(), self::guest(), self::NOW + 59);
            self::fail('it is shut');
        } catch (RateLimitedException $e) {
            self::assertSame(self::NOW + 60, $e->retryAt);
            self::assertSame(CouponError::RateLimited, $e->reason);
            self::assertSame('too many failed codes: the next one is looked at from 2027-01-15 08:01:00 UTC on', $e->getMessage());
            self::assertSame('too many attempts, please try later', $e->publicMessage());
        }
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest(), self::NOW + 60));
        self::assertSame(['BAD_TAG', 'RATE_LIMITED'], self::answers(2, $gate, self::forged(), self::guest(), self::NOW + 60));
        self::assertSame([...array_fill(0, 10, 'BAD_TAG'), 'RATE_LIMITED'], self::answers(11, $gate, self::forged(), self::guest(), self::NOW + 660));
    }

    public function testAClockThatGoesBackGivesNothingAway(): void
    {
        $gate = $this->gate();
        self::answers(10, $gate, self::forged(), self::guest());
        self::assertSame('RATE_LIMITED', self::answer($gate, self::forged(), self::guest(), self::NOW - 5));
        self::assertSame(self::NOW + 60, $gate->retryAt(self::guest(), self::NOW - 5));
    }

    public function testASubscriberOfIPv6IsOne(): void
    {
        $gate = $this->gate();
        for ($i = 0; $i < 10; ++$i) {
            self::assertSame('BAD_TAG', self::answer($gate, self::forged($i), self::guest(sprintf('2001:db8:0:1:%x::%x', $i * 999, $i))));
        }
        self::assertSame('RATE_LIMITED', self::answer($gate, $this->genuine(), self::guest('2001:DB8:0:1:ffff::1')));
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest('2001:db8:0:2::1')));
    }

    /** A bot and a customer behind one address: the customer keeps failures of its own, of which the bot takes none. */
    public function testWhoIsSignedInIsNotShutOutByOthersAtTheSameAddress(): void
    {
        $gate = $this->gate();
        $customer = new Visitor('192.0.2.1', 42);
        for ($minute = 0; $minute < 30; ++$minute) {
            self::answers(20, $gate, self::forged(), self::guest(), self::NOW + 60 * $minute);
            self::assertSame('genuine', self::answer($gate, $this->genuine(), $customer, self::NOW + 60 * $minute));
        }
        $now = self::NOW + 60 * 29;
        self::assertSame([...array_fill(0, 5, 'BAD_TAG'), 'RATE_LIMITED', 'RATE_LIMITED'], self::answers(7, $gate, self::forged(), $customer, $now));
        self::assertSame('genuine', self::answer($gate, $this->genuine(), new Visitor('192.0.2.1', 43), $now));
        // The address opens first.
        self::assertSame($now + 60, $gate->retryAt($customer, $now));
    }

    public function testACustomerIsLimitedWhereverItComesFrom(): void
    {
        $gate = $this->gate();
        $answers = [];
        for ($i = 0; $i < 12; ++$i) {
            $answers[] = self::answer($gate, self::forged($i), new Visitor("198.51.100.$i", 'a@shop.example'));
        }
        self::assertSame([...array_fill(0, 10, 'BAD_TAG'), 'RATE_LIMITED', 'RATE_LIMITED'], $answers);
        self::assertSame('genuine', self::answer($gate, $this->genuine(), new Visitor('198.51.100.3', 'b@shop.example')));
    }

    public function testASessionThatMovesIsLimitedToo(): void
    {
        $gate = $this->gate();
        $answers = [];
        for ($i = 0; $i < 12; ++$i) {
            $answers[] = self::answer($gate, self::forged($i), self::guest("198.51.100.$i", 'cookie'));
        }
        self::assertSame([...array_fill(0, 10, 'BAD_TAG'), 'RATE_LIMITED', 'RATE_LIMITED'], $answers);
        // Of the last ones nothing was counted anywhere.
        self::assertSame(array_fill(0, 10, 'BAD_TAG'), self::answers(10, $gate, self::forged(), self::guest('198.51.100.11')));
    }

    public function testWithoutAnAddressNobodySharesALimit(): void
    {
        $gate = $this->gate();
        self::assertSame(array_fill(0, 30, 'BAD_TAG'), self::answers(30, $gate, self::forged(), self::guest('')));
        self::assertSame('RATE_LIMITED', self::answers(11, $gate, self::forged(), self::guest('', 'cookie'))[10]);
    }

    public function testNobodyIsNoCustomer(): void
    {
        foreach ([null, 0, '', '0'] as $nobody) {
            self::assertNull((new Visitor('192.0.2.1', $nobody))->customer);
        }
        self::assertSame('7', (new Visitor('192.0.2.1', 7))->customer);
        self::assertNull((new Visitor('not an address', 7, ''))->network);
    }

    /** The reason is that of the personalised reading, a typing error; but the tag of the plain one of 24 symbols was asked. */
    public function testACodeOfTwoReadingsIsAGuess(): void
    {
        $foreign = new Coupons(KeyRing::import(self::DOMAIN, [5 => str_repeat('f', 32)], 5));
        for ($serial = 0; preg_match('/^[A-F][A-TV-Z]{3}-/', $typed = chunk_split($foreign->issue(7, $serial, 24), 4, '-')) !== 1; ++$serial) {
            self::assertLessThan(10_000, $serial);
        }
        $gate = $this->gate();
        self::assertSame([...array_fill(0, 10, 'BAD_CHECK'), 'RATE_LIMITED'], self::answers(11, $gate, rtrim($typed, '-'), self::guest()));
        self::assertSame([...array_fill(0, 20, 'BAD_CHECK')], self::answers(20, $gate, 'MARIA-' . $this->mistyped(), self::guest('192.0.2.2')));

        $this->expectException(RateLimitedException::class);
        for ($i = 0; $i < 3; ++$i) {
            self::assertSame([], $gate->suggest(rtrim($typed, '-'), self::guest('192.0.2.3'), self::NOW));
        }
    }

    public function testEveryRepairThatIsTriedIsAnAttempt(): void
    {
        $gate = $this->gate();
        for ($i = 0; $i < 5; ++$i) {
            self::assertSame([$this->genuine()], $gate->suggest($this->mistyped(), self::guest(), self::NOW));
        }
        foreach ([fn (): array => $gate->suggest($this->mistyped(), self::guest(), self::NOW), fn () => $gate->verify($this->genuine(), self::guest(), self::NOW)] as $call) {
            try {
                $call();
                self::fail('it is shut');
            } catch (RateLimitedException) {
            }
        }
        // One that is left is not enough for two.
        try {
            $gate->suggest($this->mistyped(), self::guest(), self::NOW + 119);
            self::fail('it is shut');
        } catch (RateLimitedException $e) {
            self::assertSame(self::NOW + 120, $e->retryAt);
        }
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest(), self::NOW + 119));
        self::assertSame([$this->genuine()], $gate->suggest($this->mistyped(), self::guest(), self::NOW + 120));
    }

    public function testWithoutATypingErrorNothingIsTriedAndNothingCharged(): void
    {
        $gate = $this->gate();
        foreach ([$this->genuine(), self::forged(), 'ABC', ''] as $typed) {
            self::assertSame([], $gate->suggest($typed, self::guest(), self::NOW));
        }
        self::assertSame([], $this->rows('loyalty_attempt'));
    }

    public function testTheWholeShopRaisesOneAlarmPerWindowAndLocksNobodyOut(): void
    {
        $gate = $this->gate(new Limits(alarm: new Limit(20, 3600)));
        for ($i = 0; $i < 100; ++$i) {
            self::assertSame('BAD_TAG', self::answer($gate, self::forged($i), self::guest("203.0.113.$i")));
        }
        self::assertCount(1, $this->alarms);
        self::assertSame([AlarmKind::ManyFailures, self::NOW, 20, 3600], [$this->alarms[0]->kind, $this->alarms[0]->at, $this->alarms[0]->failures, $this->alarms[0]->windowS]);
        for ($i = 0; $i < 20; ++$i) {
            self::answer($gate, self::forged($i), self::guest("203.0.113.$i"), self::NOW + 3600);
        }
        self::assertCount(2, $this->alarms);
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest('203.0.113.200')));
    }

    public function testAStoreThatIsDownStopsNobody(): void
    {
        $store = new BrokenStore();
        $gate = new Gate($this->coupons, $this->keys, $store, alarm: $this->note(...));
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest()));
        self::assertSame(array_fill(0, 30, 'BAD_TAG'), self::answers(30, $gate, self::forged(), self::guest()));
        self::assertSame([$this->genuine()], $gate->suggest($this->mistyped(), self::guest(), self::NOW));
        self::assertNull($gate->retryAt(self::guest(), self::NOW));
        self::assertCount(1, $this->alarms);
        self::assertSame(AlarmKind::StoreFailed, $this->alarms[0]->kind);
        self::assertSame('nobody there', $this->alarms[0]->cause?->getMessage());
        self::assertSame(1, $store->asked);
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest(), self::NOW + 5));
        self::assertCount(2, $this->alarms);
        $store->real = $this->store;
        self::assertSame([...array_fill(0, 10, 'BAD_TAG'), 'RATE_LIMITED'], self::answers(11, $gate, self::forged(), self::guest(), self::NOW + 10));
    }

    public function testTablesThatAreMissingAreAStoreThatIsDown(): void
    {
        (new Schema())->drop($this->connection);
        $gate = $this->gate();
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest()));
        self::assertSame('BAD_TAG', self::answer($gate, self::forged(), self::guest()));
        self::assertSame(AlarmKind::StoreFailed, $this->alarms[0]->kind);
    }

    public function testAnAlarmThatFailsStopsNobody(): void
    {
        $gate = new Gate($this->coupons, $this->keys, new BrokenStore(), alarm: static fn (): never => throw new \RuntimeException('mail'));
        self::assertSame('genuine', self::answer($gate, $this->genuine(), self::guest()));
    }

    public function testAnExceptionOfTheShopGoesThrough(): void
    {
        $gate = $this->gate(verify: static fn (): never => throw new \DomainException('journal'));
        $this->expectException(\DomainException::class);
        $gate->verify($this->genuine(), self::guest(), self::NOW);
    }

    public function testTheStoreKnowsNobody(): void
    {
        $gate = $this->gate();
        self::answer($gate, self::forged(), new Visitor('192.0.2.1', 'maria@shop.example'));
        self::answer($gate, self::forged(), self::guest('192.0.2.77', 'cookie'));
        $rows = $this->rows('loyalty_attempt');
        self::assertCount(4, $rows);
        foreach ($rows as [$name]) {
            self::assertMatchesRegularExpression('/\A[acs][0-9a-f]{32}\z/', (string) $name);
        }
        // Nor can a bucket be matched with the ledger's person.
        self::assertNotContains('c' . $this->keys->pseudonym('maria@shop.example'), array_column($rows, 0));
    }

    /** What is counted is what reads "invalid code" to the public: from BAD_VERSION to NOT_ISSUED in the order of the checks. */
    public function testWhatCountsIsWhatReadsInvalidCode(): void
    {
        $names = array_map(static fn (CouponError $reason): string => $reason->value, CouponError::cases());
        $from = array_search('BAD_VERSION', $names, true);
        $to = array_search('NOT_ISSUED', $names, true);
        foreach (CouponError::cases() as $i => $reason) {
            self::assertSame($i >= $from && $i <= $to, Gate::counts($reason), $reason->value);
        }
    }

    public function testLimitsThatMakeNoSense(): void
    {
        foreach ([
            static fn () => new Limit(1, 600),
            static fn () => new Limit(10, 0),
            static fn () => new Limit(100_001, 600),
            static fn () => new Limit(10, 32 * 86400),
            static fn () => new Limits(reserve: 1),
            static fn () => new Limits(customer: new Limit(4, 60)),
            static fn () => new Schema('a b'),
        ] as $wrong) {
            try {
                $wrong();
                self::fail('it makes no sense');
            } catch (\ValueError $e) {
                self::assertNotSame('', $e->getMessage());
            }
        }
    }

    private function gate(Limits $limits = new Limits(), ?callable $verify = null): Gate
    {
        return new Gate($this->coupons, $this->keys, $this->store, $limits, $this->note(...), $verify);
    }

    private function note(Alarm $alarm): void
    {
        $this->alarms[] = $alarm;
    }

    /** @return list<list<int|string|null>> */
    private function rows(string $table): array
    {
        return $this->connection->rows("SELECT * FROM $table", []);
    }
}

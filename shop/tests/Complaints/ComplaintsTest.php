<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Complaints;

use Loyalty\Account;
use Loyalty\Cart;
use Loyalty\CartLine;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\InsufficientPointsException;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Rfm;
use Loyalty\RfmScore;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Points\PointsDesk;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversNothing;

/** What users of other programmes complain about, by its number in docs/complaints.md: each as a shopper would meet it here. */
#[CoversNothing]
final class ComplaintsTest extends TestCase
{
    /** 1 March 2026, 12:00 in London. */
    private const NOW = 1_772_366_400;
    private const DAY = 86400;

    private Journal $journal;
    private PointsDesk $desk;

    protected function setUp(): void
    {
        parent::setUp();
        $this->open();
    }

    public function testComplaint03TwentyParallelRequestsOnAHundredPointsSpendAHundred(): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $this->desk->adjust('7', 'gift', 100, 'welcome', 'anna', self::NOW - self::DAY);
        $children = [];
        for ($i = 1; $i <= 20; ++$i) {
            $pid = pcntl_fork();
            if ($pid === 0) {
                $answer = 'died';
                try {
                    $this->open();
                    $this->desk->spend("order-$i", '7', 100, self::NOW);
                    $answer = 'spent';
                } catch (InsufficientPointsException) {
                    $answer = 'refused';
                } finally {
                    file_put_contents("$this->folder/answers", "$answer\n", \FILE_APPEND | \LOCK_EX);
                    posix_kill(posix_getpid(), \SIGKILL);
                }
            }
            $children[] = $pid;
        }
        foreach ($children as $pid) {
            pcntl_waitpid($pid, $status);
        }
        $this->open();
        $answers = file("$this->folder/answers", \FILE_IGNORE_NEW_LINES) ?: [];
        sort($answers);
        self::assertSame([...array_fill(0, 19, 'refused'), 'spent'], $answers);
        self::assertSame([0, 100], [$this->account()->balance, $this->account()->spent]);
    }

    public function testComplaint05ARefundTakesItsPointsSoBuyingAndReturningGainsNothing(): void
    {
        for ($i = 1; $i <= 5; ++$i) {
            $this->desk->happened($this->bought($i, 10000), $this->back($i, $i, 10000));
        }
        self::assertSame([0, 500, 500], [$this->account()->balance, $this->account()->earned, $this->account()->reversed]);
    }

    public function testComplaint06ARefundDeductsOnceHoweverOftenItsHookFires(): void
    {
        $this->desk->happened($this->bought(1, 10000));
        for ($i = 0; $i < 3; ++$i) {
            $this->desk->happened($this->back(1, 1, 3000));
        }
        self::assertSame([70, 30], [$this->account()->balance, $this->account()->reversed]);
    }

    public function testComplaint07PartsDeductTheirPartsAndEndWhereTheWholeEnds(): void
    {
        $this->desk->happened($this->bought(1, 10000));
        $balances = [];
        foreach ([2550, 33, 67, 7350] as $i => $minor) {
            $this->desk->happened($this->back($i, 1, $minor));
            $balances[] = $this->account()->balance;
        }
        self::assertSame([74, 74, 73, 0], $balances);
    }

    public function testComplaint08ARefundIsReckonedByTheRulesThatAwarded(): void
    {
        $this->desk->happened($this->bought(1, 10000));
        $this->journal->save(self::rules(['earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 5, 'per' => 100]]], ['version' => 2, 'valid_from' => '2026-03-02']), self::NOW);
        $this->desk = new PointsDesk($this->journal);
        $late = self::NOW + 5 * self::DAY;
        $this->desk->happened(Event::refund('shop', 1, 1, '7', $late, new Money(5000, 'GBP')));
        self::assertSame([50, 50], [$this->account($late)->balance, $this->account($late)->reversed]);
        $this->desk->happened(Event::order('shop', 2, 1, '7', $late, OrderCondition::Paid, new Money(1000, 'GBP')));
        self::assertSame(100, $this->account($late)->balance);
    }

    public function testComplaint09AStatusThatFlapsAwardsOnceAndNotNever(): void
    {
        foreach ([OrderCondition::Paid, OrderCondition::Placed, OrderCondition::Paid, OrderCondition::Cancelled, OrderCondition::Delivered] as $i => $condition) {
            $this->desk->happened(Event::order('shop', 1, $i + 1, '7', self::NOW - self::DAY + $i, $condition, new Money(10000, 'GBP')));
        }
        self::assertSame([100, 100, 0], [$this->account()->balance, $this->account()->earned, $this->account()->reversed]);
    }

    public function testComplaint10SpendingCannotGoBelowZeroAndThereAreNoDecimals(): void
    {
        $this->desk->happened($this->bought(1, 9999));
        self::assertSame(99, $this->account()->balance);
        $refused = 0;
        foreach ([100, 1_000_000] as $points) {
            try {
                $this->desk->spend("o$points", '7', $points, self::NOW);
            } catch (InsufficientPointsException) {
                ++$refused;
            }
        }
        self::assertSame([2, 0], [$refused, $this->account()->spent]);
        self::assertSame('0.99', $this->desk->spend('o99', '7', 99, self::NOW)->worth->format());
        self::assertSame(0, $this->account()->balance);
    }

    public function testComplaint11PointsAreConvertedOnceHoweverOftenOneClicks(): void
    {
        $this->desk->adjust('7', 'gift', 1000, 'welcome', 'anna', self::NOW - self::DAY);
        $codes = [];
        for ($click = 0; $click < 3; ++$click) {
            $given = $this->desk->reward('voucher', 'form-5f3a', '7', self::NOW + $click);
            $codes[] = $given->code;
            self::assertSame($click > 0, $given->repeated);
        }
        self::assertCount(1, array_unique($codes));
        self::assertSame([600, 400], [$this->account()->balance, $this->account()->spent]);
    }

    public function testComplaint12FreeShippingEatsNoPoints(): void
    {
        $cart = static fn (int $shipping): Cart => new Cart([new CartLine('MUG', 1, new Money(10000, 'GBP'))], new Money($shipping, 'GBP'));
        self::assertSame([100, 100], [$this->desk->quote($cart(700), '7', self::NOW)->points, $this->desk->quote($cart(0), '7', self::NOW)->points]);
        $this->desk->happened(Event::order('shop', 1, 1, '7', self::NOW - 2, OrderCondition::Paid, new Money(10000, 'GBP'), shipping: new Money(700, 'GBP')));
        $this->desk->happened(Event::order('shop', 2, 1, '7', self::NOW - 1, OrderCondition::Paid, new Money(10000, 'GBP')));
        self::assertSame(200, $this->account()->balance);
    }

    public function testComplaint18AnExpiryDoesNotDriftWhoeverSavesItInWhateverZone(): void
    {
        $this->desk->happened($this->bought(1, 10000));
        $ends = [];
        $zone = date_default_timezone_get();
        try {
            foreach (['UTC', 'Pacific/Auckland', 'America/Los_Angeles'] as $i => $name) {
                date_default_timezone_set($name);
                // A later revision is written and the account is read, as at each save.
                $this->desk->happened(Event::order('shop', 1, $i + 2, '7', self::NOW - self::DAY + 60 + $i, OrderCondition::Paid, new Money(10000 + $i, 'GBP')));
                $ends[] = $this->desk->customer('7', self::NOW)->lots[0]->expiresAt;
            }
        } finally {
            date_default_timezone_set($zone);
        }
        // 28 February and three months: the last day is 28 May, in summer time.
        self::assertSame(array_fill(0, 3, strtotime('2026-05-28 23:00:00 UTC')), $ends);
    }

    public function testComplaint19PointsExpireWithoutAJobAndLookingLateIsLookingRight(): void
    {
        for ($i = 0; $i < 300; ++$i) {
            $this->desk->happened(Event::order('shop', $i, 1, '7', self::NOW - (300 - $i) * self::DAY, OrderCondition::Paid, new Money(100, 'GBP')));
        }
        $account = $this->account();
        self::assertSame([300, 300 - $account->expired], [$account->earned, $account->balance]);
        self::assertGreaterThan(200, $account->expired);
        self::assertSame([0, 300], [$this->account(self::NOW + 400 * self::DAY)->balance, $this->account(self::NOW + 400 * self::DAY)->expired]);
    }

    public function testComplaint25ASwitchedCurrencyChangesNoPoints(): void
    {
        $this->desk->happened($this->bought(1, 10000));
        $this->desk->happened($this->bought(2, 5000));
        $before = $this->desk->customer('7', self::NOW)->stateHash;
        $dollars = new Cart([new CartLine('MUG', 1, new Money(10000, 'USD'))], new Money(0, 'USD'));
        try {
            $this->desk->quote($dollars, '7', self::NOW);
            self::fail('a cart in dollars was reckoned as if it were in pounds');
        } catch (\Loyalty\CurrencyMismatchException) {
            self::assertSame($before, $this->desk->customer('7', self::NOW)->stateHash);
        }
        // The example keeps such orders out: ExampleWooCommercePointsTest::testAnotherCurrencyIsKeptOutAndSaysSo.
    }

    public function testComplaint26CustomersWithOneOrderEachHaveOneFrequencyScore(): void
    {
        $base = new CustomerBase($this->desk->programme());
        $events = [];
        for ($i = 0; $i < 90; ++$i) {
            // Two thirds have ordered once, on different days and for different amounts.
            for ($n = 0; $n <= ($i % 3 === 0 ? 1 + $i % 5 : 0); ++$n) {
                $events[] = Event::order('shop', "$i-$n", 1, "c$i", self::NOW - ($i + $n + 1) * self::DAY, OrderCondition::Paid, new Money(100 * ($i + 1), 'GBP'));
            }
        }
        $base->append($events);
        $base->fold(self::NOW);
        $scores = [];
        foreach (Rfm::quantiles()->score($base, self::NOW) as $score) {
            self::assertInstanceOf(RfmScore::class, $score);
            $scores[$score->purchases][$score->frequency] = true;
        }
        self::assertGreaterThan(2, count($scores));
        foreach ($scores as $purchases => $frequencies) {
            self::assertCount(1, $frequencies, "customers with $purchases orders have one score");
        }
    }

    public function testComplaint27OrdersFromBeforeTheProgrammeCount(): void
    {
        $old = self::NOW - 500 * self::DAY;
        for ($i = 1; $i <= 3; ++$i) {
            $this->desk->happened(Event::order('shop', $i, 1, '7', $old + $i * self::DAY, OrderCondition::Paid, new Money(20000, 'GBP')));
        }
        $customer = $this->desk->customer('7', self::NOW);
        self::assertSame([3, 60000, 'silver', 0], [$customer->facts['orders'], $customer->facts['spent'], $customer->tier, $customer->account->balance]);
        self::assertTrue($this->desk->programme()->segment('regulars')->matches($customer));
    }

    private function open(): void
    {
        $this->journal = Journal::open($this->folder . '/journal.sqlite');
        $this->desk = new PointsDesk($this->journal, 'shop', KeyRing::create('shop.example/test'));
        $this->desk->install();
        if ($this->journal->programme() === null) {
            $this->journal->save(self::rules(), self::NOW - 400 * self::DAY);
        }
    }

    private function bought(int $order, int $minor): Event
    {
        return Event::order('shop', $order, 1, '7', self::NOW - self::DAY + $order, OrderCondition::Paid, new Money($minor, 'GBP'));
    }

    private function back(int $refund, int $order, int $minor): Event
    {
        return Event::refund('shop', $refund, $order, '7', self::NOW - 1000 + $refund, new Money($minor, 'GBP'));
    }

    private function account(int $at = self::NOW): Account
    {
        return $this->desk->customer('7', $at)->account;
    }

    /**
     * @param array<string, mixed> $points
     * @param array<string, mixed> $document
     */
    private static function rules(array $points = [], array $document = []): string
    {
        return json_encode($document + [
            'name' => 'One point for a pound', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2025-03-01',
            'points' => $points + [
                'earn' => [['key' => 'base', 'kind' => 'rate', 'points' => 1, 'per' => 100]],
                'expiry' => ['months' => 3],
                'worth' => ['points' => 100, 'amount' => 100],
                'rewards' => [['key' => 'voucher', 'name' => 'Five pounds', 'points' => 400, 'kind' => 'coupon', 'campaign' => 'five']],
            ],
            'tiers' => ['by' => 'spend', 'levels' => [['key' => 'bronze', 'name' => 'Bronze', 'from' => 0], ['key' => 'silver', 'name' => 'Silver', 'from' => 50000]]],
            'segments' => [['key' => 'regulars', 'name' => 'Regulars', 'rule' => 'orders >= 3 and spent > 300.00']],
            'campaigns' => [['number' => 1, 'key' => 'five', 'name' => 'Five pounds', 'discount' => ['kind' => 'fixed', 'amount' => 500]]],
        ], \JSON_THROW_ON_ERROR);
    }
}

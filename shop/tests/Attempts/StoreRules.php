<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\Shop\Attempts\Alarm;
use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\Limit;
use Loyalty\Shop\Attempts\Limits;
use Loyalty\Shop\Attempts\Store;
use Loyalty\Shop\Tests\Ledger\Swarm;

/** What every store does alike, alone and with a hundred processes at once. The clock is handed in: nothing rests on how long anything takes. */
trait StoreRules
{
    abstract protected function store(int $node = 0): Store;

    public function testALevelRisesToItsCeilingAndNoFurther(): void
    {
        $store = $this->store();
        $now = self::NOW * 1_000_000;
        self::assertSame([], $store->levels([]));
        self::assertSame([], $store->levels(['one', 'two']));
        self::assertSame($now + 40, $store->raise('one', 40, $now, $now + 100));
        self::assertSame($now + 80, $store->raise('one', 40, $now, $now + 100));
        self::assertNull($store->raise('one', 40, $now, $now + 100));
        self::assertSame($now + 100, $store->raise('one', 20, $now, $now + 100));
        self::assertSame(['one' => $now + 100], $store->levels(['one', 'two']));
        self::assertNull($store->raise('two', 101, $now, $now + 100));
        self::assertSame([], $store->levels(['two']));
        // Counted from now on, if the level is in the past.
        self::assertSame($now + 1000, $store->raise('one', 100, $now + 900, $now + 1000));
        // Of another clock: not below what there is.
        self::assertSame($now + 1010, $store->raise('one', 10, $now, $now + 2000));
    }

    public function testRandomFailuresAgreeWithASlowModel(): void
    {
        mt_srand(Swarm::seed());
        $store = $this->store();
        $limit = new Limit(7, 60);
        $level = $now = self::NOW * 1_000_000;
        for ($i = 0; $i < 300; ++$i) {
            $now += mt_rand(0, 2) === 0 ? mt_rand(0, 40_000_000) : mt_rand(0, 1000);
            $cost = mt_rand(1, 2);
            // How many steps are still to be forgotten, the last one broken.
            $open = max(0, $level - $now);
            $permitted = $open + $cost * $limit->stepUs <= 7 * $limit->stepUs;
            self::assertSame($permitted, $limit->waitUs($level, $now, $cost) === 0);
            self::assertSame($permitted ? $now + $open + $cost * $limit->stepUs : null, $store->raise('m', $cost * $limit->stepUs, $now, $now + 7 * $limit->stepUs));
            $level = $permitted ? $now + $open + $cost * $limit->stepUs : $level;
        }
        self::assertSame(['m' => $level], $store->levels(['m']));
    }

    public function testOneCallerPerWindowHearsOfTheAlarm(): void
    {
        $store = $this->store();
        $heard = array_map(static fn (): ?int => $store->count(self::NOW, 3600, 7), array_fill(0, 30, 0));
        self::assertSame([7], array_values(array_filter($heard, is_int(...))));
        self::assertSame(7, array_search(7, $heard, true) + 1);
        self::assertNull($store->count(self::NOW + 3600, 3600, 7));
    }

    /** A hundred guess from one address: as many as are permitted get an answer, and not one more. */
    public function testAHundredProcessesFromOneAddressFailExactlyAsOftenAsPermitted(): void
    {
        self::assertSame(['BAD_TAG' => 10, 'RATE_LIMITED' => 490], $this->swarm(static fn (Gate $gate): array => self::answers(5, $gate, self::forged(), self::guest())));
        self::assertSame(['BAD_TAG' => 1, 'RATE_LIMITED' => 99], $this->swarm(static fn (Gate $gate): array => self::answers(1, $gate, self::forged(), self::guest(), self::NOW + 60)));
        self::assertSame(['BAD_TAG' => 10, 'RATE_LIMITED' => 90], $this->swarm(static fn (Gate $gate): array => self::answers(1, $gate, self::forged(), self::guest(), self::NOW + 660)));
    }

    /** The same with a hundred sessions that come from ten addresses, while customers redeem. */
    public function testTheOthersRedeemMeanwhile(): void
    {
        $genuine = $this->genuine();
        $tally = $this->swarm(static fn (Gate $gate, int $worker): array => [
            ...self::answers(3, $gate, self::forged(), self::guest('192.0.2.' . $worker % 10, "s$worker")),
            ...self::answers(3, $gate, $genuine, self::guest('198.51.100.' . $worker)),
        ]);
        self::assertSame(['BAD_TAG' => 100, 'RATE_LIMITED' => 200, 'genuine' => 300], $tally);
    }

    public function testAHundredProcessesRaiseOneAlarm(): void
    {
        $tally = $this->swarm(static fn (Gate $gate, int $worker): array => self::answers(3, $gate, self::forged(), self::guest("192.0.2.$worker")), 250);
        self::assertSame(['BAD_TAG' => 300, 'alarm' => 1], $tally);
    }

    /**
     * @param callable(Gate, int): list<string> $work
     * @return array<string, int> How often each answer was given.
     */
    private function swarm(callable $work, int $alarming = 100_000): array
    {
        $file = (string) tempnam(sys_get_temp_dir(), 'loyalty-');
        Swarm::run(100, function (Swarm $swarm, int $worker) use ($work, $file, $alarming): void {
            $note = static fn (string $line): int|false => file_put_contents($file, "$line\n", \FILE_APPEND);
            $alarm = static function (Alarm $alarm) use ($note): void {
                $note($alarm->kind->value === 'many_failures' ? 'alarm' : 'store: ' . $alarm->cause?->getMessage());
            };
            foreach ($work(new Gate($this->coupons, $this->keys, $this->store($worker), new Limits(alarm: new Limit($alarming, 3600)), $alarm), $worker) as $answer) {
                $note($answer);
            }
        });
        $tally = array_count_values(file($file, \FILE_IGNORE_NEW_LINES) ?: []);
        unlink($file);
        ksort($tally);

        return $tally;
    }
}

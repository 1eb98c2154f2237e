<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\Outcome;
use Loyalty\Shop\Ledger\Person;
use Loyalty\Shop\Ledger\Schema;

/**
 * A hundred processes on the same codes, on every database. What they were answered and what the tables hold afterwards is audited; nothing
 * rests on how long anything takes. LOYALTY_LEDGER_WORKERS and LOYALTY_LEDGER_ROUNDS make it larger.
 */
trait Races
{
    private const NO_LIMITS = ['code' => 0, 'customer' => 0, 'total' => 0, 'budget' => 0];
    private const SINGLE = ['code' => 1] + self::NO_LIMITS;

    public function testExactlyOneOfAllBuyersGetsEachCode(): void
    {
        $codes = 10 * self::rounds();
        $log = $this->swarm(self::everyBuyerWantsEveryCode($codes));
        self::assertSame([], $this->faults(self::SINGLE, $log));
        self::assertSame(['redeemed' => $codes], self::tally($log, 'redeem'));
        self::assertSame($codes, self::tally($log, 'place')['placed']);
        self::assertSame([], array_diff(array_keys(self::tally($log, 'place')), ['busy', 'placed', 'used']));
    }

    /** Without the unique key the same race must be seen to go wrong, or the audit is worth nothing. */
    public function testTheAuditFailsWithoutTheUniqueKey(): void
    {
        $connection = $this->connect();
        $this->schema = new Schema($this->schema->use . '_m_');
        foreach ($this->schema->statements($connection->dialect()) as $statement) {
            $connection->command((string) preg_replace('/CONSTRAINT \w+ UNIQUE \([^)]*\),/', '', $statement, 1, $count));
            self::assertSame((int) str_contains($statement, ' slot '), $count);
        }
        $log = $this->swarm(self::everyBuyerWantsEveryCode(10), static fn (Connection $real): Connection => new Meddler($real, pause: 'INSERT'));
        self::assertNotSame([], $this->faults(self::SINGLE, $log));
    }

    /** Nor may it pass when a counter has no limit. */
    public function testTheAuditFailsWithoutTheCountersGuard(): void
    {
        $log = $this->swarm(self::everyBuyerWantsOneOfMany(), static fn (Connection $real): Connection => new Meddler($real, replace: [' AND uses < ?' => ' AND uses < ? + 1000']));
        self::assertNotSame([], $this->faults(['code' => 20] + self::NO_LIMITS, $log));
    }

    public function testOneOrderThatIsReplayedByAllIsBookedOnce(): void
    {
        $codes = 5 * self::rounds();
        $log = $this->swarm(static function (Swarm $swarm, Ledger $ledger) use ($codes): void {
            for ($serial = 1; $serial <= $codes; ++$serial) {
                $claim = [new Claim('C', self::CAMPAIGN, $serial, 1, 0, 1000, 1_000_000, 10)];
                $swarm->ask('place', "same$serial", static fn (): array => $ledger->place("cart$serial", "same$serial", $claim, null, self::NOW));
                $swarm->ask('redeem', "same$serial", static fn (): array => $ledger->redeem("same$serial", self::NOW));
            }
        });
        self::assertSame([], $this->faults(['total' => 1000, 'budget' => 1_000_000] + self::SINGLE, $log));
        self::assertSame(['placed' => $codes, 'replay' => $codes * (self::workers() - 1)], self::tally($log, 'place'));
        self::assertSame(['redeemed' => $codes, 'replay' => $codes * (self::workers() - 1)], self::tally($log, 'redeem'));
        self::assertSame([[$codes, $codes * 10]], array_map(
            static fn (array $row): array => [(int) $row[0], (int) $row[1]],
            $this->connection->rows('SELECT uses, spent FROM ' . $this->schema->tally . ' WHERE kind = 2', []),
        ));
    }

    public function testExactlyNUsesOfOneCode(): void
    {
        $log = $this->swarm(self::everyBuyerWantsOneOfMany());
        self::assertSame([], $this->faults(['code' => 20] + self::NO_LIMITS, $log));
        self::assertSame(['redeemed' => 20], self::tally($log, 'redeem'));
        self::assertSame(['code_limit' => self::workers() - 20, 'placed' => 20], self::tally($log, 'place'));
    }

    public function testExactlyTheBudgetAndTheTotalOfACampaign(): void
    {
        $log = $this->swarm(static function (Swarm $swarm, Ledger $ledger, int $worker): void {
            $order = "o$worker";
            // Ten uses fit into the first one's money, twelve are permitted by the second.
            $claims = [new Claim('B', self::CAMPAIGN, $worker, 1, 0, 0, 1000, 100), new Claim('T', self::LIMITED, $worker, 1, 0, 12)];
            $answers = $swarm->ask('place', $order, static fn (): array => $ledger->place("c$worker", $order, $claims, null, self::NOW));
            if (array_filter($answers, static fn (Answer $answer): bool => $answer->outcome->isGranted()) !== []) {
                $swarm->ask('redeem', $order, static fn (): array => $ledger->redeem($order, self::NOW));
            }
        });
        self::assertSame([], $this->auditor()->faults([self::CAMPAIGN => ['budget' => 1000] + self::SINGLE, self::LIMITED => ['total' => 12] + self::SINGLE], $log));
        self::assertSame(['redeemed' => 22], self::tally($log, 'redeem'));
        self::assertSame(['budget' => self::workers() - 10, 'placed' => 22, 'total_limit' => self::workers() - 12], self::tally($log, 'place'));
    }

    /** Guest, account and both of the same five people, at the same time. */
    public function testExactlyTheUsesPerCustomer(): void
    {
        $log = $this->swarm(static function (Swarm $swarm, Ledger $ledger, int $worker): void {
            $one = $worker % 5;
            $person = new Person(match (intdiv($worker, 5) % 3) {
                0 => ["mail$one"],
                1 => ["mail$one", "account$one"],
                default => ["account$one", "work$one", "mail$one"],
            });
            $order = "o$worker";
            $claims = [new Claim('P', self::CAMPAIGN, $worker, 1, 2)];
            if ($swarm->ask('place', $order, static fn (): array => $ledger->place("c$worker", $order, $claims, $person, self::NOW))[0]->outcome->isGranted()) {
                $swarm->ask('redeem', $order, static fn (): array => $ledger->redeem($order, self::NOW));
            }
        });
        self::assertSame([], $this->faults(['customer' => 2] + self::SINGLE, $log));
        self::assertSame(['redeemed' => 10], self::tally($log, 'redeem'));
        self::assertSame(['customer_limit' => self::workers() - 10, 'placed' => 10], self::tally($log, 'place'));
    }

    /** The same orders are paid, paid again, cancelled and failed by all at once, while others want their codes. */
    public function testPaymentAndCancellationAtTheSameTime(): void
    {
        $codes = 10 * self::rounds();
        $claims = static fn (int $serial): array => [new Claim('S', self::CAMPAIGN, $serial), new Claim('L', self::LIMITED, $serial, 2, 3, 1000, 1_000_000, $serial)];
        for ($serial = 1; $serial <= $codes; ++$serial) {
            self::assertSame(['placed', 'placed'], self::outcomes($this->ledger->place("c$serial", "o$serial", $claims($serial), new Person(["p$serial"]), self::NOW)));
        }
        $log = $this->swarm(static function (Swarm $swarm, Ledger $ledger, int $worker) use ($codes, $claims): void {
            for ($serial = 1; $serial <= $codes; ++$serial) {
                $order = $worker % 4 === 3 ? "x$worker-$serial" : "o$serial";
                match ($worker % 4) {
                    0 => $swarm->ask('redeem', $order, static fn (): array => $ledger->redeem($order, self::NOW)),
                    1 => $swarm->ask('cancel', $order, static fn (): array => $ledger->cancelled($order, self::NOW)),
                    2 => $swarm->ask('fail', $order, static fn (): array => $ledger->failed($order, self::NOW)),
                    default => $swarm->ask('place', $order, static fn (): array => $ledger->place("x$worker", $order, $claims($serial), new Person(["p$worker"]), self::NOW)),
                };
            }
        });
        $limits = [self::CAMPAIGN => self::SINGLE, self::LIMITED => ['code' => 2, 'customer' => 3, 'total' => 1000, 'budget' => 1_000_000]];
        // Whose answer was the last is not known here; what the tables may never hold is.
        self::assertSame([], $this->auditor()->faults($limits, array_values(array_filter($log, static fn (array $line): bool => $line[0] === '?cancel'))));
        $left = (self::tally($log, 'redeem')['redeemed'] ?? 0) + (self::tally($log, 'cancel')['released'] ?? 0) + (self::tally($log, 'fail')['released'] ?? 0);
        self::assertGreaterThanOrEqual(2 * $codes, $left, 'each placed use left its place by one answer');
    }

    /**
     * Short holds, clocks that are wrong by up to five seconds, payments after cancellations, and processes that are killed at any point and begun
     * again: on the same few codes, of one use, of three and of a campaign with every limit.
     */
    public function testARandomWalkWithWrongClocksAndKilledProcesses(): void
    {
        $steps = 20 * self::rounds();
        $log = $this->swarm(static function (Swarm $swarm, Ledger $ledger, int $worker, int $life) use ($steps): void {
            $orders = [];
            for ($step = 0; $step < $steps; ++$step) {
                $now = self::NOW + $step * 3 + mt_rand(-5, 5);
                $person = new Person(['p' . mt_rand(0, 29)]);
                $claim = match (mt_rand(0, 2)) {
                    0 => new Claim('S', 1, mt_rand(1, 60)),
                    1 => new Claim('N', 2, mt_rand(1, 25), 3),
                    default => new Claim('L', 3, mt_rand(1, 60), 2, 4, 70, 1200, 10 + mt_rand(0, 20)),
                };
                $cart = "w$worker-" . mt_rand(0, 1);
                $order = $orders === [] || mt_rand(0, 2) === 0 ? "w$worker-$life-$step" : $orders[array_rand($orders)];
                $answers = match ($orders === [] ? mt_rand(0, 5) : mt_rand(0, 15)) {
                    0, 1 => $swarm->ask('hold', $order, static fn (): array => $ledger->hold($cart, [$claim], mt_rand(0, 1) === 0 ? null : $person, $now, 4)),
                    2, 3, 4, 5 => $swarm->ask('place', $order, static fn (): array => $ledger->place($cart, $order, [$claim], $person, $now)),
                    6, 7, 8, 9, 10 => $swarm->ask('redeem', $order, static fn (): array => $ledger->redeem($order, $now)),
                    11, 12, 13 => $swarm->ask('cancel', $order, static fn (): array => $ledger->cancelled($order, $now)),
                    14 => $swarm->ask('refund', $order, static fn (): array => $ledger->refunded($order, true, $now)),
                    default => $swarm->ask('release', $order, static fn (): array => $ledger->release($cart)),
                };
                if (!in_array($order, $orders, true) && in_array(Outcome::Placed, array_column($answers, 'outcome'), true)) {
                    $orders[] = $order;
                }
            }
        }, null, self::workers());
        $limits = [1 => self::SINGLE, 2 => ['code' => 3] + self::NO_LIMITS, 3 => ['code' => 2, 'customer' => 4, 'total' => 70, 'budget' => 1200]];
        self::assertSame([], $this->auditor()->faults($limits, $log));
        foreach (['placed', 'redeemed', 'released'] as $outcome) {
            self::assertContains($outcome, array_column($log, 4));
        }
        // What the dead left behind ends with its time: every code can be asked for as if they had never been.
        $this->ledger->sweep(self::NOW + 1_000_000, 100_000);
        self::assertSame([], $this->connection->rows('SELECT holder FROM ' . $this->schema->use . ' WHERE state = 1', []));
        self::assertSame([], $this->auditor()->faults($limits, $log));
    }

    /** @return callable(Swarm, Ledger, int, int): void */
    private static function everyBuyerWantsEveryCode(int $codes): callable
    {
        return static function (Swarm $swarm, Ledger $ledger, int $worker) use ($codes): void {
            for ($serial = 1; $serial <= $codes; ++$serial) {
                $order = "o$worker-$serial";
                $claim = [self::single($serial)];
                if (mt_rand(0, 1) === 0 && !$swarm->ask('hold', $order, static fn (): array => $ledger->hold("c$worker", $claim, null, self::NOW))[0]->outcome->isGranted()) {
                    // Tried all the same: a page that was open for long.
                    usleep(100);
                }
                if ($swarm->ask('place', $order, static fn (): array => $ledger->place("c$worker", $order, $claim, null, self::NOW))[0]->outcome->isGranted()) {
                    $swarm->ask('redeem', $order, static fn (): array => $ledger->redeem($order, self::NOW));
                }
            }
        };
    }

    /** @return callable(Swarm, Ledger, int, int): void */
    private static function everyBuyerWantsOneOfMany(): callable
    {
        return static function (Swarm $swarm, Ledger $ledger, int $worker): void {
            $order = "o$worker";
            $claim = [new Claim('N', self::CAMPAIGN, 1, 20)];
            if ($swarm->ask('place', $order, static fn (): array => $ledger->place("c$worker", $order, $claim, null, self::NOW))[0]->outcome->isGranted()) {
                $swarm->ask('redeem', $order, static fn (): array => $ledger->redeem($order, self::NOW));
            }
        };
    }

    /**
     * @param callable(Swarm, Ledger, int, int): void $work
     * @param ?callable(Connection): Connection $around
     * @return list<array{string, string, int, int, string}>
     */
    private function swarm(callable $work, ?callable $around = null, int $kills = 0): array
    {
        if (!function_exists('pcntl_fork') || !function_exists('posix_kill')) {
            self::markTestSkipped('needs ext-pcntl and ext-posix');
        }
        return Swarm::run(self::workers(), function (Swarm $swarm, int $worker, int $life) use ($work, $around): void {
            $connection = $this->connect($worker + $life);
            $work($swarm, $this->ledgerOn($around === null ? $connection : $around($connection)), $worker, $life);
        }, $kills);
    }

    private function auditor(): Auditor
    {
        return new Auditor($this->connect(), $this->schema);
    }

    /**
     * @param array{code: int, customer: int, total: int, budget: int} $limits
     * @param list<array{string, string, int, int, string}> $log
     * @return list<string>
     */
    private function faults(array $limits, array $log): array
    {
        return $this->auditor()->faults([self::CAMPAIGN => $limits], $log);
    }

    /**
     * @param list<array{string, string, int, int, string}> $log
     * @return array<string, int> How often each outcome was answered.
     */
    private static function tally(array $log, string $what): array
    {
        $outcomes = array_count_values(array_column(array_filter($log, static fn (array $line): bool => $line[0] === $what), 4));
        ksort($outcomes);

        return $outcomes;
    }

    private static function workers(): int
    {
        return max(30, (int) (getenv('LOYALTY_LEDGER_WORKERS') ?: 100));
    }

    private static function rounds(): int
    {
        return max(1, (int) (getenv('LOYALTY_LEDGER_ROUNDS') ?: 2));
    }
}

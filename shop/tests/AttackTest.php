<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Shop\Attempts\DatabaseStore;
use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\Proxies;
use Loyalty\Shop\Attempts\Schema as AttemptSchema;
use Loyalty\Shop\Attempts\Visitor;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\Outcome;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Ledger\Person;
use Loyalty\Shop\Ledger\Schema;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\RequiresPhpExtension;

/**
 * Attacks that need a ledger or a limiter, by name. What codes, tokens, carts and files are attacked with is in tests/attacks of the extension;
 * the list of all is docs/attacks.md.
 */
#[CoversClass(Ledger::class)]
#[CoversClass(Person::class)]
#[CoversClass(Gate::class)]
#[CoversClass(Proxies::class)]
final class AttackTest extends TestCase
{
    private const NOW = 1_800_000_000;
    /** Attacks that are a test of their own below. */
    private const RACES = [
        'race: two checkouts at once', 'race: two checkouts at once for the last of three uses', 'race: two checkouts of one person at once under two names',
        'race: cancellation and payment at once, with a buyer who waits',
    ];

    private PdoConnection $connection;
    private Ledger $ledger;
    private KeyRing $keys;
    private Coupons $coupons;
    private Gate $gate;

    protected function setUp(): void
    {
        parent::setUp();
        $this->open();
        (new Schema())->create($this->connection);
        (new AttemptSchema())->create($this->connection);
        $this->keys = KeyRing::import('attacked/test', [str_repeat('k', 32)], 0);
        $this->coupons = new Coupons($this->keys);
        $this->gate = new Gate($this->coupons, $this->keys, new DatabaseStore($this->connection));
    }

    protected function tearDown(): void
    {
        unset($this->connection, $this->ledger, $this->gate);
        parent::tearDown();
    }

    /**
     * What the attacker does, step by step, and what he gets.
     *
     * @return array<string, array{\Closure(self): list<string>, list<string>}>
     */
    public static function attacks(): array
    {
        $claim = self::claim(...);

        return [
            'replay: one code in two carts' => [static fn (self $t) => [$t->hold('c1', [$claim()]), $t->hold('c2', [$claim()])], ['held', 'busy']],
            'replay: one code in two orders' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim()]), $t->place('c2', 'o2', [$claim()]), $t->redeem('o1'), $t->place('c3', 'o3', [$claim()])],
                ['placed', 'busy', 'redeemed', 'used']],
            'replay: one code twice in one order' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim(), $claim()]), $t->redeem('o1'), $t->live()], ['placed replay', 'redeemed', '1 live']],
            'replay: other spellings of one code are one serial' => [static function (self $t): array {
                $code = $t->coupons->issue(7, 5, 20, 'MARIA');
                $serials = [];
                foreach ([$code, strtolower($code), str_replace('MARIA', 'MAR1A', $code), str_replace('MARIA', 'MARLA', $code)] as $spelt) {
                    $coupon = $t->coupons->verify($spelt);
                    $serials["$coupon->campaignNumber $coupon->serial $coupon->code"] = true;
                }

                return [count($serials) . ' code'];
            }, ['1 code']],
            'replay: the webhook of a payment three times' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim()]), $t->redeem('o1'), $t->redeem('o1'), $t->redeem('o1', [$claim()]), $t->live()],
                ['placed', 'redeemed', 'replay', 'replay', '1 live']],
            'replay: the webhook of a refund three times gives one use back' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim(onRefund: true)]), $t->redeem('o1'), $t->refund('o1'), $t->refund('o1'),
                $t->place('c2', 'o2', [$claim()]), $t->refund('o1'), $t->live()], ['placed', 'redeemed', 'released', 'replay', 'placed', 'replay', '1 live']],
            'payment of an order that was never placed' => [static fn (self $t) => [$t->redeem('nothing'), $t->live()], ['', '0 live']],
            'payment without a hold, of a code that another has' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim()]), $t->redeem('o2', [$claim()]), $t->over()], ['placed', 'over_use', '1 over']],
            'payment after the cancellation, code free: taken again' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim()]), $t->cancel('o1'), $t->redeem('o1', [$claim()]), $t->over()],
                ['placed', 'released', 'reclaimed', '0 over']],
            'payment after the cancellation, code gone: booked and reported' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim()]), $t->cancel('o1'), $t->place('c2', 'o2', [$claim()]), $t->redeem('o1', [$claim()]), $t->over()],
                ['placed', 'released', 'placed', 'over_use', '1 over']],
            'cancel to get it back after a refund that keeps it' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim(onCancel: false)]), $t->redeem('o1'), $t->refund('o1'), $t->cancel('o1'), $t->failed('o1'), $t->place('c2', 'o2', [$claim()])],
                ['placed', 'redeemed', 'kept', 'kept', 'kept', 'used']],
            'cancel, pay, cancel, pay: never two uses' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim()]), $t->cancel('o1'), $t->redeem('o1', [$claim()]), $t->cancel('o1'), $t->redeem('o1', [$claim()]), $t->live()],
                ['placed', 'released', 'reclaimed', 'released', 'reclaimed', '1 live']],
            'release of another cart\'s hold' => [static fn (self $t) => [$t->hold('c1', [$claim()]), $t->free('c2', [$claim()]), $t->hold('c2', [$claim()])], ['held', '', 'busy']],
            'release by a cart whose name looks like an order, or the shop\'s own' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim()]), $t->free('o:o1', [$claim()]), $t->free('o1', [$claim()]), $t->cancel('c1'), $t->hold('c2', [$claim()])],
                ['placed', '', '', '', 'busy']],
            'names of carts and orders: empty, NUL, 65 characters, blanks, wildcards' => [static fn (self $t) => array_map(static fn (string $name): string => $t->hold($name, [$claim()]), ['', "a\0b", str_repeat('c', 65), 'a b', 'ä', '%']),
                ['ValueError', 'ValueError', 'ValueError', 'ValueError', 'ValueError', 'held']],
            'SQL in the name of a cart' => [static fn (self $t) => [$t->hold("x');DROP/**/TABLE/**/loyalty_coupon_use;--", [$claim()]), $t->free("'OR'1'='1", [$claim()]), $t->live()], ['held', '', '1 live']],
            'a hold prolonged for ever: it ends when its cart is silent' => [static function (self $t) use ($claim): array {
                for ($now = self::NOW; $now < self::NOW + 86400; $now += 600) {
                    $t->hold('c1', [$claim()], $now);
                }

                return [$t->hold('c2', [$claim()], $now), $t->hold('c2', [$claim()], $now + 900)];
            }, ['busy', 'held']],
            'a hold for no time, for less than none' => [static fn (self $t) => array_map(static fn (int $ttl): string => self::try(static fn (): array => $t->ledger->hold('c1', [$claim()], null, self::NOW, $ttl)), [0, -1, \PHP_INT_MIN]),
                ['ValueError', 'ValueError', 'ValueError']],
            'a hold to the end of the integers' => [static fn (self $t) => [self::try(static fn (): array => $t->ledger->hold('c1', [$claim()], null, self::NOW, \PHP_INT_MAX)), $t->live()], ['ValueError', '0 live']],
            'a hold that has run out is not a place to come back to' => [static fn (self $t) => [$t->hold('c1', [$claim()]), $t->hold('c2', [$claim()], self::NOW + 1000), $t->place('c1', 'o1', [$claim()], null, self::NOW + 1001)], ['held', 'held', 'busy']],
            'all codes of a campaign held by one bot end by themselves' => [static fn (self $t) => [count(array_filter(array_map(static fn (int $i): string => $t->hold("bot$i", [$claim($i)]), range(1, 100)), static fn (string $s): bool => $s === 'held')) . ' held',
                $t->ledger->sweep(self::NOW + 900) . ' swept', $t->hold('c1', [$claim(50)], self::NOW + 900)], ['100 held', '100 swept', 'held']],
            'limit per code: three uses, six orders' => [static fn (self $t) => array_map(static fn (int $i): string => $t->place("c$i", "o$i", [$claim(uses: 3)]), range(1, 6)), ['placed', 'placed', 'placed', 'code_limit', 'code_limit', 'code_limit']],
            'limit per code: raised by saying another limit' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim(uses: 1)]), $t->place('c2', 'o2', [$claim(uses: 1)])], ['placed', 'busy']],
            'limit in total: by many codes' => [static fn (self $t) => array_map(static fn (int $i): string => $t->place("c$i", "o$i", [$claim($i, total: 2)]), range(1, 4)), ['placed', 'placed', 'total_limit', 'total_limit']],
            'budget in the ledger: two codes of one order above what is left' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim(1, budget: 1000, amount: 600), $claim(2, budget: 1000, amount: 600)])], ['placed budget']],
            'budget in the ledger: an amount that wraps' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim(1, budget: 1000, amount: 600)]), $t->place('c2', 'o2', [$claim(2, budget: 1000, amount: \PHP_INT_MAX)]),
                $t->place('c3', 'o3', [$claim(3, budget: \PHP_INT_MAX, amount: \PHP_INT_MAX)]), $t->place('c4', 'o4', [$claim(4, budget: 1000, amount: 400)])], ['placed', 'budget', 'budget', 'placed']],
            'claims of nonsense: negative limits, serials, amounts' => [static fn (self $t) => array_map(self::try(...), [static fn () => $claim(-2), static fn () => $claim(uses: -1), static fn () => $claim(amount: -1), static fn () => $claim(budget: -1)]),
                ['ValueError', 'ValueError', 'ValueError', 'ValueError']],
            'limit per customer: nobody says who' => [static fn (self $t) => [$t->place('c1', 'o1', [$claim(perCustomer: 1)])], ['needs_identity']],
            'limit per customer: upper case, blanks, a tag, dots of Gmail, the other name of Gmail' => [static fn (self $t) => $t->writings(['anna.b@gmail.com', 'ANNA.B@GMAIL.COM', ' anna.b@gmail.com ', 'anna.b+2@gmail.com', 'a.n.n.a.b@gmail.com', 'annab@googlemail.com', 'AnnaB+x+y@Google' . 'Mail.com']),
                ['placed', ...array_fill(0, 6, 'customer_limit')]],
            'limit per customer: the domain in ASCII, in Unicode, in capitals, with a point behind' => [static fn (self $t) => $t->writings(['anna@bücher.example', 'anna@xn--bcher-kva.example', 'anna@BÜCHER.example', 'anna@bücher.example.', "anna@bücher.example\u{3002}", "anna@bu\u{308}cher.example", "anna@bücher\u{3002}example", 'anna@ｂücher.example']),
                ['placed', ...array_fill(0, 7, 'customer_limit')]],
            'limit per customer: the name composed and decomposed' => [static fn (self $t) => $t->writings(["andr\u{E9}@example.org", "andre\u{301}@example.org"]), ['placed', 'customer_limit']],
            'limit per customer: characters that show nothing' => [static fn (self $t) => $t->writings(['anna@example.org', "anna\u{200B}@example.org", "\u{FEFF}anna@example.org", "anna@example.org\u{A0}", "an\u{AD}na@example.org", "anna@exam\u{200B}ple.org"]),
                ['placed', 'refused', 'refused', 'customer_limit', 'refused', 'refused']],
            'limit per customer: a guest with the address of the account' => [static fn (self $t) => [
                $t->place('c1', 'o1', [$claim(1, perCustomer: 1)], Person::known($t->keys, ['anna@example.org'], 7)), $t->place('c2', 'o2', [$claim(2, perCustomer: 1)], Person::known($t->keys, ['anna@example.org'])),
                $t->place('c3', 'o3', [$claim(3, perCustomer: 1)], Person::known($t->keys, ['other@example.org'], 7)), $t->place('c4', 'o4', [$claim(4, perCustomer: 1)], Person::known($t->keys, ['other@example.org'])),
            ], ['placed', 'customer_limit', 'customer_limit', 'placed']],
            'limit per customer: an account whose key is the address of another' => [static fn (self $t) => [
                $t->place('c1', 'o1', [$claim(1, perCustomer: 1)], Person::known($t->keys, ['anna@example.org'], 7)), $t->place('c2', 'o2', [$claim(2, perCustomer: 1)], Person::known($t->keys, ['bert@example.org'], 'anna@example.org'))],
                ['placed', 'customer_limit']],
            'limit per customer: 17 addresses at once' => [static fn (self $t) => [self::try(static fn () => Person::known($t->keys, array_map(static fn (int $i): string => "a$i@example.org", range(1, 17))))], ['ValueError']],
            'a withdrawn code: held, placed, given back and tried again' => [static fn (self $t) => [$t->ledger->revoke(7, 1, self::NOW)->outcome->value, $t->hold('c1', [$claim()]), $t->place('c1', 'o1', [$claim()]), $t->free('c1', [$claim()]), $t->hold('c1', [$claim()])],
                ['revoked', 'revoked', 'revoked', '', 'revoked']],
            'limiter: X-Forwarded-For from outside' => [static fn (self $t) => array_map(static fn (string $header): string => (new Proxies())->client(['REMOTE_ADDR' => '192.0.2.7', 'HTTP_X_FORWARDED_FOR' => $header]), ['10.0.0.1', '127.0.0.1, 10.0.0.2', '']),
                ['192.0.2.7', '192.0.2.7', '192.0.2.7']],
            'limiter: X-Forwarded-For written in front of what the proxy adds' => [static fn (self $t) => array_map(static fn (string $header): string => (new Proxies(['10.0.0.0/8']))->client(['REMOTE_ADDR' => '10.0.0.5', 'HTTP_X_FORWARDED_FOR' => $header]),
                ['1.2.3.4, 192.0.2.7', '10.9.9.9, 192.0.2.7', str_repeat('1.2.3.4,', 10_000) . '192.0.2.7', "1.2.3.4\n, 192.0.2.7"]), ['192.0.2.7', '192.0.2.7', '192.0.2.7', '192.0.2.7']],
            'limiter: forged codes with a new X-Forwarded-For each' => [static fn (self $t) => array_count($t->guess(15, static fn (int $i): Visitor => new Visitor((new Proxies())->client(['REMOTE_ADDR' => '192.0.2.7', 'HTTP_X_FORWARDED_FOR' => "198.51.100.$i"])))),
                ['10 BAD_TAG', '5 RATE_LIMITED']],
            'limiter: forged codes with a new session each' => [static fn (self $t) => array_count($t->guess(15, static fn (int $i): Visitor => new Visitor('192.0.2.7', null, "session $i"))), ['10 BAD_TAG', '5 RATE_LIMITED']],
            'limiter: forged codes from a new address of one IPv6 subscriber each' => [static fn (self $t) => array_count($t->guess(15, static fn (int $i): Visitor => new Visitor(sprintf('2001:db8:1:2:%x::%x', $i * 999, $i)))), ['10 BAD_TAG', '5 RATE_LIMITED']],
            'limiter: IPv4 written as IPv6' => [static fn (self $t) => array_count($t->guess(15, static fn (int $i): Visitor => new Visitor($i % 2 === 0 ? '192.0.2.7' : '::ffff:192.0.2.7'))), ['10 BAD_TAG', '5 RATE_LIMITED']],
            'limiter: a customer from a new address each' => [static fn (self $t) => array_count($t->guess(15, static fn (int $i): Visitor => new Visitor("198.51.100.$i", 7))), ['10 BAD_TAG', '5 RATE_LIMITED']],
            'limiter: genuine codes between the guesses reset nothing' => [static function (self $t): array {
                $who = new Visitor('192.0.2.7');
                $answers = [];
                for ($i = 0; $i < 12; ++$i) {
                    self::try(static fn () => $t->gate->verify($t->coupons->issue(7, 1), $who, self::NOW));
                    $answers = [...$answers, ...$t->guess(1, static fn (): Visitor => $who)];
                }

                return array_count($answers);
            }, ['10 BAD_TAG', '2 RATE_LIMITED']],
            'limiter: a genuine code is not let through once it is shut' => [static function (self $t): array {
                $who = new Visitor('192.0.2.7');
                $t->guess(10, static fn (): Visitor => $who);

                return [self::try(static fn () => $t->gate->verify($t->coupons->issue(7, 1), $who, self::NOW))];
            }, ['RATE_LIMITED']],
            'limiter: suggest() in place of verify()' => [static function (self $t): array {
                $forger = new Coupons(KeyRing::import('attacked/test', [str_repeat('f', 32)], 0));
                $who = new Visitor('192.0.2.7');
                $answers = [];
                for ($i = 0; $i < 8; ++$i) {
                    $code = $forger->issue(7, $i);
                    $answers[] = self::try(static fn (): string => implode(' ', $t->gate->suggest(substr_replace($code, $code[9] === 'Z' ? 'Y' : 'Z', 9, 1), $who, self::NOW)));
                }

                return [...array_count($answers), ...array_count($t->guess(1, static fn (): Visitor => $who))];
            }, ['5 ', '3 RATE_LIMITED', '1 RATE_LIMITED']],
            'limiter: a clock that goes back' => [static function (self $t): array {
                $who = new Visitor('192.0.2.7');
                $t->guess(10, static fn (): Visitor => $who);

                return [self::try(static fn () => $t->gate->verify($t->forged(), $who, self::NOW - 86400))];
            }, ['RATE_LIMITED']],
            'limiter: nothing of a guest is in the tables' => [static function (self $t): array {
                $t->guess(3, static fn (): Visitor => new Visitor('192.0.2.7', 'anna@example.org', 'cookie of anna'));
                $stored = serialize($t->connection->rows('SELECT * FROM loyalty_attempt', []));

                return [(string) preg_match('/192\.0|anna|cookie/', $stored)];
            }, ['0']],
        ];
    }

    /**
     * @param \Closure(self): list<string> $attack
     * @param list<string> $answers
     */
    #[DataProvider('attacks')]
    public function testAttack(\Closure $attack, array $answers): void
    {
        self::assertSame($answers, $attack($this));
    }

    #[RequiresPhpExtension('pcntl')]
    public function testTwoCheckoutsAtOnce(): void
    {
        for ($round = 1; $round <= 10; ++$round) {
            $won = $this->race(8, fn (int $i): bool => $this->place("c$i", "o$round-$i", [self::claim($round)]) === 'placed');
            self::assertSame(1, $won, "round $round");
        }
    }

    #[RequiresPhpExtension('pcntl')]
    public function testTwoCheckoutsAtOnceForTheLastOfThreeUses(): void
    {
        self::assertSame(3, $this->race(8, fn (int $i): bool => $this->place("c$i", "o$i", [self::claim(uses: 3)]) === 'placed'));
    }

    #[RequiresPhpExtension('pcntl')]
    public function testTwoCheckoutsOfOnePersonAtOnceUnderTwoNames(): void
    {
        $names = [['anna@example.org', 7], ['anna@example.org', null], ['anna+x@example.org', 7], ['bert@example.org', 7]];
        $won = $this->race(8, fn (int $i): bool => $this->place("c$i", "o$i", [self::claim($i + 1, perCustomer: 1)], Person::known($this->keys, [$names[$i % 4][0]], $names[$i % 4][1])) === 'placed');
        // Who shares no name with the one that won may place too, and only he.
        self::assertLessThanOrEqual(2, $won);
        self::assertGreaterThanOrEqual(1, $won);
    }

    #[RequiresPhpExtension('pcntl')]
    public function testCancellationAndPaymentAtOnceWithABuyerWhoWaits(): void
    {
        for ($round = 1; $round <= 10; ++$round) {
            $claim = self::claim($round);
            $this->place('c', "paid$round", [$claim]);
            $this->race(3, fn (int $i): bool => match ($i) {
                0 => $this->cancel("paid$round") !== '',
                1 => $this->redeem("paid$round", [$claim]) !== '',
                default => $this->place('d', "waits$round", [$claim]) !== '',
            });
            $uses = array_filter($this->rows($round), static fn (array $row): bool => $row[0] !== null);
            self::assertLessThanOrEqual(1, count($uses), "round $round");
        }
    }

    public function testEveryAttackIsInTheList(): void
    {
        $list = self::read(self::ROOT . '/docs/attacks.md');
        $names = [...array_keys(self::attacks()), ...self::RACES];
        foreach (glob(self::ROOT . '/tests/attacks/*.phpt') ?: [] as $file) {
            preg_match_all('/^(.+?) … /m', explode("--EXPECT--\n", self::read($file))[1] ?? '', $found);
            self::assertGreaterThan(10, count($found[1]), $file);
            $names = [...$names, ...$found[1]];
        }
        self::assertSame([], array_values(array_filter($names, static fn (string $name): bool => !str_contains($list, '| ' . str_replace('|', '\|', $name) . ' |'))), 'attacks that docs/attacks.md does not list');
        self::assertSame($names, array_unique($names), 'a name stands for one attack');
        self::assertGreaterThanOrEqual(60, count($names));
        self::assertStringContainsString(sprintf('%d attacks', count($names)), $list);
    }

    private static function claim(int $serial = 1, int $uses = 1, int $perCustomer = 0, int $total = 0, int $budget = 0, int $amount = 0, bool $onCancel = true, bool $onRefund = false): Claim
    {
        return new Claim("CODE$serial", 7, $serial, $uses, $perCustomer, $total, $budget, $amount, $onCancel, $onRefund);
    }

    private function open(): void
    {
        $this->connection = PdoConnection::sqlite($this->folder . '/shop.sqlite');
        $this->ledger = new Ledger($this->connection);
    }

    /** @param list<Claim> $claims */
    private function hold(string $cart, array $claims, int $now = self::NOW): string
    {
        return self::try(fn (): array => $this->ledger->hold($cart, $claims, null, $now));
    }

    /** @param list<Claim> $claims */
    private function place(string $cart, string $order, array $claims, ?Person $person = null, int $now = self::NOW): string
    {
        return self::try(fn (): array => $this->ledger->place($cart, $order, $claims, $person, $now));
    }

    /** @param list<Claim> $claims */
    private function redeem(string $order, array $claims = []): string
    {
        return self::try(fn (): array => $this->ledger->redeem($order, self::NOW, $claims));
    }

    private function cancel(string $order): string
    {
        return self::try(fn (): array => $this->ledger->cancelled($order, self::NOW));
    }

    private function failed(string $order): string
    {
        return self::try(fn (): array => $this->ledger->failed($order, self::NOW));
    }

    private function refund(string $order): string
    {
        return self::try(fn (): array => $this->ledger->refunded($order, true, self::NOW));
    }

    /** @param list<Claim> $claims */
    private function free(string $cart, array $claims): string
    {
        return self::try(fn (): array => $this->ledger->release($cart, $claims));
    }

    private function over(): string
    {
        return count($this->ledger->overUses(7)) . ' over';
    }

    private function live(): string
    {
        return count(array_filter($this->rows(null), static fn (array $row): bool => $row[0] !== null)) . ' live';
    }

    /** @return list<list<mixed>> Slots, over all serials or one. */
    private function rows(?int $serial): array
    {
        return $this->connection->rows('SELECT slot FROM loyalty_coupon_use WHERE campaign = 7 AND over_use = 0' . ($serial === null ? '' : " AND serial = $serial"), []);
    }

    /**
     * One order of a fresh code for each way to write an address.
     *
     * @param list<string> $emails
     * @return list<string>
     */
    private function writings(array $emails): array
    {
        $answers = [];
        foreach ($emails as $i => $email) {
            $person = Person::known($this->keys, [$email]);
            $answer = $this->place("c$i", "o$i", [self::claim($i + 1, perCustomer: 1)], $person);
            $answers[] = $answer === 'placed' || $answer === 'customer_limit' ? $answer : 'refused';
        }

        return $answers;
    }

    private function forged(int $serial = 1): string
    {
        return (new Coupons(KeyRing::import('attacked/test', [str_repeat('f', 32)], 0)))->issue(7, $serial);
    }

    /**
     * @param callable(int): Visitor $who
     * @return list<string>
     */
    private function guess(int $times, callable $who): array
    {
        return array_map(fn (int $i): string => self::try(fn () => $this->gate->verify($this->forged($i), $who($i), self::NOW)), range(1, $times));
    }

    /** Outcomes of a call, a code's reason, or the class of what it throws. */
    private static function try(callable $call): string
    {
        try {
            $result = $call();
        } catch (CouponException $e) {
            return $e->reason->value;
        } catch (\Error $e) {
            return $e::class;
        }

        return is_array($result)
            ? implode(' ', array_map(static fn (mixed $answer): string => $answer instanceof Answer ? $answer->outcome->value : '?', $result))
            : (is_string($result) ? $result : 'taken');
    }

    /**
     * How many of so many processes, each on a connection of its own, win.
     *
     * @param callable(int): bool $try
     */
    private function race(int $processes, callable $try): int
    {
        $start = microtime(true) + 0.05;
        unset($this->connection, $this->ledger, $this->gate);
        $children = [];
        for ($i = 0; $i < $processes; ++$i) {
            $child = pcntl_fork();
            if ($child === 0) {
                $this->open();
                time_sleep_until($start);
                $won = $try($i);
                // No end of PHPUnit's in a child.
                posix_kill(getmypid() ?: 0, $won ? \SIGUSR1 : \SIGUSR2);
            }
            $children[] = $child;
        }
        $won = 0;
        foreach ($children as $child) {
            pcntl_waitpid($child, $status);
            self::assertIsInt($status);
            self::assertContains(pcntl_wtermsig($status), [\SIGUSR1, \SIGUSR2]);
            $won += pcntl_wtermsig($status) === \SIGUSR1 ? 1 : 0;
        }
        $this->open();

        return $won;
    }
}

/**
 * @param list<string> $answers
 * @return list<string> "10 BAD_TAG", in the order in which they came first.
 */
function array_count(array $answers): array
{
    $counts = array_count_values($answers);

    return array_map(static fn (int|string $answer, int $times): string => "$times $answer", array_keys($counts), $counts);
}

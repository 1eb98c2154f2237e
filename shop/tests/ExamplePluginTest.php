<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\CartLine;
use Loyalty\Example\ShopPlugin\PrestaShop\DbConnection;
use Loyalty\Example\ShopPlugin\Shop;
use Loyalty\Example\ShopPlugin\WooCommerce\WpdbConnection;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Desk\CouponDesk;
use Loyalty\Shop\Desk\PricedCart;
use Loyalty\Shop\Desk\Refused;
use Loyalty\Shop\Desk\Shopper;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Desk\Typed;
use Loyalty\Shop\Identity\NotThisShopException;
use Loyalty\Shop\Identity\Standing;
use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\Entry;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Tests\Support\MariaDb;
use Loyalty\Shop\Tests\Support\Server;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/** What happens in a shop: what the shopper reads, what staff reads, what the ledger holds. */
#[CoversClass(CouponDesk::class)]
#[CoversClass(BatchTable::class)]
#[CoversClass(Tables::class)]
#[CoversClass(Shopper::class)]
#[CoversClass(PricedCart::class)]
#[CoversClass(Refused::class)]
#[CoversClass(Typed::class)]
#[Group('ledger')]
final class ExamplePluginTest extends \PHPUnit\Framework\TestCase
{
    private const NOW = 1_800_000_000;
    private const DAY = 86400;
    private const TENTH = 'tenth';
    private const ONE_EACH = 'one_each';
    private const KEPT = 'kept';
    private const POT = 'pot';
    private const OFFER = ['number' => 5, 'key' => 'pound', 'name' => 'A pound off', 'automatic' => true, 'combinable' => true, 'discount' => ['kind' => 'fixed', 'amount' => 100], 'uses_per_customer' => 1];

    /** @var array<class-string<Server>, Server> */
    private static array $servers = [];
    private static int $tables = 0;

    private Server $server;
    private Connection $connection;
    private Tables $schema;
    private KeyRing $keys;
    private Shop $shop;
    private CouponDesk $desk;
    private string $host;
    private bool $hosted;

    /** @return array<string, array{class-string<Server>, string}> */
    public static function shops(): array
    {
        return [
            'SQLite' => [SqliteFile::class, 'PDO'],
            'SQLite, inside the host\'s transactions' => [SqliteFile::class, 'PDO, hosted'],
            'MariaDB' => [MariaDb::class, 'PDO'],
            'MariaDB, inside the host\'s transactions' => [MariaDb::class, 'PDO, hosted'],
            'WordPress\'s connection' => [MariaDb::class, 'wpdb'],
            'WordPress\'s connection, inside its transactions' => [MariaDb::class, 'wpdb, hosted'],
            'PrestaShop\'s connection' => [MariaDb::class, 'Db'],
            'PrestaShop\'s connection, inside its transactions' => [MariaDb::class, 'Db, hosted'],
        ];
    }

    public static function tearDownAfterClass(): void
    {
        foreach (self::$servers as $server) {
            $server->stop();
        }
        self::$servers = [];
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testACodeTypedIsHeldAndSavesMoney(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);

        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('a', strtolower(' ' . $code))));
        self::assertSame('total 48.95', $this->do(fn () => $this->shop->showCart('a')));
        self::assertSame('the code is in use in another order', $this->do(fn () => $this->shop->typeCode('b', $code)));
        self::assertSame('total 53.95', $this->do(fn () => $this->shop->showCart('b')));

        $this->do(fn () => $this->shop->removeCode('a', $code));
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('b', $code)));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAShopperWhoIsSlowKeepsACodeThatNobodyElseWanted(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $this->do(fn () => $this->shop->typeCode('a', $code));
        $this->shop->now += self::DAY;
        self::assertSame('order 1: 48.95', $this->do(fn () => $this->shop->checkout('a')));
        self::assertSame(['Placed'], $this->states('1'));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testOfTwoCheckoutsOneGetsTheCode(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $this->do(fn () => $this->shop->typeCode('a', $code));
        $this->shop->now += 901;
        // The first hold has run out, and both carts show the code.
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('b', $code)));

        self::assertSame('the code is in use in another order', $this->do(fn () => $this->shop->checkout('a')));
        self::assertSame([], $this->states('1'));
        self::assertStringContainsString('is held by another cart (until 2027-01-15', $this->shop->notes('1')[0]);
        self::assertSame('order 2: 48.95', $this->do(fn () => $this->shop->checkout('b')));
        $this->do(fn () => $this->shop->paid('2'));
        self::assertSame(['Used'], $this->states('2'));
        self::assertSame(['code 0 of campaign 1 is redeemed by order 2'], $this->shop->notes('2'));
        self::assertSame('total 53.95; the code has been used', $this->do(fn () => $this->shop->showCart('a')));
        self::assertSame('total 53.95', $this->do(fn () => $this->shop->showCart('a')));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testOfManyCheckoutsAtOnceOneGetsTheCode(string $database, string $way): void
    {
        if (!function_exists('pcntl_fork')) {
            self::markTestSkipped('needs ext-pcntl');
        }
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $mailbox = tempnam(sys_get_temp_dir(), 'loyalty-');
        self::assertIsString($mailbox);
        $children = [];
        for ($i = 1; $i <= 8; ++$i) {
            $pid = pcntl_fork();
            if ($pid === 0) {
                $answer = 'died';
                try {
                    $this->connection = $this->connect();
                    $this->desk = $this->desk();
                    $this->shop = new Shop($this->desk, self::NOW, 10 * $i);
                    $this->shop->codes["c$i"] = [$code];
                    $answer = $this->do(fn () => $this->shop->checkout("c$i"));
                } finally {
                    file_put_contents($mailbox, "$answer\n", \FILE_APPEND | \LOCK_EX);
                    posix_kill(posix_getpid(), \SIGKILL);
                }
            }
            $children[] = $pid;
        }
        foreach ($children as $pid) {
            pcntl_waitpid($pid, $status);
        }
        $answers = array_map(static fn (string $line): ?string => preg_replace('/^order \d+: /', '', $line), file($mailbox, \FILE_IGNORE_NEW_LINES) ?: []);
        unlink($mailbox);
        sort($answers);
        self::assertSame(['48.95', ...array_fill(0, 7, 'the code is in use in another order')], $answers);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAPaymentMayTakeWeeks(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $this->order('a', $code);
        $this->shop->now += 40 * self::DAY;
        self::assertSame('the code is in use in another order', $this->do(fn () => $this->shop->typeCode('b', $this->code(self::TENTH, 0))));
        $this->do(fn () => $this->shop->paid('1'));
        $this->do(fn () => $this->shop->paid('1'));
        self::assertSame(['code 0 of campaign 1 is redeemed by order 1'], $this->shop->notes('1'));
        self::assertSame(['Used'], $this->states('1'));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAPaymentAfterCancellationKeepsItsPrice(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $this->order('a', $code);
        $this->do(fn () => $this->shop->cancelled('1'));
        $this->order('b', $code);
        $this->do(fn () => $this->shop->paid('2'));
        $this->do(fn () => $this->shop->paid('1'));

        self::assertSame([
            'code 0 of campaign 1 is free again',
            'code 0 of campaign 1 is used once more than permitted: the payment of order 1 came after the code was released and used up',
        ], $this->shop->notes('1'));
        self::assertSame(['1'], array_map(static fn (Entry $entry): ?string => $entry->order(), $this->desk->overUses()));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAPaymentAfterCancellationTakesACodeThatIsStillFree(string $database, string $way): void
    {
        $this->open($database, $way);
        foreach ([self::TENTH, self::POT, self::ONE_EACH] as $i => $campaign) {
            $order = (string) ($i + 1);
            $this->shop->customers[$campaign] = ['email' => 'maria@shop.example'];
            $this->order($campaign, $this->code($campaign));
            $this->do(fn () => $this->shop->paymentFailed($order));
            $this->do(fn () => $this->shop->paid($order));
            self::assertStringEndsWith('whose payment came after the code was released; it was still free', $this->shop->notes($order)[1]);
        }
        self::assertSame([], $this->desk->overUses());
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testACancelledOrderGivesItsCodeBackIfTheCampaignSaysSo(string $database, string $way): void
    {
        $this->open($database, $way);
        $free = $this->code(self::TENTH);
        $kept = $this->code(self::KEPT);
        $this->order('a', $free);
        $this->order('b', $kept);
        $this->do(fn () => $this->shop->cancelled('1'));
        $this->do(fn () => $this->shop->cancelled('2'));

        self::assertSame(['code 0 of campaign 3 stays used: the campaign gives nothing back'], $this->shop->notes('2'));
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('c', $free)));
        self::assertSame('the code has been used', $this->do(fn () => $this->shop->typeCode('d', $kept)));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testARefundGivesTheCodeBackWhenAllMoneyIsBackAndTheCampaignSaysSo(string $database, string $way): void
    {
        $this->open($database, $way);
        $given = $this->code(self::ONE_EACH);
        $kept = $this->code(self::TENTH);
        $this->shop->customers['a'] = ['email' => 'maria@shop.example'];
        $this->order('a', $given);
        $this->order('b', $kept);
        foreach (['1', '2'] as $order) {
            $this->do(fn () => $this->shop->paid($order));
            $this->do(fn () => $this->shop->refunded($order, 'r1', 4000));
            // The hook fires twice for one refund.
            $this->do(fn () => $this->shop->refunded($order, 'r1', 4000));
        }
        self::assertSame(['Used'], $this->states('1'));
        $this->do(fn () => $this->shop->refunded('1', 'r2', 895));
        $this->do(fn () => $this->shop->refunded('2', 'r2', 895));
        self::assertSame(['Released'], $this->states('1'));
        self::assertSame(['Used'], $this->states('2'));
        self::assertSame('code 0 of campaign 2 is free again', $this->shop->notes('1')[3]);
        self::assertSame('code 0 of campaign 1 stays used: the campaign gives nothing back', $this->shop->notes('2')[3]);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAGuestAndTheAccountOfTheSamePersonCountAsOne(string $database, string $way): void
    {
        $this->open($database, $way);
        [$first, $second, $third, $fourth] = $this->codes(self::ONE_EACH, 4);
        $this->do(fn () => $this->shop->typeCode('guest', $first));
        self::assertSame('please enter your e-mail address to use the code', $this->do(fn () => $this->shop->checkout('guest')));
        $this->shop->customers['guest'] = ['email' => 'Maria+shop@GMAIL.com'];
        self::assertSame('order 2: 48.95', $this->do(fn () => $this->shop->checkout('guest')));
        $this->do(fn () => $this->shop->paid('2'));

        $this->shop->customers['home'] = ['email' => 'm.aria@googlemail.com', 'account' => '7'];
        self::assertSame('the code cannot be used again', $this->do(fn () => $this->shop->typeCode('home', $second)));
        // A guest of another address is somebody else, until he orders with that account.
        $this->shop->customers['other'] = ['email' => 'other@shop.example'];
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('other', $third)));
        self::assertSame('order 3: 48.95', $this->do(fn () => $this->shop->checkout('other')));
        $this->shop->customers['again'] = ['email' => 'third@shop.example', 'account' => '8'];
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('again', $fourth)));
        $this->shop->customers['again']['email'] = 'other@shop.example';
        self::assertSame('the code cannot be used again', $this->do(fn () => $this->shop->checkout('again')));
        self::assertSame([], $this->states('4'));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testABudgetEndsWithItsLastPenny(string $database, string $way): void
    {
        $this->open($database, $way);
        [$first, $second, $third] = $this->codes(self::POT, 3);
        $this->order('a', $first);
        $this->order('b', $second);
        self::assertSame('the offer is used up', $this->do(fn () => $this->shop->typeCode('c', $third)));
        $this->do(fn () => $this->shop->cancelled('1'));
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('c', $third)));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAnOrderGetsAllItsCodesOrNone(string $database, string $way): void
    {
        $this->open($database, $way);
        $single = $this->code(self::TENTH);
        $pot = $this->code(self::POT);
        $this->order('a', $single);
        $this->shop->codes['b'] = [$pot, $single];
        self::assertSame('the code is in use in another order', $this->do(fn () => $this->shop->checkout('b')));
        self::assertSame([], array_diff($this->states('2'), ['Released']));
        // Nothing of it stays behind: another cart has the other code at once.
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('c', $pot)));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAnOrderThatIsPlacedAgainUsesOnlyWhatItIsPricedWith(string $database, string $way): void
    {
        $this->open($database, $way);
        $single = $this->code(self::TENTH);
        $pot = $this->code(self::POT);
        $who = new Shopper('a', '192.0.2.1', null, ['maria@shop.example']);
        $place = fn (string ...$codes): PricedCart => $this->do(fn () => $this->desk->orderPlaced('5', $this->goods(), array_values($codes), $who, self::NOW));
        self::assertTrue($place($single, $pot)->isWhole());
        self::assertTrue($place($pot, $single)->isWhole());
        self::assertTrue($place($pot)->isWhole());
        $this->do(fn () => $this->desk->paid('5', self::NOW));
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('b', $single)));
        $used = array_filter($this->desk->codesOfOrder('5'), static fn (Entry $entry): bool => $entry->state->name === 'Used');
        self::assertSame([4], array_values(array_map(static fn (Entry $entry): int => $entry->campaign, $used)));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testStaffTakesACodeOutOfAnOrderAndAddsOneThatIsTaken(string $database, string $way): void
    {
        $this->open($database, $way);
        [$first, $second] = $this->codes(self::ONE_EACH, 2);
        $taken = $this->code(self::TENTH);
        $this->order('a', $taken);
        $who = Shopper::ofOrder('9', null, 'maria@shop.example');
        self::assertTrue($this->do(fn () => $this->desk->orderPlaced('9', $this->goods(), [$first], $who, self::NOW))->isWhole());
        // The one that is refused takes nothing with it.
        self::assertFalse($this->do(fn () => $this->desk->orderPlaced('9', $this->goods(), [$first, $taken], $who, self::NOW))->isWhole());
        self::assertSame(['Placed'], $this->states('9'));

        $this->do(fn () => $this->desk->codeRemovedFromOrder($first, '9'));
        self::assertSame([], $this->states('9'));
        self::assertSame([], $this->do(fn () => $this->desk->paid('9', self::NOW)));
        // It counts for the customer no more.
        $this->shop->customers['b'] = ['email' => 'maria@shop.example'];
        $this->order('b', $second);
        $this->do(fn () => $this->shop->cancelled('2'));
        $this->do(fn () => $this->desk->codeRemovedFromOrder($second, '2'));
        $this->do(fn () => $this->shop->paid('2'));
        self::assertSame([], $this->states('2'));
        $this->order('b', $second);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAnAutomaticOfferIsForEachCustomerAsOftenAsItMay(string $database, string $way): void
    {
        $this->open($database, $way);
        $this->desk = new CouponDesk($this->keys, 'https://shop.example', self::document(self::OFFER), $this->connection, $this->schema);
        $this->shop = new Shop($this->desk, self::NOW);
        $this->shop->customers = ['a' => ['email' => 'maria@shop.example'], 'b' => ['email' => 'maria@shop.example'], 'c' => ['email' => 'other@shop.example']];
        self::assertSame('order 1: 52.95', $this->do(fn () => $this->shop->checkout('a')));
        self::assertSame('total 53.95', $this->do(fn () => $this->shop->showCart('b')));
        self::assertSame('order 2: 53.95', $this->do(fn () => $this->shop->checkout('b')));
        self::assertSame('order 3: 52.95', $this->do(fn () => $this->shop->checkout('c')));
        // Shown to whoever is not known yet, and not placed without knowing who it is.
        self::assertSame('total 52.95', $this->do(fn () => $this->shop->showCart('d')));
        self::assertSame('order 4: 53.95', $this->do(fn () => $this->shop->checkout('d')));
        $this->do(fn () => $this->shop->paid('1'));
        self::assertSame(['the offer of campaign 5 is redeemed by order 1'], $this->shop->notes('1'));
        $this->do(fn () => $this->shop->cancelled('3'));
        $this->do(fn () => $this->shop->paid('3'));
        self::assertStringEndsWith('it was still free', $this->shop->notes('3')[1]);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAnAutomaticOfferStaysWithItsOrderHoweverOftenThatIsPlaced(string $database, string $way): void
    {
        $this->open($database, $way);
        $this->desk = new CouponDesk($this->keys, 'https://shop.example', self::document(self::OFFER), $this->connection, $this->schema);
        $place = fn (string $order, string $cart): int => $this->do(
            fn () => $this->desk->orderPlaced($order, $this->goods(), [], new Shopper($cart, '192.0.2.1', null, ['maria@shop.example']), self::NOW),
        )->quote->total->minor;
        $price = $place('1', 'a');
        self::assertSame($price + 100, $place('2', 'b'));
        self::assertSame([$price, $price], [$place('1', 'a'), $place('1', 'a')]);
        self::assertSame(['Placed'], $this->states('1'));
        self::assertSame([], $this->states('2'));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testALatePaymentIsBookedThoughNobodyReadsItsProgrammeAnyMore(string $database, string $way): void
    {
        $this->open($database, $way);
        $this->order('a', $this->code(self::TENTH));
        $this->do(fn () => $this->shop->paymentFailed('1'));
        $this->connection->execute("UPDATE {$this->schema->programme} SET document = ?", ['{"written": "by another version"}']);
        $this->desk = new CouponDesk($this->keys, 'https://shop.example', self::document(), $this->connection, $this->schema);
        self::assertSame(['reclaimed'], array_map(static fn (Answer $answer): string => $answer->outcome->value, $this->do(fn () => $this->desk->paid('1', self::NOW))));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testACartWhoseOrderIsNotPaidYetIsToldWhereItsCodeIs(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $this->order('a', $code);
        // Back from the payment page: the cart is shown as it was, and the old order has to be paid or cancelled first.
        self::assertSame('total 48.95', $this->do(fn () => $this->shop->showCart('a')));
        self::assertSame('the code is in your order 1, which waits for its payment', $this->do(fn () => $this->shop->checkout('a')));
        $this->do(fn () => $this->shop->paymentFailed('1'));
        self::assertSame('order 3: 48.95', $this->do(fn () => $this->shop->checkout('a')));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testATypingErrorIsAnsweredWithWhatWasMeant(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $wrong = $code;
        $wrong[5] = $wrong[5] === '7' ? '8' : '7';
        self::assertSame("the code has a typing error; did you mean $code?", $this->do(fn () => $this->shop->typeCode('a', $wrong)));
        self::assertSame('please enter a code', $this->do(fn () => $this->shop->typeCode('a', ' ')));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testWhoGuessesIsStoppedAndNobodyElse(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $this->shop->address = '198.51.100.7';
        // Codes of another shop: check symbols right, tag wrong.
        $forged = $this->forged(40);
        $answers = [];
        foreach ($forged as $i => $guess) {
            $answers[$this->do(fn () => $this->shop->typeCode("bot$i", $guess))] = true;
        }
        self::assertSame(['invalid code', 'too many attempts, please try later'], array_values(array_filter(array_keys($answers), static fn (string $text): bool => !str_contains($text, 'typing'))));
        // Genuine or not, the address learns nothing more.
        self::assertSame('too many attempts, please try later', $this->do(fn () => $this->shop->typeCode('bot', $code)));
        $this->shop->address = '192.0.2.99';
        self::assertSame('you save 5.00', $this->do(fn () => $this->shop->typeCode('a', $code)));
        // A cart keeps the code that it has, from whatever address.
        $this->shop->address = '198.51.100.7';
        self::assertSame('total 48.95', $this->do(fn () => $this->shop->showCart('a')));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testWhatIsTooSmallIsToldWhatIsMissing(string $database, string $way): void
    {
        $this->open($database, $way);
        $this->shop->goods['a'] = [new CartLine('MUG', 1, new Money(1580, 'GBP'))];
        $code = $this->code(self::TENTH);
        self::assertStringContainsString('4.20', $this->do(fn () => $this->shop->typeCode('a', $code)));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAWithdrawnCodeReadsLikeOneThatNeverWas(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        self::assertTrue($this->do(fn () => $this->desk->withdraw($code, self::NOW)));
        self::assertFalse($this->do(fn () => $this->desk->withdraw('nonsense', self::NOW)));
        self::assertSame('invalid code', $this->do(fn () => $this->shop->typeCode('a', $code)));
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAnOrderOfStaffHasNoCart(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::ONE_EACH);
        $priced = $this->do(fn () => $this->desk->orderPlaced('77', $this->goods(), [$code], Shopper::ofOrder('77', 9, 'maria@shop.example'), self::NOW));
        self::assertTrue($priced->isWhole());
        $again = $this->do(fn () => $this->desk->orderPlaced('77', $this->goods(), [$code], Shopper::ofOrder('77', 9, 'maria@shop.example'), self::NOW));
        self::assertTrue($again->isWhole());
        self::assertSame(['Placed'], $this->states('77'));
        self::assertFalse($this->do(fn () => $this->desk->orderPlaced('78', $this->goods(), [$code], Shopper::ofOrder('78', 9), self::NOW))->isWhole());
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testACopiedShopIssuesNothingAndKeepsItsPromises(string $database, string $way): void
    {
        $this->open($database, $way);
        $code = $this->code(self::TENTH);
        $this->desk = $this->desk('https://staging.shop.example');
        $this->shop = new Shop($this->desk, self::NOW);
        try {
            $this->do(fn () => $this->desk->issue(self::TENTH, 1, self::NOW));
            self::fail('a copy has issued codes');
        } catch (NotThisShopException $e) {
            self::assertSame(Standing::Copied, $e->standing);
            self::assertStringContainsString('shop.example', $e->getMessage());
        } finally {
            if ($this->hosted) {
                $this->connection->command('ROLLBACK');
            }
        }
        $this->order('a', $code);
        $this->do(fn () => $this->shop->paid('1'));
        self::assertSame(['Used'], $this->states('1'));

        $this->do(fn () => $this->desk->identity->moved(self::NOW));
        self::assertSame(1, $this->do(fn () => $this->desk->issue(self::TENTH, 1, self::NOW))->firstSerial);
    }

    /** @param class-string<Server> $database */
    #[DataProvider('shops')]
    public function testAConnectionTakesEveryTextAndTellsErrorsApart(string $database, string $way): void
    {
        $this->open($database, $way);
        $text = "%s 50% 'quoted' \"twice\" \\ back ? ё \0 end";
        $hash = str_repeat('f', 64);
        $insert = "INSERT INTO {$this->schema->programme} (hash, document) VALUES (?, ?)";
        self::assertSame(1, $this->do(fn () => $this->connection->execute($insert, [$hash, $text])));
        self::assertSame([[$text]], $this->connection->rows("SELECT document FROM {$this->schema->programme} WHERE hash = ?", [$hash]));
        try {
            $this->connection->execute($insert, [$hash, 'again']);
            self::fail('twice');
        } catch (DuplicateKeyException) {
        }
        self::assertFalse($this->connection->inTransaction());
        $this->connection->command($this->connection->dialect()->begin());
        self::assertTrue($this->connection->inTransaction());
        $this->connection->command('SAVEPOINT a');
        self::assertSame(1, $this->connection->execute("DELETE FROM {$this->schema->programme} WHERE hash = ?", [$hash]));
        $this->connection->command('ROLLBACK TO SAVEPOINT a');
        self::assertTrue($this->connection->inTransaction());
        $this->connection->command('ROLLBACK');
        self::assertFalse($this->connection->inTransaction());
        self::assertSame(1, $this->connection->execute("DELETE FROM {$this->schema->programme} WHERE hash = ?", [$hash]));
        $this->expectException(LedgerException::class);
        $this->connection->rows('SELECT nothing FROM nowhere', []);
    }

    private function goods(): \Loyalty\Cart
    {
        return new \Loyalty\Cart([new CartLine('MUG', 2, new Money(2500, 'GBP'))], new Money(395, 'GBP'));
    }

    /** @param class-string<Server> $database */
    private function open(string $database, string $way): void
    {
        $missing = $database::missing();
        if ($missing !== null) {
            self::markTestSkipped("needs $missing");
        }
        if (str_starts_with($way, 'wpdb') && !extension_loaded('mysqli')) {
            self::markTestSkipped('needs ext-mysqli');
        }
        if (!isset(self::$servers[$database])) {
            self::$servers[$database] = new $database();
            self::$servers[$database]->start();
        }
        $this->server = self::$servers[$database];
        [$this->host] = explode(',', $way);
        $this->hosted = str_ends_with($way, 'hosted');
        $this->connection = $this->connect();
        $this->schema = new Tables(sprintf('p%d_', ++self::$tables));
        $this->schema->create($this->connection);
        $this->keys = KeyRing::create();
        $this->desk = $this->desk();
        $this->desk->identity->begin(self::NOW);
        $this->shop = new Shop($this->desk, self::NOW);
    }

    private function connect(): Connection
    {
        $connection = $this->server->connect();
        if ($this->host === 'PDO') {
            return $connection;
        }
        $socket = (string) $connection->rows('SELECT @@socket', [])[0][0];
        if ($this->host === 'Db') {
            $pdo = MariaDb::open($socket, 'shop');
            $pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_SILENT);

            return new DbConnection($pdo);
        }
        require_once __DIR__ . '/Support/wordpress.php';
        if (!isset(\FakeHooks::$callbacks['query'])) {
            WpdbConnection::watch();
        }
        $link = mysqli_connect(null, 'root', '', 'shop', null, $socket);
        self::assertInstanceOf(\mysqli::class, $link);
        $link->set_charset('utf8mb4');

        return new WpdbConnection(new \wpdb($link));
    }

    private function desk(string $url = 'https://shop.example'): CouponDesk
    {
        return new CouponDesk($this->keys, $url, self::document(), $this->connection, $this->schema);
    }

    /**
     * As the shop's own request does it: on autocommit, or with the event inside a transaction of the host's.
     *
     * @template T
     * @param callable(): T $event
     * @return T
     */
    private function do(callable $event): mixed
    {
        if (!$this->hosted) {
            return $event();
        }
        $this->connection->command($this->connection->dialect()->begin());
        if ($this->connection->dialect() === Dialect::MySql) {
            // The host has read before: its snapshot is older than what others commit now.
            $this->connection->rows("SELECT COUNT(*) FROM {$this->schema->batch}", []);
        }
        $result = $event();
        $this->connection->command('COMMIT');

        return $result;
    }

    private function order(string $cart, string $code): void
    {
        self::assertStringStartsWith('you save', $this->do(fn () => $this->shop->typeCode($cart, $code)));
        self::assertStringStartsWith('order', $this->do(fn () => $this->shop->checkout($cart)));
    }

    /** A new code, or that of a serial. */
    private function code(string $campaign, ?int $serial = null): string
    {
        if ($serial !== null) {
            $batch = (new BatchTable($this->connection, $this->schema))->batchOf(1, $serial);
            self::assertNotNull($batch);

            return self::plain(iterator_to_array($this->desk->codes($batch, $serial - $batch->firstSerial, 1), false)[0]);
        }

        return $this->codes($campaign, 1)[0];
    }

    /** @return list<string> */
    private function codes(string $campaign, int $count): array
    {
        $batch = $this->do(fn () => $this->desk->issue($campaign, $count, self::NOW));

        return array_map(self::plain(...), iterator_to_array($this->desk->codes($batch), false));
    }

    private static function plain(string $code): string
    {
        return str_replace('-', '', $code);
    }

    /** @return list<string> */
    private function forged(int $count): array
    {
        $guesses = [];
        // A ring of the same domain has the same check symbols, and another key.
        $other = new \Loyalty\Coupons(KeyRing::create($this->keys->domain()));
        for ($i = 0; $i < $count; ++$i) {
            $guesses[] = $other->issue(1, $i);
        }

        return $guesses;
    }

    /** @return list<string> */
    private function states(string $order): array
    {
        return array_map(static fn (Entry $entry): string => $entry->state->name, $this->desk->codesOfOrder($order));
    }

    /** @param array<string, mixed> ...$more */
    private static function document(array ...$more): string
    {
        $campaign = static fn (int $number, string $key, array $more): array => $more + [
            'number' => $number, 'key' => $key, 'name' => $key, 'combinable' => true, 'minimum_order' => 2000, 'valid_for' => ['days' => 60],
            'discount' => ['kind' => 'percent', 'basis_points' => 1000],
        ];

        return json_encode([
            'name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2026-01-01',
            'points' => ['earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100]],
            'campaigns' => [
                $campaign(1, self::TENTH, []),
                $campaign(2, self::ONE_EACH, ['uses_per_customer' => 1, 'release' => ['refunded' => true]]),
                $campaign(3, self::KEPT, ['release' => ['cancelled' => false]]),
                $campaign(4, self::POT, ['budget' => 1000, 'uses_per_code' => 5]),
                ...$more,
            ],
        ], \JSON_THROW_ON_ERROR);
    }
}

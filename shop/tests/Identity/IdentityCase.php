<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Identity;

use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Shop\Identity\Identity;
use Loyalty\Shop\Identity\IdentityException;
use Loyalty\Shop\Identity\KeyFile;
use Loyalty\Shop\Identity\NotThisShopException;
use Loyalty\Shop\Identity\Schema;
use Loyalty\Shop\Identity\Standing;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\Server;
use PHPUnit\Framework\TestCase;

abstract class IdentityCase extends TestCase
{
    private const NOW = 1_800_000_000;
    private const SHOP = 'https://www.shop.example/';
    private const STAGING = 'https://staging.shop.example/';

    /** @use OneServer<Server> */
    use OneServer;

    private static int $tables = 0;

    private string $folder;
    private PdoConnection $connection;
    private Schema $schema;
    private KeyRing $keys;

    protected function setUp(): void
    {
        $this->folder = (string) realpath(sys_get_temp_dir()) . '/loyalty-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        $this->connection = self::server()->connect();
        $this->schema = new Schema(sprintf('t%d_', ++self::$tables));
        $this->schema->create($this->connection);
        $this->schema->create($this->connection);
        $this->keys = $this->file('keys')->create();
    }

    protected function tearDown(): void
    {
        $this->schema->drop($this->connection);
        array_map(unlink(...), glob($this->folder . '/*') ?: []);
        rmdir($this->folder);
    }

    public function testANewShopIssuesWhenItHasBegun(): void
    {
        $shop = $this->at(self::SHOP);
        self::assertSame(Standing::Fresh, $shop->standing());
        self::assertNull($shop->hint());
        $this->refuses($shop, Standing::Fresh, 'Finish setting it up');
        foreach ([fn () => $shop->moved(self::NOW), fn (): KeyRing => $shop->copy($this->file('own'), self::NOW)] as $call) {
            try {
                $call();
                self::fail('nothing to move or copy');
            } catch (NotThisShopException $e) {
                self::assertSame(Standing::Fresh, $e->standing);
            }
        }
        $shop->begin(self::NOW);
        $shop->begin(self::NOW + 1);
        self::assertSame(Standing::Known, $shop->standing());
        self::assertSame('shop.example', $shop->hint());
        $shop->mayIssue();
        $shop->maySend();
        self::assertSame([[self::NOW]], array_map(static fn (array $row): array => [(int) $row[0]], $this->connection->rows('SELECT since FROM ' . $this->schema->identity, [])));
    }

    public function testAnotherWritingOfTheAddressIsNoCopy(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        foreach (['http://shop.example', 'https://SHOP.example/index.php', 'shop.example:443'] as $url) {
            self::assertSame(Standing::Known, $this->at($url)->standing(), $url);
            $this->at($url)->mayIssue();
        }
    }

    public function testACopyOfDatabaseAndKeysUnderAnotherAddressIssuesAndSendsNothing(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        foreach ([self::STAGING, 'https://shop.example/staging', 'https://shop.example:8443', 'http://localhost'] as $url) {
            $copy = $this->at($url, KeyRing::open($this->folder . '/keys'));
            self::assertSame(Standing::Copied, $copy->standing());
            self::assertSame('shop.example', $copy->hint());
            $this->refuses($copy, Standing::Copied, 'belong to shop.example');
        }
        // Nobody can begin it again either.
        $this->expectException(NotThisShopException::class);
        $this->at(self::STAGING)->begin(self::NOW);
    }

    /** What moving tools do to a database: the old address is replaced wherever it stands. */
    public function testSearchAndReplaceOverTheDatabaseChangesNothing(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        foreach (['ring', 'place', 'hint'] as $column) {
            $this->connection->execute("UPDATE {$this->schema->identity} SET $column = REPLACE(REPLACE($column, ?, ?), ?, ?)", ['www.shop.example', 'staging.shop.example', 'shop.example', 'staging.shop.example']);
        }
        self::assertSame(Standing::Copied, $this->at(self::STAGING)->standing());
        self::assertSame('shop.example', $this->at(self::STAGING)->hint());
        self::assertSame(Standing::Known, $this->at(self::SHOP)->standing());
    }

    public function testAShopThatHasMovedKeepsItsKeys(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        $code = (new Coupons($this->keys))->issue(1, 2);
        $moved = $this->at('https://new.example');
        $moved->moved(self::NOW + 5);
        $moved->moved(self::NOW + 6);
        $moved->mayIssue();
        self::assertSame('new.example', $moved->hint());
        self::assertSame(Standing::Copied, $this->at(self::SHOP)->standing());
        self::assertSame(2, (new Coupons($this->file('keys')->open()))->verify($code)->serial);
    }

    public function testACopyBecomesAShopOfItsOwn(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        $before = file_get_contents($this->folder . '/keys');
        $keys = $this->at(self::STAGING)->copy($this->file('own'), self::NOW + 5);
        self::assertSame($before, file_get_contents($this->folder . '/keys'), 'the original may read the same file');
        self::assertNotSame($this->keys->domain(), $keys->domain());
        self::assertSame($keys->domain(), $this->file('own')->open()->domain());
        $this->at(self::STAGING, $keys)->mayIssue();
        // Until its configuration names its own keys it issues nothing.
        $this->refuses($this->at(self::STAGING), Standing::Copied, 'the same address with other keys');
        foreach ([[$this->keys, $keys], [$keys, $this->keys]] as [$mine, $theirs]) {
            $mine = new Coupons($mine);
            $theirs = new Coupons($theirs);
            for ($serial = 1; $serial <= 50; ++$serial) {
                $code = $mine->issue(1, $serial);
                self::assertSame($serial, $mine->verify($code)->serial);
                try {
                    $theirs->verify($code);
                    self::fail('a code of another shop');
                } catch (CouponException $e) {
                    self::assertContains($e->reason->value, ['BAD_CHECK', 'BAD_TAG']);
                }
            }
        }
    }

    public function testACopyThatIsCopiedOverAgainTakesTheKeysItHas(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        $own = $this->file('own')->create();
        $copy = $this->at(self::STAGING, $own);
        $this->refuses($copy, Standing::Copied, 'belong to');
        self::assertSame($own->domain(), $copy->copy($this->file('own'), self::NOW)->domain());
        $copy->mayIssue();
    }

    public function testTheKeysOfTheOriginalAreNoCopysOwn(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        try {
            $this->at(self::STAGING)->copy($this->file('keys'), self::NOW);
            self::fail('the keys of the original');
        } catch (IdentityException $e) {
            self::assertStringContainsString('holds the keys of the original at shop.example', $e->getMessage());
        }
        self::assertSame(Standing::Copied, $this->at(self::STAGING)->standing());
    }

    public function testTheShopItselfIsNoCopy(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        try {
            $this->at(self::SHOP)->copy($this->file('own'), self::NOW);
            self::fail('no copy');
        } catch (IdentityException $e) {
            self::assertStringContainsString('no copy', $e->getMessage());
        }
        self::assertFalse($this->file('own')->exists());
    }

    /** The owner of the shop itself pressed the wrong button: nothing is lost. */
    public function testAWrongAnswerCanBeTakenBack(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        $moved = $this->at('https://new.example');
        $moved->copy($this->file('own'), self::NOW);
        try {
            $moved->moved(self::NOW);
            self::fail('other keys');
        } catch (NotThisShopException $e) {
            self::assertStringContainsString('other keys', $e->getMessage());
        }
        $moved->copy($this->file('keys'), self::NOW);
        $moved->mayIssue();
        self::assertSame($this->keys->domain(), $this->file('keys')->open()->domain());
    }

    public function testOtherKeysInTheFileAreNoticed(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        $this->refuses($this->at(self::SHOP, KeyRing::create()), Standing::Copied, 'the same address with other keys');
    }

    /** A live shop and its test environment may share a master. */
    public function testAnotherEnvironmentOfTheSameKeysIsAnotherShop(): void
    {
        [$live, $test] = array_map(static fn (string $domain): KeyRing => KeyRing::import($domain, [0 => str_repeat('k', 32)], 0), ['shop/live', 'shop/test']);
        $this->at(self::SHOP, $live)->begin(self::NOW);
        self::assertSame([Standing::Known, Standing::Copied], [$this->at(self::SHOP, $live)->standing(), $this->at(self::SHOP, $test)->standing()]);
    }

    public function testRotationIsNoCopy(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        $this->keys->rotate();
        $this->keys->rotate('public');
        $this->keys->retire(0);
        $this->keys->save($this->folder . '/keys');
        $rotated = $this->at(self::SHOP, $this->file('keys')->open());
        self::assertSame(Standing::Known, $rotated->standing());
        $rotated->mayIssue();
    }

    public function testOfTwoAnswersOneIsTaken(): void
    {
        $this->at(self::SHOP)->begin(self::NOW);
        $staging = $this->at(self::STAGING);
        $other = $this->at('https://other.example');
        $staging->moved(self::NOW);
        $other->moved(self::NOW);
        self::assertSame([Standing::Copied, Standing::Known], [$staging->standing(), $other->standing()]);
    }

    public function testInsideOfTheShopsTransaction(): void
    {
        $this->connection->command($this->connection->dialect()->begin());
        $this->at(self::SHOP)->begin(self::NOW);
        $this->at(self::SHOP)->begin(self::NOW);
        $this->connection->command('COMMIT');
        self::assertSame(Standing::Known, $this->at(self::SHOP)->standing());
    }

    public function testTheLongestAddressFits(): void
    {
        $url = 'https://shop.example/' . str_repeat('x', 979);
        $this->at($url)->begin(self::NOW);
        self::assertSame('shop.example/' . str_repeat('x', 979), $this->at($url)->hint());
        $this->at($url)->mayIssue();
    }

    private function at(string $url, ?KeyRing $keys = null): Identity
    {
        return new Identity($this->connection, $keys ?? $this->keys, $url, $this->schema);
    }

    private function file(string $name): KeyFile
    {
        return new KeyFile($this->folder . '/' . $name, []);
    }

    private function refuses(Identity $shop, Standing $standing, string $why): void
    {
        foreach ([$shop->mayIssue(...), $shop->maySend(...)] as $call) {
            try {
                $call();
                self::fail('not the shop');
            } catch (NotThisShopException $e) {
                self::assertSame($standing, $e->standing);
                self::assertStringContainsString($why, $e->getMessage());
                self::assertStringStartsWith('Nothing is ', $e->getMessage());
            }
        }
    }
}

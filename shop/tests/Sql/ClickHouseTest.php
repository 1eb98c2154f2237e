<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Sql;

use Loyalty\Shop\Sql\ClickHouse;
use Loyalty\Shop\Sql\ClickHouseException;
use Loyalty\Shop\Tests\Support\ClickHouse as Server;
use Loyalty\Shop\Tests\Support\OneServer;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\TestCase;

/** The client against a real server. */
#[CoversClass(ClickHouse::class)]
#[CoversClass(ClickHouseException::class)]
#[Group('ledger')]
final class ClickHouseTest extends TestCase
{
    /** @use OneServer<Server> */
    use OneServer;

    private ClickHouse $client;

    protected static function database(): string
    {
        return Server::class;
    }

    protected function setUp(): void
    {
        $this->client = self::server()->client();
    }

    public function testEveryByteComesBackAsItWasInLiteralsAndTables(): void
    {
        $all = implode('', array_map(chr(...), range(0, 255)));
        $texts = ['', "it's", '\\', "\\'", "a\tb\nc\r\n", "\0", '\\N', '--', '/*', "');DROP TABLE x;--", '{x:Int8}', '%s ?', "\u{1F600}", $all, ...array_map(chr(...), range(0, 255))];
        $list = implode(', ', array_map(ClickHouse::literal(...), $texts));
        self::assertSame($texts, array_column($this->client->rows("SELECT arrayJoin([$list]) AS text"), 0));
        $this->client->command('CREATE TABLE bytes (n Int64, `te``xt` Nullable(String)) ENGINE = Memory');
        $rows = [...array_map(static fn (int $n, string $text): array => [$n, $text], array_keys($texts), $texts), [count($texts), null]];
        self::assertSame(count($rows), $this->client->insert('bytes', ['n', 'te`xt'], $rows));
        self::assertSame($rows, $this->client->rows('SELECT * FROM bytes ORDER BY n'));
    }

    public function testNumbersAreExactToBothEnds(): void
    {
        $numbers = [0, 1, -1, \PHP_INT_MAX, \PHP_INT_MIN, -\PHP_INT_MAX];
        foreach ($numbers as $number) {
            $literal = ClickHouse::literal($number);
            self::assertSame([[7, $number]], $this->client->rows("SELECT 7-$literal+$literal AS whole, toInt64($literal) AS number"));
        }
        self::assertSame([[null]], $this->client->rows('SELECT CAST(' . ClickHouse::literal(null) . ' AS Nullable(Int64)) AS none'));
    }

    public function testAnErrorHasTheServersNumber(): void
    {
        $this->expectException(ClickHouseException::class);
        $this->expectExceptionCode(62);
        $this->client->rows('SELECT FROM WHERE');
    }

    public function testAnErrorInTheMiddleOfAnAnswerIsAnErrorToo(): void
    {
        $this->expectException(ClickHouseException::class);
        $this->client->rows('SELECT throwIf(number = 3000000) AS late FROM system.numbers LIMIT 3000001');
    }

    public function testNobodyAnswersAtAFreePort(): void
    {
        $this->expectException(ClickHouseException::class);
        $this->expectExceptionMessage('ClickHouse does not answer at http://127.0.0.1:1');
        (new ClickHouse('http://127.0.0.1:1'))->command('SELECT 1');
    }
}

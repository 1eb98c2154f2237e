<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Segment;

use Loyalty\Shop\Clv\Lifetime;
use Loyalty\Shop\Clv\Ranking;
use Loyalty\Shop\Console\Application;
use Loyalty\Shop\Console\Command;
use Loyalty\Shop\Console\EngineCommand;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use Symfony\Component\Console\Output\BufferedOutput;

/** What a shop owner asks about customers, on a real shop's year. */
#[CoversClass(Command\BaseBuild::class)]
#[CoversClass(Command\BaseShow::class)]
#[CoversClass(Command\BaseVerify::class)]
#[CoversClass(Command\Clv::class)]
#[CoversClass(Command\Goal::class)]
#[CoversClass(Command\Indicators::class)]
#[CoversClass(Command\Rfm::class)]
#[CoversClass(Command\Segment::class)]
#[CoversClass(Command\SegmentChanges::class)]
#[CoversClass(Command\SegmentSql::class)]
#[CoversClass(Command\SegmentUpdate::class)]
#[CoversClass(Command\TablesExport::class)]
#[CoversClass(Command\TablesLoad::class)]
#[CoversClass(EngineCommand::class)]
#[CoversClass(Figures::class)]
#[CoversClass(Lifetime::class)]
#[CoversClass(Ranking::class)]
final class CommandsTest extends TestCase
{
    private const AT = 1_323_475_200;
    /** Of the whole class: importing a year takes a second. */
    private static ?string $shop = null;

    protected function setUp(): void
    {
        parent::setUp();
        if (self::$shop === null) {
            self::$shop = sys_get_temp_dir() . '/loyalty-shop-' . bin2hex(random_bytes(5));
            putenv('LOYALTY_PROGRAMME=' . self::PROGRAMME);
            $this->ok('import', 'retail', self::RETAIL, '--brief', '--journal', self::$shop);
        }
        copy(self::$shop, "$this->folder/journal.sqlite");
        putenv("LOYALTY_JOURNAL=$this->folder/journal.sqlite");
        putenv('LOYALTY_PROGRAMME=' . self::PROGRAMME);
        putenv('LOYALTY_AT=2011-12-10');
    }

    public static function tearDownAfterClass(): void
    {
        array_map(unlink(...), glob(self::$shop . '*') ?: []);
        self::$shop = null;
        parent::tearDownAfterClass();
    }

    public function testABaseIsBuiltShownAndVerified(): void
    {
        $file = "$this->folder/base";
        self::assertStringContainsString('there is no file', $this->runs(2, 'base', 'show', '--base', $file));
        $said = $this->ok('base', 'build', '--base', $file);
        self::assertStringContainsString('there is no base yet', $said);
        self::assertStringContainsString('2,159 customers, 11,631 events, as of 10 Dec 2011 00:00', $said);
        self::assertStringContainsString('all of it is in the base', $this->ok('base', 'show', '--base', $file));
        self::assertStringContainsString('not a byte was altered', $this->ok('base', 'verify', '--base', $file));

        Journal::open("$this->folder/journal.sqlite")->append([self::order('late', '12347', 5000, self::AT - 60)]);
        $shown = $this->data('base', 'show', '--base', $file, '--json');
        self::assertSame([true, 1, 11631, self::AT], [$shown['usable'], $shown['behind'], $shown['position'], $shown['at']]);
        foreach ([['status'], ['points'], ['segment'], ['rfm'], ['indicators']] as $command) {
            self::assertSame(self::withoutMemory($this->data(...[...$command, '--json'])), self::withoutMemory($this->data(...[...$command, '--json', '--base', $file])), implode(' ', $command));
        }
        self::assertSame(1, $this->data('base', 'show', '--base', $file, '--json')['behind'], 'reading writes nothing');
        $this->ok('base', 'build', '--base', $file);
        self::assertSame(0, $this->data('base', 'show', '--base', $file, '--json')['behind']);
    }

    public function testABaseThatIsNoGoodIsSaidAndNotBelieved(): void
    {
        $file = "$this->folder/base";
        putenv("LOYALTY_BASE=$file");
        $this->ok('base', 'build');
        $whole = self::read($file);
        $place = strlen($whole) - 70_000;
        file_put_contents($file, substr_replace($whole, $whole[$place] ^ "\x40", $place, 1));
        self::assertStringContainsString('was altered (', $this->runs(1, 'base', 'verify'));
        self::assertFalse($this->decoded(1, 'base', 'verify', '--json')['whole']);
        file_put_contents($file, substr($whole, 0, 100_000));
        self::assertStringContainsString('cannot be used', $this->runs(1, 'base', 'show'));
        self::assertStringContainsString('the journal is read whole: ', $this->ok('status'));
        self::assertStringContainsString('the base is built anew: ', $this->ok('base', 'build'));

        (new Erasure(Journal::open("$this->folder/journal.sqlite")))->erase('12347', 'asked', self::AT);
        self::assertFalse($this->decoded(1, 'base', 'show', '--json')['usable']);
        self::assertStringContainsString('somebody was erased', $this->ok('segment'));
        self::assertStringContainsString('no customer "12347"', $this->runs(2, 'segment', 'new', '--explain', '12347'));
    }

    public function testComingAndGoingIsWrittenDown(): void
    {
        $file = "$this->folder/base";
        $first = $this->data('segment', 'update', '--json', '--at', '2011-11-01', '--base', $file);
        self::assertSame(['members' => 112, 'entered' => 112, 'left' => 0], self::at($first, 'segments', 'at_risk'));
        $said = $this->ok('segment', 'update', '--base', $file);
        self::assertMatchesRegularExpression('/\nat_risk +125 +59 +46  \+12399, \+12422, \+12502, -12480, /', $said);
        self::assertStringContainsString('Nobody came into a segment and nobody left one up to 10 Dec 2011 00:00.', $this->ok('segment', 'update', '--base', $file));
        self::assertStringContainsString('Nobody came', $this->ok('segment', 'update'), 'the journal alone says the same');
        self::assertSame(0, $this->data('base', 'show', '--base', $file, '--json')['behind']);

        $changes = $this->data('segment', 'changes', 'at_risk', '--json', '--from', '2011-10-01');
        self::assertSame([171, 46], [$changes['entered'], $changes['left']]);
        self::assertIsArray($changes['changes']);
        $in = [];
        foreach ($changes['changes'] as $change) {
            self::assertIsArray($change);
            self::assertIsString($change['customer']);
            self::assertNotSame($change['entered'], isset($in[$change['customer']]));
            if ($change['entered'] === true) {
                $in[$change['customer']] = true;
            } else {
                unset($in[$change['customer']]);
            }
        }
        ksort($in);
        self::assertSame($this->data('segment', 'at_risk', '--json')['keys'], array_map(strval(...), array_keys($in)));
        self::assertStringContainsString('at_risk: 59 came and 46 left, from 10 Nov 2011', $this->ok('segment', 'changes', 'at_risk'));
        self::assertStringContainsString('0 came and 0 left', $this->ok('segment', 'changes', 'at_risk', '--until', '2011-10-15'));
    }

    public function testASegmentIsExplainedWithWhatItsAggregatesAre(): void
    {
        $said = $this->ok('segment', '--rule', 'sum(amount, last 180 days) > 100 and in segment "regulars"', '--explain', '12347');
        self::assertStringContainsString('12347 is in: ', $said);
        self::assertMatchesRegularExpression('/yes +sum\(amount, last 180 days\) > 100 +[\d.]+ GBP/', $said);
        self::assertMatchesRegularExpression('/yes +in segment "regulars" +true/', $said);
        self::assertMatchesRegularExpression('/yes +orders >= 4 +7/', $said);
    }

    public function testRulesMayAskWhatAModelSays(): void
    {
        $count = $this->data('segment', '--rule', 'p_alive < 60%', '--json')['customers'];
        self::assertGreaterThan(0, $count);
        $this->ok('base', 'build', '--base', "$this->folder/base");
        self::assertSame($count, $this->data('segment', '--rule', 'p_alive < 60%', '--json', '--base', "$this->folder/base")['customers']);
        unlink("$this->folder/journal.sqlite");
        Journal::open("$this->folder/journal.sqlite");
        self::assertStringContainsString('nothing is foretold of anybody', $this->ok('segment', '--rule', 'p_alive < 60%'));
    }

    public function testAnEngineGivesTheSameCustomers(): void
    {
        $engine = "sqlite:$this->folder/engine.sqlite";
        self::assertStringContainsString('there is no file', $this->runs(2, 'segment', 'sql', 'at_risk', '--run', $engine));
        self::assertStringContainsString('2,159 customers, 178,060 purchases', $this->ok('tables', 'load', $engine));
        foreach (['at_risk', 'christmas_shoppers', 'long_standing'] as $segment) {
            $answer = $this->data('segment', 'sql', $segment, '--run', $engine, '--json');
            self::assertTrue($answer['same']);
            self::assertSame($this->data('segment', $segment, '--json')['customers'], $answer['there']);
        }
        self::assertStringContainsString('here the same', $this->ok('segment', 'sql', '--rule', 'p_alive < 60% or rfm_recency = 5', '--run', $engine));
        // What came since is not in the tables, and the answer is of then.
        Journal::open("$this->folder/journal.sqlite")->append([self::order('late', 'late', 5000, self::AT - 60)]);
        self::assertStringContainsString('1 events came to the journal since', $this->ok('segment', 'sql', 'new', '--run', $engine));
        $pdo = new \PDO($engine);
        $pdo->exec("DELETE FROM loyalty_customer WHERE customer = '12399'");
        self::assertStringContainsString('only here: 12399', $this->runs(1, 'segment', 'sql', 'at_risk', '--run', $engine));
        self::assertStringContainsString('of another programme', $this->runs(3, 'segment', 'sql', '--rule', 'orders > 1', '--run', $engine, '--programme', $this->other()));
    }

    public function testTablesGoIntoTheJournalsDatabaseOrIntoFiles(): void
    {
        self::assertStringContainsString('there are no tables loyalty_', $this->runs(3, 'segment', 'sql', 'new', '--run', ''));
        $this->ok('tables', 'load', '--prefix', 'x_');
        self::assertStringContainsString('here the same', $this->ok('segment', 'sql', 'new', '--run', '', '--prefix', 'x_'));
        $folder = "$this->folder/tables";
        $rows = $this->data('tables', 'export', $folder, '--dialect', 'clickhouse', '--json');
        self::assertSame([2159, 178060, 0], [$rows['customers'], $rows['purchases'], $rows['activities']]);
        self::assertSame(2159, substr_count(self::read("$folder/customer.tsv"), "\n"));
        self::assertStringContainsString('ENGINE = MergeTree', self::read("$folder/create.sql"));
        array_map(unlink(...), glob("$folder/*") ?: []);
        rmdir($folder);
    }

    public function testAQueryIsPrintedWithWhatItsPlacesStandFor(): void
    {
        $said = $this->ok('segment', 'sql', 'at_risk', '--dialect', 'postgresql', '--prefix', 'shop_');
        self::assertStringStartsWith('SELECT customer FROM "shop_customer" WHERE ', $said);
        self::assertStringContainsString("\n-- 1: 3\n", $said);
        $data = $this->data('segment', 'sql', 'at_risk', '--dialect', 'clickhouse', '--json');
        self::assertSame([], $data['parameters']);
    }

    public function testWhoMovedBetweenTwoDates(): void
    {
        $said = $this->ok('rfm', '--from', '2011-09-10');
        self::assertStringContainsString('1,654 buyers on 10 Sep 2011, 2,139 on 10 Dec 2011', $said);
        self::assertMatchesRegularExpression('/\nLoyal +420 +0 +83 +49 +0 *\n/', $said);
        $moves = $this->data('rfm', '--from', '2011-09-10', '--was', 'Loyal', '--is', 'At risk', '--json');
        self::assertIsArray($moves['moved']);
        self::assertCount(83, $moves['moved']);
        self::assertIsArray($moves['transitions']);
        self::assertSame(2139, array_sum(array_column($moves['transitions'], 'customers')));
        self::assertStringContainsString('553 stayed where they were', $this->ok('rfm', '--from', '2011-09-10', '--table', 'loyalty'));
        self::assertCount(44, (array) $this->data('rfm', '--from', '2011-09-10', '--was', 'none', '--is', 'Cooling off', '--table', 'stages', '--json')['moved']);
    }

    public function testATableAndBordersOfOnesOwn(): void
    {
        $table = "$this->folder/table.json";
        file_put_contents($table, '[{"name": "Ours", "recency": [4, 20], "frequency": [4, 20], "monetary": [1, 20], "advice": "Thank them."}, {"name": "Never", "recency": [5, 20], "frequency": [5, 20], "monetary": [1, 20]}]');
        $said = $this->ok('rfm', '--table', $table);
        foreach (['Nobody can be in Never', '105 of 125 cells have no name', 'Ours  Thank them.'] as $part) {
            self::assertStringContainsString($part, $said);
        }
        $cuts = $this->data('rfm', '--cuts', '30,60,90,180:2,3,5,9:100,300.50,600,1500', '--json');
        self::assertSame(['recency' => [30, 60, 90, 180], 'frequency' => [2, 3, 5, 9], 'monetary' => [10000, 30050, 60000, 150000]], $cuts['cuts']);
        self::assertSame(1397, $this->data('rfm', '--days', '90', '--json')['customers']);
        foreach ([['--ntile'], ['--ranked'], ['--bins', '3']] as $way) {
            self::assertSame(2139, $this->data('rfm', '--json', ...$way)['customers']);
        }
    }

    public function testLifetimeValueSaysHowSureItIs(): void
    {
        $said = $this->ok('clv', '--limit', '3');
        foreach (['BG/NBD, in weeks', 'Fitted to 2139 customers, of whom 1364 bought again.', 'about 2,130 of 2,139 who ever bought', 'Put to the test: fitted up to 7 Sep 2011', '24 % too few', '14646 ', '15107 '] as $part) {
            self::assertStringContainsString($part, $said);
        }
        $data = $this->data('clv', '--json', '--limit', '2', '--model', 'pareto-nbd', '--split', '2011-10-01', '--months', '3');
        self::assertSame(['r', 'alpha', 's', 'beta'], array_keys((array) $data['parameters']));
        self::assertSame('14646', self::at($data, 'most_worth', 0, 'customer'));
        self::assertGreaterThan(self::at($data, 'most_worth', 1, 'clv'), self::at($data, 'most_worth', 0, 'clv'));
        $early = $this->ok('clv', '--at', '2011-10-01');
        self::assertStringContainsString('nobody can be seen to leave', $early, 'a boundary is said in words');
        self::assertStringContainsString('The model sees nobody leave', $early);
    }

    public function testIndicatorsComeWithTheirMeaning(): void
    {
        $said = $this->ok('indicators');
        foreach (['From 10 Dec 2010 to 10 Dec 2011', 'In twelve months 1,856 new buyers and 250 who had bought before', 'A regular’s basket is 50 % larger', 'Half of the repeat orders come within 28 days', 'Your customers reach 48 of 100'] as $part) {
            self::assertStringContainsString($part, $said);
        }
        self::assertStringNotContainsString('In twelve months', $this->ok('indicators', '--from', '2011-06-01'));
        self::assertSame(2106, self::at($this->data('indicators', '--json'), 'buyers', 'all'));
        self::assertStringContainsString('7 for £4,310.00', $this->ok('indicators', '--customer', '12347'));
        self::assertSame(7, $this->data('indicators', '--customer', '12347', '--json')['orders']);
    }

    public function testAGoalSaysWhetherItWasTheShopsDoing(): void
    {
        putenv("LOYALTY_KEYS=$this->folder/keys.lty");
        $this->ok('key', 'create', '--domain', 'shop.example/demo', '--out', "$this->folder/keys.lty");
        $data = $this->data('goal', 'win_back', '--json');
        self::assertSame([100, 44, 16, true], array_map(static fn (string $name): mixed => self::at($data, 'goals', 0, $name), ['customers', 'done', 'wanted', 'reached']));
        $alone = self::at($data, 'goals', 0, 'heldOut', 'customers');
        $said = $this->ok('goal');
        self::assertStringContainsString('One in six of those who stay away buys again before Christmas (win_back)', $said);
        self::assertStringContainsString("Reached.\n", $said);
        self::assertStringContainsString('It begins on 1 Oct 2011', $this->ok('goal', '--at', '2011-05-01'));
        $found = 0;
        foreach ((array) $this->data('segment', 'at_risk', '--json', '--at', '2011-10-01')['keys'] as $key) {
            self::assertIsString($key);
            $found += $this->outcome('goal', 'win_back', '--held-out', $key)[0];
        }
        self::assertSame($alone, $found, 'who is left alone is known without the figures');
    }

    /** @return iterable<string, array{list<string>, int, string}> */
    public static function mistakes(): iterable
    {
        yield 'no base said' => [['base', 'build'], 2, 'say where the base is: --base FILE'];
        yield 'a base nowhere' => [['base', 'build', '--base', '/nowhere/b'], 3, '/nowhere/b'];
        yield 'changes of no segment' => [['segment', 'changes', 'nobody'], 2, 'no segment "nobody"; it has new'];
        yield 'sql of nothing' => [['segment', 'sql'], 2, 'give a name or --rule'];
        yield 'sql for nobody' => [['segment', 'sql', 'new'], 2, 'say for which engine'];
        yield 'sql for another engine' => [['segment', 'sql', 'new', '--dialect', 'oracle'], 2, '--dialect must be mariadb'];
        yield 'a prefix that is none' => [['segment', 'sql', 'new', '--dialect', 'sqlite', '--prefix', 'a;b'], 2, ''];
        yield 'no engine' => [['tables', 'load', 'oracle:x'], 2, '"oracle:x" is no engine'];
        yield 'an engine that is not there' => [['tables', 'load', 'http://127.0.0.1:9'], 3, 'ClickHouse does not answer'];
        yield 'a folder nowhere' => [['tables', 'export', '/nowhere/a'], 2, 'cannot make the folder'];
        yield 'movements of no time' => [['rfm', '--was', 'Loyal'], 2, 'go with --from'];
        yield 'movements backwards' => [['rfm', '--from', '2011-12-11'], 2, '--from must lie before --to'];
        yield 'no such group' => [['rfm', '--from', '2011-10-01', '--was', 'X', '--is', 'Loyal'], 2, 'no group "X", there are Loyal'];
        yield 'half a movement' => [['rfm', '--from', '2011-10-01', '--was', 'Loyal'], 2, '--was and --is go together'];
        yield 'borders that are none' => [['rfm', '--cuts', '3,2:1,2:1,2'], 2, 'three lists of as many rising numbers'];
        yield 'two ways to score' => [['rfm', '--ntile', '--ranked'], 2, 'one of them'];
        yield 'no such model' => [['clv', '--model', 'x'], 2, '--model must be bg-nbd'];
        yield 'a discount that is none' => [['clv', '--discount', 'much'], 2, '--discount must be a percentage'];
        yield 'a check of the future' => [['clv', '--split', '2012-01-01'], 2, '--split must lie before'];
        yield 'indicators from the future' => [['indicators', '--from', '2012-01-01'], 2, '--from lies after'];
        yield 'no such customer' => [['indicators', '--customer', 'x'], 2, 'no customer "x"'];
        yield 'no such goal' => [['goal', 'x'], 2, 'no goal "x"; it has win_back'];
        yield 'a goal without keys' => [['goal'], 2, 'say where the keys are'];
    }

    /** @param list<string> $arguments */
    #[DataProvider('mistakes')]
    public function testAMistakeIsOneSentence(array $arguments, int $code, string $message): void
    {
        unlink("$this->folder/journal.sqlite");
        Journal::open("$this->folder/journal.sqlite");
        $said = $this->runs($code, ...$arguments);
        self::assertStringContainsString($message, $said);
        self::assertStringNotContainsString('.php', $said);
    }

    public function testAShopWithoutPurchasesHasNothingToFit(): void
    {
        unlink("$this->folder/journal.sqlite");
        Journal::open("$this->folder/journal.sqlite");
        self::assertStringContainsString('there is nothing to fit a model to', $this->runs(2, 'clv'));
        self::assertStringContainsString('New and returning buyers', $this->ok('indicators'));
        self::assertStringContainsString('0 buyers', $this->ok('rfm', '--from', '2011-10-01'));
        self::assertStringContainsString('Nobody came', $this->ok('segment', 'update'));
    }

    private function other(): string
    {
        $path = "$this->folder/other.json";
        file_put_contents($path, self::programme(['version' => 9]));

        return $path;
    }

    /**
     * @param array<mixed> $data
     * @return array<mixed>
     */
    private static function withoutMemory(array $data): array
    {
        unset($data['base']);

        return $data;
    }

    private static function at(mixed $data, string|int ...$path): mixed
    {
        foreach ($path as $step) {
            self::assertIsArray($data);
            self::assertArrayHasKey($step, $data);
            $data = $data[$step];
        }

        return $data;
    }

    private function ok(string ...$arguments): string
    {
        return $this->runs(0, ...$arguments);
    }

    /** @return array<mixed> */
    private function data(string ...$arguments): array
    {
        return $this->decoded(0, ...$arguments);
    }

    /** @return array<mixed> */
    private function decoded(int $code, string ...$arguments): array
    {
        $said = $this->runs($code, ...$arguments);

        return self::decode(substr($said, (int) strpos($said, '{')));
    }

    private function runs(int $code, string ...$arguments): string
    {
        [$got, $said] = $this->outcome(...$arguments);
        self::assertSame($code, $got, implode(' ', $arguments) . "\n" . $said);

        return $said;
    }

    /** @return array{int, string} Exit code and output. */
    private function outcome(string ...$arguments): array
    {
        $output = new BufferedOutput();

        return [(new Application())->runArguments(['loyalty', ...array_values($arguments)], $output), $output->fetch()];
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Replay;

use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\InvalidProgrammeException;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\Replay;
use Loyalty\Shop\Console\Application;
use Loyalty\Shop\Console\Command\Forecast as ForecastCommand;
use Loyalty\Shop\Console\Command\Replay as ReplayCommand;
use Loyalty\Shop\Console\Progress;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Replay\ChangedRules;
use Loyalty\Shop\Replay\Comparison;
use Loyalty\Shop\Replay\Data;
use Loyalty\Shop\Replay\ForecastPage;
use Loyalty\Shop\Replay\Outlook;
use Loyalty\Shop\Replay\Page;
use Loyalty\Shop\Replay\Renderer;
use Loyalty\Shop\Report\HtmlFile;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversClass;
use Symfony\Component\Console\Output\BufferedOutput;

/** What an owner sees of changed rules: sums by hand, words, JSON, pages, commands; and that a replay is the same everywhere. */
#[CoversClass(ChangedRules::class)]
#[CoversClass(Comparison::class)]
#[CoversClass(Data::class)]
#[CoversClass(ForecastPage::class)]
#[CoversClass(Outlook::class)]
#[CoversClass(Page::class)]
#[CoversClass(Renderer::class)]
#[CoversClass(HtmlFile::class)]
#[CoversClass(Progress::class)]
#[CoversClass(ReplayCommand::class)]
#[CoversClass(ForecastCommand::class)]
final class ReplayTest extends TestCase
{
    /** 2011-12-10 00:00 in London. */
    private const AT = 1_323_475_200;
    private const DAY = 86400;

    private string $path;

    protected function setUp(): void
    {
        parent::setUp();
        $this->path = $this->folder . '/journal.sqlite';
        putenv('LOYALTY_JOURNAL=' . $this->path);
        putenv('LOYALTY_PROGRAMME');
        putenv('LOYALTY_AT=2011-12-10');
    }

    protected function tearDown(): void
    {
        putenv('LOYALTY_JOURNAL');
        putenv('LOYALTY_AT');
        putenv('LOYALTY_PROGRAMME');
        if (is_dir($this->folder . '-browser')) {
            self::remove($this->folder . '-browser');
        }
        parent::tearDown();
    }

    public function testFiguresAreThoseByHand(): void
    {
        $comparison = $this->comparison();
        // Anna: 60 + 150 pounds, spent 50; Ben: 40 pounds 100 days ago, all returned. Now a point for a pound and 25 for the first order, changed two for a pound.
        self::assertSame(['issued' => 60 + 150 + 40 + 25 + 25, 'reversed' => 65, 'restored' => 0, 'spent' => 50, 'expired' => 0, 'taken' => 0, 'owed' => 185, 'liability' => 185], $comparison->sums()['now']);
        self::assertSame(['issued' => 500, 'reversed' => 80, 'restored' => 0, 'spent' => 50, 'expired' => 0, 'taken' => 0, 'owed' => 370, 'liability' => 370], $comparison->sums()['changed']);
        self::assertSame(['same' => 1, 'up' => 1, 'down' => 0, 'other' => 0], $comparison->moved(), 'gold begins at 200 pounds in place of 300: Anna has 210');
        self::assertSame(1, $comparison->replay->affected);
        self::assertSame(5, $comparison->events);
        self::assertFalse($comparison->isSame());
        self::assertTrue(Comparison::of($this->journal(), self::rules(), self::rules(), self::AT)->isSame());
    }

    public function testTheForecastOfChangedRulesIsThatOfABaseOfTheirOwn(): void
    {
        $comparison = $this->comparison();
        $base = new CustomerBase($comparison->changed);
        $base->append($this->journal()->events());

        self::assertEquals($base->forecast(self::AT, 12), $comparison->forecastChanged);
        self::assertNotEquals($comparison->forecastNow, $comparison->forecastChanged);
    }

    public function testUpAndDownAreSaidOfLaddersWithTheSameStepsOnly(): void
    {
        $other = self::document(['tiers' => ['by' => 'spend', 'window' => 'lifetime', 'levels' => [['key' => 'friend', 'name' => 'Friend', 'from' => 0]]]]);
        $none = self::document(['tiers' => null]);

        self::assertSame(['same' => 0, 'up' => 0, 'down' => 0, 'other' => 2], Comparison::of($this->journal(), self::rules(), Programme::fromJson($other), self::AT)->moved());
        self::assertSame(['same' => 0, 'up' => 0, 'down' => 2, 'other' => 0], Comparison::of($this->journal(), self::rules(), Programme::fromJson($none), self::AT)->moved());
        self::assertSame(['same' => 0, 'up' => 2, 'down' => 0, 'other' => 0], Comparison::of($this->journal(), Programme::fromJson($none), self::rules(), self::AT)->moved());
    }

    public function testChangedRulesStandForTheWholeHistoryWhateverTheirDocumentSaysOfItsBeginning(): void
    {
        $now = Programme::versions([self::rules(), Programme::fromJson(self::document(['valid_from' => '2011-06-01', 'version' => 2]))]);
        $changed = ChangedRules::of($now, self::document(['valid_from' => '2030-01-01', 'version' => 3]));

        self::assertCount(1, $changed->parts());
        self::assertSame($now->parts()[0]->inForceFrom(), $changed->inForceFrom());
        self::assertSame(3, $changed->version());
    }

    public function testFromADateOnTheyFollowTheVersionsBeforeIt(): void
    {
        $second = Programme::fromJson(self::document(['valid_from' => '2011-06-01', 'version' => 2]));
        $third = Programme::fromJson(self::document(['valid_from' => '2011-09-01', 'version' => 3]));
        $now = Programme::versions([self::rules(), $second, $third]);
        $from = (new \DateTimeImmutable('2011-08-01', new \DateTimeZone('Europe/London')))->getTimestamp();
        $parts = ChangedRules::of($now, self::document(['version' => 9]), $from)->parts();

        self::assertSame([1, 2, 9], array_map(static fn (Programme $part): int => $part->version(), $parts), 'what was to follow later is not there');
        self::assertSame($from, $parts[2]->inForceFrom());
        self::assertSame([1, 9], array_map(static fn (Programme $part): int => $part->version(), ChangedRules::of($now, self::document(['version' => 9]), $second->inForceFrom())->parts()));
        self::assertCount(1, ChangedRules::of($now, self::document(['version' => 9]), $now->parts()[0]->inForceFrom())->parts(), 'from the beginning is the whole history');
    }

    public function testEventsBeforeTheDateGiveWhatTheyGave(): void
    {
        $journal = $this->journal();
        $changed = ChangedRules::of(self::rules(), self::document(['points' => ['rate' => 2]]), self::AT - 50 * self::DAY);
        $sums = Comparison::of($journal, self::rules(), $changed, self::AT)->sums();

        // Anna's 150 pounds of 40 days ago are doubled, and the 60 of 200 days ago not.
        self::assertSame($sums['now']['issued'] + 150, $sums['changed']['issued']);
        self::assertSame($sums['now']['reversed'], $sums['changed']['reversed']);
    }

    public function testErrorsAreThoseOfTheDocumentAsItStands(): void
    {
        try {
            ChangedRules::of(self::rules(), self::document(['valid_from' => 'tomorrow']));
            self::fail('no exception');
        } catch (InvalidProgrammeException $e) {
            self::assertSame(['/valid_from'], array_map(static fn ($error): string => $error->pointer, $e->errors));
        }
    }

    public function testAReplayIsTheSameInEveryRunOrderAndProcess(): void
    {
        $this->journal();
        file_put_contents($this->folder . '/now.json', self::document());
        file_put_contents($this->folder . '/changed.json', self::changedDocument());
        $code = '[, $autoload, $path, $now, $changed, $at, $order] = $argv; require $autoload;'
            . '$events = iterator_to_array(Loyalty\Shop\Journal\Journal::open($path)->events(), false); if ($order === "reversed") { $events = array_reverse($events); }'
            . '$base = new Loyalty\CustomerBase(Loyalty\Programme::fromJson(file_get_contents($now))); foreach ($events as $event) { $base->append([$event]); }'
            . 'echo Loyalty\Replay::run($base, Loyalty\Programme::fromJson(file_get_contents($changed)), (int) $at)->hash;';
        $hashes = [$this->comparison()->replay->hash, $this->comparison()->replay->hash];
        foreach (['as they came', 'reversed'] as $order) {
            $hashes[] = $this->php($code, self::ROOT . '/shop/vendor/autoload.php', $this->path, $this->folder . '/now.json', $this->folder . '/changed.json', (string) self::AT, $order);
        }

        self::assertMatchesRegularExpression('/\A[0-9a-f]{64}\z/', $hashes[0]);
        self::assertSame([$hashes[0]], array_values(array_unique($hashes)));
        self::assertNotSame($hashes[0], Comparison::of($this->journal(), self::rules(), self::rules(), self::AT)->replay->hash);
    }

    public function testTheJsonHasItsShape(): void
    {
        $this->files();
        $data = self::decode($this->runs(0, 'replay', '--with', $this->folder . '/changed.json', '--json'));

        self::assertSame(['schema', 'kind', 'hash', 'at', 'from', 'events', 'customers', 'affected', 'programmes', 'warnings', 'sums', 'months', 'tiers', 'hardest', 'gaining', 'rules', 'forecast'], array_keys($data));
        self::assertSame([1, 'replay', self::AT, null, 5, 2, 1], [$data['schema'], $data['kind'], $data['at'], $data['from'], $data['events'], $data['customers'], $data['affected']]);
        self::assertSame($this->comparison()->sums(), $data['sums']);
        self::assertSame([['customer' => 'anna', 'now' => 185, 'changed' => 370, 'tier_now' => 'basic', 'tier_changed' => 'gold']], $data['gaining']);
        self::assertSame([], $data['hardest']);
        self::assertSame([
            'moved' => ['same' => 1, 'up' => 1, 'down' => 0, 'other' => 0],
            'flows' => [['now' => 'basic', 'changed' => 'basic', 'customers' => 1, 'move' => 'same'], ['now' => 'basic', 'changed' => 'gold', 'customers' => 1, 'move' => 'up']],
        ], $data['tiers']);
        self::assertSame([['rule' => 'rate', 'now' => 210, 'changed' => 420], ['rule' => 'welcome', 'now' => 25, 'changed' => 0], ['rule' => 'tiers', 'now' => 0, 'changed' => 0], ['rule' => 'caps', 'now' => 0, 'changed' => 0]], $data['rules']);
        self::assertSame($this->runs(0, 'replay', '--with', $this->folder . '/changed.json', '--json'), $this->runs(0, 'replay', '--with', $this->folder . '/changed.json', '--json'));
    }

    public function testTheCommandSaysItInPlainWords(): void
    {
        $this->files();
        $said = $this->runs(0, 'replay', '--with', $this->folder . '/changed.json');

        self::assertMatchesRegularExpression('/points issued +300 +500 +\+200 *\n/', $said);
        self::assertMatchesRegularExpression('/liability +£1\.85 +£3\.70 +\+£1\.85 *\n/', $said);
        self::assertStringContainsString("50.0 % of 2 would have other points or another tier.\n1 would stand higher.\nYou would have to hold ready £1.85 more than now.", $said);
        self::assertStringContainsString('Nobody loses points.', $said);
        self::assertStringContainsString('One customer gains 185 points together, worth £1.85.', $said);
        self::assertMatchesRegularExpression('/welcome +25 +0 +£0\.00 *\n/', $said);
        self::assertMatchesRegularExpression('/\nhash [0-9a-f]{64}\n/', $said);
        self::assertMatchesRegularExpression('/5 events read in \d+\.\d\d s; 2 customers under both sets of rules in \d+\.\d\d s/', $said);
        self::assertStringContainsString('2 of 2 customers', $said, 'progress');
        self::assertStringNotContainsString('Is this meant so?', $said);
    }

    public function testWarningsOfTheChangedRulesAreSaid(): void
    {
        $this->files();
        file_put_contents($this->folder . '/odd.json', self::document(['segments' => [['key' => 'few', 'name' => 'Few', 'rule' => 'orders < 2 and orders > 5']]]));
        self::assertMatchesRegularExpression('~Is this meant so\?\n +/segments/0/rule: ~', $this->runs(0, 'replay', '--with', $this->folder . '/odd.json'));
    }

    public function testSavedVersionsAreTheRulesOfNow(): void
    {
        $journal = $this->journal();
        file_put_contents($this->folder . '/changed.json', self::changedDocument());
        self::assertStringContainsString('no version of the programme was saved', $this->runs(2, 'replay', '--with', $this->folder . '/changed.json'));
        $journal->save(self::document(), self::AT - 300 * self::DAY);
        $journal->save(self::document(['version' => 2, 'valid_from' => '2011-11-01', 'points' => ['rate' => 3]]), self::AT - 100 * self::DAY);
        $data = self::decode($this->runs(0, 'replay', '--with', $this->folder . '/changed.json', '--from', '2011-11-15', '--json'));

        self::assertIsArray($data['programmes']);
        self::assertIsArray($data['programmes']['changed']);
        self::assertIsArray($data['programmes']['changed']['versions']);
        self::assertSame([1, 2, 7], array_column($data['programmes']['changed']['versions'], 'version'));
        self::assertSame(1_321_315_200, $data['from']);
        self::assertStringContainsString('"kind": "forecast"', $this->runs(0, 'forecast', '--json'));
    }

    public function testWhatCannotWorkIsRefused(): void
    {
        $this->files();
        $with = ['replay', '--with', $this->folder . '/changed.json'];
        self::assertStringContainsString('say which rules: --with FILE', $this->runs(2, 'replay'));
        self::assertStringContainsString('--from is after the instant of the figures', $this->runs(2, ...[...$with, '--from', '2011-12-11']));
        self::assertStringContainsString('--months must be a whole number from 1', $this->runs(2, ...[...$with, '--months', '0']));
        self::assertStringContainsString('--months must be at most 120, not 121', $this->runs(2, ...[...$with, '--months', '121']));
        self::assertStringContainsString('is there already and is no replay', $this->runs(2, ...[...$with, '--json', $this->folder . '/now.json']));
        self::assertStringContainsString('is there already and is no page', $this->runs(2, ...[...$with, '--html', $this->folder . '/changed.json']));
        file_put_contents($this->folder . '/euro.json', self::document(['currency' => 'EUR']));
        self::assertStringContainsString('currenc', $this->runs(2, 'replay', '--with', $this->folder . '/euro.json', '--from', '2011-11-15'));
        self::assertStringContainsString('cannot read', $this->runs(2, 'replay', '--with', $this->path . '-none'));
        file_put_contents($this->folder . '/bad.json', self::document(['timezone' => 'Mars/Olympus']));
        self::assertStringContainsString('the programme is refused', $this->runs(3, 'replay', '--with', $this->folder . '/bad.json'));
        self::assertSame(self::document(), self::read($this->folder . '/now.json'));
    }

    public function testFilesAreWrittenForTheOwnerOnlyAndOverOlderOnes(): void
    {
        $this->files();
        foreach ([1, 2] as $time) {
            $this->runs(0, 'replay', '--with', $this->folder . '/changed.json', '--json', $this->folder . '/replay.json', '--html', $this->folder . '/replay.html');
            self::assertSame(0600, fileperms($this->folder . '/replay.json') & 0777, "time $time");
            self::assertSame(0600, fileperms($this->folder . '/replay.html') & 0777);
        }
        self::assertSame(1, self::decode(self::read($this->folder . '/replay.json'))['schema']);
        self::assertStringContainsString('</html>', self::read($this->folder . '/replay.html'));
    }

    public function testTheForecastIsSaidByMonth(): void
    {
        $this->files();
        $said = $this->runs(0, 'forecast', '--months', '3', '--html', $this->folder . '/forecast.html');

        self::assertMatchesRegularExpression('/points owed +185\. /', $said);
        self::assertMatchesRegularExpression('/Dec 2011 +0 +0 +185 *\nJan 2012 +0 +0 +185 *\nFeb 2012 +0 +0 +185/', $said);
        self::assertStringContainsString('0 of 185 points end within 3 months', $said);
        self::assertStringContainsString('nobody can say yet how many go unused', $said);
        self::assertStringContainsString('id="chart-forecast"', self::read($this->folder . '/forecast.html'));
    }

    public function testThePageNeedsNoNetworkAndRunsNoOtherScript(): void
    {
        $library = $this->folder . '/echarts.min.js';
        file_put_contents($library, 'var echarts = {};');
        foreach ([new Page($this->comparison()), new ForecastPage($this->comparison()->forecastNow, self::rules(), self::AT)] as $page) {
            $html = (new Renderer($library))->render($page);
            self::assertDoesNotMatchRegularExpression('~(?:src|href|srcset|action|data|poster)\s*=\s*["\']?\s*(?:https?:)?//~i', $html);
            self::assertDoesNotMatchRegularExpression('~url\(|@import|<link|<img|<iframe|<object|<base|<form~i', $html);
            self::assertSame(2, preg_match_all('~<script>(.*?)</script>~s', $html, $scripts));
            foreach ($scripts[1] as $script) {
                self::assertStringContainsString(htmlspecialchars("'sha256-" . base64_encode(hash('sha256', $script, true)) . "'", \ENT_QUOTES | \ENT_HTML5), $html);
            }
            $bare = (new Renderer($this->folder . '/none.js'))->render($page);
            self::assertSame(substr_count($bare, 'class="chart'), substr_count($bare, '<details open>'), 'every chart has its table');
            self::assertSame(substr_count($bare, 'class="chart'), substr_count($bare, 'role="img" aria-label="'), 'and its name');
            self::assertStringNotContainsString('<script', $bare);
        }
    }

    public function testEveryFigureOfTheChartsIsInTheTables(): void
    {
        $html = (new Renderer($this->folder . '/none.js'))->render(new Page($this->comparison()));

        self::assertSame(6, substr_count($html, 'class="chart'), 'nobody loses, so there is no chart of that');
        self::assertStringContainsString('<tr><th>anna</th><td class="n">185</td><td class="n">370</td><td class="n">+185</td><td>Basic → Gold</td></tr>', $html);
        self::assertStringContainsString('<tr><th>Basic</th><td>Gold ↑</td><td class="n">1</td></tr>', $html);
        self::assertStringContainsString('<tr><th>welcome</th><td class="n">25</td><td class="n">0</td><td class="n">−25</td></tr>', $html);
    }

    /** With the library itself: a slip in the scripts would leave a page without charts. */
    public function testABrowserDrawsEveryChart(): void
    {
        $browser = self::browser();
        if ($browser === null || !(new Renderer())->hasCharts()) {
            self::markTestSkipped('needs Chromium, and "npm run build" in shop/');
        }
        $none = Programme::fromJson(self::document(['tiers' => null, 'points' => null]));
        $pages = [
            [new Page($this->comparison()), ['moved', 'liability', 'tiers', 'gaining', 'rules', 'forecast']],
            [new Page(Comparison::of($this->journal(), Programme::fromJson(self::changedDocument()), self::rules(), self::AT)), ['moved', 'liability', 'tiers', 'hardest', 'rules', 'forecast']],
            [new Page(Comparison::of($this->journal(), $none, $none, self::AT)), ['moved', 'liability']],
            [new ForecastPage($this->comparison()->forecastNow, self::rules(), self::AT), ['forecast']],
        ];
        foreach ($pages as $i => [$page, $charts]) {
            file_put_contents($this->folder . '/page.html', (new Renderer())->render($page));
            $width = $i % 2 === 0 ? 390 : 1280;
            [$html, $errors] = self::process([$browser, '--headless=new', '--no-sandbox', '--disable-gpu', '--force-prefers-reduced-motion', '--user-data-dir=' . $this->folder . '-browser',
                "--window-size=$width,900", '--dump-dom', 'file://' . $this->folder . '/page.html']);
            self::assertStringNotContainsString('class="no-charts"', $html, $errors);
            preg_match_all('~id="chart-(\w+)"[^>]*>(?:<div[^>]*>)?<svg~', $html, $drawn);
            self::assertSame($charts, $drawn[1], "page $i, $width wide");
        }
    }

    public function testTextOfTheShopIsNeverMarkup(): void
    {
        $journal = Journal::open($this->path);
        $journal->append([self::order('1', '</script><b>x</b>', 100000, self::AT - 5 * self::DAY)]);
        $evil = self::document(['name' => '</script><script>alert(1)</script>']);
        $library = $this->folder . '/echarts.min.js';
        file_put_contents($library, 'var echarts = {};');
        $html = (new Renderer($library))->render(new Page(Comparison::of($journal, Programme::fromJson($evil), Programme::fromJson(self::changedDocument()), self::AT)));

        self::assertStringNotContainsString('<script>alert', $html);
        self::assertStringNotContainsString('<b>x</b>', $html);
        self::assertStringContainsString('&lt;b&gt;x&lt;/b&gt;', $html);
        self::assertSame(2, substr_count($html, '<script>'));
    }

    public function testWhereThereIsNothingThePageSaysSo(): void
    {
        $empty = Comparison::of(Journal::open($this->path), self::rules(), self::rules(), self::AT);
        $html = (new Renderer($this->folder . '/none.js'))->render(new Page($empty));
        foreach (['No points have moved yet', 'Nobody loses points.', 'Nobody gains points.', 'No rule has given anything yet.', 'No points are owed, so none can expire.'] as $sentence) {
            self::assertStringContainsString($sentence, $html);
        }

        $bare = Programme::fromJson(self::document(['tiers' => null, 'points' => null]));
        $html = (new Renderer($this->folder . '/none.js'))->render(new Page(Comparison::of($this->journal(), $bare, $bare, self::AT)));
        self::assertStringNotContainsString('Who changes tier', $html);
        self::assertStringNotContainsString('Another tier', $html);
    }

    public function testABreakageOfAHundredPercentIsNoPromise(): void
    {
        $journal = Journal::open($this->path);
        $journal->append([self::order('1', 'a', 10000, self::AT - 250 * self::DAY), self::order('2', 'a', 10000, self::AT - 5 * self::DAY)]);
        $short = Programme::fromJson(self::document(['points' => ['months' => 3]]));
        $base = new CustomerBase($short);
        $base->append($journal->events());
        $page = new ForecastPage($base->forecast(self::AT), $short, self::AT);

        self::assertSame(10000, $page->forecast->breakage);
        self::assertStringContainsString('nobody spent one, which says little about later: hold all of £1.00 ready', $page->outlook->means());
    }

    private function comparison(): Comparison
    {
        return Comparison::of($this->journal(), self::rules(), Programme::fromJson(self::changedDocument()), self::AT);
    }

    private function journal(): Journal
    {
        $journal = Journal::open($this->path);
        $journal->append([
            self::order('1', 'anna', 6000, self::AT - 200 * self::DAY),
            self::order('2', 'anna', 15000, self::AT - 40 * self::DAY),
            self::order('3', 'ben', 4000, self::AT - 100 * self::DAY),
            Event::refund('test', 1, '3', 'ben', self::AT - 90 * self::DAY, new Money(4000, 'GBP')),
            Event::pointsSpent('test', 'p', 'anna', self::AT - 20 * self::DAY, 50),
        ]);

        return $journal;
    }

    private function files(): void
    {
        $this->journal();
        file_put_contents($this->folder . '/now.json', self::document());
        file_put_contents($this->folder . '/changed.json', self::changedDocument());
        putenv('LOYALTY_PROGRAMME=' . $this->folder . '/now.json');
    }

    private static function rules(): Programme
    {
        return Programme::fromJson(self::document());
    }

    private static function changedDocument(): string
    {
        return self::document(['version' => 7, 'points' => ['rate' => 2, 'welcome' => 0], 'gold' => 20000]);
    }

    /**
     * A point for a pound, 25 for the first order, two tiers.
     *
     * @param array<string, mixed> $changes Members; points: rate, welcome and months, gold: from where; null takes a member away.
     */
    private static function document(array $changes = []): string
    {
        $points = is_array($changes['points'] ?? null) ? $changes['points'] : [];
        $earn = [['key' => 'rate', 'kind' => 'rate', 'points' => $points['rate'] ?? 1, 'per' => 100]];
        if (($points['welcome'] ?? 25) !== 0) {
            $earn[] = ['key' => 'welcome', 'kind' => 'first_order', 'points' => 25];
        }
        $document = [
            'name' => 'Shop', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => 1, 'valid_from' => '2011-01-01',
            'points' => ['earn' => $earn, 'worth' => ['points' => 100, 'amount' => 100], 'expiry' => ['months' => $points['months'] ?? 12]],
            'tiers' => ['by' => 'spend', 'window' => 'lifetime', 'levels' => [['key' => 'basic', 'name' => 'Basic', 'from' => 0], ['key' => 'gold', 'name' => 'Gold', 'from' => $changes['gold'] ?? 30000]]],
        ];
        $isGone = static fn (string $member): bool => array_key_exists($member, $changes) && $changes[$member] === null;
        foreach (['points', 'tiers'] as $member) {
            if ($isGone($member)) {
                unset($document[$member]);
            }
        }
        unset($changes['points'], $changes['gold']);

        return json_encode(array_filter($changes, static fn (mixed $value): bool => $value !== null) + $document, \JSON_THROW_ON_ERROR);
    }

    private function runs(int $code, string ...$arguments): string
    {
        $output = new BufferedOutput();
        $answer = (new Application())->runArguments(['loyalty', ...array_values($arguments)], $output);
        $text = $output->fetch();
        self::assertSame($code, $answer, $text);

        // Notes and the answer are one stream here.
        return in_array('--json', $arguments, true) ? (string) preg_replace('/\A(?:[\d,]+ of [\d,]+ \w+\n)+/', '', $text) : $text;
    }

    private static function remove(string $folder): void
    {
        /** @var \SplFileInfo $file */
        foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS), \RecursiveIteratorIterator::CHILD_FIRST) as $file) {
            $file->isDir() && !$file->isLink() ? @rmdir($file->getPathname()) : @unlink($file->getPathname());
        }
        @rmdir($folder);
    }

    private static function browser(): ?string
    {
        foreach ([(string) getenv('CHROMIUM'), 'chromium', 'chromium-browser', 'google-chrome'] as $name) {
            $path = $name === '' ? '' : trim((string) shell_exec('command -v ' . escapeshellarg($name)));
            if ($path !== '') {
                return $path;
            }
        }

        return null;
    }

    private function php(string $code, string ...$arguments): string
    {
        [$has] = self::process([\PHP_BINARY, '-r', 'echo extension_loaded("loyalty") ? "yes" : "no";']);
        // Loaded by an option here: the file is where the system has mapped it.
        $module = $has === 'no' && preg_match('~ (/.*/loyalty\.so)$~m', self::read('/proc/self/maps'), $match) === 1 ? ['-d', 'extension=' . $match[1]] : [];
        [$said, $errors, $exit] = self::process([\PHP_BINARY, ...$module, '-r', $code, '--', ...array_values($arguments)]);
        self::assertSame(0, $exit, $errors . $said);

        return $said;
    }

    /**
     * @param non-empty-list<string> $command
     * @return array{string, string, int}
     */
    private static function process(array $command): array
    {
        $process = proc_open($command, [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        self::assertIsResource($process);

        return [(string) stream_get_contents($pipes[1]), (string) stream_get_contents($pipes[2]), proc_close($process)];
    }
}

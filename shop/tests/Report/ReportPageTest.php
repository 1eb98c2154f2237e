<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Report;

use Loyalty\Clv\Data;
use Loyalty\Clv\GammaGamma;
use Loyalty\Clv\MbgNbd;
use Loyalty\Clv\Plan;
use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\RfmTable;
use Loyalty\Shop\Console\Application;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Import\RetailImporter;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Report\Chapters;
use Loyalty\Shop\Report\Insight;
use Loyalty\Shop\Report\Meaning;
use Loyalty\Shop\Report\Page;
use Loyalty\Shop\Report\Renderer;
use Loyalty\Shop\Report\Section;
use Loyalty\Shop\Tests\Support\Node;
use Loyalty\Shop\Tests\TestCase;
use Loyalty\Shop\Visits\Count;
use Loyalty\Shop\Visits\Via;
use Loyalty\Shop\Visits\VisitFigures;
use Loyalty\Shop\Visits\Visitor;
use Loyalty\Shop\Visits\VisitTable;
use PHPUnit\Framework\Attributes\CoversClass;
use Symfony\Component\Console\Output\BufferedOutput;

/** What the report says and draws, against the extension's own answers. LOYALTY_PICTURES names a folder for pictures of it. */
#[CoversClass(Page::class)]
#[CoversClass(Insight::class)]
#[CoversClass(Chapters::class)]
#[CoversClass(Meaning::class)]
#[CoversClass(Section::class)]
final class ReportPageTest extends TestCase
{
    private const RETAIL_AT = 1_323_475_200;
    private static ?Figures $small = null;
    private static ?Figures $retail = null;
    private static ?KeyRing $keys = null;
    private static ?Node $browser = null;

    public static function tearDownAfterClass(): void
    {
        self::$browser = null;
    }

    public function testEverySectionOfTheSmallShopIsThere(): void
    {
        $sections = self::sections(self::smallPage());

        self::assertSame(['moved', 'cohorts', 'repeat', 'buyers', 'frequency', 'recency', 'value', 'alive', 'calibration', 'baskets', 'promotion', 'channels', 'loyalty', 'visits', 'sources', 'messages',
            'hours', 'sections', 'goal0'], array_keys($sections));
        foreach ($sections as $id => $section) {
            self::assertFalse($section->isEmpty(), $id);
            self::assertNotSame('', $section->says, $id);
            foreach ($section->rows as $row) {
                self::assertCount(count($section->head), $row, $id);
            }
        }
    }

    public function testSentencesSayTheFiguresOfTheExtension(): void
    {
        $sections = self::sections(self::smallPage());
        $base = self::small()->base;
        $year = $base->indicators(SmallShop::AT, self::yearBefore());
        $percent = static fn (?float $share): string => number_format(100 * (float) $share, 1) . ' %';

        self::assertStringStartsWith(sprintf('In twelve months %d new buyers and %d who had bought before; the latter brought %s of the money.', $year->buyers['new'], $year->buyers['returning'],
            $percent($year->buyers['amount_returning'] / $year->buyers['amount'])), $sections['buyers']->says);
        self::assertStringStartsWith(sprintf('%s of all buyers ordered again.', $percent($year->repeat['rate'])), $sections['repeat']->says);
        self::assertStringContainsString(sprintf('within %s days: write shortly before', (string) $year->gaps['median']), $sections['repeat']->says);
        self::assertStringStartsWith(sprintf('%s were opened, %s clicked, %s led to an order within a week.', $percent($year->mail['open_rate']), $percent($year->mail['click_rate']), $percent($year->mail['order_rate'])), $sections['messages']->says);
        self::assertGreaterThan(0, $year->mail['below']);
        self::assertStringContainsString(sprintf('%d of %d subscribers open clearly less', $year->mail['below'], $year->mail['subscribers']), $sections['messages']->says);
        self::assertStringContainsString(sprintf('between %d:00 and %d:00', $year->mail['best_hour'], $year->mail['best_hour'] + 1), $sections['hours']->says);
        self::assertSame($percent($year->sources['share']) . ' come by themselves. ' . $year->sources['text'], $sections['sources']->says);
        self::assertStringStartsWith(sprintf('Your customers reach %d of 100', round((float) ($year->loyalty['average'] ?? null))), $sections['loyalty']->says);
        self::assertStringContainsString('weakest in “Links clicked”', $sections['loyalty']->says);
        self::assertStringStartsWith($percent($year->promotion['share']) . ' of what was kept', $sections['promotion']->says);
        self::assertStringContainsString(sprintf('%d %% larger', round(100 * ($year->baskets['regular']['average'] / $year->baskets['first']['average'] - 1))), $sections['baskets']->says);
        self::assertStringContainsString('“' . $year->sections[0]['section'] . '” engages most', $sections['sections']->says);
        self::assertStringContainsString('40 orders have no customer (5.0 %)', $sections['channels']->says);
        $goal = $base->goal('again', self::keys(), SmallShop::AT);
        self::assertSame(sprintf('%d of %d have done it (%s), %d were wanted%s. %s', $goal->done, $goal->customers, $percent($goal->share), $goal->wanted, $goal->reached ? ': reached' : '', $goal->text), $sections['goal0']->says);
    }

    public function testMovementsAreThoseBetweenBothDates(): void
    {
        $figures = self::retail();
        $page = new Page($figures, 'at_risk');
        $section = self::sections($page)['moved'];
        $before = Rfm::quantiles()->score($figures->base, (new \DateTimeImmutable('2011-09-11 00:00', new \DateTimeZone('Europe/London')))->getTimestamp());
        $moves = [];
        foreach ($before->transitions($figures->scores, Insight::stages()) as $move) {
            $moves[($move['from'] ?? '-') . '>' . ($move['to'] ?? '-')] = $move['customers'];
        }
        $loyal = array_sum(array_filter($moves, static fn (string $way): bool => str_starts_with($way, 'Loyal>'), \ARRAY_FILTER_USE_KEY));

        self::assertStringStartsWith(sprintf('Of %d loyal customers 90 days ago, %d (%s %%) are at risk today;', $loyal, $moves['Loyal>At risk'], number_format(100 * $moves['Loyal>At risk'] / $loyal, 1)), $section->says);
        self::assertSame([], array_filter(array_keys($moves), static fn (string $way): bool => str_contains($way, 'Others') || str_ends_with($way, '-')), 'every buyer is in a stage, and nobody is lost');
        $chart = $section->chart;
        self::assertSame('flow', $chart['kind'] ?? null);
        self::assertSame(array_sum($moves), array_sum(array_column($chart['links'], 2)));
        $slipped = $before->moved($figures->scores, Insight::stages(), 'Loyal', 'At risk');
        self::assertStringContainsString('Loyal, now at risk: ' . $slipped[0] . ', ' . $slipped[1], $section->rows[count($section->rows) - 1][0]);
        self::assertStringEndsWith(sprintf('and %d more', count($slipped) - 20), $section->rows[count($section->rows) - 1][0]);
    }

    public function testWhatIsToComeIsTheModelsSum(): void
    {
        $figures = self::small();
        $data = Data::fromBase($figures->base, SmallShop::AT);
        $model = MbgNbd::fit($data);
        $weeks = 52.1775 / 12;
        $tenths = array_fill(0, 10, 0);
        $groups = [];
        $all = 0;
        foreach ($model->predict($data, new Plan(12 * $weeks, $weeks, 12, 0.01), GammaGamma::fit($data)) as $prediction) {
            ++$tenths[min(9, intdiv($prediction->alive, 100_000))];
            $score = $figures->scores->get($prediction->key);
            $group = RfmTable::Total->segment($score->recency, $score->frequency, $score->monetary);
            $groups[$group] = ($groups[$group] ?? 0) + (int) $prediction->clv;
            $all += (int) $prediction->clv;
        }
        $page = self::smallPage();
        $alive = self::sections($page)['alive']->chart;
        $value = self::sections($page)['value']->chart;

        self::assertSame('bars', $alive['kind'] ?? null);
        self::assertSame('bars', $value['kind'] ?? null);
        self::assertSame($tenths, $alive['series'][0]['values']);
        self::assertSame(array_sum($tenths), count($figures->scores));
        self::assertCount(6, $value['series']);
        $last = array_map(static fn (array $series): int|float|null => $series['values'][11], $value['series']);
        self::assertSame($all, array_sum($last));
        arsort($groups);
        self::assertSame(array_slice(array_keys($groups), 0, 5), array_slice(array_column($value['series'], 'name'), 0, 5));
        self::assertSame(array_slice(array_values($groups), 0, 5), array_slice($last, 0, 5));
        foreach ($value['series'] as $series) {
            $sorted = $series['values'];
            sort($sorted);
            self::assertSame($sorted, $series['values'], 'a curve never falls');
        }
    }

    public function testCohortsAreSharesOfTheFirstMonth(): void
    {
        $section = self::sections(new Page(self::retail(), null))['cohorts'];
        $cohorts = array_slice(self::retail()->base->indicators(self::RETAIL_AT)->cohorts, -13);
        $chart = $section->chart;

        self::assertSame('Dec 2010', $section->rows[0][0]);
        self::assertSame((string) $cohorts[0]['customers'][0], str_replace(',', '', $section->rows[0][1]));
        self::assertSame('heat', $chart['kind'] ?? null);
        foreach ($chart['cells'] as [$x, $y, $share]) {
            self::assertSame(round(100 * $cohorts[$y]['customers'][$x + 1] / $cohorts[$y]['customers'][0], 1), $share);
        }
        self::assertCount(array_sum(array_map(static fn (array $cohort): int => count($cohort['customers']) - 1, $cohorts)), $chart['cells']);
    }

    public function testWhatIsMissingIsSaidInALine(): void
    {
        $page = new Page(self::retail(), 'at_risk');
        $missing = array_filter(self::sections($page), static fn (Section $section): bool => $section->isEmpty());
        $html = (new Renderer($this->folder . '/none.js'))->render($page);

        self::assertSame(['promotion', 'channels', 'visits', 'messages', 'hours', 'sections', 'goals'], array_keys($missing));
        foreach ($missing as $section) {
            self::assertStringContainsString(htmlspecialchars($section->says, \ENT_QUOTES | \ENT_HTML5), $html);
        }
        self::assertStringNotContainsString('id="chart-messages"', $html);
        self::assertStringContainsString('Give the report the shop’s keys', $missing['goals']->says);
    }

    public function testAShopWithoutEventsHasWordsInPlaceOfEmptyCharts(): void
    {
        $empty = new Page(Figures::of(Journal::open($this->folder . '/nothing.sqlite'), Programme::fromJson(SmallShop::programme()), SmallShop::AT), 'at_risk');
        $html = (new Renderer())->render($empty);
        self::assertSame([], $empty->chartData()['charts']);
        self::assertStringNotContainsString('id="chart-', $html);
        self::assertStringNotContainsString('<ul class="cards">', $html);
        self::assertStringContainsString('Nothing is recorded yet', $html);

        $one = Event::order('shop', '1', 1, 'שרה 🎉', SmallShop::AT - 100 * SmallShop::DAY, OrderCondition::Paid, new Money(1000, 'GBP'));
        $risk = SmallShop::programme(['segments' => [['key' => 'at_risk', 'name' => 'Away', 'rule' => 'orders = 1'], ['key' => 'none', 'name' => 'None', 'rule' => 'orders > 9']]]);
        $html = (new Renderer())->render(new Page(self::figures([$one], $risk, SmallShop::AT), 'at_risk'));
        self::assertStringContainsString('1 customer fits the rule', $html);
        self::assertStringContainsString('1 of 2 is empty', $html);
        self::assertStringContainsString('12 groups are empty and left out.', $html);
        self::assertStringContainsString('<td class="name" dir="auto">שרה 🎉</td>', $html);
    }

    public function testFewCustomersAreNoConclusion(): void
    {
        $journal = Journal::open($this->folder . '/journal.sqlite');
        $journal->append([self::order('1', 'a', 1000, SmallShop::AT - 200 * 86400), self::order('2', 'a', 1000, SmallShop::AT - 20 * 86400), self::order('3', 'b', 1000, SmallShop::AT - 150 * 86400)]);
        $page = new Page(Figures::of($journal, Programme::fromJson(SmallShop::programme()), SmallShop::AT), 'at_risk');
        foreach (self::sections($page) as $id => $section) {
            if (!$section->isEmpty()) {
                self::assertMatchesRegularExpression('/[Tt]oo few/', $section->says, $id);
            }
        }
        self::assertStringContainsString('Too few customers', $page->meaning->heatmap($page->groups, 2));
        self::assertStringContainsString('Too few customers', $page->meaning->groups($page->groups));
        self::assertStringContainsString('Too few customers', $page->meaning->tiers($page->tiers));
    }

    public function testCountedVisitsGoBeforeThoseThatAreEvents(): void
    {
        $table = new VisitTable(PdoConnection::sqlite(':memory:'), 'loyalty_');
        $table->create();
        $day = intdiv(SmallShop::AT, 86400) - 30;
        $table->add('shop', new Count($day, 700, Via::Search, Visitor::New));
        $table->add('shop', new Count($day + 1, 100, Via::Direct, Visitor::Returning));
        $visits = VisitFigures::of($table, 'shop', $day - 10, $day + 10);
        $sections = self::sections(new Page(self::small(), null, insight: new Insight(self::small(), null, $visits)));

        self::assertSame('12.5 % of the visits are by people who were here before. Hardly anybody comes back: give a reason to, such as a list of what they looked at, points that are shown, a letter.', $sections['visits']->says);
        self::assertStringStartsWith('12.5 % come by themselves. Few visitors come by themselves', $sections['sources']->says);
        self::assertStringContainsString('Loyalty work is missing.', $sections['sources']->says);
        self::assertSame([['search', '700', '87.5 %'], ['direct', '100', '12.5 %']], $sections['sources']->rows);
    }

    public function testBordersOfTheSentences(): void
    {
        $meaning = self::smallPage()->meaning;
        $moved = static fn (int $loyal, int $slipped): string => $meaning->moved($loyal, $slipped, 0, 90);
        self::assertStringContainsString('Too few loyal customers', $moved(29, 20));
        self::assertStringContainsString('Nobody to win back', $moved(30, 0));
        self::assertStringContainsString('That is usual', $moved(1000, 99));
        self::assertStringContainsString('Write to them now', $moved(1000, 100));
        self::assertStringContainsString('Write to them now', $moved(1000, 249));
        self::assertStringContainsString('That is a lot', $moved(1000, 250));

        $calibration = static fn (float $predicted, int $actual = 1000, int $customers = 30): string => $meaning->calibration($customers, $actual, $predicted, 90);
        self::assertStringContainsString('Too few', $calibration(10.0, 29));
        self::assertStringContainsString('Too few', $calibration(10.0, 1000, 29));
        self::assertStringContainsString('can be planned with', $calibration(1099.0));
        self::assertStringContainsString('11 % too high: take its money figures as a rough guide', $calibration(1111.0));
        self::assertStringContainsString('30 % too low: use it to tell customers apart', $calibration(700.0));

        $repeat = static fn (float $rate): string => $meaning->repeat(['customers' => 1000, 'again' => (int) (1000 * $rate), 'rate' => $rate, 'within' => []], ['gaps' => 0, 'customers' => 0, 'mean' => null, 'sd' => null, 'median' => null]);
        self::assertStringContainsString('Four of five never come back', $repeat(0.199));
        self::assertStringContainsString('Most buy once only', $repeat(0.2));
        self::assertStringContainsString('Many come back', $repeat(0.4));

        $buyers = static fn (int $returning): string => $meaning->buyers(['all' => 100, 'new' => 50, 'returning' => 50, 'orders' => 100, 'orders_new' => 50, 'orders_returning' => 50, 'amount' => 1000, 'amount_new' => 1000 - $returning, 'amount_returning' => $returning]);
        self::assertStringContainsString('lives on new buyers', $buyers(299));
        self::assertStringContainsString('A sound mixture', $buyers(300));
        self::assertStringContainsString('lives on those who return', $buyers(700));

        $alive = static fn (int $gone, int $open): string => $meaning->alive(['customers' => 1000, 'alive' => 500_499_999, 'expected' => 0, 'valued' => 0, 'clv' => 0, 'tenths' => [$gone, 0, 0, 0, $open, 0, 0, 0, 0, 1000 - $gone - $open]], null, 'Sure.');
        self::assertStringContainsString('About 500 of 1,000 buyers are still customers. Hardly anybody', $alive(4, 5));
        self::assertStringContainsString('5 stand between staying and leaving (30 to 70 %): a letter changes most there. 5 have probably gone', $alive(5, 5));
        self::assertStringContainsString('500 have probably gone: one last offer', $alive(500, 49));
        self::assertStringEndsWith(' Sure.', $alive(0, 300));
        self::assertStringContainsString('too hopeful', $meaning->alive(['customers' => 1000, 'alive' => 0, 'expected' => 0, 'valued' => 0, 'clv' => 0, 'tenths' => array_fill(0, 10, 100)], 'no dropout', ''));
    }

    public function testNamesOfTheShopAreText(): void
    {
        $library = $this->folder . '/echarts.min.js';
        file_put_contents($library, 'var echarts = {};');
        $html = (new Renderer($library))->render(self::smallPage());

        self::assertStringNotContainsString('<img', $html);
        self::assertGreaterThan(10, substr_count($html, '&lt;img src=x'));
        self::assertStringContainsString('\u003Cimg src=x', $html, 'in the data of the charts');
        self::assertSame(substr_count($html, 'class="chart'), substr_count($html, '<summary>The same as a table'));
    }

    public function testHowLargeTheFileIsDoesNotDependOnTheCustomers(): void
    {
        $none = $this->folder . '/none.js';

        self::assertLessThan(150_000, strlen((new Renderer($none))->render(new Page(self::retail(), 'at_risk'))));
        self::assertLessThan(150_000, strlen((new Renderer($none))->render(self::smallPage())));
    }

    public function testTheCommandTakesKeysAndCounts(): void
    {
        $journal = Journal::open($this->folder . '/journal.sqlite');
        $journal->append(SmallShop::events());
        $table = new VisitTable($journal->connection, $journal->schema->prefix);
        $table->create();
        $table->add('matomo', new Count(intdiv(SmallShop::AT, 86400) - 3, 200, Via::Direct, Visitor::Returning));
        file_put_contents($this->folder . '/programme.json', SmallShop::programme());
        self::keys()->save($this->folder . '/keys.lty');
        $arguments = ['--journal', $this->folder . '/journal.sqlite', '--programme', $this->folder . '/programme.json', '--at', '2021-10-01 13:00'];
        self::assertStringContainsString('there is no source "x"; there are matomo', $this->runs(2, 'report', '--out', $this->folder . '/r.html', '--source', 'x', ...$arguments));
        $this->runs(0, 'report', '--out', $this->folder . '/r.html', '--keys', $this->folder . '/keys.lty', ...$arguments);
        $html = self::read($this->folder . '/r.html');

        self::assertStringContainsString('id="chart-goal0"', $html);
        self::assertStringContainsString("100.0\u{a0}% of the visits are by people who were here before", $html);
        $this->runs(0, 'report', '--out', $this->folder . '/r.html', ...$arguments);
        self::assertStringContainsString('Give the report the shop’s keys', self::read($this->folder . '/r.html'));
    }

    public function testABrowserDrawsEveryChartAtBothWidths(): void
    {
        if (!Node::hasBrowser() || !(new Renderer())->hasCharts()) {
            self::markTestSkipped('needs "npm ci" in tests/interop, Chromium, and "npm run build" in shop/');
        }
        self::$browser ??= new Node('page.mjs');
        $folder = (string) getenv('LOYALTY_PICTURES');
        $empty = Figures::of(Journal::open($this->folder . '/empty.sqlite'), Programme::fromJson(SmallShop::programme()), SmallShop::AT);
        foreach (['small' => self::smallPage(), 'retail' => new Page(self::retail(), 'at_risk', insight: new Insight(self::retail(), self::keys())), 'empty' => new Page($empty, 'at_risk')] as $name => $page) {
            $file = $this->folder . '/page.html';
            file_put_contents($file, $html = (new Renderer())->render($page));
            foreach ([390, 1280] as $width) {
                $seen = self::$browser->ask(['ask' => 'look', 'file' => $file, 'width' => $width, 'picture' => $folder === '' ? null : "$folder/report-$name-$width.png"]);
                preg_match_all('~id="chart-(\w+)"~', $html, $charts);
                self::assertSame(['errors' => [], 'requests' => ['file'], 'alerts' => 0, 'wide' => $width], ['errors' => $seen['errors'], 'requests' => $seen['requests'], 'alerts' => $seen['alerts'], 'wide' => $seen['wide']], "$name, $width wide");
                // A chart of nothing has axes, and need not have more.
                if ($name !== 'empty') {
                    self::assertSame($charts[1], $seen['drawn'], "$name, $width wide");
                }
            }
        }
        $plain = self::$browser->ask(['ask' => 'look', 'file' => $this->folder . '/page.html', 'width' => 390, 'scripts' => false]);
        self::assertSame(['errors' => [], 'requests' => ['file']], $plain, 'without scripts nothing is asked for either');
    }

    /** @return array<string, Section> */
    private static function sections(Page $page): array
    {
        return array_column(array_merge(...array_column($page->chapters(), 'sections')), null, 'id');
    }

    private static function smallPage(): Page
    {
        return new Page(self::small(), 'at_risk', insight: new Insight(self::small(), self::keys()));
    }

    private static function keys(): KeyRing
    {
        return self::$keys ??= KeyRing::create('shop.example/test');
    }

    private static function yearBefore(): int
    {
        return (new \DateTimeImmutable('2020-10-01 13:00', new \DateTimeZone('Europe/London')))->getTimestamp();
    }

    private static function small(): Figures
    {
        return self::$small ??= self::figures(SmallShop::events(), SmallShop::programme(), SmallShop::AT);
    }

    private static function retail(): Figures
    {
        return self::$retail ??= self::figures((new RetailImporter(self::RETAIL))->events(), self::programme(), self::RETAIL_AT);
    }

    /** @param iterable<\Loyalty\Event> $events */
    private static function figures(iterable $events, string $programme, int $at): Figures
    {
        $path = sys_get_temp_dir() . '/loyalty-report-' . bin2hex(random_bytes(6)) . '.sqlite';
        try {
            $journal = Journal::open($path);
            $journal->append($events);

            return Figures::of($journal, Programme::fromJson($programme), $at);
        } finally {
            foreach (glob($path . '*') ?: [] as $file) {
                unlink($file);
            }
        }
    }

    private function runs(int $code, string ...$arguments): string
    {
        $output = new BufferedOutput();
        $answer = (new Application())->runArguments(['loyalty', ...array_values($arguments)], $output);
        $text = $output->fetch();
        self::assertSame($code, $answer, $text);

        return $text;
    }
}

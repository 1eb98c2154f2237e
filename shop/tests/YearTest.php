<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Programme;
use Loyalty\RfmTable;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Import\RetailImporter;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Report\Advice;
use Loyalty\Shop\Report\Page;
use Loyalty\Shop\Report\Renderer;
use Loyalty\Shop\Text\Format;
use PHPUnit\Framework\Attributes\CoversClass;

/** The whole year of retail_a: scores against other programs, sums against each other, the report. */
#[CoversClass(Figures::class)]
#[CoversClass(Page::class)]
#[CoversClass(Renderer::class)]
#[CoversClass(Advice::class)]
#[CoversClass(Format::class)]
final class YearTest extends TestCase
{
    /** 2011-12-10 00:00 in London. */
    private const AT = 1_323_475_200;
    private const REFERENCE = self::ROOT . '/tests/data/reference/rfm_retail_a.csv';

    private static ?Figures $figures = null;

    public function testScoresEqualThoseOfRForEveryCustomer(): void
    {
        $file = fopen(self::REFERENCE, 'rb');
        self::assertIsResource($file);
        $head = fgetcsv($file, null, ',', '"', '');
        self::assertIsArray($head);
        $head = array_map(strval(...), $head);
        $scores = self::figures()->scores;
        $customers = 0;
        while (is_array($fields = fgetcsv($file, null, ',', '"', ''))) {
            $row = array_combine($head, array_map(strval(...), $fields));
            $score = $scores->get($row['customer_id']);
            self::assertSame(
                [(int) $row['recency_days'], (int) $row['transaction_count'], intdiv((int) $row['amount'] + 5, 10), (int) $row['r_recency_score'], (int) $row['r_frequency_score'],
                    (int) $row['r_monetary_score'], $row['r_segment_v3'], $row['r_segment_classic']],
                [$score->recencyDays, $score->purchases, $score->amount, $score->recency, $score->frequency, $score->monetary,
                    RfmTable::R->segment($score->recency, $score->frequency, $score->monetary), RfmTable::Classic->segment($score->recency, $score->frequency, $score->monetary)],
                'customer ' . $row['customer_id'],
            );
            ++$customers;
        }
        fclose($file);
        self::assertSame(2139, $customers);
        self::assertCount(2139, $scores);
    }

    public function testTotalsAreThoseOfTheImport(): void
    {
        $totals = self::figures()->base->totals();

        self::assertSame(8745, $totals['orders']);
        self::assertSame(471936988, $totals['spent_gross']);
        self::assertSame(27503724, $totals['refunded'], 'matched, unmatched and excess');
        self::assertSame(471936988 - 17798207, $totals['spent'], 'matched refunds only');
        self::assertSame(730, $totals['anonymous_orders']);
        self::assertSame(89709915 - 15425523, $totals['anonymous_amount']);
        self::assertSame(2159, $totals['customers']);
    }

    public function testNoPointIsLost(): void
    {
        $p = self::figures()->points();

        self::assertSame($p['issued'] + $p['in'], $p['owed'] + $p['spent'] + $p['expired'] + $p['reversed'] + $p['out']);
        self::assertSame(self::figures()->programme->worth($p['owed'])->minor, $p['liability']);
        self::assertGreaterThan(0, $p['expired']);
        self::assertGreaterThan(0, $p['reversed']);
    }

    public function testMonthsSumToTheTotals(): void
    {
        $page = self::page();
        $totals = self::figures()->base->totals();
        $sum = static fn (string $column): int|float => array_sum(array_column($page->months, $column));

        self::assertCount(13, $page->months);
        self::assertSame($totals['orders'], $sum('orders'));
        self::assertSame($totals['spent_gross'], $sum('amount'));
        self::assertSame($totals['anonymous_amount'], $sum('anonymous_amount'));
        self::assertSame($totals['points_earned'], $sum('earned'));
        self::assertSame($totals['points_expired'], $sum('expired'));
        self::assertSame($totals['points_reversed'], $sum('reversed'));
        self::assertSame(self::figures()->points()['owed'], $page->months[12]['owed'], 'the last month ends with what is owed');
    }

    public function testGroupsTiersAndHeatMapHoldEveryCustomerOnce(): void
    {
        $page = self::page();

        self::assertSame(2139, array_sum(array_column($page->groups, 'customers')));
        self::assertSame(2139, array_sum(array_column($page->heatmap, 'customers')));
        self::assertSame(471936988, array_sum(array_column($page->groups, 'amount')));
        self::assertSame(2159, array_sum(array_column($page->tiers, 'customers')));
    }

    public function testTheCardsSayWhatTheirFiguresAreOf(): void
    {
        $meanings = array_column(self::page()->cards(), 'meaning', 'label');

        self::assertSame('5.8 % of what known customers ordered came back, £177,982 of it matched with an order: these returns take their points with them.', $meanings['Returned']);
        self::assertSame('14.1 % of the money, in 730 orders, came from buyers nobody knows: each order is a chance to win a member.', $meanings['Sales without a name']);
    }

    public function testNoSegmentOfTheExampleHasTheNameOfAGroup(): void
    {
        self::assertSame([], array_intersect(self::figures()->programme->segments(), RfmTable::Total->segments()));
    }

    public function testEveryGroupHasItsAdvice(): void
    {
        self::assertSame([], Advice::missing());
        self::assertNotContains('', array_column(self::page()->groups, 'advice'));
    }

    public function testThoseAtRiskAreListedBySpending(): void
    {
        $page = self::page();
        $spent = array_column($page->atRisk, 'spent');
        $sorted = $spent;
        rsort($sorted);

        self::assertCount(20, $spent);
        self::assertSame($sorted, $spent);
        self::assertSame(count(self::figures()->base->select(self::figures()->programme->segment('at_risk'))), $page->atRiskCount);
    }

    public function testTheReportNeedsNoNetwork(): void
    {
        $library = $this->folder . '/echarts.min.js';
        file_put_contents($library, 'var echarts = {};');
        $html = (new Renderer($library))->render(self::page());

        self::assertDoesNotMatchRegularExpression('~(?:src|href|srcset|action|data|poster)\s*=\s*["\']?\s*(?:https?:)?//~i', $html);
        self::assertDoesNotMatchRegularExpression('~url\(|@import|<link|<img|<iframe|<object|<base|<form~i', $html);
        self::assertStringNotContainsString('http://', $html);
        self::assertStringNotContainsString('https://', $html);
        $policy = self::policy($html);
        self::assertStringContainsString("default-src 'none'", $policy);
        self::assertStringContainsString("connect-src 'none'", $policy);
        self::assertStringContainsString("'sha256-" . base64_encode(hash('sha256', 'var echarts = {};', true)) . "'", $policy);
        self::assertStringNotContainsString('script-src \'unsafe-inline\'', $policy);
    }

    public function testEveryScriptIsOneThatThePolicyNames(): void
    {
        $library = $this->folder . '/echarts.min.js';
        file_put_contents($library, 'var echarts = {};');
        $html = (new Renderer($library))->render(self::page());
        preg_match_all('~<script>(.*?)</script>~s', $html, $scripts);

        self::assertCount(2, $scripts[1]);
        foreach ($scripts[1] as $script) {
            self::assertStringContainsString(base64_encode(hash('sha256', $script, true)), self::policy($html));
        }
    }

    public function testEveryChartHasItsTableAndWithoutTheLibraryTheyAreOpen(): void
    {
        $html = (new Renderer($this->folder . '/none.js'))->render(self::page());

        self::assertSame(substr_count($html, 'class="chart'), substr_count($html, '<details open>'));
        self::assertStringNotContainsString('<script', $html);
        self::assertStringContainsString("script-src 'none'", self::policy($html));
        self::assertStringContainsString('<html lang="en" class="no-charts">', $html);
    }

    public function testTextOfTheShopIsNeverMarkup(): void
    {
        $document = self::decode(self::programme());
        $document['name'] = 'A </script><script>alert(1)</script> "shop" & Sons';
        $journal = Journal::open($this->folder . '/journal.sqlite');
        $journal->append([self::order('1', '<b>7</b>', 100000, self::AT - 150 * 86400), self::order('2', '<b>7</b>', 100000, self::AT - 149 * 86400),
            self::order('3', '<b>7</b>', 100000, self::AT - 148 * 86400)]);
        $figures = Figures::of($journal, Programme::fromArray($document), self::AT);
        $library = $this->folder . '/echarts.min.js';
        file_put_contents($library, 'var echarts = {};');
        $html = (new Renderer($library))->render(new Page($figures, 'at_risk'));

        self::assertStringNotContainsString('<script>alert', $html);
        self::assertStringNotContainsString('<b>7</b>', $html);
        self::assertStringContainsString('&lt;b&gt;7&lt;/b&gt;', $html);
        self::assertSame(2, substr_count($html, '<script>'));
    }

    public function testAnEmptyJournalGivesAReportToo(): void
    {
        $figures = Figures::of(Journal::open($this->folder . '/journal.sqlite'), Programme::fromJson(self::programme()), self::AT);
        $html = (new Renderer($this->folder . '/none.js'))->render(new Page($figures, 'at_risk'));

        self::assertStringContainsString('no events yet', $html);
    }

    private static function figures(): Figures
    {
        if (self::$figures === null) {
            $path = sys_get_temp_dir() . '/loyalty-year-' . bin2hex(random_bytes(6)) . '.sqlite';
            try {
                $journal = Journal::open($path);
                $journal->append((new RetailImporter(self::RETAIL))->events());
                self::$figures = Figures::of($journal, Programme::fromJson(self::programme()), self::AT);
            } finally {
                foreach (glob($path . '*') ?: [] as $file) {
                    unlink($file);
                }
            }
        }

        return self::$figures;
    }

    private static function page(): Page
    {
        return new Page(self::figures(), 'at_risk');
    }

    private static function policy(string $html): string
    {
        if (preg_match('~http-equiv="Content-Security-Policy" content="([^"]*)"~', $html, $match) !== 1) {
            self::fail('no policy');
        }

        return html_entity_decode($match[1], \ENT_QUOTES | \ENT_HTML5);
    }
}

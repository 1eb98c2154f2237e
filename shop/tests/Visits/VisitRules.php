<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Visits;

use Loyalty\Shop\Import\ImportException;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Visits\Count;
use Loyalty\Shop\Visits\Counter;
use Loyalty\Shop\Visits\Via;
use Loyalty\Shop\Visits\VisitFigures;
use Loyalty\Shop\Visits\VisitFile;
use Loyalty\Shop\Visits\Visitor;
use Loyalty\Shop\Visits\VisitTable;

/** What holds on every database. The class that uses it has a connection. */
trait VisitRules
{
    private VisitTable $visits;

    abstract protected function connection(): PdoConnection;

    protected function setUp(): void
    {
        $this->visits = new VisitTable($this->connection(), 't_');
        $this->visits->drop();
        $this->visits->create();
        $this->visits->create();
    }

    protected function tearDown(): void
    {
        $this->visits->drop();
    }

    /** 2026-03-29 is the day on which clocks go forward in Berlin. */
    private static function at(string $local): int
    {
        return (new \DateTimeImmutable($local, new \DateTimeZone('Europe/Berlin')))->getTimestamp();
    }

    private static function day(string $day): int
    {
        return intdiv((int) strtotime("$day UTC"), 86400);
    }

    public function testAVisitorComesBack(): void
    {
        $counter = new Counter($this->visits, new \DateTimeZone('Europe/Berlin'));
        $cookie = $counter->count(null, Via::Search, self::at('2026-03-28 23:50'));
        self::assertIsString($cookie);
        // The next page of the same visit, ten minutes into the next day.
        $cookie = $counter->count($cookie, null, self::at('2026-03-29 00:10'));
        $cookie = $counter->count($cookie, Via::Direct, self::at('2026-03-29 12:00'));
        $cookie = $counter->count($cookie, Via::Email, self::at('2026-04-07 12:00'));
        self::assertIsString($cookie);
        // A letter, a new link within the visit: still the same visit.
        $counter->count($cookie, Via::Ads, self::at('2026-04-07 12:20'));
        self::assertSame([
            ['day' => self::day('2026-03-28'), 'via' => Via::Search, 'visitor' => Visitor::New, 'since' => null, 'nth' => 1, 'visits' => 1],
            ['day' => self::day('2026-03-29'), 'via' => Via::Direct, 'visitor' => Visitor::Returning, 'since' => 1, 'nth' => 2, 'visits' => 1],
            ['day' => self::day('2026-04-07'), 'via' => Via::Email, 'visitor' => Visitor::Returning, 'since' => 8, 'nth' => 3, 'visits' => 1],
        ], $this->visits->rows('own', 0, 100_000));
    }

    public function testWithoutConsentNothingIsRemembered(): void
    {
        $counter = new Counter($this->visits, new \DateTimeZone('UTC'));
        self::assertNull($counter->count('1.20000.20000.3.1728000000', Via::Search, self::at('2026-01-01 12:00'), false));
        self::assertNull($counter->count(null, null, self::at('2026-01-01 12:01'), false));
        self::assertSame([['day' => self::day('2026-01-01'), 'via' => Via::Search, 'visitor' => null, 'since' => null, 'nth' => null, 'visits' => 1]], $this->visits->rows('own', 0, 100_000));
    }

    public function testACookieThatNobodyHereWroteIsNone(): void
    {
        $counter = new Counter($this->visits, new \DateTimeZone('UTC'));
        $at = self::at('2026-01-01 12:00');
        foreach (['', '1', '1.5.4.1.0', '1.0.99999999.1.0', '1.0.0.0.0', "1.0.0.1.0\n", '1.0.0.1.' . ($at + 1), '2.0.0.1.0', '1.-1.0.1.0', str_repeat('1.', 9000)] as $cookie) {
            $counter->count($cookie, Via::Direct, $at);
        }
        self::assertSame([['day' => self::day('2026-01-01'), 'via' => Via::Direct, 'visitor' => Visitor::New, 'since' => null, 'nth' => 1, 'visits' => 10]], $this->visits->rows('own', 0, 100_000));
    }

    public function testAFileAgainChangesNothingAndALaterOneCorrects(): void
    {
        $file = fn (string $text): array => $this->visits->replace('matomo', (new VisitFile(self::file($text)))->counts());
        $channels = "Date,Channel Type,Visits\n2026-01-01,Direct Entry,10\n2026-01-01,Search Engines,30\n2026-01-02,Websites,5\n2026-01-02,Something New,1\n";
        self::assertSame(['days' => 2, 'visits' => 46], $file($channels));
        $once = $this->visits->rows('matomo', 0, 100_000);
        $file($channels);
        self::assertSame($once, $this->visits->rows('matomo', 0, 100_000));
        $file("date,nb_visits_new,nb_visits_returning\n2026-01-01,25,15\n");
        $file("Date,Channel Type,Visits\n2026-01-02,Websites,7\n");
        $figures = VisitFigures::of($this->visits, 'matomo', self::day('2026-01-01'), self::day('2026-02-01'));
        self::assertSame([['month' => '2026-01', 'new' => 25, 'returning' => 15, 'all' => 47]], $figures->months);
        self::assertSame(['direct' => 10, 'search' => 30, 'email' => 0, 'social' => 0, 'referral' => 7, 'ads' => 0, 'other' => 0], $figures->via);
        self::assertSame(intdiv(10 * 10_000, 47), $figures->directShare());
        self::assertSame(3750, $figures->returningShare());
    }

    public function testMatomosLogOfVisits(): void
    {
        $text = "idVisit,visitorType,visitCount,daysSinceLastVisit,serverDate,referrerType,actions\n1,new,1,0,2026-01-01,direct,\"a\nb\"\n2,returning,2,9,2026-01-01,search,x\n"
            . "3,returningCustomer,12,40,2026-03-01,campaign,x\n4,,1,0,2026-03-01,direct,x\n";
        // As Matomo writes it for Excel.
        $file = new VisitFile(self::file("\xFF\xFE" . mb_convert_encoding($text, 'UTF-16LE', 'UTF-8')));
        $this->visits->replace('matomo', $file->counts());
        self::assertSame(1, $file->without);
        $figures = VisitFigures::of($this->visits, 'matomo', 0, 100_000);
        self::assertSame(['2026-01', '2026-02', '2026-03'], array_column($figures->months, 'month'));
        self::assertSame([1, 2], [$figures->new, $figures->returning]);
        self::assertSame([0 => 0, 1 => 0, 2 => 0, 8 => 1, 31 => 1], $figures->since);
        self::assertSame([1 => 1, 2 => 1, 3 => 0, 6 => 0, 11 => 1], $figures->nth);
    }

    public function testGoogleAnalytics(): void
    {
        $file = new VisitFile(self::file("# ----\n# Traffic acquisition\n#\nDate,Session primary channel group (Default channel group),New / established,Sessions\n20260101,Direct,new,4\n20260101,Organic Search,established,6\n20260102,Paid Search,(not set),1\n"));
        self::assertSame(['days' => 1, 'visits' => 10], $this->visits->replace('analytics', $file->counts()));
        self::assertSame(4000, VisitFigures::of($this->visits, 'analytics', 0, 100_000)->directShare());
    }

    public function testAFileThatIsNoneIsRefusedWithItsLine(): void
    {
        foreach ([
            '' => 'has no header line',
            "a,b\n" => 'no column is the day',
            "Date,Visits\n" => 'no column says how visits came',
            "Date,Channel Type\n2026-01-01,Direct\n" => 'no column is the number of visits',
            "Date,Channel Type,Visits\n2026-02-30,Direct,1\n" => 'line 2: "2026-02-30" is no day',
            "Date,Channel Type,Visits\n2026-02-03,Direct,-1\n" => 'line 2: "-1" is no number',
            "Date,Channel Type,Visits\n2026-02-03,\"Direct,1\n" => 'line 2: a quote is not closed',
            "date,nb_visits_new\n" => 'not both',
        ] as $text => $problem) {
            try {
                $this->visits->replace('matomo', (new VisitFile(self::file($text)))->counts());
                self::fail($text);
            } catch (ImportException $e) {
                self::assertStringContainsString($problem, $e->getMessage());
            }
        }
        self::assertSame([], $this->visits->sources());
    }

    public function testASourceIsAName(): void
    {
        $this->expectException(\ValueError::class);
        $this->expectExceptionMessage('not "Matomo!"');
        $this->visits->add('Matomo!', new Count(0, 1, Via::Direct));
    }

    private static function file(string $text): string
    {
        $path = (string) tempnam(sys_get_temp_dir(), 'visits');
        file_put_contents($path, $text);
        register_shutdown_function(static fn (): bool => @unlink($path));

        return $path;
    }
}

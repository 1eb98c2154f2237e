<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Visits;

use Loyalty\Shop\Import\ImportException;
use Loyalty\Shop\Visits\Count;
use Loyalty\Shop\Visits\VisitFile;
use Loyalty\Shop\Visits\VisitLines;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Each export that is taken, in the shape in which its program writes it, and what each that is not is told. */
#[CoversClass(VisitFile::class)]
#[CoversClass(VisitLines::class)]
final class VisitFileTest extends TestCase
{
    private const REMARKS = "# ----------------------------------------\n# Traffic acquisition: Session default channel group\n# Account: Cups\n# Start date: 20260101\n# End date: 20260131\n# ----------------------------------------\n\n";

    /** @return iterable<string, array{string, string, list<string>, int}> Source, text, visits as "day via visitor number", lines left out. */
    public static function exports(): iterable
    {
        $channels = ['2026-01-01 direct  10', '2026-01-01 search  30', '2026-01-02 referral  5'];
        $matomo = "date,label,nb_uniq_visitors,nb_visits,nb_actions,metadata_segment,idsubdatatable\n2026-01-01,Direct Entry,9,10,22,referrerType==direct,\n"
            . "2026-01-01,Search Engines,28,30,60,referrerType==search,2\n2026-01-02,Websites,5,5,9,referrerType==website,3\n";
        yield 'Matomo, channel types' => ['matomo', $matomo, $channels, 0];
        yield 'Matomo, channel types, UTF-16 with its mark' => ['matomo', "\xFF\xFE" . mb_convert_encoding($matomo, 'UTF-16LE', 'UTF-8'), $channels, 0];
        yield 'Matomo, channel types, UTF-16 without a mark' => ['matomo', mb_convert_encoding($matomo, 'UTF-16LE', 'UTF-8'), $channels, 0];
        yield 'the same with the bytes the other way round' => ['matomo', "\xFE\xFF" . mb_convert_encoding($matomo, 'UTF-16BE', 'UTF-8'), $channels, 0];
        yield 'Matomo, channel types, TSV' => ['matomo', str_replace(',', "\t", $matomo), $channels, 0];
        yield 'Matomo, channel types, by a spreadsheet, CRLF' => ['matomo', "\xEF\xBB\xBF" . str_replace([',', "\n"], [';', "\r\n"], $matomo), $channels, 0];
        yield 'Matomo in German: the channel is known by its segment' => ['matomo', "Datum,Kanaltyp,Eindeutige Besucher,Besuche,Metadaten: segment\n2026-01-01,Direkte Zugriffe,9,10,referrerType==direct\n"
            . "2026-01-01,Suchmaschinen,28,30,referrerType==search\n2026-01-02,Websites,5,5,referrerType==website\n", $channels, 0];
        yield 'Matomo, acquisition overview' => ['matomo', "date,nb_visits,Referrers_visitorsFromDirectEntry,Referrers_visitorsFromSearchEngines,Referrers_visitorsFromWebsites\n2026-01-01,40,10,30,0\n2026-01-02,5,0,0,5\n",
            ['2026-01-01 direct  10', '2026-01-01 search  30', '2026-01-01 referral  0', '2026-01-02 direct  0', '2026-01-02 search  0', '2026-01-02 referral  5'], 0];
        yield 'Matomo, new and returning' => ['matomo', "date,nb_uniq_visitors_new,nb_visits_new,nb_uniq_visitors_returning,nb_visits_returning\n2026-01-01,24,25,14,15\n", ['2026-01-01  new 25', '2026-01-01  returning 15'], 0];
        yield 'Matomo, log of visits with cells of several lines and emojis' => ['matomo', "\xFF\xFE" . mb_convert_encoding("idVisit,visitorId,serverTimestamp,visitorType,referrerType,referrerTypeName,serverDate,actionDetails_0_url,actionDetails_0_pageTitle\n"
            . "7,ab12,1767258000,new,direct,Direct Entry,2026-01-01,https://shop.example/,\"Cups 😀\n# and, \"\"more\"\"\"\n8,ab13,1767258001,returning,social,Social Networks,2026-01-01,https://shop.example/,x\n", 'UTF-16LE', 'UTF-8'),
            ['2026-01-01 direct new 1', '2026-01-01 social returning 1'], 0];
        $ga = "Date,Session default channel group,Sessions,Engaged sessions,Total revenue\n20260101,Direct,10,9,1.5\n20260101,Organic Search,30,21,0\n20260102,Referral,5,1,0\n";
        yield 'Google, traffic acquisition by date, behind remarks' => ['analytics', self::REMARKS . $ga, $channels, 0];
        yield 'Google, exploration: the sum at the end, its label in a column of its own' => ['analytics', str_replace("revenue\n", "revenue\n,,45,31,1.5,Grand total\n", self::REMARKS . $ga), $channels, 1];
        yield 'Google, the sum in the first column' => ['analytics', self::REMARKS . $ga . "Grand total,,45,31,1.5\n", $channels, 1];
        yield 'Google, more tables than one: the one by day and channel counts' => ['analytics', self::REMARKS . "Session default channel group,Sessions\nDirect,99\n\n" . self::REMARKS . $ga . "\n" . self::REMARKS . "Nth day,Sessions\n0000,10\n", $channels, 0];
        yield 'Google in French' => ['analytics', "# Date de début : 20260101\nDate,Groupe de canaux par défaut de la session,Sessions\n20260101,Direct,10\n20260101,Organic Search,30\n20260102,Referral,5\n", $channels, 0];
        yield 'Google in German' => ['analytics', "Datum,Standard-Channelgruppe der Sitzung,Sitzungen\n20260101,Direct,10\n20260101,Organic Search,30\n20260102,Referral,5\nGesamtsumme,,45\n", $channels, 1];
        yield 'Google, by hour, thousands grouped' => ['analytics', "Date + hour (YYYYMMDDHH),Session default channel group,Sessions\n2026010123,Direct,\"1,234\"\n", ['2026-01-01 direct  1234'], 0];
        yield 'Google, new and returning' => ['analytics', "Date,New / returning,Sessions\n20260101,new,4\n20260101,returning,6\n20260101,(not set),1\n", ['2026-01-01  new 4', '2026-01-01  returning 6'], 1];
    }

    /** @param list<string> $visits */
    #[DataProvider('exports')]
    public function testAnExportIsTaken(string $source, string $text, array $visits, int $without): void
    {
        $file = new VisitFile(self::file($text));
        self::assertSame($visits, self::read($file));
        self::assertSame([$source, $without, []], [$file->source(), $file->without, $file->unknown]);
    }

    /** @return iterable<string, array{string, string}> */
    public static function refused(): iterable
    {
        $head = "Date,Channel Type,Visits\n";
        yield 'nothing' => ['', 'nothing was exported'];
        yield 'what Matomo writes where there was nothing' => ["\xFF\xFE" . mb_convert_encoding('No data available', 'UTF-16LE', 'UTF-8'), 'export the report by day. In Matomo export Acquisition > Channel Type'];
        yield 'Matomo, one sum of all days' => ["label,nb_visits,metadata_segment\nDirect Entry,10,referrerType==direct\n", 'no column is the day'];
        yield 'Matomo, by month' => ["date,label,nb_visits\n2026-01,Direct Entry,10\n", '"2026-01" is no day'];
        yield 'Matomo, by week' => ["date,label,nb_visits\n\"2026-01-05,2026-01-11\",Direct Entry,10\n", 'weeks and months are not taken'];
        yield 'Matomo, summary of visits' => ["date,nb_uniq_visitors,nb_visits\n2026-01-01,9,10\n", 'no column says how visits came (such as "Channel Type")'];
        yield 'Google, by the number of the day' => ["Nth day,Sessions\n0000,10\n", '"Nth day" is no day: export the report by day'];
        yield 'Google, without the date' => [self::REMARKS . "Session default channel group,Sessions\nDirect,1\n", 'line 8: no column is the day'];
        yield 'Google, channels as columns' => [",Direct,Organic Search,Totals\nDate,Sessions,Sessions,Sessions\n20260101,1,2,3\n", 'no column is the day'];
        yield 'channels in a language that nobody here knows' => ["Datum,Kanaltyp,Besuche\n2026-01-01,Direkte Zugriffe,10\n", 'no channel is known by the names that stand there ("Direkte Zugriffe"): export the file with English names'];
        yield 'UTF-16 that is cut within a letter' => ["\xFF\xFE" . substr(mb_convert_encoding($head . "2026-01-01,Direct Entry,1\n", 'UTF-16LE', 'UTF-8'), 0, -1), 'damaged or cut short'];
        yield 'UTF-16 with half a letter' => ["\xFF\xFE" . mb_convert_encoding($head, 'UTF-16LE', 'UTF-8') . "\x00\xD8a\0", 'damaged or cut short'];
        yield 'Latin-1' => [$head . "2026-01-01,R\xE9seaux,1\n", 'save it as "CSV UTF-8"'];
        yield 'a letter that is cut at the end' => [$head . "2026-01-01,Direct Entry,1\n\xE2\x82", 'neither UTF-8 nor UTF-16'];
        yield 'a file cut within a line' => [$head . "2026-01-01,Direct Entry,1\n2026-01-02,Dir", 'line 3: there are 2 cells, and 3 are needed'];
        yield 'a part of a visit' => [$head . "2026-01-01,Direct Entry,1.000\n", '"1.000" is no number'];
        yield 'a line without an end' => [$head . str_repeat('x', 3 << 20), 'line 2: the line is too long'];
        yield 'a quote without an end' => [$head . '2026-01-01,"' . str_repeat("x\n", 1 << 20), 'line 2: a quote is not closed'];
    }

    #[DataProvider('refused')]
    public function testWhatIsNoneSaysWhatToExport(string $text, string $problem): void
    {
        $this->expectException(ImportException::class);
        $this->expectExceptionMessage($problem);
        self::read(new VisitFile(self::file($text)));
    }

    public function testBlocksEndWithinLetters(): void
    {
        // Letters of one to four bytes at every place of a block's border.
        foreach (['UTF-8', 'UTF-16LE', 'UTF-16BE'] as $encoding) {
            for ($shift = 0; $shift < 8; ++$shift) {
                $text = "Date,Channel Type,Visits,Note\n2026-01-01,Direct Entry,1," . str_repeat('x', $shift) . str_repeat("aé€😀\u{7FF}\u{800}\u{FFFF}", 12_000) . "\n2026-01-02,Websites,2,é";
                $marks = ['UTF-8' => '', 'UTF-16LE' => "\xFF\xFE", 'UTF-16BE' => "\xFE\xFF"];
                $path = self::file($marks[$encoding] . mb_convert_encoding($text, $encoding, 'UTF-8'));
                $cells = [];
                foreach ((new VisitLines($path))->cells() as $line) {
                    $cells[] = implode(',', $line['cells']);
                }
                self::assertSame(explode("\n", $text), $cells, "$encoding, $shift");
            }
        }
    }

    public function testAChannelThatNobodyKnowsIsOtherAndIsTold(): void
    {
        $file = new VisitFile(self::file("Date,Channel Type,Visits\n2026-01-01,Direct Entry,1\n2026-01-01,Smoke signals,2\n2026-01-02,Smoke signals,3\n2026-01-02,(not set),4\n"));
        self::assertSame(['2026-01-01 direct  1', '2026-01-01 other  2', '2026-01-02 other  3', '2026-01-02 other  4'], self::read($file));
        self::assertSame([['Smoke signals' => 5], '"Smoke signals"'], [$file->unknown, $file->unknownWords()]);
    }

    /** @return list<string> */
    private static function read(VisitFile $file): array
    {
        return array_map(static fn (Count $count): string => sprintf('%s %s %s %d', gmdate('Y-m-d', $count->day * 86400), $count->via->value ?? '', $count->visitor->value ?? '', $count->visits), iterator_to_array($file->counts(), false));
    }

    private static function file(string $text): string
    {
        $path = (string) tempnam(sys_get_temp_dir(), 'visits');
        file_put_contents($path, $text);
        register_shutdown_function(static fn (): bool => @unlink($path));

        return $path;
    }
}

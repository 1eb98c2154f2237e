<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests;

use Loyalty\Event;
use Loyalty\Shop\Import\CsvFile;
use Loyalty\Shop\Import\ImportException;
use Loyalty\Shop\Import\ImportTally;
use Loyalty\Shop\Import\RetailImporter;
use Loyalty\Shop\Journal\Journal;
use PHPUnit\Framework\Attributes\CoversClass;
use PHPUnit\Framework\Attributes\DataProvider;

#[CoversClass(RetailImporter::class)]
#[CoversClass(ImportTally::class)]
#[CoversClass(CsvFile::class)]
final class RetailImporterTest extends TestCase
{
    private const JAN = '2011-01-05 10:00:00';
    private const FEB = '2011-02-05 10:00:00';
    private const MAR = '2011-03-05 10:00:00';

    public function testAnInvoiceBecomesAPaidOrderWithOneLineForEachCode(): void
    {
        $event = $this->import([['1', self::JAN, '7', [['A', 2, 1500], ['B', 1, 2000], ['A', 1, 1000]]]])[0];

        self::assertSame('retail/order/1/1', $event->id);
        self::assertSame('7', $event->customer);
        self::assertSame(1294221600, $event->at, 'winter time is UTC');
        self::assertSame(
            ['amount' => 600, 'condition' => 'paid', 'currency' => 'GBP', 'lines' => [
                ['amount' => 400, 'quantity' => 3, 'sku' => 'A'], ['amount' => 200, 'quantity' => 1, 'sku' => 'B'],
            ], 'order' => '1', 'revision' => 1],
            self::decode($event->payload),
        );
    }

    public function testSummerTimeIsLondons(): void
    {
        self::assertSame(strtotime('2011-07-05T09:00:00Z'), $this->import([['1', '2011-07-05 10:00:00', '7', [['A', 1, 1000]]]])[0]->at);
    }

    public function testAPartOfAPennyIsRoundedHalfUpAndSplitWithoutLoss(): void
    {
        $importer = $this->importer([['1', self::JAN, '7', [['A', 1, 1003], ['B', 1, 1001], ['C', 1, 1001]]]]);
        $payload = self::decode(iterator_to_array($importer->events())[0]->payload);

        self::assertSame(301, $payload['amount'], '3.005 pounds');
        self::assertIsArray($payload['lines']);
        self::assertSame([101, 100, 100], array_column($payload['lines'], 'amount'));
        self::assertSame(1, $importer->tally->roundedInvoices);
    }

    public function testAFreeItemStaysALineOfItsOrder(): void
    {
        $payload = self::decode($this->import([['1', self::JAN, '7', [['A', 1, 1000], ['GIFT', 2, 0]]]])[0]->payload);

        self::assertIsArray($payload['lines']);
        self::assertSame([100, 0], array_column($payload['lines'], 'amount'));
    }

    public function testACancellationIsARefundOfEachOrderThatItTakesFrom(): void
    {
        $events = $this->import([
            ['1', self::JAN, '7', [['A', 2, 1000], ['B', 1, 5000]]],
            ['2', self::FEB, '7', [['A', 1, 1000]]],
            ['C3', self::MAR, '7', [['A', -2, 1000], ['B', -1, 5000]]],
        ]);

        self::assertSame(['retail/order/1/1', 'retail/order/2/1', 'retail/refund/C3-2/1', 'retail/refund/C3-1/1'], array_column($events, 'id'));
        self::assertSame(['amount' => 100, 'currency' => 'GBP', 'lines' => [['amount' => 100, 'quantity' => 1, 'sku' => 'A']], 'order' => '2'], self::decode($events[2]->payload));
        self::assertSame(600, self::decode($events[3]->payload)['amount']);
    }

    public function testWhatWasNotBoughtBeforeIsRefundedWithoutAnOrder(): void
    {
        $importer = $this->importer([
            ['1', self::JAN, '7', [['A', 1, 1000]]],
            ['C2', self::FEB, '7', [['A', -3, 1000], ['X', -1, 2000]]],
            ['3', self::MAR, '7', [['X', 1, 2000]]],
        ]);
        $events = iterator_to_array($importer->events(), false);

        self::assertSame(['retail/order/1/1', 'retail/refund/C2-1/1', 'retail/refund/C2-unmatched/1', 'retail/order/3/1'], array_column($events, 'id'));
        $unmatched = self::decode($events[2]->payload);
        self::assertArrayNotHasKey('order', $unmatched);
        self::assertSame(400, $unmatched['amount']);
        self::assertSame([0, 1, 1], [$importer->tally->linesMatched, $importer->tally->linesPartlyMatched, $importer->tally->linesUnmatched]);
    }

    public function testAnotherCustomersPurchaseIsNotTakenBack(): void
    {
        $events = $this->import([['1', self::JAN, '7', [['A', 1, 1000]]], ['C2', self::FEB, '8', [['A', -1, 1000]]]]);

        self::assertSame('retail/refund/C2-unmatched/1', $events[1]->id);
    }

    public function testMoneyBeyondWhatWasPaidIsARefundOfItsOwn(): void
    {
        $events = $this->import([['1', self::JAN, '7', [['A', 1, 1000]]], ['C2', self::FEB, '7', [['A', -1, 1500]]]]);

        self::assertSame(['retail/refund/C2-1/1', 'retail/refund/C2-excess/1'], array_column(array_slice($events, 1), 'id'));
        self::assertSame([100, 50], array_map(static fn (Event $e): mixed => self::decode($e->payload)['amount'], array_slice($events, 1)));
    }

    public function testWithoutCustomerThereIsAnAnonymousOrderOrRefund(): void
    {
        $events = $this->import([['1', self::JAN, '0', 12340], ['C2', self::FEB, '0', -2340]]);

        self::assertSame([null, null], array_column($events, 'customer'));
        self::assertSame(['retail/order/1/1', 'retail/refund/C2/1'], array_column($events, 'id'));
        self::assertSame([1234, 234], array_map(static fn (Event $e): mixed => self::decode($e->payload)['amount'], $events));
    }

    public function testZeroAmountsAndBadDebtsAreCountedAndNoEvents(): void
    {
        $importer = $this->importer([['1', self::JAN, '0', 0], ['2', self::JAN, '7', [['A', 1, 0]]], ['A3', self::FEB, '0', 5000], ['A4', self::FEB, '0', -5000]]);

        self::assertSame([], iterator_to_array($importer->events()));
        self::assertSame([4, 2, 2], [$importer->tally->invoices, $importer->tally->zeroInvoices, $importer->tally->badDebtEntries]);
    }

    /** @return iterable<string, array{list<array{string, string, string, int|list<array{string, int, int}>}>, string}> */
    public static function broken(): iterable
    {
        yield 'negative sale' => [[['1', self::JAN, '0', -100]], 'invoices.csv, line 2: invoice 1 has an amount of -100'];
        yield 'positive cancellation' => [[['C1', self::JAN, '0', 100]], 'invoices.csv, line 2: invoice C1'];
        yield 'out of order' => [[['1', self::FEB, '0', 100], ['2', self::JAN, '0', 100]], 'line 3: invoice 2 is older'];
        yield 'no time' => [[['1', '2011-02-30 10:00:00', '0', 100]], 'line 2: "2011-02-30 10:00:00" is not a time'];
        yield 'a return inside a sale' => [[['1', self::JAN, '7', [['A', 3, 1000], ['B', -1, 1000]]]], 'sells -1 of B'];
        yield 'a cancellation twice' => [[['1', self::JAN, '7', [['A', 1, 1000]]], ['C2', self::FEB, '7', [['A', -1, 1000]]], ['3', self::FEB, '7', [['A', 1, 1000]]], ['C2', self::FEB, '7', [['A', -1, 1000]]]], 'line 5: cancellation C2 is in the file twice'];
        yield 'a cancellation with a dash' => [[['C2-1', self::FEB, '0', -100]], 'line 2: cancellation C2-1 has a dash'];
        yield 'an amount out of range' => [[['1', self::JAN, '0', \PHP_INT_MIN]], 'line 2: -9223372036854775808 is out of range'];
        yield 'an amount beyond it' => [[['1', self::JAN, '0', 10_000_000_000_001]], 'line 2: 10000000000001 is out of range'];
        yield 'a code that is no text' => [[['1', self::JAN, '7', [["\xff", 1, 1000]]]], 'invoices.csv, line 2: invoice 1: '];
        yield 'a customer that is no text' => [[['1', self::JAN, "\xff", [['A', 1, 1000]]]], 'invoices.csv, line 2: invoice 1: '];
        yield 'an invoice without a number' => [[['', self::JAN, '0', 1000]], 'invoices.csv, line 2: invoice : '];
        yield 'a sale inside a cancellation' => [[['C1', self::JAN, '7', [['A', -3, 1000], ['B', 1, 1000]]]], 'takes back -1 of B'];
    }

    /** @param list<array{string, string, string, int|list<array{string, int, int}>}> $invoices */
    #[DataProvider('broken')]
    public function testBrokenInvoicesAreNamed(array $invoices, string $message): void
    {
        $this->expectException(ImportException::class);
        $this->expectExceptionMessage($message);
        $this->import($invoices);
    }

    /**
     * @param non-empty-list<list<array{string, string, string, int|list<array{string, int, int}>}>> $imports
     */
    #[DataProvider('otherMatches')]
    public function testACancellationIsNotCountedTwiceOverTwoImports(array $imports, string $known): void
    {
        $journal = Journal::open($this->folder . '/journal.sqlite');
        $last = array_pop($imports);
        foreach ($imports as $invoices) {
            $this->importer($invoices)->importInto($journal);
        }
        $before = $journal->count();
        try {
            $this->importer($last)->importInto($journal);
            self::fail('the cancellation was counted twice');
        } catch (ImportException $e) {
            self::assertStringContainsString('cancellation C2 was imported before with another match (' . $known . '): import the export from its beginning', $e->getMessage());
            self::assertStringContainsString('invoices.csv, line ' . (count($last) + 1), $e->getMessage());
        }
        self::assertSame($before, $journal->count(), 'nothing of its batch was written');
    }

    /** @return iterable<string, array{list<list<array{string, string, string, int|list<array{string, int, int}>}>>, string}> */
    public static function otherMatches(): iterable
    {
        $order = ['1', self::JAN, '7', [['A', 1, 1000]]];
        $back = ['C2', self::FEB, '7', [['A', -1, 1000]]];
        $dearer = ['C2', self::FEB, '7', [['A', -1, 1500]]];
        yield 'first without its order' => [[[$back], [$order, $back]], 'retail/refund/C2-unmatched/1'];
        yield 'then without its order' => [[[$order, $back], [$back]], 'retail/refund/C2-1/1'];
        yield 'money beyond what was paid' => [[[$order, $dearer], [$dearer]], 'retail/refund/C2-1/1, retail/refund/C2-excess/1'];
        yield 'first without its customer' => [[[['C2', self::FEB, '0', -1000]], [$order, $back]], 'retail/refund/C2/1'];
        yield 'then without its customer' => [[[$order, $back], [['C2', self::FEB, '0', -1000]]], 'retail/refund/C2-1/1'];
    }

    public function testCancellationsWhoseNumbersBeginAlikeAreNotTakenForEachOther(): void
    {
        $journal = Journal::open($this->folder . '/journal.sqlite');
        $this->importer([['C21', self::JAN, '7', [['A', -1, 1000]]], ['C2%', self::JAN, '7', [['A', -1, 1000]]]])->importInto($journal);

        $later = [['C2', self::FEB, '7', [['A', -1, 1000]]], ['C_1', self::FEB, '7', [['A', -1, 1000]]]];
        self::assertSame([2, 0, 0], array_values((array) $this->importer($later)->importInto($journal)));
        self::assertSame([0, 2, 0], array_values((array) $this->importer($later)->importInto($journal)), 'the same match changes nothing');
    }

    public function testLinesThatDoNotSumToTheInvoiceAreNamed(): void
    {
        $this->write([['1', self::JAN, '7', [['A', 1, 1000]]]]);
        file_put_contents($this->folder . '/lines.csv', "invoice,stock_code,quantity,price_mills\n1,A,1,1001\n");
        $this->expectException(ImportException::class);
        $this->expectExceptionMessage('invoice 1 has 1 lines, 1 units and 1000 mills, its lines are 1 with 1 units and 1001 mills');
        iterator_to_array((new RetailImporter($this->folder))->events());
    }

    public function testLinesOfNoInvoiceAreNamed(): void
    {
        $this->write([['1', self::JAN, '7', [['A', 1, 1000]]]]);
        file_put_contents($this->folder . '/lines.csv', "invoice,stock_code,quantity,price_mills\n1,A,1,1000\n9,A,1,1000\n");
        $this->expectException(ImportException::class);
        $this->expectExceptionMessage('invoice 9 is not in invoices.csv');
        iterator_to_array((new RetailImporter($this->folder))->events());
    }

    /** @return iterable<string, array{string, string}> */
    public static function brokenFiles(): iterable
    {
        yield 'header' => ["invoice,sku\n", 'line 1: the header is not'];
        yield 'fields' => ["invoice,stock_code,quantity,price_mills\n1,A,1\n", 'line 2: 3 fields instead of 4'];
        yield 'number' => ["invoice,stock_code,quantity,price_mills\n1,A,1.5,1000\n", 'line 2: "1.5" is not an integer'];
        yield 'a product out of range' => ["invoice,stock_code,quantity,price_mills\n1,A,10000000000,10000000000\n", 'line 2: 10000000000 of A for 10000000000 are more'];
        yield 'a quote that is open' => ["invoice,stock_code,quantity,price_mills\n1,\"A,1,1000\n", 'line 2: a quote is not closed'];
        yield 'a line without an end' => ["invoice,stock_code,quantity,price_mills\n1," . str_repeat('A', 70000) . ",1,1000\n", 'line 2: the line has more than 65534 bytes'];
        yield 'empty line' => ["invoice,stock_code,quantity,price_mills\n\n", 'line 2: 1 fields instead of 4'];
    }

    #[DataProvider('brokenFiles')]
    public function testABrokenFileIsNamedWithItsLine(string $lines, string $message): void
    {
        $this->write([['1', self::JAN, '7', [['A', 1, 1000]]]]);
        file_put_contents($this->folder . '/lines.csv', $lines);
        $this->expectException(ImportException::class);
        $this->expectExceptionMessage($message);
        iterator_to_array((new RetailImporter($this->folder))->events());
    }

    public function testAPackedFileThatIsCutShortOrDamagedIsNamed(): void
    {
        $this->write([['1', self::JAN, '7', [['A', 1, 1000]]]]);
        $packed = gzencode(self::read($this->folder . '/lines.csv'));
        self::assertIsString($packed);
        unlink($this->folder . '/lines.csv');
        file_put_contents($this->folder . '/lines.csv.gz', $packed);
        self::assertCount(1, iterator_to_array((new RetailImporter($this->folder))->events()));
        foreach ([substr($packed, 0, -1), substr($packed, 0, 20), substr($packed, 0, -8) . strrev(substr($packed, -8))] as $broken) {
            file_put_contents($this->folder . '/lines.csv.gz', $broken);
            try {
                iterator_to_array((new RetailImporter($this->folder))->events());
                self::fail('a broken file was taken');
            } catch (ImportException $e) {
                self::assertStringContainsString('lines.csv.gz cannot be unpacked', $e->getMessage());
            }
        }
    }

    public function testAMissingFileIsNamed(): void
    {
        $this->expectException(ImportException::class);
        $this->expectExceptionMessage('invoices.csv"');
        iterator_to_array((new RetailImporter($this->folder))->events());
    }

    /** The figures were made by another program from the same rules (docs/importing.md). */
    public function testTheWholeYearGivesTheFiguresOfAnIndependentProgram(): void
    {
        $importer = new RetailImporter(self::RETAIL);
        self::assertSame(12300, $importer->countInvoices());
        $journal = Journal::open($this->folder . '/journal.sqlite');
        self::assertSame([11631, 0, 0], array_values((array) $journal->append($importer->events())));

        self::assertSame([
            'invoices' => 12300,
            'orders' => 8745, 'orderAmount' => 471936988, 'orderLines' => 178060,
            'anonymousOrders' => 730, 'anonymousOrderAmount' => 89709915,
            'cancellations' => 1651, 'cancelledAmount' => 27503724, 'cancelledLines' => 3978,
            'anonymousCancellations' => 102, 'anonymousCancelledAmount' => 15425523,
            'zeroInvoices' => 1070, 'badDebtEntries' => 2, 'roundedInvoices' => 2,
            'matchedRefunds' => 1651, 'matchedAmount' => 17798207,
            'unmatchedRefunds' => 386, 'unmatchedAmount' => 9592958,
            'excessRefunds' => 17, 'excessAmount' => 112559,
            'linesMatched' => 3293, 'linesPartlyMatched' => 19, 'linesUnmatched' => 666,
        ], $importer->tally->toArray());

        self::assertSame([0, 11631, 0], array_values((array) $journal->append((new RetailImporter(self::RETAIL))->events())), 'a second import changes nothing');
        self::assertSame(11631, $journal->count());
    }

    public function testTheCustomerWhoCancelledAtOnceKeepsNothing(): void
    {
        $refunds = [];
        foreach ((new RetailImporter(self::RETAIL))->events() as $event) {
            if ($event->customer === '12346') {
                $refunds[$event->id] = self::decode($event->payload)['amount'];
            }
        }
        self::assertSame(['retail/order/541431/1' => 7718360, 'retail/refund/C541433-541431/1' => 7718360], $refunds);
    }

    /**
     * @param list<array{string, string, string, int|list<array{string, int, int}>}> $invoices
     * @return list<Event>
     */
    private function import(array $invoices): array
    {
        return iterator_to_array($this->importer($invoices)->events(), false);
    }

    /** @param list<array{string, string, string, int|list<array{string, int, int}>}> $invoices */
    private function importer(array $invoices): RetailImporter
    {
        $this->write($invoices);

        return new RetailImporter($this->folder);
    }

    /** @param list<array{string, string, string, int|list<array{string, int, int}>}> $invoices invoice, time, customer, mills or lines */
    private function write(array $invoices): void
    {
        $heads = "invoice,datetime,customer_id,country,lines,quantity,amount_mills\n";
        $body = "invoice,stock_code,quantity,price_mills\n";
        foreach ($invoices as [$invoice, $datetime, $customer, $lines]) {
            $sum = [1, 1, $lines];
            if (is_array($lines)) {
                $sum = [count($lines), array_sum(array_column($lines, 1)), array_sum(array_map(static fn (array $l): int => $l[1] * $l[2], $lines))];
                foreach ($lines as $line) {
                    $body .= "$invoice," . implode(',', $line) . "\n";
                }
            }
            $heads .= "$invoice,$datetime,$customer,United Kingdom," . implode(',', array_map(static fn (mixed $v): string => is_int($v) ? (string) $v : '', $sum)) . "\n";
        }
        file_put_contents($this->folder . '/invoices.csv', $heads);
        file_put_contents($this->folder . '/lines.csv', $body);
    }
}

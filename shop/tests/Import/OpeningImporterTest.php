<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Import;

use Loyalty\Customer;
use Loyalty\Programme;
use Loyalty\Shop\Import\ImportException;
use Loyalty\Shop\Import\OpeningImporter;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(OpeningImporter::class)]
final class OpeningImporterTest extends TestCase
{
    private const AT = 1_320_000_000;

    public function testBalancesAndTiersAreTakenOverAndASecondRunChangesNothing(): void
    {
        $this->file("customer,points,tier,until\r\n7,500,,\n8,,gold,2012-06-30\n\"9, jr.\",20,silver,\n");
        $journal = $this->journal();
        self::assertSame(4, $this->importer()->importInto($journal)->appended);
        self::assertSame([500, 'bronze'], $this->state($journal, '7'));
        self::assertSame([0, 'gold'], $this->state($journal, '8'));
        self::assertSame([20, 'silver'], $this->state($journal, '9, jr.'));
        $end = (new \DateTimeImmutable('2012-07-01', new \DateTimeZone('Europe/London')))->getTimestamp();
        self::assertSame(['gold', 'bronze'], [$this->state($journal, '8', $end - 1)[1], $this->state($journal, '8', $end)[1]]);

        $again = $this->importer(self::AT + 5000);
        self::assertSame([0, 3], [$again->importInto($journal)->appended, $again->known]);
        self::assertSame(4, $journal->count());
    }

    public function testANewRowOfALongerFileIsAdded(): void
    {
        $journal = $this->journal();
        $this->file("customer,points,tier,until\n7,500,,\n");
        $this->importer()->importInto($journal);
        $this->file("customer,points,tier,until\n7,500,,\n8,60,,\n");
        $importer = $this->importer(self::AT + 5);
        self::assertSame(1, $importer->importInto($journal)->appended);
        self::assertSame([1, 1, 60], [$importer->new, $importer->known, $importer->points]);
    }

    public function testEverythingThatIsWrongIsSaidAtOnceAndNothingIsWritten(): void
    {
        $journal = $this->journal();
        $this->file("customer,points,tier,until\n7,500,,\n");
        $this->importer()->importInto($journal);
        $this->file(implode("\n", [
            'customer,points,tier,until', '1,5,,', ',5,,', '2,-1,,', '3,5.5,platin,', '4,5,,2030-01-01', '5,,gold,2030-02-30', '6,,gold,2001-01-01', '1,6,,', '8,,,', '9,1', '"10,1,,', '7,600,,',
            '11,9999999999999999999,,', "12,\t7 ,silver,", "\xff,1,,", '13,' . str_repeat('1', 70000) . ',,', '14,1,,', 'erased:5,1,,', '',
        ]));
        $errors = $this->importer()->check($journal);
        $expected = [
            3 => 'the customer is not 1 to 191 bytes of text',
            4 => '"-1" are no points: a whole number from 0',
            5 => '"5.5" are no points: a whole number from 0; there is no tier "platin", there is bronze, silver, gold',
            6 => 'a day without a tier',
            7 => '"2030-02-30" is no day such as 2027-12-31',
            8 => 'the tier ends on 2001-01-01, before it begins',
            9 => 'customer "1" is on line 2 already',
            10 => 'neither points nor a tier',
            11 => '2 fields instead of 4',
            12 => 'a quote is not closed on its line, or the line is too long',
            13 => 'customer "7" was imported with another balance: what changed since is an adjustment',
            14 => '"9999999999999999999" are no points: a whole number from 0',
            16 => 'the customer is not 1 to 191 bytes of text',
            17 => 'a quote is not closed on its line, or the line is too long',
            19 => 'the customer begins with "erased:", which the journal keeps for persons that are erased',
        ];
        self::assertSame(array_map(static fn (int $line, string $error): string => "opening.csv, line $line: $error", array_keys($expected), $expected), $errors);
        try {
            $this->importer()->importInto($journal);
            self::fail('imported');
        } catch (ImportException $e) {
            self::assertSame(implode("\n", $errors), $e->getMessage());
        }
        self::assertSame(1, $journal->count());
    }

    public function testTheSameFileUnderAnotherNameDoesNotCountTwice(): void
    {
        $journal = $this->journal();
        $this->file("customer,points,tier,until\n7,1500,,\n8,,gold,\n");
        $this->importer()->importInto($journal);
        $this->file("customer,points,tier,until\n7,1500,,\n8,,gold,\n9,4,,\n");
        $path = $this->folder . '/opening.csv';
        $errors = (new OpeningImporter($path, $this->rules(), self::AT, 'oldclub'))->check($journal);
        self::assertSame(['opening.csv, line 2: customer "7" has an opening balance of 1,500 points from "opening" already: it is the same system if the source is the same; if both count, say so'], $errors);
        (new OpeningImporter($path, $this->rules(), self::AT, 'oldclub', 'import', true))->importInto($journal);
        self::assertSame([3000, 4], [$this->state($journal, '7')[0], $this->state($journal, '9')[0]]);
    }

    public function testAnotherHeaderIsRefused(): void
    {
        $this->file("customer;points\n7;5\n");
        $this->expectExceptionMessage('opening.csv, line 1: the header is not "customer,points,tier,until"');
        $this->importer()->check($this->journal());
    }

    public function testAWriterThatFailsInTheMiddleLeavesNothing(): void
    {
        $rows = array_map(static fn (int $i): string => "c$i,5,silver,", range(1, 3000));
        $this->file("customer,points,tier,until\n" . implode("\n", $rows) . "\n");
        $journal = $this->journal();
        $journal->connection->command("CREATE TEMP TRIGGER full BEFORE INSERT ON main.loyalty_journal_event WHEN NEW.nth = 2 AND NEW.person > 2500 BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        try {
            $this->importer()->importInto($journal);
            self::fail('imported');
        } catch (\RuntimeException $e) {
            self::assertStringContainsString('the disk is full', $e->getMessage());
        }
        self::assertSame(0, $journal->count());
        $journal->connection->command('DROP TRIGGER full');
        self::assertSame(6000, $this->importer()->importInto($journal)->appended);
    }

    private function journal(): Journal
    {
        return Journal::open($this->folder . '/journal.sqlite');
    }

    private function file(string $text): void
    {
        file_put_contents($this->folder . '/opening.csv', $text);
    }

    private function importer(int $at = self::AT): OpeningImporter
    {
        return new OpeningImporter($this->folder . '/opening.csv', $this->rules(), $at);
    }

    private function rules(): Programme
    {
        return Programme::fromJson(self::programme(['tiers' => ['by' => 'spend', 'levels' => [
            ['key' => 'bronze', 'name' => 'Bronze', 'from' => 0], ['key' => 'silver', 'name' => 'Silver', 'from' => 100000], ['key' => 'gold', 'name' => 'Gold', 'from' => 500000],
        ]]]));
    }

    /** @return array{int, ?string} */
    private function state(Journal $journal, string $customer, int $at = self::AT + 9): array
    {
        $folded = Customer::fold($this->rules(), $customer, $journal->eventsOf($customer), $at);

        return [$folded->account->balance, $folded->tier];
    }
}

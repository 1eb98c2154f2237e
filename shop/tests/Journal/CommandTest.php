<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Shop\Console\Application;
use Loyalty\Shop\Console\Command\JournalErase;
use Loyalty\Shop\Console\Command\JournalExport;
use Loyalty\Shop\Console\Command\JournalHead;
use Loyalty\Shop\Console\Command\JournalLink;
use Loyalty\Shop\Console\Command\JournalRetention;
use Loyalty\Shop\Console\Command\JournalVerify;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\TestCase;
use PHPUnit\Framework\Attributes\CoversClass;
use Symfony\Component\Console\Output\BufferedOutput;

#[CoversClass(JournalVerify::class)]
#[CoversClass(JournalHead::class)]
#[CoversClass(JournalErase::class)]
#[CoversClass(JournalExport::class)]
#[CoversClass(JournalRetention::class)]
#[CoversClass(JournalLink::class)]
final class CommandTest extends TestCase
{
    private string $path;

    protected function setUp(): void
    {
        parent::setUp();
        $this->path = $this->folder . '/journal.sqlite';
        putenv('LOYALTY_JOURNAL=' . $this->path);
        putenv('LOYALTY_AT=2011-12-10');
        KeyRing::create('shop.example/test')->save($this->folder . '/keys.lty');
        Journal::open($this->path)->append([
            self::order('1', '7'), self::order('2', '8'), self::order('3', '7', 2000, 1_310_000_000), self::order('4', null), Event::visit('test', 'v', '8', 1_300_000_000),
        ]);
    }

    protected function tearDown(): void
    {
        putenv('LOYALTY_JOURNAL');
        putenv('LOYALTY_AT');
        parent::tearDown();
    }

    public function testAWholeJournalIsSaidToBeWhole(): void
    {
        $said = $this->runs(0, 'journal', 'verify');
        self::assertMatchesRegularExpression('/events +4 chained, up to row 5.*persons +3.*signatures not checked.*whole/s', $said);
        $data = self::decode($this->runs(0, 'journal', 'verify', '--json', '--keys', $this->folder . '/keys.lty'));
        self::assertSame(['whole' => true, 'position' => 5, 'persons' => 3, 'events' => 4, 'unopenable' => 0, 'erasures' => 0, 'heads' => 0, 'signatures_checked' => true, 'faults' => 0, 'findings' => []], $data);
    }

    public function testTamperingIsNamedAndTheExitCodeIsOne(): void
    {
        $pdo = new \PDO('sqlite:' . $this->path);
        $pdo->exec("UPDATE loyalty_journal_event SET payload = replace(payload, '2000', '2001')");
        self::assertMatchesRegularExpression('~changed person 1 \(customer "7"\): row 2 \(test/order/3/1\) is not what was written.*not whole~s', $this->runs(1, 'journal', 'verify'));
        $data = self::decode($this->runs(1, 'journal', 'verify', '--json'));
        self::assertSame([['fault' => 'changed', 'person' => 1, 'nth' => 2, 'seq' => 3, 'text' => 'person 1 (customer "7"): row 2 (test/order/3/1) is not what was written']], $data['findings']);
        self::assertStringContainsString('the journal is not whole, so no head is signed', $this->runs(3, 'journal', 'head', '--keys', $this->folder . '/keys.lty'));
    }

    public function testHeadsThatWereKeptElsewhereAreCompared(): void
    {
        $keys = ['--keys', $this->folder . '/keys.lty'];
        $first = $this->runs(0, 'journal', 'head', ...$keys);
        Journal::open($this->path)->append([self::order('5', '9')]);
        $second = $this->runs(0, 'journal', 'head', ...$keys);
        file_put_contents($this->folder . '/heads.txt', $first . $second);
        self::assertSame($first . $second, $this->runs(0, 'journal', 'head', '--list'));
        self::assertStringContainsString('2 compared, signatures checked', $this->runs(0, 'journal', 'verify', '--head', $this->folder . '/heads.txt', ...$keys));
        $pdo = new \PDO('sqlite:' . $this->path);
        $pdo->exec('DROP TRIGGER loyalty_journal_event_is_never_removed');
        $pdo->exec('DELETE FROM loyalty_journal_event WHERE seq = 6');
        $pdo->exec('DELETE FROM loyalty_journal_person WHERE number = 3');
        $pdo->exec('DELETE FROM loyalty_journal_head');
        $pdo->exec('UPDATE loyalty_journal_state SET seq = 5, persons = 2, heads = 0');
        self::assertStringContainsString('whole', $this->runs(0, 'journal', 'verify', ...$keys));
        $said = $this->runs(1, 'journal', 'verify', '--head', $this->folder . '/heads.txt', ...$keys);
        self::assertStringContainsString('the journal ends at row 5, head 2 was taken at row 6', $said);
        self::assertStringContainsString('persons 3 to 3 of head 2 are not there', $said);
        self::assertStringContainsString('is no JSON object', $this->runs(3, 'journal', 'verify', '--head', self::PROGRAMME));
    }

    public function testAnErasedCustomerIsGoneAndTheJournalIsWhole(): void
    {
        self::assertStringContainsString('say why', $this->runs(2, 'journal', 'erase', '8'));
        self::assertStringContainsString('Erasure 1: 1 key(s), 1 chained events reduced to sums, 1 facts deleted', $this->runs(0, 'journal', 'erase', '8', '--reason', 'asked for', '--programme', self::PROGRAMME));
        self::assertStringContainsString('1 events can no longer be opened', $this->runs(0, 'journal', 'verify'));
        self::assertStringContainsString('the journal has no customer "8"', $this->runs(3, 'journal', 'export', '8'));
        self::assertStringContainsString('the journal has no customer "8"', $this->runs(3, 'journal', 'erase', '8', '--reason', 'again'));
    }

    public function testAnExportIsWrittenForItsOwnerOnly(): void
    {
        $out = $this->folder . '/export.json';
        self::assertSame('', $this->runs(0, 'journal', 'export', '7', '--out', $out, '--programme', self::PROGRAMME));
        self::assertSame(0600, fileperms($out) & 0777);
        $data = self::decode(self::read($out));
        self::assertSame(['7', 2], [$data['customer'], is_array($data['events']) ? count($data['events']) : 0]);
        self::assertEquals($data, self::decode($this->runs(0, 'journal', 'export', '7', '--programme', self::PROGRAMME)));
    }

    public function testRetentionListsAndErasesWhenToldTo(): void
    {
        self::assertStringContainsString('say what', $this->runs(2, 'journal', 'retention'));
        self::assertStringContainsString('1 visits and messages deleted.', $this->runs(0, 'journal', 'retention', '--visits-days', '30'));
        self::assertMatchesRegularExpression('/2011-03-13  8\n1 inactive customers, 0 erased: --erase would/', $this->runs(0, 'journal', 'retention', '--inactive-months', '8'));
        self::assertSame(['visits_deleted' => 0, 'inactive' => [['customer' => '8', 'last' => 1_300_000_000]], 'erased' => 1],
            self::decode($this->runs(0, 'journal', 'retention', '--inactive-months', '8', '--visits-days', '30', '--erase', '--json')));
        self::assertStringContainsString('0 inactive customers, 0 erased.', $this->runs(0, 'journal', 'retention', '--inactive-months', '8'));
    }

    public function testKeysAreLinkedAndTakenApart(): void
    {
        self::assertStringContainsString('"8" belongs to "7" now.', $this->runs(0, 'journal', 'link', '7', '8'));
        self::assertStringContainsString('They belong together already.', $this->runs(0, 'journal', 'link', '7', '8'));
        self::assertStringContainsString('would be a circle', $this->runs(3, 'journal', 'link', '8', '7'));
        self::assertCount(5, Journal::open($this->path)->eventsOf('7'));
        self::assertStringContainsString('"8" does not belong to "7" any more.', $this->runs(0, 'journal', 'link', '7', '8', '--undo'));
        self::assertStringContainsString('They do not belong together.', $this->runs(0, 'journal', 'link', '7', '8', '--undo'));
    }

    public function testAJournalInADatabaseIsNamedAsPdoDoes(): void
    {
        $shop = $this->folder . '/shop.sqlite';
        (new \PDO('sqlite:' . $shop))->exec('CREATE TABLE orders (id INTEGER)');
        putenv('LOYALTY_PREFIX=wp_');
        try {
            self::assertStringContainsString('0 chained', $this->runs(0, 'journal', 'verify', '--journal', 'sqlite:' . $shop));
        } finally {
            putenv('LOYALTY_PREFIX');
        }
        self::assertSame([[1]], PdoConnection::sqlite($shop)->rows("SELECT COUNT(*) FROM sqlite_master WHERE name = 'wp_journal_event'", []));
        self::assertStringContainsString('4 chained', $this->runs(0, 'journal', 'verify', '--journal', 'sqlite:' . $this->path), 'a file of its own by its other name');
        self::assertStringContainsString('there is no journal', $this->runs(3, 'journal', 'verify', '--journal', 'sqlite:' . $this->folder . '/none'));
    }

    private function runs(int $code, string ...$arguments): string
    {
        $output = new BufferedOutput();
        $is = (new Application())->runArguments(['loyalty', ...array_values($arguments)], $output);
        $said = $output->fetch();
        self::assertSame($code, $is, $said);

        return $said;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Base;

use Loyalty\Customer;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\Retention;
use Loyalty\Shop\Segment\SegmentDesk;

/** The journal's customers as a file, and the journal alone: the same on every database. */
trait BaseRules
{
    private string $folder;
    private Programme $programme;
    /** @var list<string> */
    private array $notes = [];

    protected function setUp(): void
    {
        parent::setUp();
        $this->folder = sys_get_temp_dir() . '/loyalty-base-' . bin2hex(random_bytes(5));
        mkdir($this->folder, 0700);
        $this->programme = Programme::fromJson(self::document());
    }

    protected function tearDown(): void
    {
        array_map(unlink(...), glob("$this->folder/*") ?: []);
        rmdir($this->folder);
        parent::tearDown();
    }

    private function file(?Programme $programme = null): BaseFile
    {
        return new BaseFile($this->journal, $programme ?? $this->programme, "$this->folder/base");
    }

    private function refreshed(): CustomerBase
    {
        return $this->file()->refresh(self::NOW, function (string $note): void {
            $this->notes[] = $note;
        });
    }

    private function hash(): string
    {
        $base = new CustomerBase($this->programme);
        $base->append($this->journal->events());
        $base->fold(self::NOW);

        return $base->stateHash();
    }

    public function testTheFileIsBuiltOnceAndGoesOn(): void
    {
        $this->journal->append([self::order('1'), self::order('2', 'b'), self::visit('1')]);
        self::assertSame($this->hash(), $this->refreshed()->stateHash());
        self::assertCount(1, $this->notes);
        self::assertStringContainsString('there is no base yet', $this->notes[0]);
        $this->journal->append([self::order('3', 'c'), self::order('4'), self::visit('2', 'c')]);
        $base = $this->refreshed();
        self::assertSame($this->hash(), $base->stateHash());
        self::assertSame($this->journal->position(), $base->position());
        self::assertCount(1, $this->notes);
        $opened = $this->file()->open();
        self::assertNotNull($opened);
        self::assertSame(self::NOW, $opened->foldedAt());
        self::assertSame($this->hash(), $opened->stateHash());
    }

    public function testReadingHasWhatCameSinceAndWritesNothing(): void
    {
        $this->journal->append([self::order('1'), self::order('2', 'b')]);
        $this->refreshed();
        $this->journal->append([self::order('3', 'c'), self::visit('1', 'b')]);
        $position = $this->journal->position();
        $this->journal->append([self::order('4', 'd')]);
        $before = (string) file_get_contents("$this->folder/base");
        $at = self::NOW + 3 * self::DAY;
        self::assertSame(['7', 'b', 'c'], $this->file()->read($at, $position)->all()->keys());
        $alone = new CustomerBase($this->programme);
        $alone->append($this->journal->events());
        $alone->fold($at);
        self::assertSame($alone->stateHash(), $this->file()->read($at)->stateHash());
        self::assertSame($before, file_get_contents("$this->folder/base"));
        self::assertNull($this->file()->complaint());
    }

    /** A process that opens what another saved has the rows of windowed rules before it asks, and asking makes none. */
    public function testAFreshProcessFindsTheRowsOfWindowedRulesReady(): void
    {
        $this->journal->append([self::order('1'), self::order('2', 'b'), self::visit('3', 'b')]);
        $this->refreshed();
        file_put_contents("$this->folder/programme.json", self::document());
        $code = <<<'PHP'
            $base = Loyalty\CustomerBase::open("$argv[1]/base", Loyalty\Programme::fromJson(file_get_contents("$argv[1]/programme.json")));
            $said = [$base->stats()['rows'], count($base->select('count(orders, last 3650 days) > 0')), $base->stats()['rows']];
            echo json_encode($said);
            PHP;
        // Loaded by an option here: the file is where the system has mapped it.
        preg_match('~\S*/loyalty\.so$~m', (string) @file_get_contents('/proc/self/maps'), $found);
        $module = ini_get('extension_dir') . '/loyalty.so';
        $module = is_file($module) ? $module : ($found[0] ?? 'loyalty');
        $process = proc_open([\PHP_BINARY, '-n', '-d', "extension=$module", '-r', $code, '--', $this->folder], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes);
        self::assertIsResource($process);
        self::assertSame(['[3,2,3]', ''], [stream_get_contents($pipes[1]), stream_get_contents($pipes[2])]);
        self::assertSame(0, proc_close($process));
    }

    public function testWhatIsAppliedIsSaved(): void
    {
        $this->journal->append([self::order('1'), self::order('2', 'b')]);
        $score = static fn (CustomerBase $base) => $base->applyRfm(Rfm::quantiles()->score($base, self::NOW));
        $this->refreshed();
        $this->file()->refresh(self::NOW, null, $score);
        self::assertNotNull($this->file()->customer('7', self::NOW + 5)->facts['rfm_recency']);
    }

    public function testWhatWasWrittenOfASegmentIsReadByInstant(): void
    {
        $said = static fn (string $object, string $who, int $at, string $segment, bool $entered): Event => Event::segment('desk', $object, $who, $at, $segment, $entered);
        $this->journal->append([$said('2', '7', self::NOW - 5, 'vip', false), $said('1', '7', self::NOW - 9, 'vip', true), $said('3', 'b', self::NOW - 5, 'vip', true), $said('4', 'b', self::NOW - 5, 'other', true),
            $said('5', 'b', self::NOW, 'vip', false)]);
        $desk = new SegmentDesk($this->journal, $this->programme);
        $read = static fn (int $from, int $until): array => array_map(static fn (array $c): string => $c['customer'] . ($c['entered'] ? '+' : '-'), iterator_to_array($desk->changes('vip', $from, $until), false));
        self::assertSame(['7+', '7-', 'b+', 'b-'], $read(0, self::NOW + 1));
        self::assertSame(['7-', 'b+'], $read(self::NOW - 5, self::NOW));
        self::assertSame([], $read(self::NOW + 1, self::NOW + 9));
    }

    public function testAPageHasWhatCameSince(): void
    {
        $this->journal->append([self::order('1'), self::order('2', 'b')]);
        $this->refreshed();
        $this->journal->append([self::order('3'), self::order('4', 'new'), self::visit('9')]);
        $this->journal->link('7', 'other', self::NOW - 5);
        $this->journal->append([self::order('5', 'other')]);
        $at = self::NOW + 3 * self::DAY;
        foreach (['7' => 3, 'other' => 3, 'b' => 1, 'new' => 1] as $key => $orders) {
            $owner = $this->journal->ownerOf((string) $key);
            $customer = $this->file()->customer((string) $key, $at);
            self::assertEquals(Customer::fold($this->programme, $owner, $this->journal->eventsOf($owner), $at), $customer);
            self::assertSame($orders, $customer->facts['orders']);
        }
        self::assertSame(0, $this->file()->customer('nobody', $at)->facts['orders']);
    }

    public function testAnErasureIsAtOnceInNoBase(): void
    {
        $this->journal->append([self::order('1', 'gone', 12345), self::order('2', 'b')]);
        $this->refreshed();
        (new Erasure($this->journal))->erase('gone', 'asked', self::NOW, $this->programme);
        self::assertNull($this->file()->open());
        self::assertSame(0, $this->file()->customer('gone', self::NOW)->facts['orders']);
        $base = $this->refreshed();
        self::assertStringContainsString('erased', $this->notes[1]);
        self::assertFalse($base->has('gone'));
        self::assertStringNotContainsString('gone', (string) file_get_contents("$this->folder/base"));
    }

    public function testRetentionTakesOldVisitsOutOfTheBaseToo(): void
    {
        $this->journal->append([self::order('1'), self::visit('1', '7', self::NOW - 900 * self::DAY), self::visit('2')]);
        self::assertSame(2, $this->refreshed()->customer('7')->facts['visits']);
        (new Retention($this->journal))->behaviour(self::NOW - 400 * self::DAY, self::NOW, $this->programme);
        self::assertSame(1, $this->refreshed()->customer('7')->facts['visits']);
        self::assertSame($this->hash(), $this->refreshed()->stateHash());
    }

    /** What was said last of a segment stays, so nobody comes in twice. */
    public function testRetentionLeavesWhoIsInASegment(): void
    {
        $said = static fn (string $object, int $at, bool $entered): Event => Event::segment('desk', $object, '7', $at, 'vip', $entered);
        $old = self::NOW - 900 * self::DAY;
        $this->journal->append([self::order('1'), $said('1', $old, true), $said('2', $old + 1, false), $said('3', $old + 2, true)]);
        self::assertSame(2, (new Retention($this->journal))->behaviour(self::NOW, self::NOW, $this->programme));
        self::assertSame(['7'], $this->refreshed()->recorded('vip')->keys());
    }

    public function testAnotherProgrammeIsAnotherBase(): void
    {
        $this->journal->append([self::order('1')]);
        $this->refreshed();
        $other = Programme::fromJson(self::document(['earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 3, 'per' => 100]]]));
        self::assertNull($this->file($other)->open());
        self::assertSame(300, $this->file($other)->refresh(self::NOW)->customer('7')->account->earned);
    }

    public function testAFileThatIsCutOrHasNoRemarkIsMadeAnew(): void
    {
        $this->journal->append([self::order('1')]);
        $this->refreshed();
        unlink("$this->folder/base.json");
        $this->refreshed();
        file_put_contents("$this->folder/base", substr((string) file_get_contents("$this->folder/base"), 0, 5000));
        self::assertSame(1, $this->file()->customer('7', self::NOW)->facts['orders']);
        self::assertSame($this->hash(), $this->refreshed()->stateHash());
        self::assertStringContainsString('it is not known what of the journal is in it', $this->notes[1]);
        self::assertStringContainsString('built anew', $this->notes[2]);
        self::assertSame(0600, fileperms("$this->folder/base.json") & 0777);
    }

    public function testABaseOfAnotherJournalIsNotTaken(): void
    {
        $this->journal->append([self::order('1'), self::order('2')]);
        $this->refreshed();
        $this->journal->drop();
        $this->journal = \Loyalty\Shop\Journal\Journal::connect($this->connection, $this->schema);
        $this->journal->append([self::order('9', 'z'), self::order('8', 'z')]);
        self::assertSame(['z'], $this->refreshed()->all()->keys());
    }
}

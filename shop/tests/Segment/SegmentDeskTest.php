<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Segment;

use Loyalty\CustomerBase;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Segment\SegmentDesk;
use Loyalty\Shop\Segment\SegmentOutcome;
use Loyalty\Shop\Tests\Journal\JournalCase;
use Loyalty\Shop\Tests\Support\SqliteFile;
use PHPUnit\Framework\Attributes\CoversClass;

#[CoversClass(SegmentDesk::class)]
#[CoversClass(SegmentOutcome::class)]
final class SegmentDeskTest extends JournalCase
{
    private Programme $programme;

    protected static function database(): string
    {
        return SqliteFile::class;
    }

    protected function setUp(): void
    {
        parent::setUp();
        $this->programme = Programme::fromJson((string) json_encode(['segments' => [
            ['key' => 'recent', 'name' => 'Lately', 'rule' => 'last_order >= 60 days ago'],
            ['key' => 'often', 'name' => 'Often', 'rule' => 'count(orders, last 100 days) >= 2'],
        ]] + (array) json_decode(self::document(), true)));
    }

    private function base(int $at): CustomerBase
    {
        $base = new CustomerBase($this->programme);
        $base->append($this->journal->events());
        $base->fold($at);

        return $base;
    }

    /** @return array<string, array{int, list<string>, list<string>}> */
    private function update(int $at): array
    {
        $said = [];
        foreach ((new SegmentDesk($this->journal, $this->programme))->update($this->base($at)) as $outcome) {
            $said[$outcome->segment] = [$outcome->members, $outcome->entered->keys(), $outcome->left->keys()];
        }

        return $said;
    }

    public function testComingAndGoingIsWrittenOnce(): void
    {
        $this->journal->append([self::order('1', 'a'), self::order('2', 'a'), self::order('3', 'b')]);
        self::assertSame(['recent' => [2, ['a', 'b'], []], 'often' => [1, ['a'], []]], $this->update(self::NOW));
        $position = $this->journal->position();
        self::assertSame(['recent' => [2, [], []], 'often' => [1, [], []]], $this->update(self::NOW));
        self::assertSame(['recent' => [2, [], []], 'often' => [1, [], []]], $this->update(self::NOW + self::DAY));
        self::assertSame($position, $this->journal->position());
        $this->journal->append([self::order('4', 'b', 100, self::NOW + 20 * self::DAY)]);
        self::assertSame(['recent' => [1, [], ['a']], 'often' => [2, ['b'], []]], $this->update(self::NOW + 40 * self::DAY));
        self::assertSame(['recent' => [0, [], ['b']], 'often' => [0, [], ['a', 'b']]], $this->update(self::NOW + 400 * self::DAY));
        self::assertSame([], (new Audit($this->journal))->verify()->findings);
        foreach (self::ids($this->journal) as $id) {
            self::assertDoesNotMatchRegularExpression('~^segments/.*[ab]/~', (string) preg_replace('/[0-9a-f]{32}/', '', $id));
        }
    }

    public function testTheBaseKnowsWhatWasWritten(): void
    {
        $this->journal->append([self::order('1', 'a')]);
        $base = $this->base(self::NOW);
        (new SegmentDesk($this->journal, $this->programme))->update($base);
        self::assertSame(['a'], $base->recorded('recent')->keys());
        self::assertSame([[], []], array_map(static fn (SegmentOutcome $o): array => $o->entered->keys(), (new SegmentDesk($this->journal, $this->programme))->update($base)));
    }

    public function testOneThatWasEndedHalfWayIsFinished(): void
    {
        $this->journal->append([self::order('1', 'a'), self::order('2', 'a'), self::order('3', 'b')]);
        try {
            (new SegmentDesk($this->journal, $this->programme))->update($this->base(self::NOW), static fn (): never => throw new \RuntimeException('killed'));
        } catch (\RuntimeException) {
        }
        self::assertSame(['recent' => [2, [], []], 'often' => [1, ['a'], []]], $this->update(self::NOW));
    }
}

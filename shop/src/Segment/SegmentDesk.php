<?php

declare(strict_types=1);

namespace Loyalty\Shop\Segment;

use Loyalty\CustomerBase;
use Loyalty\CustomerSet;
use Loyalty\Event;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Journal;

/**
 * Writes down who came into a segment of the programme and who left it: what the rules say now against what the journal said last. Only the difference is
 * written, so doing it again changes nothing, and one that was ended half-way is finished by the next. docs/segments.md
 */
final readonly class SegmentDesk
{
    public const SOURCE = 'segments';

    public function __construct(private Journal $journal, private Programme $programme)
    {
    }

    /**
     * @param CustomerBase $base With all that the journal has, folded at the instant that is meant. It takes the new events in.
     * @param ?callable(SegmentOutcome): void $onSegment Called after each segment is written.
     * @return list<SegmentOutcome> By segment, in the programme's order.
     */
    public function update(CustomerBase $base, ?callable $onSegment = null): array
    {
        $at = $base->foldedAt() ?? throw new \ValueError('the base has not been folded: it is the instant of the fold at which customers come and go');
        $outcomes = [];
        foreach (array_keys($this->programme->segments()) as $segment) {
            $now = $base->select($this->programme->segment($segment));
            $before = $base->recorded($segment);
            [$entered, $left] = [$now->andNot($before), $before->andNot($now)];
            $this->journal->append(self::events($segment, $entered, true, $at));
            $this->journal->append(self::events($segment, $left, false, $at));
            $outcomes[] = $outcome = new SegmentOutcome($segment, count($now), $entered, $left);
            if ($onSegment !== null) {
                $onSegment($outcome);
            }
        }
        foreach ($outcomes as $outcome) {
            $base->append(self::events($outcome->segment, $outcome->entered, true, $at));
            $base->append(self::events($outcome->segment, $outcome->left, false, $at));
        }

        return $outcomes;
    }

    /** @return \Generator<int, Event> */
    private static function events(string $segment, CustomerSet $customers, bool $entered, int $at): \Generator
    {
        foreach ($customers as $customer) {
            // No key stands in the id, which an erasure would have to leave.
            $object = substr(hash('sha256', "$segment/$customer"), 0, 32) . ($entered ? '-in-' : '-out-') . $at;
            yield Event::segment(self::SOURCE, $object, $customer, $at, $segment, $entered);
        }
    }
}

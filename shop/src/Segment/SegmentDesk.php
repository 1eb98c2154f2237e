<?php

declare(strict_types=1);

namespace Loyalty\Shop\Segment;

use Loyalty\CustomerBase;
use Loyalty\CustomerSet;
use Loyalty\Event;
use Loyalty\EventType;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Kinds;

/**
 * Writes down who came into a segment of the programme and who left it: what the rules say now against what the journal said last. Only the difference is
 * written, so doing it again changes nothing, and one that was ended half-way is finished by the next. docs/segments.md
 */
final readonly class SegmentDesk
{
    public const SOURCE = 'segments';
    private const PAGE = 4000;

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

    /**
     * What was written down of a segment, by instant.
     *
     * @param int $from UTC seconds.
     * @param int $until Half open.
     * @return \Generator<int, array{at: int, customer: string, entered: bool}>
     */
    public function changes(string $segment, int $from, int $until): \Generator
    {
        $schema = $this->journal->schema;
        $seq = -1;
        $sql = "SELECT x.seq AS seq, x.happened_at AS happened_at, p.customer AS customer, x.payload AS payload FROM $schema->fact x JOIN $schema->person p ON p.number = x.person"
            . ' WHERE x.type = ? AND x.happened_at < ? AND (x.happened_at > ? OR x.happened_at = ? AND x.seq > ?) AND p.customer IS NOT NULL ORDER BY x.happened_at, x.seq LIMIT ' . self::PAGE;
        do {
            $page = $this->journal->connection->rows($sql, [EventType::Segment->value, $until, $from, $from, $seq]);
            foreach ($page as [$number, $at, $customer, $payload]) {
                [$seq, $from] = [(int) $number, (int) $at];
                $said = Kinds::payload((string) $payload);
                if (($said['segment'] ?? null) === $segment) {
                    yield ['at' => $from, 'customer' => (string) $customer, 'entered' => ($said['entered'] ?? null) === true];
                }
            }
        } while (count($page) === self::PAGE);
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

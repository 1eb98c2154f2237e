<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

use Loyalty\Event;
use Loyalty\EventType;
use Loyalty\Programme;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Kinds;
use Loyalty\Shop\Journal\Person;

/**
 * Balances and tiers that customers bring along from another system: a CSV file with the columns customer, points, tier and until. It is read twice: the
 * first time everything that is wrong is found, the second time it is written, in one transaction. docs/importing.md
 */
final class OpeningImporter
{
    public const COLUMNS = ['customer', 'points', 'tier', 'until'];

    private const MOST_POINTS = 1_000_000_000_000;
    private const LONGEST_LINE = 1 << 16;
    private const LONGEST_KEY = 191;
    private const PART = 1000;
    private const REASON = 'brought along from another system';

    /** Rows that say something new. */
    public int $new = 0;
    /** Rows that are in the journal already. */
    public int $known = 0;
    /** Sum of the new rows. */
    public int $points = 0;
    public int $tiers = 0;

    /**
     * @param string $source Of the events: the system that they come from.
     * @param int $at When it was taken over, UTC seconds.
     * @param string $author Who is named for tiers.
     * @param bool $besides Whether balances count beside those that the customers brought from other systems.
     */
    public function __construct(
        private readonly string $path,
        private readonly Programme $programme,
        private readonly int $at,
        private readonly string $source = 'opening',
        private readonly string $author = 'import',
        private readonly bool $besides = false,
    ) {
    }

    /**
     * Everything that is wrong with the file, by line; nothing is written.
     *
     * @return list<string>
     */
    public function check(Journal $journal): array
    {
        $this->new = $this->known = $this->points = $this->tiers = 0;
        $errors = [];
        $seen = [];
        $part = [];
        foreach ($this->lines() as $line => $fields) {
            try {
                $row = $this->row($fields);
                // A digest: a million keys in memory are large, and two of one digest are one key.
                $digest = hash('sha256', $row['customer'], true);
                if (isset($seen[$digest])) {
                    throw new \ValueError(sprintf('customer "%s" is on line %d already', $row['customer'], $seen[$digest]));
                }
                $seen[$digest] = $line;
                $part[$line] = $this->eventsOf($row);
            } catch (\ValueError $e) {
                $errors[$line] = $e->getMessage();
            }
            if (count($part) === self::PART) {
                $errors += $this->conflicts($part, $journal);
                $part = [];
            }
        }
        $errors += $this->conflicts($part, $journal);
        ksort($errors);

        return array_values(array_map(fn (string $error, int $line): string => sprintf('%s, line %d: %s', basename($this->path), $line, $error), $errors, array_keys($errors)));
    }

    /**
     * Writes what is new, all or nothing.
     *
     * @throws ImportException with everything that is wrong
     */
    public function importInto(Journal $journal): AppendOutcome
    {
        $errors = $this->check($journal);
        if ($errors !== []) {
            throw new ImportException(implode("\n", $errors));
        }
        if ($this->new === 0) {
            return new AppendOutcome(0, $this->known);
        }
        $outcome = $journal->work()->whole(fn (): AppendOutcome => $journal->append($this->unknown($journal)));

        return new AppendOutcome($outcome->appended, $outcome->repeated, $outcome->erased);
    }

    /**
     * Those that are in the journal have the instant of their own import.
     *
     * @return \Generator<int, Event>
     */
    private function unknown(Journal $journal): \Generator
    {
        $part = [];
        foreach ($this->lines() as $fields) {
            $part = [...$part, ...$this->eventsOf($this->row($fields))];
            if (count($part) >= self::PART) {
                yield from self::without($part, $journal);
                $part = [];
            }
        }
        yield from self::without($part, $journal);
    }

    /**
     * @param list<Event> $events
     * @return \Generator<int, Event>
     */
    private static function without(array $events, Journal $journal): \Generator
    {
        $known = $journal->byIds(array_column($events, 'id'));
        foreach ($events as $event) {
            if (!isset($known[$event->id])) {
                yield $event;
            }
        }
    }

    /**
     * @param array<int, list<Event>> $part By line.
     * @return array<int, string>
     */
    private function conflicts(array $part, Journal $journal): array
    {
        $known = $journal->byIds(array_column(array_merge(...array_values($part)), 'id'));
        $errors = [];
        foreach ($part as $line => $events) {
            $isNew = false;
            foreach ($events as $event) {
                $row = $known[$event->id] ?? null;
                if ($row === null) {
                    $isNew = true;
                    $this->count($event);
                } elseif ($row->payload !== $event->payload || $row->customer !== $event->customer) {
                    $errors[$line] = sprintf(
                        'customer "%s" was imported with %s: what changed since is an adjustment',
                        (string) $event->customer,
                        $event->type === EventType::TierSet ? 'another tier' : 'another balance',
                    );
                }
            }
            $isNew ? ++$this->new : ++$this->known;
        }

        return $errors + $this->brought($part, $journal);
    }

    /**
     * Balances that the same customers have from elsewhere: the same file under another name would count twice.
     *
     * @param array<int, list<Event>> $part By line.
     * @return array<int, string>
     */
    private function brought(array $part, Journal $journal): array
    {
        if ($this->besides) {
            return [];
        }
        $lines = [];
        foreach ($part as $line => $events) {
            foreach ($events as $event) {
                if ($event->type === EventType::OpeningBalance) {
                    $lines[(string) $event->customer] = $line;
                }
            }
        }
        $errors = [];
        foreach ($journal->ofType(EventType::OpeningBalance, array_map(strval(...), array_keys($lines))) as $event) {
            $source = strstr($event->id, '/', true);
            if ($source !== $this->source) {
                $points = Kinds::payload($event->payload)['points'] ?? null;
                $errors[$lines[(string) $event->customer]] = sprintf(
                    'customer "%s" has an opening balance of %s points from "%s" already: it is the same system if the source is the same; if both count, say so',
                    (string) $event->customer,
                    is_int($points) ? number_format($points) : '?',
                    (string) $source,
                );
            }
        }

        return $errors;
    }

    private function count(Event $event): void
    {
        $points = Kinds::payload($event->payload)['points'] ?? null;
        if (is_int($points)) {
            $this->points += $points;
        } else {
            ++$this->tiers;
        }
    }

    /**
     * @param array{customer: string, points: ?int, tier: ?string, until: ?int} $row
     * @return list<Event>
     */
    private function eventsOf(array $row): array
    {
        $events = [];
        if ($row['points'] !== null) {
            $events[] = Event::openingBalance($this->source, $row['customer'], $this->at, $row['points']);
        }
        if ($row['tier'] !== null) {
            // No key stands in the id, which an erasure would have to leave.
            $object = 'opening-' . substr(hash('sha256', $row['customer']), 0, 32);
            $events[] = Event::tierSet($this->source, $object, $row['customer'], $this->at, $row['tier'], self::REASON, $this->author, $row['until']);
        }

        return $events;
    }

    /**
     * @param ?list<string> $fields Null where the line is no row.
     * @return array{customer: string, points: ?int, tier: ?string, until: ?int}
     */
    private function row(?array $fields): array
    {
        if ($fields === null) {
            throw new \ValueError('a quote is not closed on its line, or the line is too long');
        }
        if (count($fields) !== count(self::COLUMNS)) {
            throw new \ValueError(sprintf('%d fields instead of %d', count($fields), count(self::COLUMNS)));
        }
        [$customer, $points, $tier, $until] = $fields;
        $wrong = [];
        if ($customer === '' || strlen($customer) > self::LONGEST_KEY || preg_match('//u', $customer) !== 1 || preg_match('/[\x00-\x1f\x7f]/', $customer) === 1) {
            $wrong[] = 'the customer is not 1 to 191 bytes of text';
        } elseif (str_starts_with($customer, Person::ERASED)) {
            $wrong[] = sprintf('the customer begins with "%s", which the journal keeps for persons that are erased', Person::ERASED);
        }
        $number = $points === '' ? null : filter_var($points, \FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => self::MOST_POINTS]]);
        if ($number === false) {
            $wrong[] = sprintf('"%s" are no points: a whole number from 0', $points);
        }
        $keys = array_column($this->programme->at($this->at)->tiers(), 'key');
        if ($tier !== '' && !in_array($tier, $keys, true)) {
            $wrong[] = sprintf('there is no tier "%s"%s', $tier, $keys === [] ? '' : ', there is ' . implode(', ', $keys));
        }
        $end = $until === '' ? null : $this->end($until);
        if ($end === false) {
            $wrong[] = sprintf('"%s" is no day such as 2027-12-31', $until);
        } elseif ($end !== null && $tier === '') {
            $wrong[] = 'a day without a tier';
        } elseif ($end !== null && $end <= $this->at) {
            $wrong[] = sprintf('the tier ends on %s, before it begins', $until);
        }
        if ($points === '' && $tier === '') {
            $wrong[] = 'neither points nor a tier';
        }
        if ($wrong !== []) {
            throw new \ValueError(implode('; ', $wrong));
        }

        return ['customer' => $customer, 'points' => $number === false ? null : $number, 'tier' => $tier === '' ? null : $tier, 'until' => $end === false ? null : $end];
    }

    /** The end of a local day. */
    private function end(string $day): int|false
    {
        $at = \DateTimeImmutable::createFromFormat('!Y-m-d', $day, new \DateTimeZone($this->programme->timezone()));

        return $at !== false && $at->format('Y-m-d') === $day ? $at->modify('+1 day')->setTime(0, 0)->getTimestamp() : false;
    }

    /** @return \Generator<int, ?list<string>> Fields by line number. */
    private function lines(): \Generator
    {
        $file = is_file($this->path) ? @fopen($this->path, 'rb') : false;
        if ($file === false) {
            throw new ImportException(sprintf('cannot read "%s"', $this->path));
        }
        try {
            for ($line = 1; ($text = fgets($file, self::LONGEST_LINE)) !== false; ++$line) {
                $whole = str_ends_with($text, "\n") || feof($file);
                while (!$whole && ($rest = fgets($file, self::LONGEST_LINE)) !== false) {
                    $whole = str_ends_with($rest, "\n");
                    $text = '"';
                }
                $text = rtrim($line === 1 && str_starts_with($text, "\xEF\xBB\xBF") ? substr($text, 3) : $text, "\r\n");
                $fields = substr_count($text, '"') % 2 !== 0 ? null : array_map(static fn (?string $f): string => trim((string) $f), str_getcsv($text, ',', '"', ''));
                if ($line === 1) {
                    if ($fields !== self::COLUMNS) {
                        throw new ImportException(sprintf('%s, line 1: the header is not "%s": all four columns, with commas; a cell may be empty', basename($this->path), implode(',', self::COLUMNS)));
                    }
                } elseif ($text !== '') {
                    yield $line => $fields;
                }
            }
        } finally {
            fclose($file);
        }
    }
}

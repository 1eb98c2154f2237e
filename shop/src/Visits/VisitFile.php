<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

use Loyalty\Shop\Import\ImportException;

/**
 * A CSV export of Matomo or Google Analytics: one visit a line (Matomo's log of visits), or a report by day. Columns are known by their names, those of the
 * programs' pages and those of their interfaces. docs/visits.md
 */
final class VisitFile
{
    private const LONGEST_LINE = 1 << 20;
    private const MOST_VISITS = 1_000_000_000;
    /** Lower case, without what stands in parentheses. */
    private const DAY = ['date', 'day', 'serverdate', 'server date', 'visit date'];
    private const VIA = ['channel type', 'label', 'referrertype', 'referrer type', 'session default channel group', 'session primary channel group', 'default channel group', 'first user default channel group', 'channel'];
    private const VISITOR = ['visitortype', 'visitor type', 'new / returning', 'new / established', 'newvsreturning', 'user type'];
    private const VISITS = ['visits', 'nb_visits', 'sessions'];
    private const NEW_VISITS = ['new visits', 'nb_visits_new', 'visits from new visitors'];
    private const RETURNING_VISITS = ['returning visits', 'nb_visits_returning', 'visits from returning visitors'];
    private const SINCE = ['dayssincelastvisit', 'days since last visit'];
    private const NTH = ['visitcount', 'visit count'];
    private const VIAS = [
        'direct' => Via::Direct, 'direct entry' => Via::Direct, '(direct)' => Via::Direct,
        'search' => Via::Search, 'search engines' => Via::Search, 'organic search' => Via::Search, 'ai assistants' => Via::Referral,
        'email' => Via::Email, 'e-mail' => Via::Email, 'newsletter' => Via::Email,
        'social' => Via::Social, 'social networks' => Via::Social, 'organic social' => Via::Social, 'organic video' => Via::Social,
        'website' => Via::Referral, 'websites' => Via::Referral, 'referral' => Via::Referral,
        'campaign' => Via::Ads, 'campaigns' => Via::Ads, 'paid search' => Via::Ads, 'paid social' => Via::Ads, 'paid shopping' => Via::Ads, 'paid video' => Via::Ads,
        'paid other' => Via::Ads, 'display' => Via::Ads, 'affiliates' => Via::Ads, 'cross-network' => Via::Ads, 'ads' => Via::Ads,
    ];
    private const VISITORS = [
        'new' => Visitor::New, 'new visitor' => Visitor::New,
        'returning' => Visitor::Returning, 'returningcustomer' => Visitor::Returning, 'returning visitor' => Visitor::Returning, 'established' => Visitor::Returning,
    ];

    /** Lines that say neither who came nor how: "(not set)", an empty cell, a line of sums. */
    public int $without = 0;

    public function __construct(private readonly string $path)
    {
    }

    /** @return \Generator<int, Count> */
    public function counts(): \Generator
    {
        $this->without = 0;
        $columns = null;
        foreach ($this->lines() as $line => $fields) {
            if ($columns === null) {
                $columns = $this->columns($line, $fields);
                continue;
            }
            $cell = static fn (string $name): ?string => isset($columns[$name]) ? trim($fields[$columns[$name]] ?? '') : null;
            if (count($fields) < count($columns) || ($cell('day') ?? '') === '') {
                ++$this->without;
                continue;
            }
            $day = $this->day($line, (string) $cell('day'));
            if (isset($columns['new'])) {
                yield new Count($day, $this->number($line, (string) $cell('new')), null, Visitor::New);
                yield new Count($day, $this->number($line, (string) $cell('returning')), null, Visitor::Returning);
                continue;
            }
            $visits = isset($columns['visits']) ? $this->number($line, (string) $cell('visits')) : 1;
            $visitor = self::VISITORS[strtolower($cell('visitor') ?? '')] ?? null;
            if (isset($columns['visitor']) && $visitor === null) {
                ++$this->without;
                continue;
            }
            $via = isset($columns['via']) ? self::VIAS[strtolower((string) $cell('via'))] ?? Via::Other : null;
            $since = isset($columns['since']) && $visitor === Visitor::Returning ? $this->number($line, (string) $cell('since')) : null;
            $nth = isset($columns['nth']) ? max(1, $this->number($line, (string) $cell('nth'))) : null;
            yield new Count($day, $visits, $via, $visitor, $since, $nth);
        }
        if ($columns === null) {
            throw new ImportException(sprintf('%s has no header line', basename($this->path)));
        }
    }

    /**
     * @param list<string> $header
     * @return array<string, int>
     */
    private function columns(int $line, array $header): array
    {
        $names = array_map(static fn (string $name): string => strtolower(trim((string) preg_replace('/\s*\([^)]*\)\s*$/', '', $name))), $header);
        $columns = [];
        foreach (['day' => self::DAY, 'via' => self::VIA, 'visitor' => self::VISITOR, 'visits' => self::VISITS, 'new' => self::NEW_VISITS, 'returning' => self::RETURNING_VISITS,
            'since' => self::SINCE, 'nth' => self::NTH] as $column => $known) {
            foreach ($known as $name) {
                $at = array_search($name, $names, true);
                if ($at !== false) {
                    $columns[$column] = $at;
                    break;
                }
            }
        }
        if (!isset($columns['day'])) {
            throw $this->error($line, 'no column is the day (such as "Date"): export the report by day, not as one sum');
        }
        if (isset($columns['new']) !== isset($columns['returning'])) {
            throw $this->error($line, 'there are visits of new visitors or of returning ones, not both');
        }
        if (!isset($columns['via']) && !isset($columns['visitor']) && !isset($columns['new'])) {
            throw $this->error($line, 'no column says how visits came (such as "Channel Type") or whether visitors are new (such as "visitorType"); the columns are ' . implode(', ', $header));
        }
        // A log of visits has a line for each; a report has a column of sums.
        if (!isset($columns['visits']) && !isset($columns['new']) && array_intersect(['idvisit', 'visitid', 'servertimestamp', 'serverdate'], $names) === []) {
            throw $this->error($line, 'no column is the number of visits (such as "Visits" or "Sessions")');
        }

        return $columns;
    }

    /** @return \Generator<int, list<string>> */
    private function lines(): \Generator
    {
        $file = is_file($this->path) ? @fopen($this->path, 'rb') : false;
        if ($file === false) {
            throw new ImportException(sprintf('cannot read "%s"', $this->path));
        }
        try {
            $this->skipMark($file);
            $separator = null;
            for ($line = 1; ($text = fgets($file, self::LONGEST_LINE)) !== false; ++$line) {
                if (strlen($text) >= self::LONGEST_LINE - 1) {
                    throw $this->error($line, 'the line is too long');
                }
                // Google's exports begin with remarks.
                if (trim($text) === '' || $text[0] === '#') {
                    continue;
                }
                while (substr_count($text, '"') % 2 !== 0) {
                    $more = fgets($file, self::LONGEST_LINE);
                    if ($more === false || strlen($text) + strlen($more) >= self::LONGEST_LINE) {
                        throw $this->error($line, 'a quote is not closed');
                    }
                    $text .= $more;
                }
                $separator ??= substr_count($text, "\t") > substr_count($text, ',') ? "\t" : (substr_count($text, ';') > substr_count($text, ',') ? ';' : ',');
                yield $line => array_map(strval(...), str_getcsv(rtrim($text, "\r\n"), $separator, '"', ''));
            }
        } finally {
            fclose($file);
        }
    }

    /**
     * Matomo writes UTF-16 for Excel.
     *
     * @param resource $file
     */
    private function skipMark($file): void
    {
        $mark = (string) fread($file, 3);
        if (str_starts_with($mark, "\xFF\xFE")) {
            fseek($file, 2);
            stream_filter_append($file, 'convert.iconv.UTF-16LE/UTF-8', \STREAM_FILTER_READ);
        } else {
            fseek($file, $mark === "\xEF\xBB\xBF" ? 3 : 0);
        }
    }

    private function day(int $line, string $text): int
    {
        foreach (['!Y-m-d', '!Ymd', '!Y-m-d H:i:s'] as $format) {
            $day = \DateTimeImmutable::createFromFormat($format, $text, new \DateTimeZone('UTC'));
            if ($day !== false && (\DateTimeImmutable::getLastErrors() ?: ['warning_count' => 0])['warning_count'] === 0) {
                return Day::of($day);
            }
        }
        throw $this->error($line, sprintf('"%s" is no day such as 2026-11-22 or 20261122', $text));
    }

    private function number(int $line, string $text): int
    {
        $number = filter_var($text === '' ? '0' : $text, \FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => self::MOST_VISITS]]);

        return is_int($number) ? $number : throw $this->error($line, sprintf('"%s" is no number of visits or days', $text));
    }

    private function error(int $line, string $problem): ImportException
    {
        return new ImportException(sprintf('%s, line %d: %s', basename($this->path), $line, $problem));
    }
}

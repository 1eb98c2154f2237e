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
    private const MOST_VISITS = 1_000_000_000;
    private const WORDS_TOLD = 5;
    /** Lower case, without what stands in parentheses. */
    private const DAY = ['date', 'day', 'serverdate', 'server date', 'visit date', 'date + hour', 'datum', 'fecha', 'data', 'dag', 'dato', 'dzień'];
    /** Periods that are no days. */
    private const NO_DAY = ['nth day', 'nth week', 'nth month', 'week', 'month', 'year', 'day of week', 'iso week'];
    private const VIA = ['channel type', 'label', 'referrertype', 'referrer type', 'session default channel group', 'session primary channel group', 'default channel group',
        'first user default channel group', 'first user primary channel group', 'channel'];
    /** "Groupe de canaux par défaut de la session", "Kanaltyp": the groups themselves have English names in every language of Google's. */
    private const VIA_ABROAD = '/channel|kanal|kanaal|kanał|canal|canaux|canais/u';
    /** Matomo's own word for the channel, in a column that names it in the page's language. */
    private const SEGMENT = '/(?:\Ametadata_|: ?)segment\z/';
    private const SEGMENT_WORD = '/\AreferrerType==([a-z-]+)\z/';
    private const VISITOR = ['visitortype', 'visitor type', 'new / returning', 'new / established', 'newvsreturning', 'user type'];
    private const VISITS = ['visits', 'nb_visits', 'besuche', 'visites', 'visitas', 'visite', 'bezoeken'];
    private const SESSIONS = ['sessions', 'sitzungen', 'sesiones', 'sessioni', 'sessões', 'sessies', 'sesje'];
    private const SINCE = ['dayssincelastvisit', 'days since last visit'];
    private const NTH = ['visitcount', 'visit count'];
    private const LOG = ['idvisit', 'visitid', 'servertimestamp', 'serverdate'];
    /** Reports with a column for each kind of visit in place of a line. */
    private const NEW_VISITS = ['new visits', 'nb_visits_new', 'visits from new visitors'];
    private const RETURNING_VISITS = ['returning visits', 'nb_visits_returning', 'visits from returning visitors', 'wiederkehrende besuche'];
    private const VIA_VISITS = [
        'referrers_visitorsfromdirectentry' => Via::Direct, 'referrers_visitorsfromsearchengines' => Via::Search, 'referrers_visitorsfromsocialnetworks' => Via::Social,
        'referrers_visitorsfromwebsites' => Via::Referral, 'referrers_visitorsfromcampaigns' => Via::Ads, 'referrers_visitorsfromaiassistants' => Via::Referral,
    ];
    private const VIAS = [
        'direct' => Via::Direct, 'direct entry' => Via::Direct, '(direct)' => Via::Direct,
        'search' => Via::Search, 'search engines' => Via::Search, 'organic search' => Via::Search, 'ai assistants' => Via::Referral, 'ai-assistant' => Via::Referral,
        'email' => Via::Email, 'e-mail' => Via::Email, 'newsletter' => Via::Email,
        'social' => Via::Social, 'social networks' => Via::Social, 'organic social' => Via::Social, 'organic video' => Via::Social,
        'website' => Via::Referral, 'websites' => Via::Referral, 'referral' => Via::Referral,
        'campaign' => Via::Ads, 'campaigns' => Via::Ads, 'paid search' => Via::Ads, 'paid social' => Via::Ads, 'paid shopping' => Via::Ads, 'paid video' => Via::Ads,
        'paid other' => Via::Ads, 'display' => Via::Ads, 'affiliates' => Via::Ads, 'cross-network' => Via::Ads, 'ads' => Via::Ads,
        'other' => Via::Other, 'unassigned' => Via::Other, 'organic shopping' => Via::Other, 'audio' => Via::Other, 'sms' => Via::Other, 'mobile push notifications' => Via::Other,
    ];
    private const VISITORS = [
        'new' => Visitor::New, 'new visitor' => Visitor::New,
        'returning' => Visitor::Returning, 'returningcustomer' => Visitor::Returning, 'returning visitor' => Visitor::Returning, 'established' => Visitor::Returning,
    ];
    private const HINT = 'In Matomo export Acquisition > Channel Type, or Visitors > Returning Visits, with the period "day"; in Google Analytics an exploration with the rows "Date" and '
        . '"Session default channel group" (or "New / established") and the value "Sessions"';

    /** Lines that say neither who came nor how: "(not set)", an empty cell, a line of sums. */
    public int $without = 0;
    /** @var array<string, int> Channels whose names nobody here knows, and their visits: counted as other. */
    public array $unknown = [];

    public function __construct(private readonly string $path)
    {
    }

    /** What wrote the file, as "visits import" names it: "analytics" counts sessions, "matomo" visits. */
    public function source(): string
    {
        foreach ($this->rows() as [, , $columns]) {
            return isset($columns['sessions']) ? 'analytics' : 'matomo';
        }

        return 'matomo';
    }

    /** @return \Generator<int, Count> */
    public function counts(): \Generator
    {
        $this->without = 0;
        $this->unknown = [];
        $isKnown = false;
        foreach ($this->rows() as [$line, $cells, $columns]) {
            $cell = static fn (string $name): string => isset($columns[$name]) ? trim($cells[$columns[$name]] ?? '') : '';
            // "Grand total", "Gesamtsumme": a line of sums has no day.
            if (preg_match('/\d/', $cell('day')) !== 1) {
                ++$this->without;
                continue;
            }
            if (count($cells) <= max($columns)) {
                throw $this->error($line, sprintf('there are %d cells, and %d are needed: the file is cut short, or a cell with the separator is not quoted', count($cells), max($columns) + 1));
            }
            $day = $this->day($line, $cell('day'));
            if (isset($columns['new'])) {
                yield new Count($day, $this->number($line, $cell('new')), null, Visitor::New);
                yield new Count($day, $this->number($line, $cell('returning')), null, Visitor::Returning);
                $isKnown = true;
                continue;
            }
            if (isset($columns['via 0'])) {
                foreach (array_values(self::VIA_VISITS) as $n => $via) {
                    if (isset($columns["via $n"])) {
                        yield new Count($day, $this->number($line, $cell("via $n")), $via);
                    }
                }
                $isKnown = true;
                continue;
            }
            $visits = isset($columns['visits']) ? $this->number($line, $cell('visits')) : 1;
            $visitor = self::VISITORS[strtolower($cell('visitor'))] ?? null;
            if (isset($columns['visitor']) && $visitor === null) {
                ++$this->without;
                continue;
            }
            $via = isset($columns['via']) || isset($columns['segment']) ? $this->via($cell('via'), $cell('segment'), $visits) : null;
            $isKnown = $isKnown || $via !== Via::Other;
            $since = isset($columns['since']) && $visitor === Visitor::Returning ? $this->number($line, $cell('since')) : null;
            $nth = isset($columns['nth']) ? max(1, $this->number($line, $cell('nth'))) : null;
            yield new Count($day, $visits, $via, $visitor, $since, $nth);
        }
        $words = $this->unknownWords();
        if (!$isKnown && $words !== '') {
            throw new ImportException(sprintf('%s: no channel is known by the names that stand there (%s): export the file with English names', basename($this->path), $words));
        }
    }

    /** The channels that are counted as other, the first few of them. */
    public function unknownWords(): string
    {
        return implode(', ', array_map(static fn (string|int $word): string => "\"$word\"", array_slice(array_keys($this->unknown), 0, self::WORDS_TOLD)))
            . (count($this->unknown) > self::WORDS_TOLD ? ', …' : '');
    }

    private function via(string $word, string $segment, int $visits): Via
    {
        $word = preg_match(self::SEGMENT_WORD, $segment, $own) === 1 ? $own[1] : $word;
        $via = self::VIAS[strtolower($word)] ?? null;
        if ($via === null && $word !== '' && $word !== '(not set)') {
            $this->unknown[$word] = ($this->unknown[$word] ?? 0) + $visits;
        }

        return $via ?? Via::Other;
    }

    /**
     * The lines of the first table that can be counted: an export of Google's may have several.
     *
     * @return \Generator<int, array{int, list<string>, non-empty-array<string, int>}> Line, cells, where each column is.
     */
    private function rows(): \Generator
    {
        $columns = null;
        $at = -1;
        $problem = null;
        foreach ((new VisitLines($this->path))->cells() as $line => ['table' => $table, 'cells' => $cells]) {
            if ($columns !== null && $table !== $at) {
                return;
            }
            if ($table === $at) {
                if ($columns !== null) {
                    yield [$line, $cells, $columns];
                }
                continue;
            }
            $at = $table;
            try {
                $columns = $this->columns($line, $cells);
            } catch (ImportException $e) {
                $problem ??= $e;
            }
        }
        if ($columns === null) {
            throw $problem ?? new ImportException(sprintf('%s has no header line: nothing was exported', basename($this->path)));
        }
    }

    /**
     * @param list<string> $header
     * @return non-empty-array<string, int>
     */
    private function columns(int $line, array $header): array
    {
        $names = array_map(static fn (string $name): string => mb_strtolower(trim((string) preg_replace('/\s*\([^)]*\)\s*$/', '', $name))), $header);
        $columns = [];
        foreach (['day' => self::DAY, 'via' => self::VIA, 'visitor' => self::VISITOR, 'visits' => [...self::VISITS, ...self::SESSIONS], 'sessions' => self::SESSIONS, 'new' => self::NEW_VISITS,
            'returning' => self::RETURNING_VISITS, 'since' => self::SINCE, 'nth' => self::NTH] as $column => $known) {
            $at = array_values(array_filter(array_map(static fn (string $name): int|false => array_search($name, $names, true), $known), is_int(...)));
            $columns += $at === [] ? [] : [$column => $at[0]];
        }
        foreach (array_keys(self::VIA_VISITS) as $n => $name) {
            $at = array_search($name, $names, true);
            $columns += $at === false ? [] : ["via $n" => $at];
        }
        foreach (['segment' => self::SEGMENT] + (isset($columns['via']) ? [] : ['via' => self::VIA_ABROAD]) as $column => $pattern) {
            $at = array_keys(preg_grep($pattern, $names) ?: []);
            $columns += $at === [] ? [] : [$column => (int) $at[0]];
        }
        $this->check($line, $header, $names, $columns);

        return $columns;
    }

    /**
     * @param list<string> $header
     * @param list<string> $names
     * @param array<string, int> $columns
     * @phpstan-assert non-empty-array<string, int> $columns
     */
    private function check(int $line, array $header, array $names, array $columns): void
    {
        if (!isset($columns['day'])) {
            $period = array_intersect($names, self::NO_DAY);
            throw $this->error($line, ($period === [] ? 'no column is the day (such as "Date")' : sprintf('"%s" is no day', $header[array_key_first($period)])) . ': export the report by day. ' . self::HINT);
        }
        if (isset($columns['new']) !== isset($columns['returning'])) {
            throw $this->error($line, 'there are visits of new visitors or of returning ones, not both');
        }
        if (array_intersect_key($columns, ['via' => 0, 'segment' => 0, 'via 0' => 0, 'visitor' => 0, 'new' => 0]) === []) {
            throw $this->error($line, sprintf('no column says how visits came (such as "Channel Type") or whether visitors are new (such as "visitorType"); the columns are %s. %s', implode(', ', $header), self::HINT));
        }
        // A log of visits has a line for each; a report has a column of sums.
        if (array_intersect_key($columns, ['visits' => 0, 'new' => 0, 'via 0' => 0]) === [] && array_intersect(self::LOG, $names) === []) {
            throw $this->error($line, 'no column is the number of visits (such as "Visits" or "Sessions")');
        }
    }

    private function day(int $line, string $text): int
    {
        foreach (['!Y-m-d', '!Ymd', '!YmdH', '!Y-m-d H:i:s'] as $format) {
            $day = \DateTimeImmutable::createFromFormat($format, $text, new \DateTimeZone('UTC'));
            if ($day !== false && (\DateTimeImmutable::getLastErrors() ?: ['warning_count' => 0])['warning_count'] === 0) {
                return Day::of($day);
            }
        }
        throw $this->error($line, sprintf('"%s" is no day such as 2026-11-22 or 20261122: weeks and months are not taken', $text));
    }

    private function number(int $line, string $text): int
    {
        // 1,200 as a spreadsheet groups it; a point may be a fraction's, and visits have none.
        $plain = preg_match('/\A\d{1,3}(?:([,\x{A0}\x{202F}\x{2019}\'])\d{3})(?:\1\d{3})*\z/u', $text) === 1 ? (string) preg_replace('/\D/', '', $text) : $text;
        $number = filter_var($plain === '' ? '0' : $plain, \FILTER_VALIDATE_INT, ['options' => ['min_range' => 0, 'max_range' => self::MOST_VISITS]]);

        return is_int($number) ? $number : throw $this->error($line, sprintf('"%s" is no number of visits or days', $text));
    }

    private function error(int $line, string $problem): ImportException
    {
        return new ImportException(sprintf('%s, line %d: %s', basename($this->path), $line, $problem));
    }
}

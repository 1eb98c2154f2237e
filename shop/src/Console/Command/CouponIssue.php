<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\Programme;
use Loyalty\Segment as Rule;
use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Coupon\NamePrefix;
use Loyalty\Shop\Coupon\OffensiveWords;
use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Import\CsvFile;
use Loyalty\Shop\Identity\Standing;
use Loyalty\WordFilter;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:issue', 'Issue signed codes: a number of them, or one for each customer of a segment or a list')]
final class CouponIssue extends LedgerCommand
{
    public const HEADER = ['customer', 'code'];
    /** Symbols of the only codes that a name can stand in front of. */
    private const NAMED_LENGTH = 20;

    protected function configure(): void
    {
        $this->addArgument('campaign', InputArgument::REQUIRED, 'A coupon campaign of the programme')
            ->addOption('segment', 's', InputOption::VALUE_REQUIRED, 'One code for each customer of this segment, bound to the customer')
            ->addOption('rule', 'r', InputOption::VALUE_REQUIRED, 'The same for a rule')
            ->addOption('count', null, InputOption::VALUE_REQUIRED, 'So many codes that anyone may use')
            ->addOption('names', null, InputOption::VALUE_REQUIRED, 'A CSV file "customer,name": the name stands in front of the code. Alone, one code for each customer in it')
            ->addOption('language', null, InputOption::VALUE_REQUIRED, 'How names are read that are not written in A to Z, such as "bg" or "el"', 'en')
            ->addOption('words', 'w', InputOption::VALUE_REQUIRED, 'Leave out codes that show words of these languages, such as "bg,en"', 'en')
            ->addOption('no-words', null, InputOption::VALUE_NONE, 'Take every code as it falls')
            ->addOption('new-journal', null, InputOption::VALUE_NONE, 'Make the journal, for a shop without a history; with --count')
            ->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'Write the codes to this CSV file, readable for you only; without it they are printed')
            ->databaseOption()->journalOption()->programmeOption()->baseOption()->keysOption()->urlOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                The batch is stored before the first code is shown; codes themselves are never stored, <info>coupon show</info> makes them again.
                Serials of a campaign count on for ever and in one place. With <info>--database</info> that is the shop's own database, where its
                plugin counts them too; the journal then says who is in a segment, and nothing else. Without, it is the journal, which must be
                the shop's own and is not made here unless <info>--new-journal</info> says that there is none yet.

                  <info>%command.full_name% comeback --segment at_risk --out codes.csv</info>
                  <info>%command.full_name% comeback --segment at_risk --names names.csv --language bg --words bg,en --out codes.csv</info>
                  <info>%command.full_name% flyer --count 5000 --out codes.csv</info>

                A name that has no letters to use makes a plain code. Campaigns of tokens give tokens.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $document = $this->document($input);
        $programme = Programme::fromJson($document);
        $campaign = (string) $this->argument($input, 'campaign');
        $short = self::check($programme, $campaign, $this->text($input, 'names') !== null);
        $keys = $this->keys($input);
        $at = $this->at($input, $programme);
        $count = $this->count($input, $programme);
        $out = $this->text($input, 'out');
        $names = $this->names($input);
        $words = $this->words($input, $short || $names !== null);
        if ($count !== null) {
            // Nothing is made for a batch that cannot be.
            self::given(static fn (): CouponBatch => (new Coupons($keys, $programme))->newBatch($campaign, $count, $at));
        }
        $batches = $this->batchesFor($input, $programme->campaigns()[$campaign]['number'], $count);
        $identity = $this->identity($input, $keys);
        if ($identity?->standing() === Standing::Fresh) {
            $identity->begin(time());
        }
        $identity?->mayIssue();
        $customers = $count ?? $this->customers($input, $output, $programme, $at, $names);
        if ($customers === []) {
            throw new UsageException(($names !== null && $this->text($input, 'segment') === null ? 'nobody is in the file' : 'nobody is in the segment') . ': no code is issued');
        }
        $prefixes = $names === null || is_int($customers) ? null : $this->prefixes($input, $customers, $names, $words);
        $file = $out === null ? null : self::create($out);
        try {
            $batch = self::given(static fn (): CouponBatch => $batches->issue($keys, $document, $campaign, $customers, $at, $prefixes, $short ? $words : null));
        } catch (\Throwable $e) {
            if ($file !== null) {
                fclose($file);
                unlink((string) $out);
            }
            throw $e;
        }
        $rows = self::rows(new Coupons($keys, $programme, [$batch]), $batch);
        try {
            if ($file !== null) {
                foreach (self::csv(self::HEADER, $rows) as $piece) {
                    self::fill($file, $piece, sprintf('"%s"', $out));
                }
                fclose($file);
            }
            $this->say($input, $output, $batch, $rows, $out, $programme->campaigns()[$campaign]['format']);
        } catch (UsageException $e) {
            throw new UsageException(sprintf(
                '%s; the batch is stored, "loyalty coupon show %s %d" prints its codes',
                $e->getMessage(),
                $campaign,
                $batch->firstSerial,
            ), 0, $e);
        }

        return self::SUCCESS;
    }

    /** @return bool Whether it is a campaign of short codes. */
    private static function check(Programme $programme, string $key, bool $named): bool
    {
        $campaigns = $programme->campaigns();
        $with = array_keys(array_filter($campaigns, static fn (array $c): bool => !$c['automatic']));
        $campaign = $campaigns[$key] ?? throw new UsageException(sprintf('the programme has no campaign "%s"; it has %s', $key, implode(', ', $with) ?: 'none'));
        if ($campaign['automatic']) {
            throw new UsageException(sprintf('campaign "%s" applies by itself, without a code', $key));
        }
        if (!$campaign['open']) {
            throw new UsageException(sprintf('campaign "%s" is closed', $key));
        }
        $short = $campaign['format'] === 'short';
        if ($named && $short && $campaign['length'] !== self::NAMED_LENGTH) {
            throw new UsageException(sprintf('codes with a name have %d symbols, those of campaign "%s" have %d', self::NAMED_LENGTH, $key, $campaign['length']));
        }

        return $short;
    }

    /** @param iterable<array{customer: string, code: string}> $rows */
    private function say(InputInterface $input, OutputInterface $output, CouponBatch $batch, iterable $rows, ?string $out, string $format): void
    {
        $skipped = count($batch->skipped);
        if ($input->getOption('json') === true) {
            $this->json($output, ['campaign' => $batch->campaign, 'first_serial' => $batch->firstSerial, 'count' => $batch->count, 'skipped' => $skipped,
                'issued_at' => $batch->issuedAt, 'programme' => $batch->programmeHash, 'key' => $batch->key]
                + ($out === null ? ['codes' => [...$rows]] : ['file' => $out]));

            return;
        }
        $last = $batch->firstSerial + $batch->count + $skipped - 1;
        $said = sprintf('%s of campaign "%s" issued, %s, signed with key %d', $batch->count === 1 ? '1 code' : number_format($batch->count) . ' codes', $batch->campaign,
            $last === $batch->firstSerial ? 'serial ' . $last : sprintf('serials %d to %d', $batch->firstSerial, $last), $batch->key)
            . ($format === 'short' ? '' : sprintf(' of %s tokens', $format))
            . ($skipped === 0 ? '' : sprintf('; %s left out for what they would have read', $skipped === 1 ? '1 serial' : number_format($skipped) . ' serials'));
        if ($out === null) {
            foreach (self::csv(self::HEADER, $rows) as $piece) {
                $this->put($output, $piece);
            }
            $this->note($output, $said);
        } else {
            $this->plain($output, $said);
            $this->plain($output, sprintf('The batch is one row of the %s; the codes are in %s only.', $this->told($input, 'database') === null ? 'journal' : 'database', $out));
        }
    }

    /** Serials count on from the database's or the journal's: one that was made by mistake would give the same codes again. */
    private function batchesFor(InputInterface $input, int $number, ?int $count): BatchTable
    {
        if ($input->getOption('new-journal') !== true) {
            if ($this->told($input, 'database') !== null) {
                $this->refuseJournals($input, $number);
            }

            return $this->batches($input);
        }
        if ($this->told($input, 'database') !== null) {
            throw new UsageException('serials are counted in the database: leave --new-journal away');
        }
        if ($count === null) {
            throw new UsageException('a new journal has no customers: --new-journal goes with --count');
        }
        $path = $this->path($input, 'journal', false);
        if (file_exists($path)) {
            throw new UsageException(sprintf('"%s" is there already: leave --new-journal away', $path));
        }

        return $this->journal($input, false)->batches();
    }

    /** Codes that were issued from the journal before there was a database: their serials would begin again there. */
    private function refuseJournals(InputInterface $input, int $number): void
    {
        $path = $this->told($input, 'journal');
        if ($path === null || !is_file($path)) {
            return;
        }
        foreach ($this->journal($input)->batches()->batchesOf($number) as $batch) {
            throw new UsageException(sprintf(
                'the journal "%s" has issued codes of campaign number %d, and the database would give the same ones again: give campaign "%s" another number in the programme',
                $path,
                $number,
                $batch->campaign,
            ));
        }
    }

    private function count(InputInterface $input, Programme $programme): ?int
    {
        $count = $this->number($input, 'count', 1);
        $segment = $this->text($input, 'segment');
        $named = $this->text($input, 'names') !== null;
        $asked = count(array_filter([$count, $segment, $this->text($input, 'rule')], static fn (int|string|null $o): bool => $o !== null));
        if ($asked > 1 || ($asked === 0 && !$named)) {
            throw new UsageException('say for whom: one of --segment, --rule, --count and --names');
        }
        if ($count !== null && $named) {
            throw new UsageException('names are of customers: --names does not go with --count');
        }
        if ($segment !== null && !isset($programme->segments()[$segment])) {
            throw new UsageException(sprintf('the programme has no segment "%s"', $segment));
        }

        return $count;
    }

    /**
     * @param ?array<string|int, string> $names
     * @return list<string>
     */
    private function customers(InputInterface $input, OutputInterface $output, Programme $programme, int $at, ?array $names): array
    {
        $segment = $this->text($input, 'segment');
        $rule = $this->text($input, 'rule');
        if ($segment === null && $rule === null) {
            return array_map(strval(...), array_keys($names ?? []));
        }
        $who = $segment !== null ? $programme->segment($segment) : Rule::compile($programme, (string) $rule);
        $figures = $this->figures($input, $output, $programme, at: $at);
        $why = $figures->foretell($who);
        if ($why !== null) {
            $this->note($output, $why);
        }

        return $figures->base->select($who)->keys();
    }

    /** @return ?array<string|int, string> By customer key. */
    private function names(InputInterface $input): ?array
    {
        $path = $this->text($input, 'names');
        if ($path === null) {
            return null;
        }
        $file = new CsvFile($path, ['customer', 'name']);
        $names = [];
        foreach ($file->rows() as $line => [$customer, $name]) {
            if (isset($names[$customer])) {
                throw $file->error($line, sprintf('customer "%s" is in the file twice', $customer));
            }
            $names[$customer] = $name;
        }

        return $names;
    }

    /**
     * @param list<string> $customers
     * @param array<string|int, string> $names
     * @return list<string> "" for a plain code.
     */
    private function prefixes(InputInterface $input, array $customers, array $names, ?WordFilter $words): array
    {
        $prefix = new NamePrefix((string) $this->text($input, 'language'), $words);

        $known = [];
        $of = static function (string $name) use ($prefix, &$known): string {
            return $known[$name] ??= $prefix->of($name);
        };

        return array_map(static fn (string $customer): string => $of($names[$customer] ?? ''), $customers);
    }

    private function words(InputInterface $input, bool $needed): ?WordFilter
    {
        if (!$needed || $input->getOption('no-words') === true) {
            return null;
        }
        try {
            return OffensiveWords::filter(array_map(trim(...), explode(',', (string) $this->text($input, 'words'))));
        } catch (\DomainException $e) {
            throw new UsageException($e->getMessage() . '; "--no-words" issues without', 0, $e);
        }
    }

    /**
     * For the owner only and never over what is there; made before the batch, so that a path that cannot be written costs no serials.
     *
     * @return resource
     */
    private static function create(string $path)
    {
        $mask = umask(0077);
        try {
            $file = $path === '' ? false : @fopen($path, 'x');
        } finally {
            umask($mask);
        }
        if ($file !== false) {
            return $file;
        }
        throw new UsageException(sprintf(file_exists($path) ? '"%s" is there already; codes are not written over' : 'cannot write "%s": no code is issued', $path));
    }

    /** @return \Generator<int, array{customer: string, code: string}> */
    public static function rows(Coupons $coupons, CouponBatch $batch): \Generator
    {
        $i = 0;
        foreach ($coupons->issueMany($batch) as $code) {
            yield ['customer' => $batch->customers[$i++] ?? '', 'code' => $code];
        }
    }
}

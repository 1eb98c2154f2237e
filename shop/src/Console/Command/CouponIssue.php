<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\Programme;
use Loyalty\Segment as Rule;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Journal\Journal;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:issue', 'Issue signed codes: a number of them, or one for each customer of a segment')]
final class CouponIssue extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('campaign', InputArgument::REQUIRED, 'A coupon campaign of the programme')
            ->addOption('segment', 's', InputOption::VALUE_REQUIRED, 'One code for each customer of this segment, bound to the customer')
            ->addOption('rule', 'r', InputOption::VALUE_REQUIRED, 'The same for a rule')
            ->addOption('count', null, InputOption::VALUE_REQUIRED, 'So many codes that anyone may use')
            ->addOption('new-journal', null, InputOption::VALUE_NONE, 'Make the journal, for a shop without a history; with --count')
            ->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'Write the codes to this CSV file, readable for you only; without it they are printed')
            ->journalOption()->programmeOption()->keysOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                The batch is stored in the journal before the first code is shown; codes themselves are never stored, <info>coupon show</info>
                makes them again. Serials of a campaign count on for ever: the journal must be the shop's own and is not made here unless
                <info>--new-journal</info> says that there is none yet.

                  <info>%command.full_name% comeback --segment at_risk --out codes.csv</info>
                  <info>%command.full_name% flyer --count 5000 --out codes.csv</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $document = $this->document($input);
        $programme = Programme::fromJson($document);
        $campaign = (string) $this->argument($input, 'campaign');
        if (!isset($programme->campaigns()[$campaign])) {
            throw new UsageException(sprintf('the programme has no campaign "%s"; it has %s', $campaign, implode(', ', array_keys($programme->campaigns())) ?: 'none'));
        }
        $keys = $this->keys($input);
        $at = $this->at($input, $programme);
        $count = $this->count($input, $programme);
        $out = $this->text($input, 'out');
        if ($count !== null) {
            // Nothing is made for a batch that cannot be.
            self::given(static fn (): CouponBatch => (new Coupons($keys, $programme))->newBatch($campaign, $count, $at));
        }
        $journal = $this->journalOf($input, $count);
        $customers = $count ?? $this->customers($input, $programme, $journal, $at);
        if ($customers === []) {
            throw new UsageException('nobody is in the segment: no code is issued');
        }
        $file = $out === null ? null : self::create($out);
        try {
            $batch = self::given(static fn (): CouponBatch => $journal->issueBatch($keys, $document, $campaign, $customers, $at));
        } catch (\Throwable $e) {
            if ($file !== null) {
                fclose($file);
                unlink((string) $out);
            }
            throw $e;
        }
        $rows = self::codes(new Coupons($keys, $programme, [$batch]), $batch);
        try {
            if ($file !== null) {
                self::fill($file, self::csv($rows), sprintf('"%s"', $out));
                fclose($file);
            }
            $this->say($input, $output, $batch, $rows, $out);
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

    /** @param list<array{customer: string, code: string}> $rows */
    private function say(InputInterface $input, OutputInterface $output, CouponBatch $batch, array $rows, ?string $out): void
    {
        if ($input->getOption('json') === true) {
            $this->json($output, ['campaign' => $batch->campaign, 'first_serial' => $batch->firstSerial, 'count' => $batch->count, 'issued_at' => $batch->issuedAt,
                'programme' => $batch->programmeHash, 'key' => $batch->key] + ($out === null ? ['codes' => $rows] : ['file' => $out]));

            return;
        }
        $said = $batch->count === 1
            ? sprintf('1 code of campaign "%s" issued, serial %d, signed with key %d', $batch->campaign, $batch->firstSerial, $batch->key)
            : sprintf('%s codes of campaign "%s" issued, serials %d to %d, signed with key %d', number_format($batch->count), $batch->campaign, $batch->firstSerial,
                $batch->firstSerial + $batch->count - 1, $batch->key);
        if ($out === null) {
            $this->put($output, self::csv($rows));
            $this->note($output, $said);
        } else {
            $this->plain($output, $said);
            $this->plain($output, sprintf('The batch is one row of the journal; the codes are in %s only.', $out));
        }
    }

    /** Serials count on from the journal's: one that was made by mistake would give the same codes again. */
    private function journalOf(InputInterface $input, ?int $count): Journal
    {
        if ($input->getOption('new-journal') !== true) {
            return $this->journal($input);
        }
        if ($count === null) {
            throw new UsageException('a new journal has no customers: --new-journal goes with --count');
        }
        $path = $this->path($input, 'journal', false);
        if (file_exists($path)) {
            throw new UsageException(sprintf('"%s" is there already: leave --new-journal away', $path));
        }

        return $this->journal($input, false);
    }

    private function count(InputInterface $input, Programme $programme): ?int
    {
        $count = $this->number($input, 'count', 1);
        $segment = $this->text($input, 'segment');
        if (count(array_filter([$count, $segment, $this->text($input, 'rule')], static fn (int|string|null $o): bool => $o !== null)) !== 1) {
            throw new UsageException('say for whom: one of --segment, --rule and --count');
        }
        if ($segment !== null && !isset($programme->segments()[$segment])) {
            throw new UsageException(sprintf('the programme has no segment "%s"', $segment));
        }

        return $count;
    }

    /** @return list<string> */
    private function customers(InputInterface $input, Programme $programme, Journal $journal, int $at): array
    {
        $segment = $this->text($input, 'segment');
        $who = $segment !== null ? $programme->segment($segment) : Rule::compile($programme, (string) $this->text($input, 'rule'));

        return Figures::of($journal, $programme, $at)->base->select($who)->keys();
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

    /** @return list<array{customer: string, code: string}> */
    public static function codes(Coupons $coupons, CouponBatch $batch): array
    {
        $rows = [];
        foreach ($coupons->issueMany($batch) as $serial => $code) {
            $rows[] = ['customer' => $batch->customers[$serial - $batch->firstSerial] ?? '', 'code' => $code];
        }

        return $rows;
    }

    /** @param list<array{customer: string, code: string}> $rows */
    public static function csv(array $rows): string
    {
        $file = fopen('php://memory', 'r+');
        if ($file === false) {
            throw new \RuntimeException('no memory for the codes');
        }
        foreach ([['customer' => 'customer', 'code' => 'code'], ...$rows] as $row) {
            fputcsv($file, $row, ',', '"', '');
        }
        rewind($file);

        return (string) stream_get_contents($file);
    }
}

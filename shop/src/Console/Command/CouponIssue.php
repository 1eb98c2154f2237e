<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

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
            ->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'Write the codes to this CSV file, readable for you only; without it they are printed')
            ->journalOption()->programmeOption()->keysOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                The batch is stored in the journal before the first code is shown; codes themselves are never stored. Serials of a campaign
                count on for ever.

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
        $journal = $this->journal($input, false);
        $customers = $this->customers($input, $programme, $journal, $at);
        if ($customers === [] || $customers === 0) {
            throw new UsageException('nobody is in the segment: no code is issued');
        }
        $out = $this->text($input, 'out');
        if ($out !== null && file_exists($out)) {
            throw new UsageException(sprintf('"%s" is there already; codes are not written over', $out));
        }
        $batch = $journal->issueBatch($keys, $document, $campaign, $customers, $at);
        $codes = (new Coupons($keys, $programme, [$batch]))->issueMany($batch);
        $rows = [];
        foreach ($codes as $serial => $code) {
            $rows[] = ['customer' => $batch->customers[$serial - $batch->firstSerial] ?? '', 'code' => $code];
        }
        if ($out !== null) {
            self::write($out, self::csv($rows));
        }
        if ($input->getOption('json') === true) {
            $this->json($output, ['campaign' => $campaign, 'first_serial' => $batch->firstSerial, 'count' => $batch->count, 'issued_at' => $batch->issuedAt,
                'programme' => $batch->programmeHash, 'key' => $batch->key] + ($out === null ? ['codes' => $rows] : ['file' => $out]));

            return self::SUCCESS;
        }
        $said = $batch->count === 1
            ? sprintf('1 code of campaign "%s" issued, serial %d, signed with key %d', $campaign, $batch->firstSerial, $batch->key)
            : sprintf('%s codes of campaign "%s" issued, serials %d to %d, signed with key %d', number_format($batch->count), $campaign, $batch->firstSerial,
                $batch->firstSerial + $batch->count - 1, $batch->key);
        if ($out === null) {
            $output->write(self::csv($rows), false, OutputInterface::OUTPUT_RAW);
            $this->note($output, $said);
        } else {
            $output->writeln($said);
            $output->writeln(sprintf('The batch is one row of the journal; the codes are in %s only.', $out));
        }

        return self::SUCCESS;
    }

    /** @return int|list<string> */
    private function customers(InputInterface $input, Programme $programme, Journal $journal, int $at): int|array
    {
        $count = $this->number($input, 'count', 1);
        $segment = $this->text($input, 'segment');
        $rule = $this->text($input, 'rule');
        if (count(array_filter([$count, $segment, $rule], static fn (int|string|null $o): bool => $o !== null)) !== 1) {
            throw new UsageException('say for whom: one of --segment, --rule and --count');
        }
        if ($count !== null) {
            return $count;
        }
        if ($segment !== null && !isset($programme->segments()[$segment])) {
            throw new UsageException(sprintf('the programme has no segment "%s"', $segment));
        }
        $who = $segment !== null ? $programme->segment($segment) : Rule::compile($programme, (string) $rule);

        return Figures::of($journal, $programme, $at)->base->select($who)->keys();
    }

    /** @param list<array{customer: string, code: string}> $rows */
    private static function csv(array $rows): string
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

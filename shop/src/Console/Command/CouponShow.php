<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\Programme;
use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Journal\JournalException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:show', 'The batches of a campaign, or the codes of one again')]
final class CouponShow extends LedgerCommand
{
    protected function configure(): void
    {
        $this->addArgument('campaign', InputArgument::REQUIRED, 'A coupon campaign of the programme')
            ->addArgument('serial', InputArgument::OPTIONAL, 'The first of the batch, or any in it; without it, the batches are listed')
            ->databaseOption()->journalOption()->programmeOption()->keysOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Codes are made again from the row of their batch and the key that signed them; nothing is issued.

                  <info>%command.full_name% flyer</info>
                  <info>%command.full_name% flyer 0 > codes.csv</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $name = (string) $this->argument($input, 'campaign');
        $campaign = $programme->campaigns()[$name] ?? throw new UsageException(sprintf('the programme has no campaign "%s"', $name));
        $batches = $this->batches($input);
        $serial = $this->argument($input, 'serial');
        if ($serial === null) {
            $this->all($input, $output, $programme, $batches, $campaign['number']);

            return self::SUCCESS;
        }
        $number = filter_var($serial, \FILTER_VALIDATE_INT);
        $batch = $number === false ? null : $batches->batchOf($campaign['number'], $number);
        if ($batch === null) {
            throw new UsageException(sprintf('no batch of campaign "%s" has the serial "%s"; "coupon show %s" lists them', $name, $serial, $name));
        }
        $then = $batches->programme($batch->programmeHash) ?? throw new JournalException('the programme of the batch is not stored');
        $rows = CouponIssue::rows(new Coupons($this->keys($input), $then, [$batch]), $batch);
        if ($input->getOption('json') === true) {
            $this->json($output, ['campaign' => $name, 'first_serial' => $batch->firstSerial, 'count' => $batch->count, 'codes' => [...$rows]]);
        } else {
            foreach (self::csv(CouponIssue::HEADER, $rows) as $piece) {
                $this->put($output, $piece);
            }
        }

        return self::SUCCESS;
    }

    private function all(InputInterface $input, OutputInterface $output, Programme $programme, BatchTable $batches, int $number): void
    {
        $format = $this->format($programme);
        $json = $input->getOption('json') === true;
        $rows = [];
        foreach ($batches->batchesOf($number) as $b) {
            $rows[] = $json
                ? ['first_serial' => $b->firstSerial, 'count' => $b->count, 'skipped' => count($b->skipped), 'issued_at' => $b->issuedAt, 'programme' => $b->programmeHash,
                    'key' => $b->key, 'bound' => $b->customers !== null, 'personalised' => $b->names !== null]
                : [(string) $b->firstSerial, $format->number($b->count), $format->number(count($b->skipped)), $format->instant($b->issuedAt), (string) $b->key, self::whom($b)];
        }
        if ($json) {
            $this->json($output, $rows);

            return;
        }
        /** @var list<list<string>> $rows */
        $this->table($output, ['first serial', 'codes', 'left out', 'issued', 'key', 'for'], $rows, [0, 1, 2, 4]);
    }

    private static function whom(CouponBatch $batch): string
    {
        return $batch->customers === null ? 'anyone' : 'one customer each' . ($batch->names === null ? '' : ', by name');
    }
}

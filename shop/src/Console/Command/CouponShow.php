<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Journal\JournalException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:show', 'The batches of a campaign, or the codes of one again')]
final class CouponShow extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('campaign', InputArgument::REQUIRED, 'A coupon campaign of the programme')
            ->addArgument('serial', InputArgument::OPTIONAL, 'The first of the batch, or any in it; without it, the batches are listed')
            ->journalOption()->programmeOption()->keysOption()->jsonOption()
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
        $journal = $this->journal($input);
        $serial = $this->argument($input, 'serial');
        if ($serial === null) {
            $format = $this->format($programme);
            $batches = array_values(array_filter($journal->batchesFor($programme), static fn (CouponBatch $batch): bool => $batch->campaign === $name));
            if ($input->getOption('json') === true) {
                $this->json($output, array_map(static fn (CouponBatch $b): array => ['first_serial' => $b->firstSerial, 'count' => $b->count, 'issued_at' => $b->issuedAt,
                    'programme' => $b->programmeHash, 'key' => $b->key, 'bound' => $b->customers !== null], $batches));
            } else {
                $this->table($output, ['first serial', 'codes', 'issued', 'key', 'for'], array_map(static fn (CouponBatch $b): array => [
                    (string) $b->firstSerial, $format->number($b->count), $format->instant($b->issuedAt), (string) $b->key, $b->customers === null ? 'anyone' : 'one customer each',
                ], $batches), [0, 1, 3]);
            }

            return self::SUCCESS;
        }
        $number = filter_var($serial, \FILTER_VALIDATE_INT);
        $batch = $number === false ? null : $journal->batchOf($campaign['number'], $number);
        if ($batch === null) {
            throw new UsageException(sprintf('no batch of campaign "%s" has the serial "%s"; "coupon show %s" lists them', $name, $serial, $name));
        }
        $then = $journal->programme($batch->programmeHash) ?? throw new JournalException('the programme of the batch is not in the journal');
        $rows = CouponIssue::codes(new Coupons($this->keys($input), $then, [$batch]), $batch);
        if ($input->getOption('json') === true) {
            $this->json($output, ['campaign' => $name, 'first_serial' => $batch->firstSerial, 'count' => $batch->count, 'codes' => $rows]);
        } else {
            $this->put($output, CouponIssue::csv($rows));
        }

        return self::SUCCESS;
    }
}

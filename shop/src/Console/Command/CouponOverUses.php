<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Entry;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('coupon:over-uses', 'Orders that have a code beyond what was permitted')]
final class CouponOverUses extends LedgerCommand
{
    protected function configure(): void
    {
        $this->addArgument('campaign', InputArgument::REQUIRED, 'A coupon campaign of the programme')
            ->databaseOption()->programmeOption()->jsonOption()
            ->setHelp(<<<'HELP'
                A payment that comes after its code was released keeps its price. Where the code was used up meanwhile that is one use too many,
                and it is listed here. Exit code 1 if there is one.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $name = (string) $this->argument($input, 'campaign');
        $campaign = $programme->campaigns()[$name] ?? throw new UsageException(sprintf('the programme has no campaign "%s"', $name));
        $entries = $this->ledger($input)->overUses($campaign['number']);
        if ($input->getOption('json') === true) {
            $this->json($output, array_map(static fn (Entry $e): array => ['order' => $e->order(), 'serial' => $e->serial === Claim::NO_CODE ? null : $e->serial,
                'amount' => $e->amount, 'at' => $e->updatedAt], $entries));
        } elseif ($entries === []) {
            $output->writeln('none');
        } else {
            $format = $this->format($programme);
            $this->table($output, ['order', 'serial', 'takes off', 'since'], array_map(static fn (Entry $e): array => [
                (string) $e->order(), $e->serial === Claim::NO_CODE ? '–' : (string) $e->serial, $format->money($e->amount), $format->instant($e->updatedAt),
            ], $entries), [1, 2]);
        }

        return $entries === [] ? self::SUCCESS : self::FAILURE;
    }
}

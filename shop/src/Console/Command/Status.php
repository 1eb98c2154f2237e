<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('status', 'What the journal says: customers, orders, money, tiers')]
final class Status extends ShopCommand
{
    protected function configure(): void
    {
        $this->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $figures = $this->figures($input, $output, $programme);
        $totals = $figures->base->totals();
        $tiers = $figures->base->tiers();
        $stats = $figures->base->stats();
        if ($input->getOption('json') === true) {
            $this->json($output, ['at' => $figures->at, 'programme' => $programme->hash(), 'totals' => $totals, 'tiers' => (object) $tiers, 'base' => $stats]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $output->writeln(sprintf('<info>%s</info>, version %d, at %s (%s)', self::data($programme->name()), $programme->version(), $format->instant($figures->at), $programme->timezone()));
        $this->pairs($output, [
            'customers' => $format->number($totals['customers']) . ', ' . $format->number(count($figures->scores)) . ' of them with a purchase',
            'orders' => $format->number($totals['orders']) . ' for ' . $format->money($totals['spent_gross']),
            'refunded' => $format->money($totals['refunded']) . ', ' . $format->money($figures->matchedRefunds()) . ' of it matched with an order',
            'kept' => $format->money($totals['spent']),
            'anonymous orders' => $format->number($totals['anonymous_orders']) . ' for ' . $format->money($totals['anonymous_amount']) . ', after refunds',
            'memory' => sprintf('%s bytes for %s events and %s lines', $format->number($stats['bytes']), $format->number($stats['events']), $format->number($stats['lines'])),
        ]);
        if ($tiers !== []) {
            $names = array_column($programme->tiers(), 'name', 'key');
            $rows = [];
            foreach ($tiers as $key => $customers) {
                $rows[] = [$names[$key] ?? $key, $format->number($customers), $format->share($customers, array_sum($tiers))];
            }
            $output->writeln('');
            $this->table($output, ['tier', 'customers', 'share'], $rows, [1, 2]);
        }

        return self::SUCCESS;
    }
}

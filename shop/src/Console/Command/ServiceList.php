<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Entitlement;
use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Service\ServiceDesk;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('service:list', 'The services that a customer has: what is booked, used and left, and until when')]
final class ServiceList extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('customer', InputArgument::REQUIRED, 'Any key of the person')->journalOption()->atOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $journal = $this->journal($input);
        $programme = $journal->programme() ?? throw new UsageException('the journal has no programme: "programme save FILE" saves one');
        $services = (new ServiceDesk($journal))->of($this->key($input), $this->at($input, $programme));
        if ($input->getOption('json') === true) {
            $this->json($output, $services);

            return self::SUCCESS;
        }
        if ($services === []) {
            $output->writeln('none');

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $units = static fn (?int $units): string => $units === null ? 'no limit' : $format->number($units);
        $this->table($output, ['service', '', 'of', 'units', 'booked', 'used', 'left', 'until'], array_map(static fn (Entitlement $e): array => [
            $e->service,
            $e->name,
            $e->order === null ? '' : sprintf('order %s, %s', $e->order, $e->sku ?? ''),
            $units($e->units),
            $format->number($e->booked),
            $format->number($e->used),
            $e->over ? 'over' : $units($e->remaining),
            $e->until === null ? '' : (string) preg_replace('/^(?:through|until) /', '', $format->end($e->until)),
        ], $services), [3, 4, 5, 6]);

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Journal\Erasure;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Journal\Retention;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('journal:retention', 'Delete old visits and messages; list, or erase, customers who were not heard of for long')]
final class JournalRetention extends JournalCommand
{
    private const DAY_S = 86400;

    protected function configure(): void
    {
        $this->addOption('visits-days', null, InputOption::VALUE_REQUIRED, 'Delete visits, messages, openings and clicks that are older than so many days; visits that have earned points stay')
            ->addOption('inactive-months', null, InputOption::VALUE_REQUIRED, 'List customers of whom nothing has happened for so many months')
            ->addOption('erase', null, InputOption::VALUE_NONE, 'Erase them, too; without it nobody is')
            ->journalOption()->programmeOption()->atOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $days = $this->number($input, 'visits-days', 1);
        $months = $this->number($input, 'inactive-months', 1);
        if ($days === null && $months === null) {
            throw new UsageException('say what: --visits-days N, --inactive-months N');
        }
        $journal = $this->journal($input);
        $programme = $this->rules($input, $journal);
        $at = $this->at($input, $programme);
        $retention = new Retention($journal);
        $deleted = $days === null ? null : $retention->behaviour($at - $days * self::DAY_S, $at, $programme);
        $inactive = [];
        $before = null;
        if ($months !== null) {
            $before = (new \DateTimeImmutable('@' . $at))->modify("-$months months")->getTimestamp();
            $inactive = iterator_to_array($retention->inactive($before), false);
        }
        $erased = 0;
        if ($input->getOption('erase') === true) {
            foreach ($inactive as $customer) {
                try {
                    (new Erasure($journal))->erase($customer['customer'], "nothing for $months months", $at, $programme, $before);
                    ++$erased;
                } catch (JournalException) {
                    // Another key of a person who is erased already, or somebody who came back meanwhile.
                }
            }
        }
        if ($input->getOption('json') === true) {
            $this->json($output, ['visits_deleted' => $deleted, 'inactive' => $inactive, 'erased' => $erased]);

            return self::SUCCESS;
        }
        if ($deleted !== null) {
            $output->writeln(sprintf('%s visits and messages deleted.', number_format($deleted)));
        }
        foreach ($inactive as $customer) {
            $this->plain($output, sprintf('%s  %s', $customer['last'] === null ? 'nothing left' : gmdate('Y-m-d', $customer['last']), $customer['customer']));
        }
        if ($months !== null) {
            $output->writeln(sprintf('%s inactive customers, %s erased%s.', number_format(count($inactive)), number_format($erased), $erased === 0 && $inactive !== [] ? ': --erase would' : ''));
        }

        return self::SUCCESS;
    }
}

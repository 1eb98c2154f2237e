<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Journal\Erasure;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('journal:erase', 'Forget who a customer is, under all keys; sums stay')]
final class JournalErase extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('customer', InputArgument::REQUIRED, 'Any key of the person')
            ->addOption('reason', null, InputOption::VALUE_REQUIRED, 'Why, for the record: say nothing in it that names the person')
            ->journalOption()->programmeOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                It cannot be undone. The programme (or the versions that were saved) says what birthdays and visits have earned: these points stay as bookings.
                Backups, exports and files of a customer base have the person still; make such files anew.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $customer = $this->key($input);
        $reason = $this->text($input, 'reason') ?? '';
        if ($reason === '') {
            throw new UsageException('say why: --reason TEXT');
        }
        $journal = $this->journal($input);
        $report = (new Erasure($journal))->erase($customer, $reason, $this->at($input, null), $this->rules($input, $journal));
        if ($input->getOption('json') === true) {
            $this->json($output, $report);
        } else {
            $this->plain($output, sprintf(
                'Erasure %d: %d key(s), %s chained events reduced to sums, %s facts deleted, %s bookings for what those had earned, %s codes made nobody\'s.',
                $report->number,
                $report->keys,
                number_format($report->changed),
                number_format($report->deleted),
                number_format($report->adjusted),
                number_format($report->codes),
            ));
        }

        return self::SUCCESS;
    }
}

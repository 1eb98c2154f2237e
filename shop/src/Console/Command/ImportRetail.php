<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Import\ImportTally;
use Loyalty\Shop\Import\RetailImporter;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Helper\ProgressBar;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\ConsoleOutputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('import:retail', 'Read a shop\'s invoices ("Online Retail" form) into the journal')]
final class ImportRetail extends ShopCommand
{
    private const PLAIN_STEP = 2000;

    protected function configure(): void
    {
        $this->addArgument('folder', InputArgument::REQUIRED, 'Has invoices.csv and lines.csv.gz')
            ->addOption('brief', null, InputOption::VALUE_NONE, 'Say in one line what the journal took')
            ->journalOption()->programmeOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Reads every invoice as an event: sales are paid orders, cancellations are refunds of the customer's latest purchases of the same
                products, invoices without a customer are anonymous. Run again it changes nothing: what is known already is only counted.

                  <info>%command.full_name% examples/data/retail_a --journal shop.sqlite --programme examples/programme.json</info>

                How invoices are read is written in docs/importing.md.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        if ($programme->currency() !== RetailImporter::CURRENCY) {
            throw new UsageException(sprintf('these invoices are in %s, the programme is in %s', RetailImporter::CURRENCY, $programme->currency()));
        }
        $importer = new RetailImporter(rtrim((string) $this->argument($input, 'folder'), '/'));
        // Before the journal is made: a folder that is not there leaves none behind.
        $invoices = $importer->countInvoices();
        $journal = $this->journal($input, false);
        [$onInvoice, $finish] = $this->progress($output, $invoices);
        try {
            $outcome = $importer->importInto($journal, $onInvoice);
        } finally {
            $finish();
        }

        $tally = $importer->tally;
        if ($input->getOption('json') === true) {
            $this->json($output, ['appended' => $outcome->appended, 'repeated' => $outcome->repeated] + $tally->toArray());
        } else {
            if ($input->getOption('brief') !== true) {
                $this->say($output, $tally);
            }
            $output->writeln(sprintf('Journal: %s new events, %s known already.', number_format($outcome->appended), number_format($outcome->repeated)));
        }

        return self::SUCCESS;
    }

    private function say(OutputInterface $output, ImportTally $tally): void
    {
        $format = new \Loyalty\Shop\Text\Format(RetailImporter::CURRENCY, RetailImporter::TIMEZONE);
        $n = $format->number(...);
        $m = $format->money(...);
        $this->table($output, ['invoices', 'number', 'amount', 'became'], [
            ['sales', $n($tally->orders), $m($tally->orderAmount), 'orders with ' . $n($tally->orderLines) . ' lines'],
            ['cancellations', $n($tally->cancellations), $m(-$tally->cancelledAmount), 'refunds: see below'],
            ['sales without customer', $n($tally->anonymousOrders), $m($tally->anonymousOrderAmount), 'anonymous orders'],
            ['cancellations without customer', $n($tally->anonymousCancellations), $m(-$tally->anonymousCancelledAmount), 'anonymous refunds'],
            ['of amount zero', $n($tally->zeroInvoices), $m(0), 'nothing: stock corrections and gifts'],
            ['entries for bad debts', $n($tally->badDebtEntries), '', 'nothing: they are no sales'],
        ], [1, 2]);
        $output->writeln('');
        $this->table($output, ['cancelled', 'refunds', 'amount', 'counts'], [
            ['matched with an order', $n($tally->matchedRefunds), $m($tally->matchedAmount), 'against that order and its points'],
            ['never bought before', $n($tally->unmatchedRefunds), $m($tally->unmatchedAmount), 'for statistics'],
            ['beyond what was paid', $n($tally->excessRefunds), $m($tally->excessAmount), 'for statistics'],
        ], [1, 2]);
        $output->writeln([
            '',
            sprintf('%s invoices read, %s of them with a part of a penny, rounded half up.', $n($tally->invoices), $n($tally->roundedInvoices)),
            sprintf('%s lines of cancellations: %s matched, %s in part, %s not.', $n($tally->cancelledLines), $n($tally->linesMatched), $n($tally->linesPartlyMatched), $n($tally->linesUnmatched)),
        ]);
    }

    /** @return array{\Closure(int): void, \Closure(): void} */
    private function progress(OutputInterface $output, int $total): array
    {
        $errors = $output instanceof ConsoleOutputInterface ? $output->getErrorOutput() : $output;
        if (!$errors->isDecorated()) {
            return [
                static function (int $done) use ($errors, $total): void {
                    if ($done % self::PLAIN_STEP === 0 || $done === $total) {
                        $errors->writeln(sprintf('%s of %s invoices', number_format($done), number_format($total)));
                    }
                },
                static function (): void {
                },
            ];
        }
        $bar = new ProgressBar($errors, $total);
        $bar->setFormat(' %current%/%max% invoices [%bar%] %percent:3s%% %elapsed:6s%');
        $bar->start();

        return [
            static fn (int $done) => $bar->setProgress($done),
            static function () use ($bar, $errors): void {
                // An import that failed leaves its bar where it stopped.
                $bar->getProgress() === $bar->getMaxSteps() ? $bar->finish() : $bar->display();
                $errors->writeln('');
            },
        ];
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Journal\Export;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('journal:export', 'All that the journal has of one person, as JSON')]
final class JournalExport extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('customer', InputArgument::REQUIRED, 'Any key of the person')
            ->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'Write it to this file, readable for you only; without it it is printed')
            ->journalOption()->programmeOption()->keysOption()->atOption()
            ->setHelp('With <info>--keys</info> the codes themselves are in it, else their serials. What each member is: docs/journal.md.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $journal = $this->journal($input);
        $export = (new Export($journal))->of($this->key($input), $this->at($input, null), $this->rules($input, $journal), $this->keysIfSaid($input));
        $out = $this->text($input, 'out');
        if ($out === null) {
            $this->json($output, $export);
        } else {
            self::write($out, json_encode($export, \JSON_PRETTY_PRINT | \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_SLASHES | \JSON_UNESCAPED_UNICODE) . "\n");
        }

        return self::SUCCESS;
    }
}

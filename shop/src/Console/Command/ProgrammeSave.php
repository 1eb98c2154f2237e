<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Programme;
use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Programme\Shelf;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('programme:save', 'Save a version of the programme in the journal, from when it says on')]
final class ProgrammeSave extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED, 'The programme (JSON)')
            ->journalOption()->atOption()
            ->setHelp('But for the first one, a version begins now or later, and its number is above those before it. The same again changes nothing; one that has not begun is replaced by another for the same instant.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $document = self::read((string) $this->argument($input, 'file'));
        $programme = Programme::fromJson($document);
        $journal = $this->journal($input, false);
        $before = count($journal->versions());
        (new Shelf($journal))->save($document, $this->at($input, $programme));
        $output->writeln(sprintf(
            'Version %d is in force from %s; the journal has %d version%s%s.',
            $programme->version(),
            $this->format($programme)->instant($programme->inForceFrom()),
            count($journal->versions()),
            count($journal->versions()) === 1 ? '' : 's',
            count($journal->versions()) === $before ? ', as before' : '',
        ));
        foreach ($programme->warnings() as $warning) {
            $this->note($output, sprintf('warning: %s: %s; %s', $warning->pointer, $warning->found, $warning->expected));
        }

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Import\OpeningImporter;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('opening:import', 'Take over balances and tiers from another system')]
final class OpeningImport extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED, 'CSV with the columns customer,points,tier,until')
            ->addOption('source', null, InputOption::VALUE_REQUIRED, 'What the other system is called: each has one opening balance of a customer', 'opening')
            ->addOption('author', null, InputOption::VALUE_REQUIRED, 'Who takes them over', 'import')
            ->addOption('besides', null, InputOption::VALUE_NONE, 'Balances count beside those that the same customers brought from other systems')
            ->addOption('dry-run', null, InputOption::VALUE_NONE, 'Say what would be done, and write nothing')
            ->journalOption()->programmeOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Everything that is wrong with the file is said at once, and nothing is written then (exit code 1). The same file again changes nothing; a longer
                one adds its new rows. A balance beside one of another --source is an error without --besides. "until" is the last day on which the customer has at least the tier.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $dry = $input->getOption('dry-run') === true;
        $file = (string) $this->argument($input, 'file');
        if (!is_file($file)) {
            throw new UsageException(sprintf('there is no file "%s"', $file));
        }
        $journal = $this->journal($input, false);
        $programme = $this->rules($input, $journal) ?? throw new UsageException('the journal has no programme: "programme save FILE", or say --programme FILE');
        $importer = new OpeningImporter($file, $programme, $this->at($input, $programme), (string) $this->text($input, 'source'), (string) $this->text($input, 'author'), $input->getOption('besides') === true);
        $errors = $importer->check($journal);
        $written = $errors === [] && !$dry ? $importer->importInto($journal)->appended : 0;
        if ($input->getOption('json') === true) {
            $this->json($output, ['errors' => $errors, 'new' => $importer->new, 'known' => $importer->known, 'points' => $importer->points, 'tiers' => $importer->tiers, 'appended' => $written]);
        } elseif ($errors !== []) {
            foreach ($errors as $error) {
                $this->plain($output, $error);
            }
            $output->writeln(sprintf('%s; nothing was written', count($errors) === 1 ? '1 error' : number_format(count($errors)) . ' errors'));
        } else {
            $output->writeln(sprintf(
                '%s new customers with %s points, %s tiers; %s known already.%s',
                number_format($importer->new),
                number_format($importer->points),
                number_format($importer->tiers),
                number_format($importer->known),
                $dry ? ' Nothing was written.' : '',
            ));
        }

        return $errors === [] ? self::SUCCESS : self::FAILURE;
    }
}

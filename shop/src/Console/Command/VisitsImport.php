<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Visits\VisitFile;
use Loyalty\Shop\Visits\VisitTable;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('visits:import', 'Take over counts of visits from Matomo or Google Analytics')]
final class VisitsImport extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED, 'A CSV export, by day')
            ->addOption('source', null, InputOption::VALUE_REQUIRED, 'What counted them: figures are of one source; without it, "matomo" or "analytics" after the file')
            ->journalOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Taken are Matomo's log of visits, its reports of channels and of new and returning visitors, and reports of Google Analytics with the columns
                Date, a channel group or new and returning, and Sessions. All by day, in UTF-8 or UTF-16. docs/visits.md

                  <info>%command.full_name% visits.csv --journal shop.sqlite</info>

                The same file again changes nothing; a later export of the same days replaces what the earlier one said.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $path = (string) $this->argument($input, 'file');
        if (!is_file($path)) {
            throw new UsageException(sprintf('there is no file "%s"', $path));
        }
        $journal = $this->journal($input, false);
        $visits = new VisitTable($journal->connection, $journal->schema->prefix);
        $visits->create();
        $file = new VisitFile($path);
        $source = $this->text($input, 'source') ?? $file->source();
        $done = self::given(fn (): array => $visits->replace($source, $file->counts()));
        if ($input->getOption('json') === true) {
            $this->json($output, ['source' => $source] + $done + ['without' => $file->without, 'unknown' => (object) $file->unknown]);
        } else {
            $output->writeln(sprintf('%s visits, counted by %s, on %s', number_format($done['visits']), $source, $done['days'] === 1 ? '1 day' : number_format($done['days']) . ' days'));
            if ($file->without > 0) {
                $this->note($output, sprintf('%s lines say neither who came nor how, and were left out', number_format($file->without)));
            }
            if ($file->unknown !== []) {
                $this->note($output, sprintf('%s visits came by channels that are not known here (%s), and count as other', number_format(array_sum($file->unknown)), $file->unknownWords()));
            }
        }

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\EngineCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('tables:load', 'Make the tables that answer segments in a database, or make them anew')]
final class TablesLoad extends EngineCommand
{
    protected function configure(): void
    {
        $this->addArgument('dsn', InputArgument::OPTIONAL, self::ENGINES . '; without it, the journal\'s own database', '')
            ->tablesPrefixOption()->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                The tables are made beside those that are there and take their names at the end. User and password are $LOYALTY_ENGINE_USER and
                $LOYALTY_ENGINE_PASSWORD. "segment sql NAME --run DSN" then asks them, and compares with the answer here.

                  <info>%command.full_name% "pgsql:host=db;dbname=shop" --journal shop.sqlite</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $tables = $this->tables($input, (string) $this->argument($input, 'dsn'), $this->journal($input));
        $figures = $this->figures($input, $output, $programme);
        $figures->model();
        $snapshot = $tables->build($figures->base, $programme, $figures->position);
        if ($input->getOption('json') === true) {
            $this->json($output, ['prefix' => $tables->prefix, 'at' => $snapshot->at, 'position' => $snapshot->position, 'customers' => $snapshot->customers, 'purchases' => $snapshot->purchases,
                'activities' => $snapshot->activities]);
        } else {
            $format = $this->format($programme);
            $output->writeln(sprintf('Tables %s…, as of %s: %s customers, %s purchases, %s activities', self::data($tables->prefix), $format->instant($snapshot->at), $format->number($snapshot->customers), $format->number($snapshot->purchases), $format->number($snapshot->activities)));
        }

        return self::SUCCESS;
    }
}

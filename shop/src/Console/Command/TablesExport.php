<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Dialect;
use Loyalty\Shop\Console\EngineCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Sql\Schema;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('tables:export', 'Write customers, purchases and activities as text for a database\'s loader')]
final class TablesExport extends EngineCommand
{
    protected function configure(): void
    {
        $this->addArgument('folder', InputArgument::REQUIRED, 'Where; it is made if it is not there')
            ->addOption('dialect', null, InputOption::VALUE_REQUIRED, 'Write the statements that make the tables too (create.sql): ' . implode(', ', array_column(Dialect::cases(), 'value')))
            ->tablesPrefixOption()->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                For shops that have outgrown one machine. Null is \N, as the loaders of MariaDB, PostgreSQL and ClickHouse take it. The columns are in
                docs/sql.md; "tables load" does the same without files in between.

                  <info>%command.full_name% /srv/tables --dialect clickhouse --journal shop.sqlite</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $folder = (string) $this->argument($input, 'folder');
        $dialect = $this->text($input, 'dialect');
        $engine = $dialect === null ? null : (Dialect::tryFrom($dialect) ?? throw new UsageException('--dialect must be ' . implode(', ', array_column(Dialect::cases(), 'value'))));
        $schema = self::given(fn (): Schema => new Schema($this->tablesPrefix($input)));
        $programme = $this->programme($input);
        $figures = $this->figures($input, $output, $programme);
        $figures->model();
        if (!is_dir($folder) && !@mkdir($folder, 0700)) {
            throw new UsageException(sprintf('cannot make the folder "%s"', $folder));
        }
        $rows = $figures->base->exportTables($folder);
        $made = [];
        if ($engine !== null) {
            foreach (Schema::TABLES as $table) {
                array_push($made, ...$schema->create($table, $programme, $engine, $schema->prefix . $table, 'customer'));
            }
            self::write("$folder/create.sql", implode(";\n", $made) . ";\n");
        }
        $this->wrote($input, $output, $folder, $rows + ['at' => $figures->at, 'position' => $figures->position]);

        return self::SUCCESS;
    }

    /** @param array{customers: int, purchases: int, activities: int, at: int, position: int} $rows */
    private function wrote(InputInterface $input, OutputInterface $output, string $folder, array $rows): void
    {
        if ($input->getOption('json') === true) {
            $this->json($output, ['folder' => $folder] + $rows);

            return;
        }
        $this->plain($output, sprintf('%s: %s customers, %s purchases, %s activities', $folder, number_format($rows['customers']), number_format($rows['purchases']), number_format($rows['activities'])));
    }
}

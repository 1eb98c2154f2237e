<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CustomerBase;
use Loyalty\Dialect;
use Loyalty\Programme;
use Loyalty\Segment as Rule;
use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Console\EngineCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Sql\Snapshot;
use Loyalty\Shop\Sql\SnapshotException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('segment:sql', 'A segment as a query, and whether a database gives the same answer')]
final class SegmentSql extends EngineCommand
{
    private const SHOWN = 10;

    protected function configure(): void
    {
        $this->addArgument('name', InputArgument::OPTIONAL, 'A segment of the programme')
            ->addOption('rule', 'r', InputOption::VALUE_REQUIRED, 'A rule instead of a name')
            ->addOption('dialect', null, InputOption::VALUE_REQUIRED, implode(', ', array_column(Dialect::cases(), 'value')))
            ->addOption('distributed', null, InputOption::VALUE_NONE, 'ClickHouse: the tables are spread over shards')
            ->addOption('run', null, InputOption::VALUE_REQUIRED, 'Ask the tables that "tables load" made, and compare with the answer here: ' . self::ENGINES)
            ->tablesPrefixOption()->journalOption()->programmeOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Prints the query and what its places stand for. A rule that an engine cannot say exactly is refused by name.

                  <info>%command.full_name% at_risk --dialect postgresql --programme programme.json</info>
                  <info>%command.full_name% at_risk --run "pgsql:host=db;dbname=shop" --journal shop.sqlite</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $rule = $this->rule($input, $programme);
        $run = $this->text($input, 'run');
        if ($run !== null) {
            return $this->compare($input, $output, $programme, $rule, $run);
        }
        $said = $this->text($input, 'dialect') ?? throw new UsageException('say for which engine: --dialect ' . implode(', ', array_column(Dialect::cases(), 'value')));
        $dialect = Dialect::tryFrom($said) ?? throw new UsageException('--dialect must be ' . implode(', ', array_column(Dialect::cases(), 'value')));
        $at = $this->at($input, $programme);
        $query = self::given(fn () => $rule->toSql($dialect, $at, $this->tablesPrefix($input), $input->getOption('distributed') === true));
        if ($input->getOption('json') === true) {
            $this->json($output, ['rule' => $rule->rule(), 'dialect' => $dialect->value, 'at' => $at, 'sql' => $query->sql, 'parameters' => $query->parameters]);

            return self::SUCCESS;
        }
        $this->plain($output, $query->sql);
        foreach ($query->parameters as $i => $value) {
            $this->plain($output, sprintf('-- %d: %s', $i + 1, json_encode($value, \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE | \JSON_UNESCAPED_SLASHES)));
        }

        return self::SUCCESS;
    }

    private function rule(InputInterface $input, Programme $programme): Rule
    {
        [$name, $rule] = [$this->argument($input, 'name'), $this->text($input, 'rule')];
        if (($name === null) === ($rule === null)) {
            throw new UsageException('give a name or --rule');
        }
        if ($name !== null && !isset($programme->segments()[$name])) {
            throw new UsageException(sprintf('the programme has no segment "%s"; it has %s', $name, implode(', ', array_keys($programme->segments())) ?: 'none'));
        }

        return $name !== null ? $programme->segment($name) : Rule::compile($programme, (string) $rule);
    }

    private function compare(InputInterface $input, OutputInterface $output, Programme $programme, Rule $rule, string $dsn): int
    {
        $journal = $this->journal($input);
        $tables = $this->tables($input, $dsn, $journal, true);
        $snapshot = $tables->snapshot() ?? throw new SnapshotException(sprintf('there are no tables %s… there: "tables load" makes them', $tables->prefix));
        $began = hrtime(true);
        $there = $tables->select($rule, $programme);
        $took = (hrtime(true) - $began) / 1e9;
        // The same question of the same past, whatever the journal has since.
        $position = $snapshot->position ?? $journal->position();
        $base = new CustomerBase($programme);
        $base->append(BaseFile::events($journal, 0, $position));
        $base->fold($snapshot->at);
        $figures = Figures::scored($programme, $base, $snapshot->at, $position);
        if ($figures->asksTheFuture($rule)) {
            $figures->model();
        }
        $here = $base->select($rule)->keys();
        sort($there, \SORT_STRING);
        sort($here, \SORT_STRING);
        $differ = ['only_there' => array_values(array_diff($there, $here)), 'only_here' => array_values(array_diff($here, $there))];
        $isSame = $there === $here;
        if ($input->getOption('json') === true) {
            $this->json($output, ['rule' => $rule->rule(), 'at' => $snapshot->at, 'position' => $snapshot->position, 'there' => count($there), 'here' => count($here), 'same' => $isSame] + $differ);
        } else {
            $this->answer($output, $programme, $rule, $snapshot, count($there), count($here), $took, $isSame, $differ);
            if ($snapshot->position !== null && $snapshot->position < $journal->position()) {
                $this->note($output, sprintf('%s events came to the journal since the tables were made: "tables load" takes them over.', number_format($journal->position() - $snapshot->position)));
            }
        }

        return $isSame ? self::SUCCESS : self::FAILURE;
    }

    /** @param array{only_there: list<string>, only_here: list<string>} $differ */
    private function answer(OutputInterface $output, Programme $programme, Rule $rule, Snapshot $snapshot, int $there, int $here, float $took, bool $isSame, array $differ): void
    {
        $format = $this->format($programme);
        $this->plain($output, sprintf('%s, as of %s', $rule->rule(), $format->instant($snapshot->at)));
        $this->plain($output, $isSame
            ? sprintf('there: %s, in %.2f s; here the same', $there === 1 ? '1 customer' : $format->number($there) . ' customers', $took)
            : sprintf('there: %s customers; here: %s, and not the same', $format->number($there), $format->number($here)));
        foreach (['only_there' => 'only there', 'only_here' => 'only here'] as $which => $name) {
            if ($differ[$which] !== []) {
                $this->plain($output, sprintf('%s: %s', $name, implode(', ', array_slice($differ[$which], 0, self::SHOWN))) . (count($differ[$which]) > self::SHOWN ? ' …' : ''));
            }
        }
    }
}

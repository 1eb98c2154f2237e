<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Report\Insight;
use Loyalty\Shop\Report\Page;
use Loyalty\Shop\Report\Renderer;
use Loyalty\Shop\Visits\Day;
use Loyalty\Shop\Visits\VisitFigures;
use Loyalty\Shop\Visits\VisitTable;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('report', 'Write everything a shop owner wants to see into one HTML file')]
final class Report extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'The file; it is written whole or not at all, and is readable for you only')
            ->addOption('at-risk', null, InputOption::VALUE_REQUIRED, 'The segment whose customers are listed as at risk', 'at_risk')
            ->addOption('source', null, InputOption::VALUE_REQUIRED, 'Which count of visits is shown; without it, the one with the most days')
            ->journalOption()->baseOption()->programmeOption()->keysOption()->atOption()
            ->setHelp(<<<'HELP'
                The file opens in any browser, without a network, and can be sent by e-mail; it holds customers' numbers, so mind to whom. The path
                is the last line of the output. With the shop's keys it says how far the programme's goals are.

                  <info>%command.full_name% --journal shop.sqlite --programme programme.json --out report.html</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $out = $this->pagePath($input, $this->text($input, 'out') ?? '');
        $programme = $this->programme($input);
        $atRisk = (string) $this->text($input, 'at-risk');
        if (!isset($programme->segments()[$atRisk])) {
            if ($input->hasParameterOption('--at-risk')) {
                throw new UsageException(sprintf('the programme has no segment "%s"', $atRisk));
            }
            $atRisk = null;
        }
        $journal = $this->journal($input);
        $figures = $this->figures($input, $output, $programme);
        $insight = new Insight($figures, $this->told($input, 'keys') === null ? null : $this->keys($input), $this->visits($journal, $this->text($input, 'source'), $figures->at, $programme->timezone()));
        $renderer = new Renderer();
        if (!$renderer->hasCharts()) {
            $this->note($output, 'The chart library is not there (run "npm ci && npm run build" in shop/): the report has tables only.');
        }
        self::write($out, $renderer->render(new Page($figures, $atRisk, insight: $insight)));
        $this->plain($output, $out);

        return self::SUCCESS;
    }

    /** The counted visits of the year; null where nothing is counted. */
    private function visits(Journal $journal, ?string $source, int $at, string $timezone): ?VisitFigures
    {
        $visits = new VisitTable($journal->connection, $journal->schema->prefix);
        $visits->create();
        $sources = array_column($visits->sources(), null, 'source');
        if ($source !== null && !isset($sources[$source])) {
            throw new UsageException(sprintf('there is no source "%s"; there are %s', $source, implode(', ', array_keys($sources)) ?: 'none'));
        }
        $source ??= array_key_first($sources);
        if ($source === null) {
            return null;
        }
        $today = (new \DateTimeImmutable('@' . $at))->setTimezone(new \DateTimeZone($timezone));

        return VisitFigures::of($visits, $source, Day::of($today->modify('-' . Insight::MONTHS . ' months')), Day::of($today) + 1);
    }
}

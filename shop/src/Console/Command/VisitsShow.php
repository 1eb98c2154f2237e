<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Text\Format;
use Loyalty\Shop\Visits\Day;
use Loyalty\Shop\Visits\VisitFigures;
use Loyalty\Shop\Visits\VisitTable;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('visits', 'New against returning visitors, how they come, and what that says')]
final class VisitsShow extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('source', null, InputOption::VALUE_REQUIRED, 'What counted them; without it, the source with the most days')
            ->addOption('from', null, InputOption::VALUE_REQUIRED, 'First day, as 2011-01-01')
            ->addOption('until', null, InputOption::VALUE_REQUIRED, 'The day after the last one')
            ->journalOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $journal = $this->journal($input);
        $visits = new VisitTable($journal->connection, $journal->schema->prefix);
        $visits->create();
        $sources = array_column($visits->sources(), null, 'source');
        $source = $this->text($input, 'source') ?? array_key_first($sources);
        if ($source === null) {
            throw new UsageException('no visits are counted yet: "visits import FILE" takes them over from Matomo or Google Analytics');
        }
        if (!isset($sources[$source])) {
            throw new UsageException(sprintf('there is no source "%s"; there are %s', $source, implode(', ', array_keys($sources)) ?: 'none'));
        }
        $figures = VisitFigures::of($visits, $source, $this->day($input, 'from') ?? $sources[$source]['from'], $this->day($input, 'until') ?? $sources[$source]['until'] + 1);
        $judgement = $figures->judgement()['text'];
        if ($input->getOption('json') === true) {
            $this->json($output, ['source' => $source, 'new' => $figures->new, 'returning' => $figures->returning, 'returning_share' => $figures->returningShare(), 'via' => $figures->via,
                'direct_share' => $figures->directShare(), 'judgement' => $judgement, 'since' => (object) $figures->since, 'nth' => (object) $figures->nth, 'months' => $figures->months]);

            return self::SUCCESS;
        }
        $format = new Format('EUR', 'UTC');
        $n = $format->number(...);
        $output->writeln(sprintf('Visits counted by %s', self::data($source)));
        $this->table($output, ['month', 'visits', 'new', 'returning', 'returning share'], array_map(
            static fn (array $month): array => [$format->month($month['month']), $n($month['all']), ...($month['new'] + $month['returning'] === 0 ? ['–', '–'] : [$n($month['new']), $n($month['returning'])]), $format->share($month['returning'], $month['new'] + $month['returning'])],
            $figures->months,
        ), [1, 2, 3, 4]);
        if ($figures->known > 0) {
            $this->table($output, ['came', 'visits', 'share'], array_map(
                static fn (string $via, int $count): array => [$via, $n($count), $format->share($count, $figures->known)],
                array_keys($figures->via),
                $figures->via,
            ), [1, 2]);
            $output->writeln($judgement);
        }

        return self::SUCCESS;
    }

    private function day(InputInterface $input, string $option): ?int
    {
        $text = $this->text($input, $option);

        return $text === null ? null : Day::at($this->instant($option, $text, 'UTC'), new \DateTimeZone('UTC'));
    }
}

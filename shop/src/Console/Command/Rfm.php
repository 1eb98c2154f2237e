<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Rfm as Rules;
use Loyalty\RfmBasis;
use Loyalty\RfmTable;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Figures;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('rfm', 'Score customers by recency, frequency and money, and name the groups')]
final class Rfm extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('table', 't', InputOption::VALUE_REQUIRED, 'Names of the groups: ' . implode(', ', array_column(RfmTable::cases(), 'value')), RfmTable::Total->value)
            ->addOption('basis', null, InputOption::VALUE_REQUIRED, 'Money: ' . implode(', ', array_column(RfmBasis::cases(), 'value')), RfmBasis::Gross->value)
            ->addOption('bins', null, InputOption::VALUE_REQUIRED, 'Scores from 1 to this', '5')
            ->addOption('ntile', null, InputOption::VALUE_NONE, 'Groups of equal size, as SQL\'s NTILE, instead of quantiles')
            ->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $table = RfmTable::tryFrom((string) $this->text($input, 'table')) ?? throw new UsageException('--table must be ' . implode(', ', array_column(RfmTable::cases(), 'value')));
        $basis = RfmBasis::tryFrom((string) $this->text($input, 'basis')) ?? throw new UsageException('--basis must be ' . implode(', ', array_column(RfmBasis::cases(), 'value')));
        $bins = $this->number($input, 'bins', 2) ?? 5;
        if ($bins > 20) {
            throw new UsageException('--bins must be a whole number from 2 to 20');
        }
        $rules = $input->getOption('ntile') === true ? Rules::ntile($bins) : Rules::quantiles($bins);
        $programme = $this->programme($input);
        $figures = Figures::of($this->journal($input), $programme, $this->at($input, $programme), $rules, $basis);
        $scores = $figures->scores;
        $segments = $scores->segments($table);
        if ($input->getOption('json') === true) {
            $this->json($output, ['at' => $figures->at, 'customers' => count($scores), 'bins' => $scores->bins(), 'cuts' => $scores->cuts(), 'segments' => (object) $segments,
                'heatmap' => $scores->heatmap()]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $customers = count($scores);
        $amount = array_sum(array_column($segments, 'amount'));
        $rows = [];
        foreach ($segments as $name => $s) {
            $rows[] = [$name, $format->number($s['customers']), $format->share($s['customers'], $customers), $format->number($s['purchases']), $format->money($s['amount']),
                $format->share($s['amount'], $amount)];
        }
        $output->writeln(sprintf('%s customers with a purchase, scored at %s', $format->number($customers), $format->instant($figures->at)));
        $this->table($output, ['group', 'customers', 'share', 'purchases', 'money', 'share'], $rows, [1, 2, 3, 4, 5]);
        $output->writeln('');
        $this->heatmap($output, $scores->heatmap(), $scores->bins());

        return self::SUCCESS;
    }

    /** @param list<array{recency: int, frequency: int, customers: int, amount: int}> $cells */
    private function heatmap(OutputInterface $output, array $cells, int $bins): void
    {
        $rows = [];
        for ($f = $bins; $f >= 1; --$f) {
            $rows[$f] = array_fill(0, $bins + 1, '0');
            $rows[$f][0] = 'F' . $f;
        }
        foreach ($cells as $cell) {
            $rows[$cell['frequency']][$cell['recency']] = number_format($cell['customers']);
        }
        $headers = ['customers', ...array_map(static fn (int $r): string => 'R' . $r, range(1, $bins))];
        $this->table($output, $headers, array_values(array_map(array_values(...), $rows)), range(1, $bins));
    }
}

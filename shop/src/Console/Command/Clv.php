<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Clv\Calibration;
use Loyalty\Clv\GammaGamma;
use Loyalty\Clv\Model;
use Loyalty\Clv\Prediction;
use Loyalty\CustomerBase;
use Loyalty\LoyaltyException;
use Loyalty\Shop\Clv\Lifetime;
use Loyalty\Shop\Clv\Ranking;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Report\Meaning;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('clv', 'Who is still a customer, how much they will buy, and what that is worth')]
final class Clv extends ShopCommand
{
    /** Below an even chance a customer is more likely gone than not. */
    private const EVEN = 500_000;
    private const MEANT = [
        'no dropout' => 'In the time watched nobody can be seen to leave, so everybody counts as a customer: too hopeful. Watch longer.',
        'one rate' => 'All buy at one rate: only the mean of the rates has a value.',
        'equal dropout' => 'All leave alike: only the ratio of the two parameters of leaving has a value.',
        'split dropout' => 'Some leave at once, the others never.',
        'flat' => 'Many sets of parameters are as likely: take none of them for a fact.',
    ];

    protected function configure(): void
    {
        $this->addOption('model', 'm', InputOption::VALUE_REQUIRED, implode(', ', array_keys(Lifetime::MODELS)), Lifetime::DEFAULT)
            ->addOption('months', null, InputOption::VALUE_REQUIRED, 'How far ahead, up to 120', '12')
            ->addOption('discount', null, InputOption::VALUE_REQUIRED, 'What money of a month later is worth less, in percent', '1')
            ->addOption('split', null, InputOption::VALUE_REQUIRED, 'Check the model on the days after this one; without it, on the last quarter of the history')
            ->addOption('limit', 'l', InputOption::VALUE_REQUIRED, 'How many customers are shown', '10')
            ->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Fits a model to the journal, says how sure it is, puts it to the test on days that it has not seen, and lists who is worth most and who is about
                to be lost. MBG/NBD lets those leave too who bought once; BG/NBD, the textbook's, does not. docs/clv.md

                  <info>%command.full_name% --journal shop.sqlite --model pareto-nbd</info>

                Rules ask the same: <info>segment --rule "p_alive < 40% and clv > 200"</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $name = (string) $this->text($input, 'model');
        if (!isset(Lifetime::MODELS[$name])) {
            throw new UsageException('--model must be ' . implode(', ', array_keys(Lifetime::MODELS)));
        }
        $months = $this->monthsAhead($input);
        $percent = filter_var($this->text($input, 'discount'), \FILTER_VALIDATE_FLOAT, ['options' => ['min_range' => 0, 'max_range' => 100]]);
        if ($percent === false) {
            throw new UsageException('--discount must be a percentage from 0 to 100');
        }
        $limit = $this->number($input, 'limit', 0) ?? 10;
        $programme = $this->programme($input);
        $figures = $this->figures($input, $output, $programme);
        [$base, $at] = [$figures->base, $figures->at];
        $split = $this->split($input, $base, $at, $programme->timezone());
        try {
            $life = Lifetime::fit($base, $at, $name);
        } catch (LoyaltyException $e) {
            // The answer to the question, not a failure: it takes a second purchase.
            throw new UsageException('there is nothing to fit a model to: ' . $e->getMessage(), 0, $e);
        }
        $predictions = $life->predict($months, $percent / 100);
        $sums = $predictions->sums();
        $check = self::check($base, $at, $split, $name);
        [$worth, $risk] = self::ranked($life, $predictions, $limit);
        if ($input->getOption('json') === true) {
            $this->json($output, [
                'at' => $at, 'model' => $name, 'customers' => $life->model->customers(), 'parameters' => $life->model->parameters(), 'standard_errors' => $life->model->standardErrors(),
                'confidence' => $life->model->confidence(), 'log_likelihood' => $life->model->logLikelihood(), 'boundary' => $life->model->boundary(), 'summary' => $life->model->summary(),
                'spend' => $life->spend === null ? null : ['parameters' => $life->spend->parameters(), 'standard_errors' => $life->spend->standardErrors(), 'boundary' => $life->spend->boundary()],
                'months' => $months, 'sums' => $sums, 'most_worth' => $worth, 'at_risk' => $risk, 'split' => $split, 'check' => $check,
            ]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $this->fitted($output, $life, Lifetime::MODELS[$name]);
        $this->foretold($output, $format, $sums, $months, $life->spend !== null);
        $this->checked($output, $format, $check, $split);
        $this->best($output, $format, $worth, $months);
        $this->leaving($output, $format, $risk, $life->model->boundary() === 'no dropout');

        return self::SUCCESS;
    }

    private function split(InputInterface $input, CustomerBase $base, int $at, string $timezone): int
    {
        $said = $this->text($input, 'split');
        $zone = new \DateTimeZone($timezone);
        $first = $base->months()[0]['month'] ?? null;
        $began = $first === null ? $at : (new \DateTimeImmutable("$first-01", $zone))->getTimestamp();
        $split = $said === null ? $began + intdiv(3 * ($at - $began), 4) : $this->instant('split', $said, $timezone);
        if ($said !== null && $split >= $at) {
            throw new UsageException('--split must lie before the instant of the figures');
        }

        return $split;
    }

    private static function check(CustomerBase $base, int $at, int $split, string $name): ?Calibration
    {
        try {
            return $split < $at ? Lifetime::check($base, $at, $split, $name) : null;
        } catch (LoyaltyException) {
            // Nobody had bought twice by then.
            return null;
        }
    }

    /**
     * @param iterable<Prediction> $predictions
     * @return array{list<array{customer: string, alive: int, expected: int, clv: ?int, spent: int}>, list<array{customer: string, alive: int, expected: int, clv: ?int, spent: int}>}
     */
    private static function ranked(Lifetime $life, iterable $predictions, int $limit): array
    {
        /** @var Ranking<array{customer: string, alive: int, expected: int, clv: ?int, spent: int}> $worth */
        $worth = new Ranking($limit);
        /** @var Ranking<array{customer: string, alive: int, expected: int, clv: ?int, spent: int}> $risk */
        $risk = new Ranking($limit);
        foreach ($predictions as $prediction) {
            $spent = $life->data->get($prediction->key)['money'] ?? 0;
            $row = ['customer' => $prediction->key, 'alive' => $prediction->alive, 'expected' => $prediction->expected, 'clv' => $prediction->clv, 'spent' => $spent];
            $worth->add($prediction->clv ?? $prediction->expected, $row);
            if ($prediction->alive < self::EVEN) {
                $risk->add($spent, $row);
            }
        }

        return [$worth->rows(), $risk->rows()];
    }

    private function fitted(OutputInterface $output, Lifetime $life, string $name): void
    {
        $output->writeln(sprintf('<info>%s</info>, in weeks', $name));
        $this->parameters($output, $life->model);
        $boundary = $life->model->boundary();
        $this->plain($output, $life->model->summary());
        // That nobody leaves is said in the summary.
        if ($boundary !== null) {
            $this->plain($output, self::MEANT[$boundary] ?? $boundary);
        }
        if ($life->spend === null) {
            $output->writeln('No repeat purchase left any money: there are no values.');

            return;
        }
        $output->writeln('');
        $output->writeln('<info>Gamma-Gamma</info>: what a purchase is worth (v in minor units)');
        $this->parameters($output, $life->spend);
        $this->plain($output, $life->spend->boundary() !== null ? self::MEANT[$life->spend->boundary()] ?? '' : $life->spend->summary());
    }

    private function parameters(OutputInterface $output, Model|GammaGamma $model): void
    {
        $errors = $model->standardErrors();
        $between = $model->confidence();
        $number = static fn (?float $value): string => $value === null ? '–' : ($value >= 1e6 || $value < 1e-3 ? sprintf('%.3e', $value) : sprintf('%.4f', $value));
        $rows = [];
        foreach ($model->parameters() as $name => $value) {
            $range = $between[$name] ?? null;
            $rows[] = [$name, $number($value), $number($errors[$name] ?? null), $range === null ? '–' : $number($range[0]) . ' to ' . $number($range[1])];
        }
        $this->table($output, ['parameter', 'value', 'standard error', '95 % interval'], $rows, [1, 2, 3]);
    }

    /** @param array{customers: int, alive: int, expected: int, valued: int, clv: int, tenths: list<int>} $sums */
    private function foretold(OutputInterface $output, Format $format, array $sums, int $months, bool $hasMoney): void
    {
        $whole = static fn (int $millionths): string => $format->number(intdiv($millionths + 500_000, 1_000_000));
        $output->writeln('');
        $output->writeln(sprintf('<info>The next %s</info>', $months === 1 ? 'month' : "$months months"));
        $this->pairs($output, [
            'still customers' => sprintf('about %s of %s who ever bought', $whole($sums['alive']), $format->number($sums['customers'])),
            'days with a purchase' => 'about ' . $whole($sums['expected']),
        ] + ($hasMoney ? ['worth today' => sprintf('%s, of %s customers whose value is known', $format->money($sums['clv']), $format->number($sums['valued']))] : []));
        $rows = [];
        foreach (array_filter($sums['tenths']) as $i => $customers) {
            $rows[] = [sprintf('%d to %d %%', 10 * $i, 10 * $i + 10), $format->number($customers), $format->share($customers, $sums['customers'])];
        }
        $this->table($output, ['chance of being a customer still', 'customers', 'share'], array_reverse($rows), [0, 1, 2]);
    }

    private function checked(OutputInterface $output, Format $format, ?Calibration $check, int $split): void
    {
        $output->writeln('');
        $output->writeln(sprintf('<info>Put to the test</info>: fitted up to %s, asked for the days since', $format->day($split)));
        if ($check === null) {
            $output->writeln('Too little had happened by then to fit a model.');

            return;
        }
        $this->table($output, ['bought again before', 'customers', 'bought since, each', 'foretold, each'], array_map(static fn (array $row): array => [
            $row['purchases'] . ($row['open'] ? ' or more' : ''), $format->number($row['customers']), sprintf('%.2f', $row['actual']), sprintf('%.2f', $row['predicted']),
        ], $check->byPurchases), [0, 1, 2, 3]);
        $said = sprintf('%s days with a purchase were foretold, there were %s', $format->number((int) round($check->predicted)), $format->number($check->actual));
        if ($check->actual < Meaning::LEAST) {
            $output->writeln($said . ': too few to judge the model by.');

            return;
        }
        $off = $check->predicted / $check->actual - 1;
        $output->writeln($said . match (true) {
            abs($off) <= 0.10 => ': the figures can be planned with.',
            abs($off) <= 0.25 => sprintf(', %.0f %% too %s: a rough guide for money, sound for who comes first. A season that the model cannot know is the usual cause.', 100 * abs($off), $off < 0 ? 'few' : 'many'),
            default => sprintf(', %.0f %% too %s: tell customers apart by it, and do not plan money with it. A season that the model cannot know is the usual cause.', 100 * abs($off), $off < 0 ? 'few' : 'many'),
        });
    }

    /** @param list<array{customer: string, alive: int, expected: int, clv: ?int, spent: int}> $rows */
    private function best(OutputInterface $output, Format $format, array $rows, int $months): void
    {
        if ($rows !== []) {
            $output->writeln('');
            $output->writeln(sprintf('<info>Worth most</info> in the next %s: look after them', $months === 1 ? 'month' : "$months months"));
            $this->customers($output, $format, $rows);
        }
    }

    /** @param list<array{customer: string, alive: int, expected: int, clv: ?int, spent: int}> $rows */
    private function leaving(OutputInterface $output, Format $format, array $rows, bool $nobodyLeaves): void
    {
        $output->writeln('');
        $output->writeln('<info>Rather gone than not</info>, those first who spent most: write to them in person');
        if ($rows === []) {
            $output->writeln($nobodyLeaves ? 'The model sees nobody leave, so it cannot tell who does.' : 'Nobody: everybody is more likely a customer than not.');

            return;
        }
        $this->customers($output, $format, $rows);
    }

    /** @param list<array{customer: string, alive: int, expected: int, clv: ?int, spent: int}> $rows */
    private function customers(OutputInterface $output, Format $format, array $rows): void
    {
        $this->table($output, ['customer', 'still a customer', 'purchases expected', 'worth', 'spent after the first day'], array_map(static fn (array $row): array => [
            $row['customer'], $format->share($row['alive'], 1_000_000), sprintf('%.1f', $row['expected'] / 1e6), $row['clv'] === null ? '–' : $format->money($row['clv']), $format->money($row['spent']),
        ], $rows), [1, 2, 3, 4]);
    }
}

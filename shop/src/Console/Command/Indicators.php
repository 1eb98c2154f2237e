<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Habits;
use Loyalty\Indicators as Figures;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Report\Meaning;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('indicators', 'What the customers do, in figures, each with a sentence that says what it means')]
final class Indicators extends ShopCommand
{
    private const TOP = 10;
    private const MONTHS = 12;
    /** Of how many months after the first order a terminal shows who bought again. */
    private const LATER = 8;

    private Format $format;
    private Meaning $meaning;

    protected function configure(): void
    {
        $this->addOption('from', null, InputOption::VALUE_REQUIRED, 'Since when; without it, the twelve months before')
            ->addOption('customer', 'c', InputOption::VALUE_REQUIRED, 'The habits of one customer instead')
            ->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                  <info>%command.full_name% --journal shop.sqlite</info>
                  <info>%command.full_name% --customer 12347</info>

                Each figure is defined in docs/indicators.md. Visits that the plugin or Matomo counted are under "visits".
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $said = $this->text($input, 'from');
        $from = $said === null ? null : $this->instant('from', $said, $programme->timezone());
        $figures = $this->figures($input, $output, $programme);
        if ($from !== null && $from > $figures->at) {
            throw new UsageException('--from lies after the instant of the figures');
        }
        $this->format = $this->format($programme);
        $this->meaning = new Meaning($this->format);
        $key = $this->text($input, 'customer');
        if ($key !== null) {
            if (!self::given(static fn (): bool => $figures->base->has($key))) {
                throw new UsageException(sprintf('the journal has no customer "%s"', $key));
            }

            return $this->habits($input, $output, $key, $figures->base->habits($key, $figures->at));
        }
        $year = $this->format->local($figures->at)->modify('-12 months')->getTimestamp();
        $shop = $figures->base->indicators($figures->at, $from ?? $year);
        if ($input->getOption('json') === true) {
            $this->json($output, $shop);

            return self::SUCCESS;
        }
        $output->writeln(sprintf('From %s to %s', $this->format->day($from ?? $year), $this->format->instant($figures->at)));
        $this->buyers($output, $shop, $from === null);
        $this->returning($output, $shop);
        $this->cohorts($output, $shop);
        $this->bought($output, $shop, $from === null);
        $this->visits($output, $shop);
        $this->messages($output, $shop);
        $this->loyalty($output, $shop);

        return self::SUCCESS;
    }

    private function buyers(OutputInterface $output, Figures $shop, bool $isYear): void
    {
        $b = $shop->buyers;
        $n = $this->format->number(...);
        // The words are of a year.
        $this->head($output, 'New and returning buyers', $isYear ? $this->meaning->buyers($b) : 'New buyers cost advertising, returning ones are what loyalty work earns.');
        $this->table($output, ['', 'buyers', 'orders', 'kept', 'share'], [
            ['new', $n($b['new']), $n($b['orders_new']), $this->format->money($b['amount_new']), $this->format->share($b['amount_new'], $b['amount'])],
            ['returning', $n($b['returning']), $n($b['orders_returning']), $this->format->money($b['amount_returning']), $this->format->share($b['amount_returning'], $b['amount'])],
        ], [1, 2, 3, 4]);
        $this->head($output, 'How often they bought', $isYear ? $this->meaning->frequency($shop->purchaseFrequency) : 'Most shops live on the few who buy often.');
        $this->buckets($output, 'orders', $shop->purchaseFrequency);
        $this->head($output, 'Days since they bought last', self::away($shop->purchaseRecency));
        $this->buckets($output, 'days', $shop->purchaseRecency);
    }

    /** @param list<array{from: int, to: ?int, customers: int}> $buckets */
    private static function away(array $buckets): string
    {
        $counts = array_column($buckets, 'customers', 'from');
        $slipping = ($counts[91] ?? 0) + ($counts[181] ?? 0);

        return sprintf('%s bought last three months to a year ago: they can still be won back, and less so each week.', $slipping === 1 ? 'One customer' : number_format($slipping) . ' customers');
    }

    private function returning(OutputInterface $output, Figures $shop): void
    {
        $this->head($output, 'Who orders again', $this->meaning->repeat($shop->repeat, $shop->gaps));
        $n = $this->format->number(...);
        $rows = array_map(static fn (array $row): array => ["within $row[days] days", $n($row['customers']), $n($row['again']), Meaning::percent($row['rate'])], $shop->repeat['within']);
        $rows[] = ['ever', $n($shop->repeat['customers']), $n($shop->repeat['again']), Meaning::percent($shop->repeat['rate'])];
        $this->table($output, ['', 'had the time', 'did', 'share'], $rows, [1, 2, 3]);
        if ($shop->gaps['gaps'] > 0) {
            $output->writeln(sprintf('Between two purchase days lie %.1f days on average, %.1f in the middle.', $shop->gaps['mean'], $shop->gaps['median']));
        }
    }

    private function cohorts(OutputInterface $output, Figures $shop): void
    {
        if ($shop->cohorts === []) {
            return;
        }
        $this->head($output, 'How long customers stay', 'What share of those who first bought in a month bought so many months later. Rows that fall sooner than those above them mean that newer customers stay less: look at what brought them.');
        $rows = [];
        foreach (array_slice($shop->cohorts, -self::MONTHS) as $cohort) {
            $all = $cohort['customers'][0] ?? 0;
            $row = [$this->format->month($cohort['month']), $this->format->number($all)];
            for ($month = 1; $month <= self::LATER; ++$month) {
                $row[] = isset($cohort['customers'][$month]) ? $this->format->share($cohort['customers'][$month], $all) : '';
            }
            $rows[] = $row;
        }
        $this->table($output, ['first bought', 'customers', ...array_map(static fn (int $month): string => "+$month", range(1, self::LATER))], $rows, range(1, self::LATER + 1));
    }

    private function bought(OutputInterface $output, Figures $shop, bool $isYear): void
    {
        $baskets = $shop->baskets;
        $this->head($output, 'Baskets', $isYear ? $this->meaning->baskets($baskets) : 'What regulars spend against first-time buyers.');
        $this->table($output, ['order', 'orders', 'kept of each'], array_map(fn (string $name, array $basket): array => [
            $name, $this->format->number($basket['orders']), $basket['average'] === null ? '–' : $this->format->money((int) round($basket['average'])),
        ], ['the first', 'the second', 'later ones'], [$baskets['first'], $baskets['second'], $baskets['regular']]), [1, 2]);
        $this->head($output, 'Bought on sale or by code', $this->meaning->promotion($shop->promotion));
        $n = $this->format->number(...);
        if ($shop->channels !== []) {
            $this->head($output, 'Where they buy', $this->meaning->channels($shop->channels));
            $this->table($output, ['channel', 'orders', 'customers', 'kept', 'without a customer'], array_map(fn (array $row): array => [
                Meaning::channel($row['channel']), $n($row['orders']), $n($row['customers']), $this->format->money($row['amount']), $n($row['anonymous_orders']),
            ], $shop->channels), [1, 2, 3, 4]);
        }
        if ($shop->products['top'] !== []) {
            $this->head($output, 'What sells', sprintf('As if %s products sold alike: below ten, one supplier\'s trouble is the shop\'s.', $n((int) round((float) $shop->products['alike']))));
            $this->table($output, ['product', 'sold for', 'share', 'pieces', 'customers'], array_map(fn (array $row): array => [
                $row['sku'], $this->format->money($row['amount']), $this->format->share($row['amount'], $shop->products['amount']), $n($row['quantity']), $n($row['customers']),
            ], array_slice($shop->products['top'], 0, self::TOP)), [1, 2, 3, 4]);
        }
    }

    private function visits(OutputInterface $output, Figures $shop): void
    {
        $v = $shop->visitors;
        if ($v['visits'] + $v['anonymous'] === 0) {
            return;
        }
        $this->head($output, 'Visits by customers who are signed in', $this->meaning->visitors($v));
        $n = $this->format->number(...);
        $this->table($output, ['', 'visitors', 'visits'], [['new', $n($v['new']), $n($v['visits_new'])], ['returning', $n($v['returning']), $n($v['visits_returning'])]], [1, 2]);
        $this->head($output, 'How visits come', $shop->sources['text']);
        $this->table($output, ['', 'visits', 'share'], array_map(fn (string $via, int $visits): array => [$via === '' ? 'not known' : $via, $n($visits), $this->format->share($visits, $shop->sources['visits'])],
            array_map(strval(...), array_keys($shop->sources['by'])), array_values($shop->sources['by'])), [1, 2]);
        if ($shop->sections !== []) {
            $this->head($output, 'What engages', $this->meaning->sections($shop->sections));
            $this->table($output, ['section', 'visits', 'opened', 'clicked', 'customers'], array_map(static fn (array $row): array => [$row['section'], $n($row['visits']), $n($row['opened']), $n($row['clicked']), $n($row['customers'])],
                array_slice($shop->sections, 0, self::TOP)), [1, 2, 3, 4]);
        }
    }

    private function messages(OutputInterface $output, Figures $shop): void
    {
        if ($shop->mail['sent'] === 0) {
            return;
        }
        $n = $this->format->number(...);
        $this->head($output, 'Messages', $this->meaning->messages($shop->mail));
        $this->table($output, ['message', 'by', 'sent', 'opened', 'clicked', 'orders', 'kept'], array_map(fn (array $row): array => [
            $row['message'], $row['channel'], $n($row['sent']), Meaning::percent($row['open_rate']), Meaning::percent($row['click_rate']), $n($row['orders']), $this->format->money($row['amount']),
        ], array_slice($shop->messages, 0, self::TOP)), [2, 3, 4, 5, 6]);
        $output->writeln($this->meaning->hours($shop->mail['hours'], $shop->mail['best_hour']));
    }

    private function loyalty(OutputInterface $output, Figures $shop): void
    {
        if ($shop->loyalty === null) {
            return;
        }
        $this->head($output, 'The degree of loyalty, 0 to 100', $this->meaning->loyalty($shop->loyalty));
        $this->table($output, ['part', 'weight', 'reached on average'], array_map(fn (array $part): array => [$part['name'], $this->format->number($part['weight']), Meaning::percent($part['average'])], $shop->loyalty['parts']), [1, 2]);
    }

    private function habits(InputInterface $input, OutputInterface $output, string $key, Habits $habits): int
    {
        if ($input->getOption('json') === true) {
            $this->json($output, ['customer' => $key] + get_object_vars($habits));

            return self::SUCCESS;
        }
        $n = $this->format->number(...);
        $days = static fn (?float $days): string => $days === null ? '–' : sprintf('%.1f days', $days);
        $this->plain($output, $key);
        $this->pairs($output, [
            'orders' => sprintf('%s for %s, the largest %s', $n($habits->orders), $this->format->money($habits->gross), $this->format->money($habits->largest)),
            'refunds' => sprintf('%s for %s; kept %s', $n($habits->refunds), $this->format->money($habits->refunded), $this->format->money($habits->net)),
            'bought' => $habits->firstDay === null ? 'never' : sprintf('from %s to %s, on %s days in %s months', $habits->firstDay, $habits->lastDay, $n($habits->purchaseDays), $n($habits->activeMonths)),
            'between purchases' => sprintf('%s on average, %s in the middle', $days($habits->gapMean), $days($habits->gapMedian)),
            'products' => $habits->topProduct === null ? $n($habits->products) : sprintf('%s, most of all %s (%s)', $n($habits->products), $habits->topProduct, Meaning::percent($habits->topShare)),
            'on sale or by code' => Meaning::percent($habits->promotionShare),
        ]);

        return self::SUCCESS;
    }

    private function head(OutputInterface $output, string $title, string $sentence): void
    {
        $output->writeln('');
        $output->writeln("<info>$title</info>");
        $this->plain($output, $sentence);
    }

    /** @param list<array{from: int, to: ?int, customers: int}> $buckets */
    private function buckets(OutputInterface $output, string $of, array $buckets): void
    {
        $all = array_sum(array_column($buckets, 'customers'));
        $this->table($output, [$of, 'customers', 'share'], array_map(fn (array $row): array => [
            match ($row['to']) {
                $row['from'] => (string) $row['from'],
                null => $row['from'] . ' or more',
                default => "$row[from] to $row[to]",
            }, $this->format->number($row['customers']), $this->format->share($row['customers'], $all),
        ], $buckets), [0, 1, 2]);
    }
}

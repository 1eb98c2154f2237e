<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\LoyaltyException;
use Loyalty\Money;
use Loyalty\Programme;
use Loyalty\Rfm as Rules;
use Loyalty\RfmBasis;
use Loyalty\RfmScores;
use Loyalty\RfmSegments;
use Loyalty\RfmTable;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Report\Insight;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('rfm', 'Score customers by recency, frequency and money, name the groups, and say who moved between them')]
final class Rfm extends ShopCommand
{
    /** The coarse table of the report: a movement between two of its groups means something. */
    private const STAGES = 'stages';
    /** Stands for nobody's group: not a customer yet, or without a purchase in the window. */
    private const NONE = 'none';
    /** Of more groups than this a matrix is too wide for a terminal. */
    private const MATRIX = 6;
    private const MOVES = 20;

    protected function configure(): void
    {
        $this->addOption('table', 't', InputOption::VALUE_REQUIRED, 'Names of the groups: ' . self::tables() . ', or a JSON file of your own [default: ' . RfmTable::Total->value . '; of movements ' . self::STAGES . ']')
            ->addOption('basis', null, InputOption::VALUE_REQUIRED, 'Money: ' . implode(', ', array_column(RfmBasis::cases(), 'value')), RfmBasis::Gross->value)
            ->addOption('bins', null, InputOption::VALUE_REQUIRED, 'Scores from 1 to this', '5')
            ->addOption('ntile', null, InputOption::VALUE_NONE, 'Groups of equal size, as SQL\'s NTILE, instead of quantiles')
            ->addOption('ranked', null, InputOption::VALUE_NONE, 'Quantiles, of frequency those of the ranks, as the recipe in use with pandas')
            ->addOption('cuts', null, InputOption::VALUE_REQUIRED, 'Borders by hand, of days, orders and money: "30,90,180,365:2,3,5,10:50,150,400,1000"')
            ->addOption('days', null, InputOption::VALUE_REQUIRED, 'Look at the last so many days only')
            ->addOption('from', null, InputOption::VALUE_REQUIRED, 'Who moved since this date')
            ->addOption('to', null, InputOption::VALUE_REQUIRED, 'and up to this one; without it, the instant of --at')
            ->addOption('was', null, InputOption::VALUE_REQUIRED, 'List who was in this group ("none": in no group)')
            ->addOption('is', null, InputOption::VALUE_REQUIRED, 'and is in this one now')
            ->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                  <info>%command.full_name% --journal shop.sqlite</info>
                  <info>%command.full_name% --from 2011-09-01 --to 2011-12-01</info>
                  <info>%command.full_name% --from 2011-09-01 --was Loyal --is "At risk"</info>

                A table of your own is a list, the first that fits wins: [{"name": "Loyal", "recency": [4, 20], "frequency": [4, 20], "monetary": [1, 20],
                "advice": "Thank them."}]. With quantiles people move because others did too, with --cuts only because they did. docs/rfm.md
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        [$from, $was, $is] = [$this->text($input, 'from'), $this->text($input, 'was'), $this->text($input, 'is')];
        $table = $this->groups($this->text($input, 'table') ?? ($from === null ? RfmTable::Total->value : self::STAGES));
        $basis = RfmBasis::tryFrom((string) $this->text($input, 'basis')) ?? throw new UsageException('--basis must be ' . implode(', ', array_column(RfmBasis::cases(), 'value')));
        $days = $this->number($input, 'days', 1);
        if ($from === null && ($was !== null || $is !== null || $this->text($input, 'to') !== null)) {
            throw new UsageException('--to, --was and --is go with --from');
        }
        $programme = $this->programme($input);
        $rules = $this->rules($input, $programme);
        $to = $this->text($input, 'to');
        $at = $to === null ? $this->at($input, $programme) : $this->instant('to', $to, $programme->timezone());
        $figures = $this->figures($input, $output, $programme, $rules, $basis, $at);
        $score = static fn (int $at): RfmScores => $rules->score($figures->base, $at, $basis, null, $days);
        $scores = $days === null ? $figures->scores : $score($at);
        if ($table instanceof RfmSegments) {
            $this->doubts($output, $table, $scores->bins());
        }
        if ($from !== null) {
            $since = $this->instant('from', $from, $programme->timezone());
            if ($since >= $at) {
                throw new UsageException('--from must lie before --to');
            }

            return $this->movements($input, $output, $programme, $table, [$since, $score($since)], [$at, $scores]);
        }

        return $this->standings($input, $output, $programme, $table, $scores, $at);
    }

    private static function tables(): string
    {
        return implode(', ', [...array_column(RfmTable::cases(), 'value'), self::STAGES]);
    }

    private function groups(string $said): RfmTable|RfmSegments
    {
        if ($said === self::STAGES) {
            return Insight::stages();
        }
        $table = RfmTable::tryFrom($said);
        if ($table !== null) {
            return $table;
        }
        if (!is_file($said)) {
            throw new UsageException(sprintf('--table must be %s, or a file; there is no file "%s"', self::tables(), $said));
        }
        $groups = json_decode(self::read($said), true);
        if (!is_array($groups) || !array_is_list($groups)) {
            throw new UsageException(sprintf('"%s" is no list of groups in JSON', $said));
        }
        try {
            // @phpstan-ignore argument.type (what stands in a file is checked by whoever reads it)
            return new RfmSegments($groups);
        } catch (\TypeError|\ValueError $e) {
            throw new UsageException(sprintf('"%s" %s', $said, (string) preg_replace('/^.*Argument #\d+ \(\$\w+\) /', '', $e->getMessage())), 0, $e);
        }
    }

    private function rules(InputInterface $input, Programme $programme): Rules
    {
        $bins = $this->number($input, 'bins', 2) ?? 5;
        if ($bins > 20) {
            throw new UsageException('--bins must be a whole number from 2 to 20');
        }
        $cuts = $this->text($input, 'cuts');
        $ways = array_filter([$input->getOption('ntile') === true, $input->getOption('ranked') === true, $cuts !== null]);
        if (count($ways) > 1) {
            throw new UsageException('give --ntile, --ranked or --cuts, one of them');
        }
        if ($cuts !== null) {
            return $this->cuts($cuts, $programme->currency());
        }

        return match (true) {
            $input->getOption('ntile') === true => Rules::ntile($bins),
            $input->getOption('ranked') === true => Rules::ranked($bins),
            default => Rules::quantiles($bins),
        };
    }

    private function cuts(string $said, string $currency): Rules
    {
        $lists = array_map(static fn (string $list): array => explode(',', $list), explode(':', $said));
        $wrong = static fn (): UsageException => new UsageException(sprintf('--cuts "%s" is not three lists of as many rising numbers, such as "30,90:2,5:50,400"', $said));
        if (count($lists) !== 3) {
            throw $wrong();
        }
        $whole = static function (string $number) use ($wrong): int {
            $read = filter_var(trim($number), \FILTER_VALIDATE_INT);

            return $read !== false ? $read : throw $wrong();
        };
        try {
            return Rules::cuts(
                array_map($whole, $lists[0]),
                array_map($whole, $lists[1]),
                array_map(static fn (string $amount): int => Money::parse(trim($amount), $currency)->minor, $lists[2]),
            );
        } catch (\ValueError|LoyaltyException) {
            throw $wrong();
        }
    }

    /** What is surely meant otherwise in a table of one's own. */
    private function doubts(OutputInterface $output, RfmSegments $table, int $bins): void
    {
        $hidden = $table->hidden($bins);
        if ($hidden !== []) {
            $this->note($output, sprintf('Nobody can be in %s: the groups before leave nobody over.', implode(', ', $hidden)));
        }
        $gaps = $table->gaps($bins);
        if ($gaps !== []) {
            $this->note($output, sprintf('%d of %d cells have no name and are "Others", the first of them R%dF%dM%d.', count($gaps), $bins ** 3, $gaps[0]['recency'], $gaps[0]['frequency'], $gaps[0]['monetary']));
        }
    }

    private function standings(InputInterface $input, OutputInterface $output, Programme $programme, RfmTable|RfmSegments $table, RfmScores $scores, int $at): int
    {
        $segments = $scores->segments($table);
        if ($input->getOption('json') === true) {
            $this->json($output, ['at' => $at, 'customers' => count($scores), 'bins' => $scores->bins(), 'cuts' => $scores->cuts(), 'segments' => (object) $segments,
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
        $output->writeln(sprintf('%s customers with a purchase, scored at %s', $format->number($customers), $format->instant($at)));
        $this->table($output, ['group', 'customers', 'share', 'purchases', 'money', 'share'], $rows, [1, 2, 3, 4, 5]);
        if ($table instanceof RfmSegments && $table->advice() !== []) {
            $output->writeln('');
            $this->pairs($output, $table->advice());
        }
        $output->writeln('');
        $this->heatmap($output, $scores->heatmap(), $scores->bins());

        return self::SUCCESS;
    }

    /**
     * @param array{int, RfmScores} $then
     * @param array{int, RfmScores} $now
     */
    private function movements(InputInterface $input, OutputInterface $output, Programme $programme, RfmTable|RfmSegments $table, array $then, array $now): int
    {
        [$was, $is] = [$this->text($input, 'was'), $this->text($input, 'is')];
        $names = $table->segments();
        foreach (['was' => $was, 'is' => $is] as $option => $name) {
            if ($name !== null && $name !== self::NONE && !in_array($name, $names, true)) {
                throw new UsageException(sprintf('--%s: there is no group "%s", there are %s', $option, $name, implode(', ', $names)));
            }
        }
        if (($was === null) !== ($is === null)) {
            throw new UsageException('--was and --is go together');
        }
        $moves = $then[1]->transitions($now[1], $table);
        $keys = $was === null || $is === null ? null : $then[1]->moved($now[1], $table, $was === self::NONE ? null : $was, $is === self::NONE ? null : $is);
        if ($input->getOption('json') === true) {
            $this->json($output, ['from' => $then[0], 'to' => $now[0], 'then' => count($then[1]), 'now' => count($now[1]), 'transitions' => $moves] + ($keys === null ? [] : ['moved' => $keys]));

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        if ($keys !== null) {
            $output->writeln(sprintf('%s customers were "%s" on %s and are "%s" on %s', $format->number(count($keys)), self::data((string) $was), $format->day($then[0]), self::data((string) $is), $format->day($now[0])));
            foreach ($keys as $key) {
                $this->plain($output, $key);
            }

            return self::SUCCESS;
        }
        $output->writeln(sprintf('%s buyers on %s, %s on %s', $format->number(count($then[1])), $format->day($then[0]), $format->number(count($now[1])), $format->day($now[0])));
        count($names) <= self::MATRIX ? $this->matrix($output, $format, array_values($names), $moves) : $this->longest($output, $format, $moves);

        return self::SUCCESS;
    }

    /**
     * @param list<string> $names
     * @param list<array{from: ?string, to: ?string, customers: int}> $moves
     */
    private function matrix(OutputInterface $output, Format $format, array $names, array $moves): void
    {
        $cells = [];
        foreach ($moves as $move) {
            $cells[$move['from'] ?? self::NONE][$move['to'] ?? self::NONE] = $move['customers'];
        }
        $reached = array_map(static fn (array $move): string => $move['to'] ?? self::NONE, $moves);
        $columns = array_values(array_filter([...$names, self::NONE], static fn (string $name): bool => in_array($name, $reached, true)));
        $rows = [];
        foreach ([...$names, self::NONE] as $name) {
            if (isset($cells[$name])) {
                $rows[] = [$name === self::NONE ? 'had not bought yet' : $name, ...array_map(static fn (string $to): string => $format->number($cells[$name][$to] ?? 0), $columns)];
            }
        }
        $this->table($output, ['was \ is now', ...array_map(static fn (string $name): string => $name === self::NONE ? 'no purchase' : $name, $columns)], $rows, range(1, max(1, count($columns))));
    }

    /** @param list<array{from: ?string, to: ?string, customers: int}> $moves */
    private function longest(OutputInterface $output, Format $format, array $moves): void
    {
        $left = array_values(array_filter($moves, static fn (array $move): bool => $move['from'] !== $move['to']));
        usort($left, static fn (array $a, array $b): int => $b['customers'] <=> $a['customers']);
        $this->table($output, ['was', 'is now', 'customers'], array_map(
            static fn (array $move): array => [$move['from'] ?? 'had not bought yet', $move['to'] ?? 'no purchase', $format->number($move['customers'])],
            array_slice($left, 0, self::MOVES),
        ), [2]);
        if (count($left) > self::MOVES) {
            $output->writeln(sprintf('and %s more movements; --json has all of them', $format->number(count($left) - self::MOVES)));
        }
        $output->writeln(sprintf('%s stayed where they were', $format->number(array_sum(array_column($moves, 'customers')) - array_sum(array_column($left, 'customers')))));
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

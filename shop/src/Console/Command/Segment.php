<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CustomerSet;
use Loyalty\Programme;
use Loyalty\Segment as Rule;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Figures;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('segment', 'Who is in a segment, and why')]
final class Segment extends ShopCommand
{
    private const WIDTH = 90;

    protected function configure(): void
    {
        $this->addArgument('name', InputArgument::OPTIONAL, 'A segment of the programme; without it, all of them are counted')
            ->addOption('rule', 'r', InputOption::VALUE_REQUIRED, 'A rule instead of a name, such as "orders >= 3 and last_order < 90 days ago"')
            ->addOption('limit', 'l', InputOption::VALUE_REQUIRED, 'How many customers are shown', '10')
            ->addOption('explain', null, InputOption::VALUE_REQUIRED, 'A customer: say why in or out')
            ->addOption('fields', null, InputOption::VALUE_NONE, 'List what rules may ask')
            ->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Without a name, counts every segment of the programme:

                  <info>%command.full_name% --journal shop.sqlite --programme programme.json</info>

                With a name or a rule, shows the customers in it; <info>--json</info> has all their keys. Rules are written in docs/rules.md.

                  <info>%command.full_name% --rule "sum(amount, last 180 days) > 500" --explain 12347</info>

                "segment update" writes down who came and who left, "segment changes" lists them, "segment sql" makes a query of a segment.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        if ($input->getOption('fields') === true) {
            return $this->fields($input, $output, $programme);
        }
        $name = $this->argument($input, 'name');
        $rule = $this->text($input, 'rule');
        if ($name !== null && $rule !== null) {
            throw new UsageException('give a name or --rule, not both');
        }
        if ($name !== null && !isset($programme->segments()[$name])) {
            throw new UsageException(sprintf('the programme has no segment "%s"; it has %s', $name, implode(', ', array_keys($programme->segments())) ?: 'none'));
        }
        $segment = $name !== null ? $programme->segment($name) : ($rule !== null ? Rule::compile($programme, $rule) : null);
        $limit = $this->number($input, 'limit', 0) ?? 0;
        $figures = $this->figures($input, $output, $programme);
        $why = $figures->foretell(...($segment === null ? $figures->segments() : [$segment]));
        if ($why !== null) {
            $this->note($output, $why);
        }
        if ($segment === null) {
            return $this->all($input, $output, $figures);
        }
        $customer = $this->text($input, 'explain');
        if ($customer !== null) {
            return $this->explain($input, $output, $figures, $segment, $customer);
        }
        $set = $figures->base->select($segment);
        if ($input->getOption('json') === true) {
            $this->json($output, ['rule' => $segment->rule(), 'at' => $figures->at, 'customers' => count($set), 'keys' => $set->keys()]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $this->plain($output, sprintf('%s of %s customers: ', $format->number(count($set)), $format->number(count($figures->base))) . $segment->rule());
        $this->customers($output, $figures, $set, $limit);

        return self::SUCCESS;
    }

    /**
     * A part of a rule under what it is part of, in lines that a terminal holds.
     *
     * @param array{part: string, holds: ?bool, value: string, depth: int, of: string} $part
     * @return list<list<string>>
     */
    private static function part(array $part): array
    {
        $rows = [];
        foreach (explode("\n", wordwrap($part['part'], self::WIDTH - 2 * $part['depth'])) as $i => $line) {
            $rows[] = ['', str_repeat('  ', $part['depth'] + ($i > 0 ? 2 : 0)) . $line, ''];
        }
        $rows[0][0] = match ($part['holds']) {
            true => 'yes',
            false => 'no',
            null => 'unknown',
        };
        $rows[0][2] = $part['value'];

        return $rows;
    }

    private function all(InputInterface $input, OutputInterface $output, Figures $figures): int
    {
        $format = $this->format($figures->programme);
        $rows = [];
        $data = [];
        foreach ($figures->programme->segments() as $key => $name) {
            $segment = $figures->programme->segment($key);
            $count = count($figures->base->select($segment));
            $data[$key] = ['name' => $name, 'rule' => $segment->rule(), 'customers' => $count];
            $rows[] = [$key, $name, $format->number($count), $format->share($count, count($figures->base)), $segment->rule()];
        }
        if ($input->getOption('json') === true) {
            $this->json($output, (object) $data);
        } else {
            $this->table($output, ['segment', 'name', 'customers', 'share', 'rule'], $rows, [2, 3]);
        }

        return self::SUCCESS;
    }

    private function customers(OutputInterface $output, Figures $figures, CustomerSet $set, int $limit): void
    {
        $format = $this->format($figures->programme);
        $tiers = array_column($figures->programme->tiers(), 'name', 'key');
        $rows = [];
        foreach ($set as $key) {
            if (count($rows) === $limit) {
                break;
            }
            $customer = $figures->base->customer($key);
            $facts = $customer->facts;
            $rows[] = [
                $key,
                $format->number((int) $facts['orders']),
                is_int($facts['last_order']) ? $format->day($facts['last_order']) : '–',
                $format->money((int) $facts['spent']),
                implode('', array_map(static fn (string $f): string => (string) ($facts[$f] ?? '–'), ['rfm_recency', 'rfm_frequency', 'rfm_monetary'])),
                $customer->tier === null ? '–' : ($tiers[$customer->tier] ?? $customer->tier),
                $format->number($customer->account->balance),
            ];
        }
        if ($rows !== []) {
            $this->table($output, ['customer', 'orders', 'last order', 'spent', 'RFM', 'tier', 'points'], $rows, [1, 3, 6]);
        }
        if (count($set) > count($rows)) {
            $output->writeln(sprintf('and %s more', $format->number(count($set) - count($rows))));
        }
    }

    private function explain(InputInterface $input, OutputInterface $output, Figures $figures, Rule $segment, string $key): int
    {
        if (!self::given(static fn (): bool => $figures->base->has($key))) {
            throw new UsageException(sprintf('the journal has no customer "%s"', $key));
        }
        $customer = $figures->base->customer($key);
        $parts = $segment->explain($customer);
        $in = $segment->matches($customer);
        if ($input->getOption('json') === true) {
            $this->json($output, ['customer' => $key, 'rule' => $segment->rule(), 'in' => $in, 'parts' => $parts]);
        } else {
            $this->plain($output, sprintf('%s is %s: ', $key, $in ? 'in' : 'not in') . $segment->rule());
            $this->table($output, ['holds', 'part', 'value'], array_merge([], ...array_map(self::part(...), $parts)));
        }

        return $in ? self::SUCCESS : self::FAILURE;
    }

    private function fields(InputInterface $input, OutputInterface $output, Programme $programme): int
    {
        $fields = $programme->fields();
        if ($input->getOption('json') === true) {
            $this->json($output, (object) $fields);

            return self::SUCCESS;
        }
        $rows = [];
        foreach ($fields as $name => $field) {
            $rows[] = [$name, $field['type'], $field['about']];
        }
        $this->table($output, ['field', 'type', 'about'], $rows);

        return self::SUCCESS;
    }
}

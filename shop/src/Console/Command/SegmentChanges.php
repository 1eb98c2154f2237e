<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Segment\SegmentDesk;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('segment:changes', 'Who came into a segment and who left it, as it was written down')]
final class SegmentChanges extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('name', InputArgument::REQUIRED, 'The segment')
            ->addOption('from', null, InputOption::VALUE_REQUIRED, 'From when on; without it, thirty days before --until')
            ->addOption('until', null, InputOption::VALUE_REQUIRED, 'Up to when; without it, the instant of --at')
            ->addOption('limit', 'l', InputOption::VALUE_REQUIRED, 'How many are shown', '20')
            ->journalOption()->programmeOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                What "segment update" wrote down. An instant is that of the job which found it.

                  <info>%command.full_name% at_risk --from 2011-11-01 --journal shop.sqlite</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $name = (string) $this->argument($input, 'name');
        $programme = $this->programme($input);
        $limit = $this->number($input, 'limit', 0) ?? 0;
        [$from, $until] = [$this->text($input, 'from'), $this->text($input, 'until')];
        // A job at the very instant is in it.
        $end = $until === null ? $this->at($input, $programme) + 1 : $this->instant('until', $until, $programme->timezone());
        $begin = $from === null
            ? (new \DateTimeImmutable("@$end"))->setTimezone(new \DateTimeZone($programme->timezone()))->modify('-30 days')->getTimestamp()
            : $this->instant('from', $from, $programme->timezone());
        $isData = $input->getOption('json') === true;
        $format = $this->format($programme);
        $changes = $rows = [];
        $entered = $left = 0;
        foreach ((new SegmentDesk($this->journal($input), $programme))->changes($name, $begin, $end) as $change) {
            $change['entered'] ? ++$entered : ++$left;
            if ($isData) {
                $changes[] = $change;
            } elseif (count($rows) < $limit) {
                $rows[] = [$format->instant($change['at']), $change['customer'], $change['entered'] ? 'came' : 'left'];
            }
        }
        if ($entered + $left === 0 && !isset($programme->segments()[$name])) {
            throw new UsageException(sprintf('the programme has no segment "%s"; it has %s', $name, implode(', ', array_keys($programme->segments())) ?: 'none'));
        }
        if ($isData) {
            $this->json($output, ['segment' => $name, 'from' => $begin, 'until' => $end, 'entered' => $entered, 'left' => $left, 'changes' => $changes]);

            return self::SUCCESS;
        }
        $output->writeln(sprintf('%s: %s came and %s left, from %s to %s', self::data($name), $format->number($entered), $format->number($left), $format->instant($begin), $format->instant($until === null ? $end - 1 : $end)));
        if ($rows !== []) {
            $this->table($output, ['when', 'customer', ''], $rows);
        }
        if ($entered + $left > count($rows)) {
            $output->writeln(sprintf('and %s more', $format->number($entered + $left - count($rows))));
        }

        return self::SUCCESS;
    }
}

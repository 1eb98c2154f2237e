<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Goal as Progress;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Report\Meaning;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('goal', 'How far the programme\'s goals are, and whether that is the shop\'s doing')]
final class Goal extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('key', InputArgument::OPTIONAL, 'A goal of the programme; without it, all of them')
            ->addOption('held-out', null, InputOption::VALUE_REQUIRED, 'A customer: whether the action leaves them alone')
            ->journalOption()->programmeOption()->keysOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Some of the target group are left alone, drawn with the shop's keys: what the others do more often than they is what the action did.
                docs/indicators.md has the reckoning.

                  <info>%command.full_name% win_back --journal shop.sqlite --keys keys.lty</info>

                Whoever sends something of the action asks first, for each customer (exit code 1: leave them alone):

                  <info>%command.full_name% win_back --held-out 12347 --keys keys.lty</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $goals = $programme->goals();
        $key = $this->argument($input, 'key');
        if ($key !== null && !isset($goals[$key])) {
            throw new UsageException(sprintf('the programme has no goal "%s"; it has %s', $key, implode(', ', array_keys($goals)) ?: 'none'));
        }
        if ($goals === []) {
            throw new UsageException('the programme has no goals');
        }
        $keys = $this->keys($input);
        $customer = $this->text($input, 'held-out');
        if ($customer !== null) {
            $goal = $key ?? throw new UsageException('say of which goal');
            $isAlone = self::given(static fn (): bool => Progress::isHeldOut($programme, $goal, $keys, $customer));
            $input->getOption('json') === true ? $this->json($output, ['goal' => $goal, 'customer' => $customer, 'held_out' => $isAlone])
                : $this->plain($output, sprintf($isAlone ? '%s is left alone: no message and no code of "%s"' : '%s may have messages and codes of "%s"', $customer, $goals[$goal]));

            return $isAlone ? self::FAILURE : self::SUCCESS;
        }
        $figures = $this->figures($input, $output, $programme);
        $why = $figures->foretell(...$figures->segments());
        if ($why !== null) {
            $this->note($output, $why);
        }
        $found = [];
        foreach ($key === null ? array_keys($goals) : [$key] as $each) {
            $found[] = $figures->base->goal((string) $each, $keys, $figures->at);
        }
        if ($input->getOption('json') === true) {
            $this->json($output, ['at' => $figures->at, 'goals' => $found]);

            return self::SUCCESS;
        }
        foreach ($found as $i => $goal) {
            if ($i > 0) {
                $output->writeln('');
            }
            $this->show($output, $goal, $this->format($programme));
        }

        return self::SUCCESS;
    }

    private function show(OutputInterface $output, Progress $goal, Format $format): void
    {
        $output->writeln(sprintf('<info>%s</info> (%s)', self::data($goal->name), self::data($goal->key)));
        $output->writeln(match ($goal->state) {
            'planned' => sprintf('It begins on %s; who is in the target group now:', $format->day($goal->from)),
            'running' => sprintf('From %s, %s.', $format->day($goal->from), $format->end($goal->until)),
            default => sprintf('It is over: from %s, %s.', $format->day($goal->from), $format->end($goal->until)),
        });
        $row = static fn (string $name, int $customers, int $done, ?float $share, string $between): array => [$name, $format->number($customers), $format->number($done), Meaning::percent($share), $between];
        $rows = [];
        foreach (['for whom it is' => $goal->treated, 'left alone' => $goal->heldOut] as $name => $side) {
            $isKnown = $side['customers'] > 0 && $goal->state !== 'planned';
            $rows[] = $row($name, $side['customers'], $side['done'], $side['share'], $isKnown ? sprintf('%s to %s', Meaning::percent($side['low']), Meaning::percent($side['high'])) : '–');
        }
        array_push($rows, $row('all', $goal->customers, $goal->done, $goal->share, ''), ['wanted', '', $format->number($goal->wanted), Meaning::percent($goal->wantedShare), '']);
        $this->table($output, ['', 'customers', 'have done it', 'share', '95 % interval'], $rows, [1, 2, 3, 4]);
        if ($goal->customers > 0 && $goal->state !== 'planned') {
            $missing = $goal->wanted - $goal->done;
            $output->writeln($goal->reached ? 'Reached.' : sprintf('%s %s missing.', $format->number($missing), $missing === 1 ? 'is' : 'are'));
        }
        if ($goal->uplift !== null) {
            [$share, $low, $high] = [100 * $goal->uplift['share'], 100 * $goal->uplift['low'], 100 * $goal->uplift['high']];
            $customers = (int) round($goal->uplift['customers']);
            $output->writeln(sprintf(
                'Those for whom it is did it %.1f points %s often than those left alone (95 %% interval: %+.1f to %+.1f)%s.',
                abs($share),
                $share < 0 ? 'less' : 'more',
                $low,
                $high,
                $customers > 0 ? sprintf(': about %s who would not have done it by themselves', $format->number($customers)) : '',
            ));
        }
        $this->plain($output, $goal->text);
    }
}

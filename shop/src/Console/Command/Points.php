<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Customer;
use Loyalty\Programme;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('points', 'Points issued, expired, reversed, spent and owed; or one customer\'s account')]
final class Points extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('customer', 'c', InputOption::VALUE_REQUIRED, 'One customer\'s account: lots and what made each figure')
            ->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Everything that was ever issued or put in is somewhere: spendable, pending, spent, expired, reversed or taken out.

                  <info>%command.full_name% --journal shop.sqlite --programme programme.json --at 2011-12-10</info>

                What is owed is spendable and pending points together; its worth in money is the shop's liability.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        $at = $this->at($input, $programme);
        $journal = $this->journal($input);
        $key = $this->text($input, 'customer');
        if ($key !== null) {
            $events = $journal->eventsOf($key);
            if ($events === []) {
                throw new UsageException(sprintf('the journal has no customer "%s"', $key));
            }

            // One customer's own events are enough: no base is built.
            return $this->account($input, $output, $programme, self::given(static fn (): Customer => Customer::fold($programme, $key, $events, $at)));
        }
        $figures = $this->figures($input, $output, $programme, at: $at);
        $points = $figures->points();
        if ($input->getOption('json') === true) {
            $this->json($output, ['at' => $figures->at] + $points);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $n = $format->number(...);
        $output->writeln(sprintf('Points at %s', $format->instant($figures->at)));
        $this->table($output, ['', 'points', 'what it means'], [
            ['issued', $n($points['issued']), 'earned by orders and by what else earns'],
            ['put in', $n($points['in']), 'by staff and opening balances'],
            ['reversed', $n(-$points['reversed']), 'taken back because goods were returned'],
            ['expired', $n(-$points['expired']), 'not used in time'],
            ['spent', $n(-$points['spent']), 'paid for orders'],
            ['given back', $n($points['restored']), 'of what was spent'],
            ['taken out', $n(-$points['out']), 'by staff'],
            ['owed', $n($points['owed']), sprintf('%s to spend now, %s still pending', $n($points['spendable']), $n($points['pending']))],
        ], [1]);
        $output->writeln(sprintf('<info>Liability %s</info>: what the points owed are worth to customers.', $format->money($points['liability'])));

        return self::SUCCESS;
    }

    private function account(InputInterface $input, OutputInterface $output, Programme $programme, Customer $customer): int
    {
        if ($input->getOption('json') === true) {
            $this->json($output, ['customer' => $customer->key, 'at' => $customer->at, 'tier' => $customer->tier, 'account' => $customer->account,
                'lots' => $customer->lots, 'explain' => $customer->explain()]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $output->writeln(sprintf('<info>Customer %s</info> at %s: %s points to spend, %s pending', self::data($customer->key), $format->instant($customer->at),
            $format->number($customer->account->balance), $format->number($customer->account->pending)));
        $rows = [];
        foreach ($customer->lots as $lot) {
            $rows[] = [$format->day($lot->at), $format->number($lot->earned), $format->number($lot->reversed), $format->number($lot->spent), $format->number($lot->expired),
                $format->number($lot->left), $lot->expiresAt === null ? 'never' : $format->day($lot->expiresAt), $lot->event];
        }
        if ($rows !== []) {
            $this->table($output, ['awarded', 'earned', 'reversed', 'spent', 'expired', 'left', 'expires', 'by'], $rows, [1, 2, 3, 4, 5]);
        }
        foreach ($customer->explain() as $step) {
            $this->plain($output, $step->text . ($step->event === '' ? '' : " ($step->event)"));
        }

        return self::SUCCESS;
    }
}

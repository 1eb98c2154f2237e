<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Points\PointsDesk;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('points:adjust', 'Give points to a customer by hand, or take them away')]
final class PointsAdjust extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('customer', InputArgument::REQUIRED, 'Any key of the person')
            ->addArgument('points', InputArgument::REQUIRED, 'A whole number; with "--" before it, a negative one takes away')
            ->addOption('reason', null, InputOption::VALUE_REQUIRED, 'Why; the customer may read it')
            ->addOption('author', null, InputOption::VALUE_REQUIRED, 'Who')
            ->addOption('once', null, InputOption::VALUE_REQUIRED, 'A name for this adjustment: the command again changes nothing')
            ->journalOption()->atOption()->jsonOption()
            ->setHelp('  <info>%command.full_name% --reason "a broken mug" --author Ann -- 7 -50</info>');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $points = filter_var($this->argument($input, 'points'), \FILTER_VALIDATE_INT);
        $reason = $this->text($input, 'reason') ?? '';
        $author = $this->text($input, 'author') ?? '';
        if ($points === false || $points === 0 || $reason === '' || $author === '') {
            throw new UsageException('say how many, why and who: points adjust CUSTOMER POINTS --reason TEXT --author NAME');
        }
        $journal = $this->journal($input);
        $key = $this->key($input);
        if ($journal->eventsOf($key) === []) {
            throw new UsageException(sprintf('the journal has no customer "%s"', $key));
        }
        $desk = new PointsDesk($journal, 'staff');
        $at = $this->at($input, $journal->programme());
        $outcome = self::given(fn () => $desk->adjust($key, $this->text($input, 'once') ?? bin2hex(random_bytes(16)), $points, $reason, $author, $at));
        $balance = $journal->programme() === null ? null : $desk->balance($key, $at);
        $input->getOption('json') === true
            ? $this->json($output, ['appended' => $outcome->appended, 'balance' => $balance])
            : $this->plain($output, ($outcome->appended === 1 ? 'Done.' : 'Done before: nothing was changed.') . ($balance === null ? '' : sprintf(' The balance is %s.', number_format($balance))));

        return self::SUCCESS;
    }
}

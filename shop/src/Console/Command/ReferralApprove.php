<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Referral\ReferralException;
use Loyalty\Shop\Referral\Referrals;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('referral:approve', 'A frozen invitation is good: both are rewarded when the order is there')]
final class ReferralApprove extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('number', InputArgument::REQUIRED, 'As "referral list" has it')
            ->addOption('author', null, InputOption::VALUE_REQUIRED, 'Who has looked at it')
            ->journalOption()->atOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $number = filter_var($this->argument($input, 'number'), \FILTER_VALIDATE_INT);
        $author = $this->text($input, 'author') ?? '';
        if ($number === false || $author === '') {
            throw new UsageException('say which, and who has looked at it: referral approve NUMBER --author NAME');
        }
        $journal = $this->journal($input);
        $referrals = new Referrals($journal);
        $referrals->install();
        try {
            $referral = $referrals->approve($number, $author, $this->at($input, $journal->programme()));
        } catch (ReferralException $e) {
            throw new UsageException($e->getMessage(), 0, $e);
        }
        $input->getOption('json') === true ? $this->json($output, ReferralList::row($referral)) : $this->plain($output, sprintf('Referral %d is %s.', $number, $referral->state->value));

        return self::SUCCESS;
    }
}

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

#[AsCommand('referral:reject', 'An invitation is rewarded never, and what was given is taken back')]
final class ReferralReject extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('number', InputArgument::REQUIRED, 'As "referral list" has it')
            ->addOption('author', null, InputOption::VALUE_REQUIRED, 'Who has looked at it')
            ->addOption('reason', null, InputOption::VALUE_REQUIRED, 'Why')
            ->journalOption()->atOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $number = filter_var($this->argument($input, 'number'), \FILTER_VALIDATE_INT);
        $author = $this->text($input, 'author') ?? '';
        $reason = $this->text($input, 'reason') ?? '';
        if ($number === false || $author === '' || $reason === '') {
            throw new UsageException('say which, who and why: referral reject NUMBER --author NAME --reason TEXT');
        }
        $journal = $this->journal($input);
        $referrals = new Referrals($journal);
        $referrals->install();
        try {
            $referral = $referrals->reject($number, $author, $reason, $this->at($input, $journal->programme()));
        } catch (ReferralException $e) {
            throw new UsageException($e->getMessage(), 0, $e);
        }
        $input->getOption('json') === true ? $this->json($output, ReferralList::row($referral)) : $this->plain($output, sprintf('Referral %d is %s.', $number, $referral->state->value));

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Referral\Referral;
use Loyalty\Shop\Referral\Referrals;
use Loyalty\Shop\Referral\State;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('referral:list', 'Who invited whom, and what waits for a person to look at it')]
final class ReferralList extends JournalCommand
{
    protected function configure(): void
    {
        $this->addOption('state', null, InputOption::VALUE_REQUIRED, 'Only these: joined, frozen, rewarded, reversed, rejected')
            ->journalOption()->jsonOption()
            ->setHelp('Frozen ones wait for "referral approve" or "referral reject"; the reason says what was found. docs/referral.md');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $state = $this->text($input, 'state');
        $only = $state === null ? null : State::tryFrom($state) ?? throw new UsageException(sprintf('there is no state "%s", there is %s', $state, implode(', ', array_column(State::cases(), 'value'))));
        $journal = $this->journal($input);
        $referrals = new Referrals($journal);
        $referrals->install();
        $format = new Format('XXX', $journal->programme()?->timezone() ?? 'UTC');
        $rows = [];
        foreach ($referrals->all($only) as $r) {
            $rows[] = $input->getOption('json') === true ? self::row($r) : [
                (string) $r->number, $r->inviter ?? '(erased)', $r->friend ?? '(erased)', $format->instant($r->joinedAt), $r->state->value, $r->reason,
            ];
        }
        if ($input->getOption('json') === true) {
            $this->json($output, $rows);
        } elseif ($rows === []) {
            $output->writeln('none');
        } else {
            /** @var list<list<string>> $rows */
            $this->table($output, ['number', 'inviter', 'friend', 'joined', 'state', 'reason'], $rows, [0]);
        }

        return self::SUCCESS;
    }

    /** @return array<string, int|string|bool|null> */
    public static function row(Referral $r): array
    {
        return ['number' => $r->number, 'inviter' => $r->inviter, 'friend' => $r->friend, 'joined_at' => $r->joinedAt, 'state' => $r->state->value, 'reason' => $r->reason, 'approved' => $r->approved, 'changed_at' => $r->changedAt];
    }
}

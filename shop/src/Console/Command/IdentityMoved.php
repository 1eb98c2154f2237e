<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('identity:moved', 'Say that this is the shop itself, at a new address: keys and codes stay')]
final class IdentityMoved extends LedgerCommand
{
    protected function configure(): void
    {
        $this->databaseOption()->journalOption()->keysOption()->urlOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $identity = $this->identity($input, $this->keys($input)) ?? throw new UsageException('say the new address: --url URL, or the variable LOYALTY_URL');
        $identity->moved(time());
        $this->plain($output, 'The shop is at its new address: codes are issued again.');

        return self::SUCCESS;
    }
}

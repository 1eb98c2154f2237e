<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Identity\Standing;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('identity:show', 'Whether data and keys are those of the shop at an address, or a copy')]
final class IdentityShow extends LedgerCommand
{
    protected function configure(): void
    {
        $this->databaseOption()->journalOption()->keysOption()->urlOption()->jsonOption()
            ->setHelp('The first <info>coupon issue --url ADDRESS</info> remembers the address. Under another one nothing is issued until you say which it is.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $identity = $this->identity($input, $this->keys($input)) ?? throw new UsageException('say the shop\'s address: --url URL, or the variable LOYALTY_URL');
        $standing = $identity->standing();
        if ($input->getOption('json') === true) {
            $this->json($output, ['standing' => strtolower($standing->name), 'belongs_to' => $identity->hint()]);
        } else {
            $this->plain($output, match ($standing) {
                Standing::Known => 'This is the shop: codes are issued.',
                Standing::Fresh => 'No address is remembered yet; the first "coupon issue" with --url does it.',
                Standing::Copied => sprintf(
                    'Nothing is issued: the data belong to %s. Say "identity moved" if that shop has moved here, "identity copy" if this is a copy.',
                    $identity->hint() === null || $identity->hint() === '' ? 'another shop' : $identity->hint(),
                ),
            });
        }

        return $standing === Standing::Copied ? self::FAILURE : self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\LedgerCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Identity\KeyFile;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('identity:copy', 'Say that this is a copy: it gets a shop id and keys of its own')]
final class IdentityCopy extends LedgerCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED, 'The copy\'s own key file, which is made; name it by --keys from then on')
            ->databaseOption()->journalOption()->keysOption()->urlOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $identity = $this->identity($input, $this->keys($input)) ?? throw new UsageException('say the copy\'s address: --url URL, or the variable LOYALTY_URL');
        $path = (string) $this->argument($input, 'file');
        $own = new KeyFile(str_starts_with($path, '/') ? $path : getcwd() . '/' . $path, []);
        $identity->copy($own, time());
        $this->plain($output, sprintf('A copy with keys of its own: use --keys %s from now on. Codes of the original mean nothing here.', $own->path));

        return self::SUCCESS;
    }
}

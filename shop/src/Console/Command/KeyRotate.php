<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:rotate', 'Sign with a new key from now on; codes of the old one stay good')]
final class KeyRotate extends ShopCommand
{
    protected function configure(): void
    {
        $this->keysOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $keys = $this->keys($input);
        $slot = $keys->rotate();
        $keys->save($this->path($input, 'keys', true));
        $output->writeln(sprintf('Key %d signs from now on. Copy the file anew.', $slot));

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:retire', 'Forget an old key for ever: all its codes are refused from now on')]
final class KeyRetire extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('key', InputArgument::REQUIRED, 'Its number, see "key show"')->keysOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $keys = $this->keys($input);
        $slot = filter_var($this->argument($input, 'key'), \FILTER_VALIDATE_INT);
        if ($slot === false || ($keys->slots()[$slot] ?? null) !== 'verify') {
            throw new UsageException('only a key that verifies and does not sign can be retired; see "key show"');
        }
        $keys->retire($slot);
        $keys->save($this->path($input, 'keys', true));
        $output->writeln(sprintf('Key %d is gone; its codes are refused.', $slot));

        return self::SUCCESS;
    }
}

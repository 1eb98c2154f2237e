<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:show', 'Which keys sign and which only verify; never the keys themselves')]
final class KeyShow extends ShopCommand
{
    protected function configure(): void
    {
        $this->keysOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $keys = $this->keys($input);
        if ($input->getOption('json') === true) {
            $this->json($output, ['domain' => $keys->domain(), 'slots' => (object) $keys->slots()]);

            return self::SUCCESS;
        }
        $this->plain($output, $keys->domain());
        $rows = [];
        foreach ($keys->slots() as $slot => $state) {
            $rows[] = [(string) $slot, match ($state) {
                'active' => 'signs and verifies',
                'verify' => 'verifies only',
                default => $state,
            }];
        }
        $this->table($output, ['key', 'state'], $rows);

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\LoyaltyException;
use Loyalty\Shop\Console\KeyCommand;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:rotate', 'Sign with a new key from now on; codes of the old one stay good')]
final class KeyRotate extends KeyCommand
{
    protected function configure(): void
    {
        $this->kindOption()->keysOption()->jsonOption()
            ->setHelp(<<<'HELP'
                A ring has room for eight keys of short codes and eight of tokens. A number that good codes carry is not given to another key:
                one is free again when <info>key retire --not-after</info> has said when its codes end, and they have.

                After rotating the key of public tokens give partners <info>key show --public</info> anew.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $kind = $this->kind($input);
        $keys = $this->keys($input);
        try {
            $slot = $keys->rotate($kind, time());
        } catch (LoyaltyException $e) {
            throw new UsageException($e->getMessage() . '; "loyalty key retire" makes room', 0, $e);
        }
        $path = $this->path($input, 'keys', true);
        self::saved(static fn () => $keys->save($path));
        if ($input->getOption('json') === true) {
            $this->json($output, ['kind' => $kind, 'key' => $slot]);
        } else {
            $output->writeln(sprintf('Key %d signs %s from now on. Make copies of the file anew.', $slot, self::KINDS[$kind]));
        }

        return self::SUCCESS;
    }
}

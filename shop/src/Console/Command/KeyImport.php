<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\KeyRing;
use Loyalty\Shop\Console\KeyCommand;
use Loyalty\Shop\Console\Passphrase;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:import', 'Make the key file of a shop again from its sealed copy')]
final class KeyImport extends KeyCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED, 'What "key export" wrote')
            ->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'The key file; it is made readable for you only')
            ->addOption('passphrase-file', null, InputOption::VALUE_REQUIRED, 'Take the passphrase from the first line of this file; without it, it is asked for')
            ->jsonOption()
            ->setHelp('<info>%command.full_name% keys.sealed --out keys.lty</info>');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $sealed = self::read((string) $this->argument($input, 'file'));
        $out = $this->keysOut($input);
        $keys = KeyRing::importSealed($sealed, Passphrase::get($this->text($input, 'passphrase-file'), false, $output));
        self::saved(static fn () => $keys->save($out));
        if ($input->getOption('json') === true) {
            $this->json($output, ['domain' => $keys->domain(), 'file' => $out]);
        } else {
            $this->plain($output, sprintf('Keys of "%s" are in %s.', $keys->domain(), $out));
        }

        return self::SUCCESS;
    }
}

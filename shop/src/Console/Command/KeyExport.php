<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\KeyCommand;
use Loyalty\Shop\Console\Passphrase;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:export', 'Write a copy of the keys for backup or transfer, sealed with a passphrase')]
final class KeyExport extends KeyCommand
{
    protected function configure(): void
    {
        $this->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'The file; printable text, readable for you only')
            ->addOption('passphrase-file', null, InputOption::VALUE_REQUIRED, 'Take the passphrase from the first line of this file; without it, it is asked for')
            ->keysOption()->jsonOption()
            ->setHelp(<<<'HELP'
                The copy is worth nothing without its passphrase, and nobody can open it if that is lost. It takes about a second.

                  <info>%command.full_name% --out keys.sealed</info>
                  <info>loyalty key import keys.sealed --out keys.lty</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $keys = $this->keys($input);
        $out = $this->text($input, 'out') ?? '';
        if ($out === '') {
            throw new UsageException('say where: --out FILE');
        }
        if (file_exists($out)) {
            throw new UsageException(sprintf('"%s" is there already; copies of keys are not written over', $out));
        }
        $passphrase = Passphrase::get($this->text($input, 'passphrase-file'), true, $output);
        self::write($out, $keys->export($passphrase));
        if ($input->getOption('json') === true) {
            $this->json($output, ['domain' => $keys->domain(), 'file' => $out]);
        } else {
            $this->plain($output, sprintf('A sealed copy of the keys of "%s" is in %s. Keep the passphrase somewhere else.', $keys->domain(), $out));
        }

        return self::SUCCESS;
    }
}

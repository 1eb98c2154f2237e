<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\KeyRing;
use Loyalty\Shop\Console\KeyCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:create', 'Make the shop\'s keys')]
final class KeyCreate extends KeyCommand
{
    protected function configure(): void
    {
        $this->addOption('domain', 'd', InputOption::VALUE_REQUIRED, 'A name for shop and environment in place of a random one: codes of one are refused in another')
            ->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'The file; it is made readable for you only')
            ->jsonOption()
            ->setHelp(<<<'HELP'
                The shop's id is drawn at random and kept with the keys: it is no address, so a shop that moves keeps its codes.

                  <info>%command.full_name% --out keys.lty</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $out = $this->keysOut($input);
        $keys = self::given(fn (): KeyRing => KeyRing::create($this->text($input, 'domain')));
        self::saved(static fn () => $keys->save($out));
        if ($input->getOption('json') === true) {
            $this->json($output, ['domain' => $keys->domain(), 'file' => $out]);
        } else {
            $this->plain($output, sprintf('Keys of "%s" are in %s.', $keys->domain(), $out));
            $this->plain($output, 'Whoever has this file can make codes: keep it where only the shop can read it, and a sealed copy ("loyalty key export") elsewhere.');
        }

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\KeyRing;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:create', 'Make the shop\'s keys')]
final class KeyCreate extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('domain', 'd', InputOption::VALUE_REQUIRED, 'Shop and environment, such as "shop.example/live": codes of one domain are refused in another')
            ->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'The file; it is made readable for you only');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $domain = $this->text($input, 'domain') ?? throw new UsageException('say whose keys: --domain shop.example/live');
        $out = $this->text($input, 'out') ?? throw new UsageException('say where: --out FILE');
        if ($out === '') {
            throw new UsageException('say where: --out FILE');
        }
        if (file_exists($out)) {
            throw new UsageException(sprintf('"%s" is there already; keys are never written over, see "key rotate"', $out));
        }
        try {
            $keys = KeyRing::create($domain);
        } catch (\ValueError $e) {
            throw new UsageException($e->getMessage(), 0, $e);
        }
        try {
            $keys->save($out);
        } catch (\Loyalty\LoyaltyException $e) {
            throw new UsageException($e->getMessage(), 0, $e);
        }
        $this->plain($output, sprintf('Keys of "%s" are in %s. Whoever has this file can make codes: keep a copy where only you can read it.', $domain, $out));

        return self::SUCCESS;
    }
}

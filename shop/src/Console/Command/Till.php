<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Till\TillPage;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('till', 'Write the page that a partner\'s till checks public tokens with, offline')]
final class Till extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'The file; it is written whole or not at all, over an older page and over nothing else')
            ->programmeOption()->keysOption()
            ->setHelp(<<<'HELP'
                The file holds the public keys and no secret: give it to whom you like. It opens in any current browser, without a network, and says
                whether a token (C1P. …) is genuine and what it gives, never whether it was used. A hand scanner types into it. Write it anew after
                <info>key rotate --kind public</info>, and give it out before the first token of the new key.

                  <info>%command.full_name% --out till.html</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $out = $this->pagePath($input, $this->text($input, 'out') ?? '');
        try {
            $page = (new TillPage($this->keys($input), $this->programme($input)->name()))->render(new \DateTimeImmutable());
        } catch (\DomainException $e) {
            throw new UsageException($e->getMessage(), 0, $e);
        }
        self::write($out, $page);
        $this->plain($output, $out);

        return self::SUCCESS;
    }
}

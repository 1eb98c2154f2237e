<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('journal:link', 'Say that another key (a guest, a second account) belongs to a customer, or that it does not')]
final class JournalLink extends JournalCommand
{
    protected function configure(): void
    {
        $this->addArgument('customer', InputArgument::REQUIRED, 'The key under which the points are kept')
            ->addArgument('other', InputArgument::REQUIRED, 'The key that belongs to it')
            ->addOption('undo', null, InputOption::VALUE_NONE, 'Take the link back: both histories are what they would have been without')
            ->journalOption()->atOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $customer = $this->key($input);
        $other = (string) $this->argument($input, 'other');
        $linked = $input->getOption('undo') !== true;
        $changed = self::given(fn (): bool => $this->journal($input)->link($customer, $other, $this->at($input, null), $linked));
        $this->plain($output, match (true) {
            !$changed => $linked ? 'They belong together already.' : 'They do not belong together.',
            $linked => sprintf('"%s" belongs to "%s" now.', $other, $customer),
            default => sprintf('"%s" does not belong to "%s" any more.', $other, $customer),
        });

        return self::SUCCESS;
    }
}

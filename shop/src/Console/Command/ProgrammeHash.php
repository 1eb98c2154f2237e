<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Programme;
use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('programme:hash', 'The hash of what a programme means')]
final class ProgrammeHash extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('file', InputArgument::REQUIRED | InputArgument::IS_ARRAY, 'Programmes (JSON); of several, each with its file')
            ->setHelp('Two documents with one hash give the same figures for the same events. The time zone\'s transitions to the year 2200 are part of it.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $files = $input->getArgument('file');
        $files = is_array($files) ? array_values(array_filter($files, is_string(...))) : [];
        foreach ($files as $file) {
            $this->plain($output, Programme::fromJson(self::read($file))->hash() . (count($files) > 1 ? "  $file" : ''));
        }

        return self::SUCCESS;
    }
}

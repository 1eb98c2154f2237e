<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CustomerBase;
use Loyalty\LoyaltyException;
use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('base:verify', 'Read every byte of a saved base: was anything altered?')]
final class BaseVerify extends ShopCommand
{
    protected function configure(): void
    {
        $this->baseOption()->journalOption()->programmeOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $path = $this->path($input, 'base', true);
        $programme = $this->programme($input);
        $altered = [];
        $why = null;
        try {
            $altered = CustomerBase::open($path, $programme)->verify();
        } catch (LoyaltyException $e) {
            $why = $e->getMessage();
        }
        $isWhole = $why === null && $altered === [];
        if ($input->getOption('json') === true) {
            $this->json($output, ['base' => $path, 'whole' => $isWhole, 'altered' => $altered, 'why' => $why]);
        } else {
            $this->plain($output, match (true) {
                $why !== null => $why,
                $isWhole => sprintf('%s: not a byte was altered', $path),
                default => sprintf('%s was altered (%s): remove it, and "base build" builds it anew from the journal', $path, implode(', ', $altered)),
            });
        }

        return $isWhole ? self::SUCCESS : self::FAILURE;
    }
}

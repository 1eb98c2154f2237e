<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Programme;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Programme\Difference;
use Loyalty\Shop\Programme\Words;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('programme:diff', 'What differs between two programmes, and whether it means anything')]
final class ProgrammeDiff extends ShopCommand
{
    protected function configure(): void
    {
        $this->addArgument('before', InputArgument::REQUIRED, 'A programme (JSON)')
            ->addArgument('after', InputArgument::REQUIRED, 'Another one')
            ->jsonOption()
            ->setHelp(<<<'HELP'
                Rules, tiers, campaigns and the like are told by their key, not by their place. Exit code 0 if both mean the same, 1 if they do not: members that are
                written out at their default, the order of members, blanks and names of sets mean nothing.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $documents = $programmes = [];
        foreach (['before', 'after'] as $side) {
            $text = self::read((string) $this->argument($input, $side));
            $programmes[] = Programme::fromJson($text);
            $documents[] = (array) json_decode($text, true, 512, \JSON_THROW_ON_ERROR);
        }
        $changes = Difference::of($documents[0], $documents[1]);
        $same = $programmes[0]->hash() === $programmes[1]->hash();
        if ($input->getOption('json') === true) {
            $this->json($output, ['same' => $same, 'changes' => $changes]);

            return $same ? self::SUCCESS : self::FAILURE;
        }
        $words = [new Words($documents[0], $programmes[0]), new Words($documents[1], $programmes[1])];
        foreach ($changes as $change) {
            $this->plain($output, sprintf('%-8s %s', $change->kind, $change->pointer) . ($change->what === '' ? '' : " ($change->what)") . ': ' . match ($change->kind) {
                'added' => $words[1]->value($change->pointer, $change->after),
                'removed' => $words[0]->value($change->pointer, $change->before),
                default => $words[0]->value($change->pointer, $change->before) . ' became ' . $words[1]->value($change->pointer, $change->after),
            });
        }
        $output->writeln(match (true) {
            $same && $changes === [] => 'They are the same.',
            $same => 'They mean the same: one hash.',
            default => 'They do not mean the same: ' . substr($programmes[0]->hash(), 0, 12) . '… and ' . substr($programmes[1]->hash(), 0, 12) . '….',
        });

        return $same ? self::SUCCESS : self::FAILURE;
    }
}

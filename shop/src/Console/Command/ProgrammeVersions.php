<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Programme;
use Loyalty\Shop\Console\JournalCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('programme:versions', 'The versions of the programme in the journal, or one of them as it was saved')]
final class ProgrammeVersions extends JournalCommand
{
    protected function configure(): void
    {
        $this->addOption('document', null, InputOption::VALUE_REQUIRED, 'The number of a version, or how its hash begins: prints its JSON')
            ->journalOption()->atOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $journal = $this->journal($input);
        $asked = $this->text($input, 'document');
        $all = $journal->programme();
        $now = $all === null ? '' : $all->at($this->at($input, $all))->hash();
        $rows = [];
        foreach ($journal->versions() as $version) {
            $programme = Programme::fromJson($version['document']);
            if ($asked !== null && ($asked === (string) $programme->version() || (strlen($asked) > 7 && str_starts_with($programme->hash(), $asked)))) {
                $this->put($output, rtrim($version['document'], "\n") . "\n");

                return self::SUCCESS;
            }
            $format = $this->format($programme);
            $rows[] = $input->getOption('json') === true
                ? ['version' => $programme->version(), 'valid_from' => $version['valid_from'], 'saved_at' => $version['saved_at'], 'hash' => $programme->hash(), 'in_force' => $programme->hash() === $now]
                : [(string) $programme->version(), $programme->name(), $format->instant($version['valid_from']), $format->instant($version['saved_at']), $programme->hash() === $now ? 'now' : '', substr($programme->hash(), 0, 12)];
        }
        if ($asked !== null) {
            throw new \Loyalty\Shop\Console\UsageException(sprintf('the journal has no version "%s"', $asked));
        }
        if ($input->getOption('json') === true) {
            $this->json($output, $rows);
        } elseif ($rows === []) {
            $output->writeln('none');
        } else {
            /** @var list<list<string>> $rows */
            $this->table($output, ['version', '', 'in force from', 'saved', '', 'hash'], $rows, [0]);
        }

        return self::SUCCESS;
    }
}

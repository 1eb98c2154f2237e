<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Console\ShopCommand;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('base:show', 'What a saved base holds, and how far behind the journal it is')]
final class BaseShow extends ShopCommand
{
    protected function configure(): void
    {
        $this->baseOption()->journalOption()->programmeOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $path = $this->path($input, 'base', true);
        $programme = $this->programme($input);
        $journal = $this->journal($input);
        $file = new BaseFile($journal, $programme, $path);
        $base = $file->open();
        $behind = $journal->position() - ($base?->position() ?? 0);
        if ($input->getOption('json') === true) {
            $this->json($output, $base === null ? ['base' => $path, 'usable' => false, 'why' => $file->complaint(), 'behind' => $behind]
                : ['base' => $path, 'usable' => true, 'position' => $base->position(), 'behind' => $behind, 'at' => $base->foldedAt()] + $base->stats());

            return $base === null ? self::FAILURE : self::SUCCESS;
        }
        if ($base === null) {
            $this->plain($output, sprintf('%s cannot be used: %s. "base build" builds it anew.', $path, $file->complaint()));

            return self::FAILURE;
        }
        $format = $this->format($programme);
        $stats = $base->stats();
        $at = $base->foldedAt();
        $this->pairs($output, [
            'customers' => $format->number($stats['customers']),
            'events' => sprintf('%s, with %s lines', $format->number($stats['events']), $format->number($stats['lines'])),
            'as of' => $at === null ? 'never folded' : $format->instant($at),
            'journal' => $behind === 0 ? 'all of it is in the base' : sprintf('%s events came since; pages and commands read them from the journal', $format->number($behind)),
            'file' => self::size((int) filesize($path)),
            'rows' => $stats['rows'] === 0 ? 'none: the first windowed rule of each process makes them' : sprintf('%s purchases and activities are ready for windowed rules', $format->number($stats['rows'])),
            'mapped' => sprintf('%s, shared by all who have it open; %s of this process alone', self::size($stats['mapped']), self::size($stats['bytes'])),
        ]);

        return self::SUCCESS;
    }

    public static function size(int $bytes): string
    {
        return match (true) {
            $bytes >= 1 << 30 => sprintf('%.1f GB', $bytes / (1 << 30)),
            $bytes >= 1 << 20 => sprintf('%.1f MB', $bytes / (1 << 20)),
            default => sprintf('%.1f kB', $bytes / 1024),
        };
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CustomerBase;
use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Figures;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('base:build', 'Save the journal\'s customers as a file that every worker maps, or bring it up to date')]
final class BaseBuild extends ShopCommand
{
    protected function configure(): void
    {
        $this->baseOption()->journalOption()->programmeOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Reads what the journal has and the file has not, folds it at the instant, scores it by RFM, asks a model for everybody's future, and replaces
                the file: whoever has it open keeps the old one. Run it at night and after imports; pages read what came since from the journal.

                  <info>%command.full_name% --journal shop.sqlite --base shop.base</info>

                A file that is damaged, of another programme or of another past (somebody was erased) is built anew. docs/segments.md
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $path = $this->path($input, 'base', false);
        $programme = $this->programme($input);
        $journal = $this->journal($input);
        $at = $this->at($input, $programme);
        $began = hrtime(true);
        $base = (new BaseFile($journal, $programme, $path))->refresh(
            $at,
            fn (string $why) => $this->note($output, $why),
            function (CustomerBase $base) use ($programme, $at, $output): void {
                $why = Figures::scored($programme, $base, $at, 0)->model();
                if ($why !== null) {
                    $this->note($output, $why);
                }
            },
        );
        $stats = $base->stats();
        clearstatcache();
        $size = (int) filesize($path);
        if ($input->getOption('json') === true) {
            $this->json($output, ['base' => $path, 'position' => $base->position(), 'at' => $at, 'customers' => $stats['customers'], 'events' => $stats['events'], 'bytes' => $size]);

            return self::SUCCESS;
        }
        $format = $this->format($programme);
        $output->writeln(sprintf(
            '%s: %s customers, %s events, as of %s, %s, %.1f s',
            self::data($path),
            $format->number($stats['customers']),
            $format->number($stats['events']),
            $format->instant($at),
            BaseShow::size($size),
            (hrtime(true) - $began) / 1e9,
        ));

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\Head;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('journal:verify', 'Look for changed, missing and re-ordered rows, cut tails and removed customers')]
final class JournalVerify extends JournalCommand
{
    protected function configure(): void
    {
        $this->addOption('head', null, InputOption::VALUE_REQUIRED | InputOption::VALUE_IS_ARRAY, 'A file with heads that were kept elsewhere, one a line (see "journal head")')
            ->journalOption()->keysOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Every row is read; the shop may go on writing meanwhile. Signatures of heads are checked where the keys are said.

                  <info>%command.full_name% --journal shop.sqlite --keys keys.lty --head heads.txt</info>

                Exit code 1 if anything is wrong.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $heads = [];
        foreach ($this->texts($input, 'head') as $file) {
            foreach (preg_split('/\R/', self::read($file), -1, \PREG_SPLIT_NO_EMPTY) ?: [] as $line) {
                $heads[] = Head::parse($line);
            }
        }
        $keys = $this->keysIfSaid($input);
        $report = (new Audit($this->journal($input)))->verify($keys, $heads);
        if ($input->getOption('json') === true) {
            $this->json($output, [
                'whole' => $report->isWhole(), 'position' => $report->position, 'persons' => $report->persons, 'events' => $report->events, 'unopenable' => $report->unopenable,
                'erasures' => $report->erasures, 'heads' => $report->heads, 'signatures_checked' => $keys !== null, 'faults' => $report->faults, 'findings' => $report->findings,
            ]);

            return $report->isWhole() ? self::SUCCESS : self::FAILURE;
        }
        foreach ($report->findings as $finding) {
            $output->writeln('<error>' . $finding->fault->value . '</error> ' . self::data($finding->text));
        }
        if ($report->faults > count($report->findings)) {
            $output->writeln(sprintf('… and %s more', number_format($report->faults - count($report->findings))));
        }
        $this->pairs($output, [
            'events' => number_format($report->events) . ' chained, up to row ' . number_format($report->position),
            'persons' => number_format($report->persons),
            'erasures' => number_format($report->erasures) . ', after which ' . number_format($report->unopenable) . ' events can no longer be opened',
            'heads' => number_format($report->heads) . ' compared' . ($keys === null ? ', signatures not checked: no keys were said' : ', signatures checked'),
        ]);
        $output->writeln($report->isWhole() ? '<info>whole</info>' : '<error>not whole</error>');

        return $report->isWhole() ? self::SUCCESS : self::FAILURE;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Journal\Audit;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('journal:head', 'Verify the journal and sign what it is now: one line to keep elsewhere')]
final class JournalHead extends JournalCommand
{
    protected function configure(): void
    {
        $this->addOption('list', null, InputOption::VALUE_NONE, 'Print the heads that are there, and make none')
            ->journalOption()->keysOption()->atOption()
            ->setHelp(<<<'HELP'
                Who can write to the database can write its heads. Append the line to a file on another machine, or mail it to yourself:

                  <info>%command.full_name% --journal shop.sqlite --keys keys.lty | ssh backup 'cat >> heads.txt'</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $audit = new Audit($this->journal($input));
        if ($input->getOption('list') === true) {
            foreach ($audit->heads() as $head) {
                $this->put($output, $head->format() . "\n");
            }

            return self::SUCCESS;
        }
        $this->put($output, $audit->head($this->keys($input), $this->at($input, null))->format() . "\n");

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CustomerBase;
use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Replay\Data;
use Loyalty\Shop\Replay\ForecastPage;
use Loyalty\Shop\Replay\Renderer;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('forecast', 'What becomes of the points that are owed, month by month, and what they will cost')]
final class Forecast extends JournalCommand
{
    protected function configure(): void
    {
        $this->addOption('months', null, InputOption::VALUE_REQUIRED, 'How far it looks, up to 120', '12')
            ->addOption('html', null, InputOption::VALUE_REQUIRED, 'A page with a chart, readable for you only')
            ->journalOption()->programmeOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                The rules are the versions that were saved in the journal, or those of --programme.

                  <info>%command.full_name% --journal shop.sqlite --months 24</info>

                What each figure is, is written in docs/replay.md.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $html = $this->text($input, 'html');
        if ($html !== null) {
            $this->pagePath($input, $html !== '' ? $html : throw new UsageException('say where: --html FILE'));
        }
        $months = $this->monthsAhead($input);
        $journal = $this->journal($input);
        $programme = $this->rules($input, $journal) ?? throw new UsageException('no version of the programme was saved in the journal: say which rules hold, --programme FILE');
        $at = $this->at($input, $programme);
        $base = new CustomerBase($programme);
        $base->append($journal->events());
        $page = new ForecastPage($base->forecast($at, $months), $programme, $at, $this->format($programme));

        if ($input->getOption('json') === true) {
            $this->json($output, Data::ofForecast($page->forecast, $programme, $at));
        } else {
            $this->say($output, $page);
        }
        if ($html !== null) {
            $renderer = new Renderer();
            if (!$renderer->hasCharts()) {
                $this->note($output, 'The chart library is not there (run "npm ci && npm run build" in shop/): the page has a table only.');
            }
            self::write($html, $renderer->render($page));
            $this->note($output, $html);
        }

        return self::SUCCESS;
    }

    private function say(OutputInterface $output, ForecastPage $page): void
    {
        $f = $page->format;
        $output->writeln(sprintf('<info>%s</info>, version %d, at %s (%s)', self::data($page->programme->name()), $page->programme->version(), $f->instant($page->at), $page->programme->timezone()));
        $pairs = [];
        foreach ($page->cards() as $card) {
            $pairs[lcfirst($card['label'])] = $card['value'] . '. ' . $card['meaning'];
        }
        $this->pairs($output, $pairs);
        $output->writeln('');
        $this->plain($output, $page->outlook->means());
        if (!$page->outlook->isEmpty()) {
            $output->writeln('');
            $this->table($output, ['month', 'end if nobody spends', 'likely to go unused', 'left at the end'], array_map(
                static fn (array $month): array => [$month['month'], $f->number($month['now']['due']), $f->number($month['now']['expected']), $f->number($month['now']['owed'])],
                $page->outlook->months,
            ), [1, 2, 3]);
        }
    }
}

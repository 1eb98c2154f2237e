<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Programme;
use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\Progress;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Replay\ChangedRules;
use Loyalty\Shop\Replay\Comparison;
use Loyalty\Shop\Replay\Data;
use Loyalty\Shop\Replay\Page;
use Loyalty\Shop\Replay\Renderer;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('replay', 'What changed rules would have done: the whole history under both, side by side')]
final class Replay extends JournalCommand
{
    protected function configure(): void
    {
        $this->addOption('with', null, InputOption::VALUE_REQUIRED, 'The changed rules (JSON file)')
            ->addOption('from', null, InputOption::VALUE_REQUIRED, 'They follow the rules of now from this instant on; if it is not said, they stand for the whole history')
            ->addOption('months', null, InputOption::VALUE_REQUIRED, 'How far the forecast looks, up to 120', '12')
            ->addOption('html', null, InputOption::VALUE_REQUIRED, 'A page with charts, readable for you only')
            ->addOption('json', null, InputOption::VALUE_OPTIONAL, 'The same for programs, printed or into a file; money in minor units, instants in UTC seconds', false)
            ->journalOption()->programmeOption()->atOption()
            ->setHelp(<<<'HELP'
                The rules of now are the versions that were saved in the journal, or those of --programme. Nothing is written but the files that you name.

                  <info>%command.full_name% --with changed.json --journal shop.sqlite --html replay.html</info>

                What each figure is, is written in docs/replay.md.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $html = $this->text($input, 'html');
        $json = $this->text($input, 'json');
        $prints = $input->getOption('json') === null;
        if ($html !== null) {
            $this->pagePath($input, $html !== '' ? $html : throw new UsageException('say where: --html FILE'));
        }
        if ($json !== null) {
            self::dataPath($json);
        }
        $document = self::read($this->text($input, 'with') ?? throw new UsageException('say which rules: --with FILE'));
        $months = $this->monthsAhead($input);
        $journal = $this->journal($input);
        $now = $this->rules($input, $journal) ?? throw new UsageException('no version of the programme was saved in the journal: say which rules are those of now, --programme FILE');
        $said = $this->text($input, 'from');
        $from = $said === null ? null : $this->instant('from', $said, $now->timezone());
        $changed = self::given(static fn (): Programme => ChangedRules::of($now, $document, $from));
        $at = $this->at($input, $now);
        if ($from !== null && $from > $at) {
            throw new UsageException('--from is after the instant of the figures: the changed rules would hold for nothing');
        }

        $reading = new Progress($output, 'events', $journal->count());
        $replaying = new Progress($output, 'customers');
        try {
            $comparison = Comparison::of($journal, $now, $changed, $at, $months, $reading->advance(...), static function (int $done, int $of) use ($reading, $replaying): void {
                $reading->finish();
                $replaying->advance($done, $of);
            });
        } finally {
            $reading->finish();
            $replaying->finish();
        }

        $page = new Page($comparison, $from, $this->format($now));
        $data = $json === null && !$prints ? '' : json_encode(Data::ofComparison($comparison, $from), \JSON_PRETTY_PRINT | \JSON_THROW_ON_ERROR | \JSON_INVALID_UTF8_SUBSTITUTE | \JSON_UNESCAPED_SLASHES | \JSON_UNESCAPED_UNICODE) . "\n";
        if ($prints) {
            $this->put($output, $data);
        } else {
            $this->say($output, $page);
        }
        if ($json !== null) {
            self::write($json, $data);
            $this->note($output, $json);
        }
        if ($html !== null) {
            $renderer = new Renderer();
            if (!$renderer->hasCharts()) {
                $this->note($output, 'The chart library is not there (run "npm ci && npm run build" in shop/): the page has tables only.');
            }
            self::write($html, $renderer->render($page));
            $this->note($output, $html);
        }

        return self::SUCCESS;
    }

    /** A file may be written over an older one of its kind, and over nothing else. */
    private static function dataPath(string $path): void
    {
        if ($path === '' || is_dir($path)) {
            throw new UsageException($path === '' ? 'say where: --json FILE' : sprintf('"%s" is a folder, not a file to write', $path));
        }
        if (file_exists($path) && (!is_file($path) || preg_match('/\A\{\s*"schema": \d+,\s*"kind": "replay"/', (string) @file_get_contents($path, false, null, 0, 64)) !== 1)) {
            throw new UsageException(sprintf('"%s" is there already and is no replay: it is not written over', $path));
        }
    }

    private function say(OutputInterface $output, Page $page): void
    {
        $comparison = $page->comparison;
        $replay = $comparison->replay;
        $f = $page->format;
        ['now' => $now, 'changed' => $changed] = $comparison->sums();
        $output->writeln(sprintf('<info>%s</info>: the rules of now beside %s, at %s (%s)', self::data($page->title()), self::data($page->span()), $f->instant($replay->at), $comparison->nowAt()->timezone()));
        $rows = [];
        foreach (['issued' => 'points issued', 'reversed' => 'taken back by returns', 'spent' => 'spent', 'restored' => 'given back', 'expired' => 'expired', 'taken' => 'taken out', 'owed' => 'owed'] as $figure => $words) {
            if ($now[$figure] !== 0 || $changed[$figure] !== 0 || $figure === 'owed') {
                $rows[] = [$words, $f->number($now[$figure]), $f->number($changed[$figure]), $page->signed($changed[$figure] - $now[$figure])];
            }
        }
        $rows[] = ['liability', $f->money($now['liability']), $f->money($changed['liability']), ($changed['liability'] > $now['liability'] ? '+' : '') . $f->money($changed['liability'] - $now['liability'])];
        $this->table($output, ['', 'now', 'changed', 'difference'], $rows, [1, 2, 3]);
        $output->writeln('');
        foreach ([$page->cards()[0]['meaning'], ...($page->flows === [] ? [] : [ucfirst($page->tiersSaid()) . '.']), $page->liabilityMeans(), $page->hardestMean(), $page->gainingMeans()] as $sentence) {
            $this->plain($output, $sentence);
        }
        if ($page->rules !== []) {
            $output->writeln('');
            $this->table($output, ['rule', 'now', 'changed', 'worth'], array_map(
                static fn (array $rule): array => [$rule['name'], $f->number($rule['now']), $f->number($rule['changed']), $page->worth($rule['changed'])],
                $page->rules,
            ), [1, 2, 3]);
        }
        if ($page->warnings() !== []) {
            $output->writeln(['', 'Is this meant so?']);
            foreach ($page->warnings() as $warning) {
                $this->plain($output, sprintf('  %s: %s; %s', $warning->pointer === '' ? '(document)' : $warning->pointer, $warning->found, $warning->expected));
            }
        }
        $output->writeln(['', 'hash ' . $replay->hash]);
        $this->note($output, sprintf('%s events read in %.2f s; %s customers under both sets of rules in %.2f s', $f->number($comparison->events), $comparison->loading / 1e9, $f->number($replay->customers), $comparison->replaying / 1e9));
    }
}

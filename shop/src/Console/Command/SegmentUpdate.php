<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\CustomerBase;
use Loyalty\CustomerSet;
use Loyalty\Programme;
use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Segment\SegmentDesk;
use Loyalty\Shop\Segment\SegmentOutcome;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('segment:update', 'Write down who came into the programme\'s segments and who left them')]
final class SegmentUpdate extends ShopCommand
{
    private const SHOWN = 3;

    protected function configure(): void
    {
        $this->journalOption()->programmeOption()->baseOption()->atOption()->jsonOption()
            ->setHelp(<<<'HELP'
                A job for every night and after imports. Only what differs from what was written down last becomes an event of the journal: run twice it
                changes nothing, and one that was ended half-way is finished by the next. With <info>--base</info> the base is brought up to date and saved too.

                  <info>%command.full_name% --journal shop.sqlite --base shop.base</info>

                "segment changes NAME" lists who came and who left. docs/segments.md
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $programme = $this->programme($input);
        if ($programme->segments() === []) {
            throw new UsageException('the programme has no segments');
        }
        $journal = $this->journal($input);
        $at = $this->at($input, $programme);
        $desk = new SegmentDesk($journal, $programme);
        $note = fn (string $why) => $this->note($output, $why);
        $outcomes = [];
        $update = function (CustomerBase $base) use ($programme, $at, $desk, $note, &$outcomes): void {
            $figures = Figures::scored($programme, $base, $at, 0);
            $why = $figures->asksTheFuture(...$figures->segments()) ? $figures->model() : null;
            if ($why !== null) {
                $note($why);
            }
            $outcomes = $desk->update($base);
        };
        $file = $this->told($input, 'base');
        if ($file !== null) {
            (new BaseFile($journal, $programme, $file))->refresh($at, $note, $update);
        } else {
            $update(Figures::of($journal, $programme, $at)->base);
        }
        $this->said($input, $output, $programme, $at, $outcomes);

        return self::SUCCESS;
    }

    /** @param list<SegmentOutcome> $outcomes */
    private function said(InputInterface $input, OutputInterface $output, Programme $programme, int $at, array $outcomes): void
    {
        if ($input->getOption('json') === true) {
            $segments = [];
            foreach ($outcomes as $outcome) {
                $segments[$outcome->segment] = ['members' => $outcome->members, 'entered' => count($outcome->entered), 'left' => count($outcome->left)];
            }
            $this->json($output, ['at' => $at, 'segments' => (object) $segments]);

            return;
        }
        $format = $this->format($programme);
        $moved = array_filter($outcomes, static fn (SegmentOutcome $outcome): bool => count($outcome->entered) + count($outcome->left) > 0);
        if ($moved === []) {
            $output->writeln(sprintf('Nobody came into a segment and nobody left one up to %s.', $format->instant($at)));

            return;
        }
        $this->table($output, ['segment', 'in it now', 'came', 'left', 'such as'], array_values(array_map(
            static fn (SegmentOutcome $outcome): array => [$outcome->segment, $format->number($outcome->members), $format->number(count($outcome->entered)), $format->number(count($outcome->left)),
                implode(', ', [...self::some($outcome->entered, '+'), ...self::some($outcome->left, '-')])],
            $moved,
        )), [1, 2, 3]);
        if (count($moved) < count($outcomes)) {
            $output->writeln(sprintf('Nothing changed in the other %s.', $format->number(count($outcomes) - count($moved))));
        }
    }

    /** @return list<string> */
    private static function some(CustomerSet $customers, string $sign): array
    {
        $some = [];
        foreach ($customers as $customer) {
            if (count($some) === self::SHOWN) {
                break;
            }
            $some[] = $sign . $customer;
        }

        return $some;
    }
}

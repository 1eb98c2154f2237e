<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Points\PointsDesk;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('points:notices', 'Who is to be told of points that expire, each once')]
final class PointsNotices extends JournalCommand
{
    protected function configure(): void
    {
        $this->journalOption()->atOption()->jsonOption()
            ->setHelp('Each person and day of expiry is printed once, by whichever run comes first, and is stored before it is printed. As CSV, for a mailer, or as JSON.');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $journal = $this->journal($input);
        $programme = $journal->programme() ?? throw new UsageException('the journal has no programme: "programme save FILE" saves one');
        $desk = new PointsDesk($journal);
        $desk->install();
        $format = $this->format($programme);
        $notices = $desk->notices($this->at($input, $programme));
        if ($input->getOption('json') === true) {
            $this->json($output, iterator_to_array($notices, false));

            return self::SUCCESS;
        }
        $rows = (static function () use ($notices, $format): \Generator {
            foreach ($notices as $notice) {
                yield [$notice->customer, (string) $notice->points, $format->local($notice->expiresAt)->format('Y-m-d H:i')];
            }
        })();
        foreach (self::csv(['customer', 'points', 'gone_at'], $rows) as $piece) {
            $this->put($output, $piece);
        }

        return self::SUCCESS;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\JournalCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Import\Backfill as Import;
use Loyalty\Shop\Import\BackfillMapping;
use Loyalty\Shop\Import\BackfillTally;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('backfill', 'Read the orders that the shop had before into the journal')]
final class Backfill extends JournalCommand
{
    private const STEP = 20_000;

    protected function configure(): void
    {
        $this->addArgument('mapping', InputArgument::REQUIRED, '"woocommerce", "woocommerce-legacy" (orders as posts), "prestashop", or a JSON file with statements of your own')
            ->addOption('shop', null, InputOption::VALUE_REQUIRED, 'The shop\'s database, as PDO names it <comment>[or $LOYALTY_SHOP; its user and password are $LOYALTY_SHOP_USER and $LOYALTY_SHOP_PASSWORD]</comment>')
            ->addOption('shop-prefix', null, InputOption::VALUE_REQUIRED, 'What the names of the shop\'s tables begin with <comment>["wp_" or "ps_"]</comment>')
            ->addOption('timezone', null, InputOption::VALUE_REQUIRED, 'Of PrestaShop\'s times <comment>[default: the programme\'s]</comment>')
            ->addOption('guests', null, InputOption::VALUE_NONE, 'Guests with one e-mail address are one customer, "guest:…" (takes --keys); else their orders are anonymous')
            ->addOption('restart', null, InputOption::VALUE_NONE, 'From the first order again: what is there already changes nothing')
            ->addOption('page', null, InputOption::VALUE_REQUIRED, 'How many orders at a time', (string) Import::PAGE)
            ->journalOption()->programmeOption()->keysOption()->jsonOption()
            ->setHelp(<<<'HELP'
                Goes on where it was stopped or killed. The shop's tables are only read. Orders from before the programme's first version count for statistics
                and tiers, and earn only where it says points.backfill.

                  <info>%command.full_name% woocommerce --shop "mysql:host=localhost;dbname=wp" --journal "mysql:host=localhost;dbname=wp"</info>

                Orders that cannot be read are listed, and the exit code is 3. docs/importing.md says what is read, and the form of a JSON file.
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $journal = $this->journal($input, false);
        $programme = $this->rules($input, $journal) ?? throw new UsageException('the journal has no programme: "programme save FILE", or say --programme FILE');
        $page = $this->number($input, 'page', 1) ?? Import::PAGE;
        $guests = $input->getOption('guests') === true ? $this->keys($input) : null;
        $backfill = new Import($this->shop($input), $this->mapping($input, $programme->timezone()), $journal, $programme->currency(), $guests);
        if ($input->getOption('restart') === true) {
            $backfill->restart();
        }
        $all = $backfill->remaining();
        $said = 0;
        $begun = microtime(true);
        $tally = $backfill->run(function (BackfillTally $t) use ($output, $all, &$said, $begun): void {
            if (intdiv($t->orders, self::STEP) > $said || $t->orders === $all) {
                $said = intdiv($t->orders, self::STEP);
                $this->note($output, sprintf('%s%s orders, %s a second', number_format($t->orders), $all === null ? '' : ' of ' . number_format($all), number_format($t->orders / max(0.001, microtime(true) - $begun))));
            }
        }, $page);
        if ($input->getOption('json') === true) {
            $this->json($output, $tally->toArray());
        } else {
            $this->say($output, $tally);
        }

        return $tally->refused === 0 ? self::SUCCESS : \Loyalty\Shop\Console\Application::DATA;
    }

    private function say(OutputInterface $output, BackfillTally $tally): void
    {
        $n = number_format(...);
        $pairs = ['orders read' => $n($tally->orders), 'paid or delivered' => $n($tally->counting), 'refunds' => $n($tally->refunds), 'new events' => $n($tally->appended), 'known already' => $n($tally->repeated)];
        foreach (['in another currency' => $tally->otherCurrency, 'known otherwise, and left so' => $tally->conflicts, 'not to be read' => $tally->refused] as $name => $count) {
            if ($count > 0) {
                $pairs[$name] = $n($count);
            }
        }
        $this->pairs($output, $pairs);
        foreach ($tally->problems as $problem) {
            $this->plain($output, $problem);
        }
        if ($tally->refused > 0) {
            $output->writeln('Once what is wrong with them is mended, --restart reads them: what is known already changes nothing.');
        }
    }

    private function mapping(InputInterface $input, string $timezone): BackfillMapping
    {
        $name = (string) $this->argument($input, 'mapping');
        $prefix = $this->text($input, 'shop-prefix');

        return match ($name) {
            'woocommerce' => BackfillMapping::woocommerce($prefix ?? 'wp_'),
            'woocommerce-legacy' => BackfillMapping::woocommerceLegacy($prefix ?? 'wp_'),
            'prestashop' => BackfillMapping::prestashop($prefix ?? 'ps_', $this->text($input, 'timezone') ?? $timezone),
            default => BackfillMapping::fromJson(is_file($name) ? self::read($name) : throw new UsageException(sprintf(
                'cannot read "%s": a mapping is woocommerce, woocommerce-legacy, prestashop or a JSON file of your own',
                $name,
            ))),
        };
    }

    private function shop(InputInterface $input): \PDO
    {
        $dsn = $this->told($input, 'shop') ?? throw new UsageException('say where the shop\'s orders are: --shop DSN, or the variable LOYALTY_SHOP');
        if (str_starts_with($dsn, 'sqlite:') && !is_file(substr($dsn, 7))) {
            throw new UsageException(sprintf('there is no file "%s" (--shop)', substr($dsn, 7)));
        }
        try {
            return new \PDO($dsn, getenv('LOYALTY_SHOP_USER') ?: null, getenv('LOYALTY_SHOP_PASSWORD') ?: null);
        } catch (\PDOException $e) {
            throw new UsageException('cannot open the shop\'s database: ' . $e->getMessage(), 0, $e);
        }
    }
}

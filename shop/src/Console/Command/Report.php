<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\ShopCommand;
use Loyalty\Shop\Console\UsageException;
use Loyalty\Shop\Figures;
use Loyalty\Shop\Report\Page;
use Loyalty\Shop\Report\Renderer;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('report', 'Write everything a shop owner wants to see into one HTML file')]
final class Report extends ShopCommand
{
    protected function configure(): void
    {
        $this->addOption('out', 'o', InputOption::VALUE_REQUIRED, 'The file; it is written whole or not at all, and is readable for you only')
            ->addOption('at-risk', null, InputOption::VALUE_REQUIRED, 'The segment whose customers are listed as at risk', 'at_risk')
            ->journalOption()->programmeOption()->atOption()
            ->setHelp(<<<'HELP'
                The file opens in any browser, without a network, and can be sent by e-mail; it holds customers' numbers, so mind to whom. The path
                is the last line of the output.

                  <info>%command.full_name% --journal shop.sqlite --programme programme.json --out report.html</info>
                HELP);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $out = $this->pagePath($input, $this->text($input, 'out') ?? '');
        $programme = $this->programme($input);
        $atRisk = (string) $this->text($input, 'at-risk');
        if (!isset($programme->segments()[$atRisk])) {
            if ($input->hasParameterOption('--at-risk')) {
                throw new UsageException(sprintf('the programme has no segment "%s"', $atRisk));
            }
            $atRisk = null;
        }
        $figures = Figures::of($this->journal($input), $programme, $this->at($input, $programme));
        $renderer = new Renderer();
        if (!$renderer->hasCharts()) {
            $this->note($output, 'The chart library is not there (run "npm ci && npm run build" in shop/): the report has tables only.');
        }
        self::write($out, $renderer->render(new Page($figures, $atRisk)));
        $this->plain($output, $out);

        return self::SUCCESS;
    }
}

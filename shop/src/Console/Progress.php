<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Symfony\Component\Console\Helper\ProgressBar;
use Symfony\Component\Console\Output\ConsoleOutputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** How far something is, on the error output: a bar on a terminal, elsewhere a line for each tenth. */
final class Progress
{
    private readonly OutputInterface $errors;
    private ?ProgressBar $bar = null;
    private int $tenth = 0;

    public function __construct(OutputInterface $output, private readonly string $what, private int $of = 0)
    {
        $this->errors = $output instanceof ConsoleOutputInterface ? $output->getErrorOutput() : $output;
    }

    /** @param ?int $of Of how many, where that was not known before. */
    public function advance(int $done, ?int $of = null): void
    {
        $this->of = max($of ?? $this->of, $done);
        if ($this->errors->isDecorated()) {
            $this->bar()->setMaxSteps($this->of);
            $this->bar()->setProgress($done);

            return;
        }
        $tenth = $this->of === 0 ? 10 : intdiv(10 * $done, $this->of);
        if ($tenth > $this->tenth) {
            $this->tenth = $tenth;
            $this->errors->writeln(sprintf('%s of %s %s', number_format($done), number_format($this->of), $this->what));
        }
    }

    /** What was stopped leaves its bar where it was. */
    public function finish(): void
    {
        if ($this->bar !== null) {
            $this->bar->display();
            $this->errors->writeln('');
            $this->bar = null;
        }
    }

    private function bar(): ProgressBar
    {
        if ($this->bar === null) {
            $this->bar = new ProgressBar($this->errors, $this->of);
            $this->bar->setFormat(" %current%/%max% {$this->what} [%bar%] %percent:3s%% %elapsed:6s%");
            $this->bar->start();
        }

        return $this->bar;
    }
}

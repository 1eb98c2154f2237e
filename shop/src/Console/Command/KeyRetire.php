<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console\Command;

use Loyalty\Shop\Console\KeyCommand;
use Loyalty\Shop\Console\UsageException;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('key:retire', 'Forget an old key for ever: all its codes are refused from now on')]
final class KeyRetire extends KeyCommand
{
    protected function configure(): void
    {
        $this->addArgument('key', InputArgument::REQUIRED, 'Its number, see "key show"')
            ->kindOption()
            ->addOption('not-after', null, InputOption::VALUE_REQUIRED, 'When the last of its codes runs out, such as "2012-06-30" (UTC): from then on its number may be given to a new key; without it, never')
            ->keysOption()->jsonOption();
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $kind = $this->kind($input);
        $keys = $this->keys($input);
        $slot = filter_var($this->argument($input, 'key'), \FILTER_VALIDATE_INT);
        $token = $slot === false ? null : $keys->tokenKeys()[$slot] ?? null;
        $state = $kind === 'short' ? ($slot === false ? null : $keys->slots()[$slot] ?? null) : ($token !== null && $token['type'] === $kind ? $token['state'] : null);
        if ($slot === false || $state !== 'verify') {
            throw new UsageException(sprintf('only a key of %s that verifies and does not sign can be retired; see "key show"', self::KINDS[$kind]));
        }
        $text = $this->text($input, 'not-after');
        $notAfter = $text === null ? null : $this->instant('not-after', $text, 'UTC');
        $keys->retire($slot, $kind, $notAfter);
        $path = $this->path($input, 'keys', true);
        self::saved(static fn () => $keys->save($path));
        if ($input->getOption('json') === true) {
            $this->json($output, ['kind' => $kind, 'key' => $slot, 'not_after' => $notAfter]);
        } else {
            $output->writeln(sprintf('Key %d of %s is gone; its codes are refused. %s', $slot, self::KINDS[$kind], $notAfter === null
                ? 'Its number is not used again.'
                : sprintf('Its number is free from %s UTC on.', gmdate('j M Y H:i', $notAfter))));
        }

        return self::SUCCESS;
    }
}

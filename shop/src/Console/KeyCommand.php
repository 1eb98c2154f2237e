<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Loyalty\LoyaltyException;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;

/** What the commands about keys share. */
abstract class KeyCommand extends ShopCommand
{
    /** What a key signs. */
    protected const KINDS = ['short' => 'short codes', 'public' => 'public tokens', 'shared' => 'shared tokens'];

    protected function kindOption(): static
    {
        return $this->addOption('kind', null, InputOption::VALUE_REQUIRED, 'A key of "short" codes, "public" tokens or "shared" tokens', 'short');
    }

    protected function kind(InputInterface $input): string
    {
        $kind = (string) $this->text($input, 'kind');

        return isset(self::KINDS[$kind]) ? $kind : throw new UsageException(sprintf('--kind must be %s, not "%s"', implode(', ', array_keys(self::KINDS)), $kind));
    }

    /** Keys are never written over: their codes would be lost. */
    protected function keysOut(InputInterface $input): string
    {
        $out = $this->text($input, 'out') ?? '';
        if ($out === '') {
            throw new UsageException('say where: --out FILE');
        }
        if (file_exists($out)) {
            throw new UsageException(sprintf('"%s" is there already; keys are never written over, see "key rotate"', $out));
        }

        return $out;
    }

    /** @param callable(): void $save */
    protected static function saved(callable $save): void
    {
        try {
            $save();
        } catch (LoyaltyException $e) {
            throw new UsageException($e->getMessage(), 0, $e);
        }
    }
}

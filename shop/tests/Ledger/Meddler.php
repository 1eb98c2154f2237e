<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;

/** Breaks the ledger on purpose: waits before statements that begin with a word, or changes their text. */
final readonly class Meddler implements Connection
{
    /** @param array<string, string> $replace */
    public function __construct(private Connection $real, private ?string $pause = null, private array $replace = [])
    {
    }

    public function dialect(): Dialect
    {
        return $this->real->dialect();
    }

    public function execute(string $sql, array $parameters): int
    {
        if ($this->pause !== null && str_starts_with($sql, $this->pause)) {
            usleep(3000);
        }

        return $this->real->execute(strtr($sql, $this->replace), $parameters);
    }

    public function rows(string $sql, array $parameters): array
    {
        return $this->real->rows($sql, $parameters);
    }

    public function command(string $sql): void
    {
        $this->real->command($sql);
    }

    public function inTransaction(): bool
    {
        return $this->real->inTransaction();
    }
}

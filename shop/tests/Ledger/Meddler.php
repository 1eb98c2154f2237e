<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\TransientException;

/** Meddles with a connection: waits before statements that begin with a word, changes their text, lets them fail as by a deadlock. */
final class Meddler implements Connection
{
    public int $failed = 0;
    /** Takes a transaction to be open that is not. */
    public bool $believes = false;

    /**
     * @param array<string, string> $replace
     * @param array<string, int> $fail How often statements that begin with a word fail.
     */
    public function __construct(private readonly Connection $real, private readonly ?string $pause = null, private readonly array $replace = [], private array $fail = [])
    {
    }

    public function dialect(): Dialect
    {
        return $this->real->dialect();
    }

    public function execute(string $sql, array $parameters): int
    {
        $this->mayFail($sql);
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
        $this->mayFail($sql);
        $this->real->command($sql);
    }

    public function inTransaction(): bool
    {
        return $this->believes || $this->real->inTransaction();
    }

    private function mayFail(string $sql): void
    {
        $word = (string) strtok($sql, ' ');
        if (($this->fail[$word] ?? 0) > 0) {
            --$this->fail[$word];
            ++$this->failed;
            throw new TransientException('deadlock');
        }
    }
}

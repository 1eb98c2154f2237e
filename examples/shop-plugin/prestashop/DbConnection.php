<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\PrestaShop;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\PdoConnection;

/**
 * PrestaShop's own PDO: new DbConnection(Db::getInstance()->getLink()). The core wants errors as false, the ledger as exceptions; each has it its way.
 */
final class DbConnection implements Connection
{
    private ?PdoConnection $inner = null;

    public function __construct(private readonly \PDO $pdo)
    {
    }

    public function dialect(): Dialect
    {
        return Dialect::MySql;
    }

    public function execute(string $sql, array $parameters): int
    {
        return $this->thrown(static fn (PdoConnection $inner): int => $inner->execute($sql, $parameters));
    }

    public function rows(string $sql, array $parameters): array
    {
        return $this->thrown(static fn (PdoConnection $inner): array => $inner->rows($sql, $parameters));
    }

    public function command(string $sql): void
    {
        $this->thrown(static fn (PdoConnection $inner) => $inner->command($sql));
    }

    public function inTransaction(): bool
    {
        return $this->pdo->inTransaction();
    }

    /**
     * @template T
     * @param callable(PdoConnection): T $work
     * @return T
     */
    private function thrown(callable $work): mixed
    {
        $mode = $this->pdo->getAttribute(\PDO::ATTR_ERRMODE);
        $this->pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION);
        try {
            return $work($this->inner ??= new PdoConnection($this->pdo));
        } finally {
            $this->pdo->setAttribute(\PDO::ATTR_ERRMODE, $mode);
        }
    }
}

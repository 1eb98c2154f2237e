<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\Claim;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Ledger\Person;
use Loyalty\Shop\Ledger\Schema;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\Server;
use PHPUnit\Framework\TestCase;

/** One server for all tests of a class, fresh tables for each. */
abstract class LedgerCase extends TestCase
{
    protected const NOW = 1_800_000_000;
    protected const CAMPAIGN = 7;
    protected const LIMITED = 8;

    /** @use OneServer<Server> */
    use OneServer;

    private static int $tables = 0;

    protected Schema $schema;
    protected PdoConnection $connection;
    protected Ledger $ledger;

    protected function setUp(): void
    {
        $this->schema = new Schema(sprintf('t%d_', ++self::$tables));
        $this->connection = $this->connect();
        $this->schema->create($this->connection);
        $this->ledger = $this->ledgerOn($this->connection);
    }

    protected function connect(int $node = 0): PdoConnection
    {
        return self::server()->connect($node);
    }

    protected function ledgerOn(Connection $connection, int $retries = 40): Ledger
    {
        return new Ledger($connection, $this->schema, new Backoff($retries));
    }

    protected static function single(int $serial = 1, bool $onCancel = true, bool $onRefund = false): Claim
    {
        return new Claim("CODE$serial", self::CAMPAIGN, $serial, releaseOnCancel: $onCancel, releaseOnRefund: $onRefund);
    }

    protected static function person(string ...$names): Person
    {
        return new Person(array_values($names));
    }

    /**
     * @param list<Answer> $answers
     * @return list<string>
     */
    protected static function outcomes(array $answers): array
    {
        return array_map(static fn (Answer $answer): string => $answer->outcome->value, $answers);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Loyalty\Coupon;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Desk\BatchTable;
use Loyalty\Shop\Desk\Tables;
use Loyalty\Shop\Identity\Identity;
use Loyalty\Shop\Identity\Schema as IdentitySchema;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Text\Format;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;

/**
 * What the commands about codes share: batches and uses of the shop's own database, or batches of the journal where there is none. Serials are
 * counted in one of the two: where a database is said, always there.
 *
 * @phpstan-type Campaign array{number: int, name: string, format: string, length: int, kind: string, value: int, open: bool, automatic: bool, email_only: bool, valid_from: ?int, valid_until: ?int, uses_per_code: int, uses_per_customer: int, uses_total: int, budget: int, release_on_cancel: bool, release_on_refund: bool}
 */
abstract class LedgerCommand extends ShopCommand
{
    private const SQLITE = 'sqlite:';

    /** @var array<string, Connection> By DSN: batches and uses are asked on the same one. */
    private array $open = [];

    protected function databaseOption(): static
    {
        return $this->addOption('database', null, InputOption::VALUE_REQUIRED, 'The shop\'s own database, as PDO names it: "mysql:host=…;dbname=…", "sqlite:…" <comment>[or $LOYALTY_DATABASE; its user and password are $LOYALTY_DATABASE_USER and $LOYALTY_DATABASE_PASSWORD]</comment>')
            ->addOption('prefix', null, InputOption::VALUE_REQUIRED, 'What the names of its tables begin with, such as "wp_loyalty_"', 'loyalty_');
    }

    /** Null where no database was said. */
    protected function connection(InputInterface $input): ?Connection
    {
        $dsn = $this->told($input, 'database');

        return $dsn === null ? null : $this->open[$dsn] ??= self::connect($dsn);
    }

    protected function tables(InputInterface $input): Tables
    {
        $prefix = (string) $this->text($input, 'prefix');

        return self::given(static fn (): Tables => new Tables($prefix));
    }

    protected function ledger(InputInterface $input): Ledger
    {
        $connection = $this->connection($input) ?? throw new UsageException('say where the ledger is: --database DSN, or the variable LOYALTY_DATABASE');

        return new Ledger($connection, $this->tables($input)->ledger);
    }

    /** Where the batches are. */
    protected function batches(InputInterface $input): BatchTable
    {
        $connection = $this->connection($input);

        return $connection === null ? $this->journal($input)->batches() : new BatchTable($connection, $this->tables($input));
    }

    /** Which shop the data belong to, asked under the address that was said; null where none was said. */
    protected function identity(InputInterface $input, KeyRing $keys): ?Identity
    {
        $url = $this->told($input, 'url');
        if ($url === null) {
            return null;
        }
        $connection = $this->connection($input);
        $schema = $connection === null ? new IdentitySchema() : $this->tables($input)->identity;
        if ($connection === null) {
            $connection = $this->journal($input)->connection;
            $schema->create($connection);
        }
        try {
            return new Identity($connection, $keys, $url, $schema);
        } catch (\ValueError $e) {
            throw new UsageException(sprintf('--url "%s": %s', $url, $e->getMessage()), 0, $e);
        }
    }

    /** Any genuine code: one that is used up or too old was used too. */
    protected function genuine(InputInterface $input): Coupon
    {
        return (new Coupons($this->keys($input)))->verify((string) $this->argument($input, 'code'));
    }

    /**
     * The campaign of a code in the version whose terms hold.
     *
     * @return array{string, Campaign} Its key and what it says.
     */
    protected static function campaignOf(Programme $terms, Coupon $coupon): array
    {
        foreach ($terms->campaigns() as $key => $campaign) {
            if ($campaign['number'] === $coupon->campaignNumber) {
                return [$key, $campaign];
            }
        }
        throw new UsageException(sprintf('the programme has no campaign number %d', $coupon->campaignNumber));
    }

    /** "1 of 3" */
    protected static function uses(Format $format, int $uses, int $limit): string
    {
        // Where there is no limit the ledger does not count.
        return $limit === 0 ? 'not counted: there is no limit' : $format->number($uses) . ' of ' . $format->number($limit);
    }

    private static function connect(string $dsn): Connection
    {
        $file = str_starts_with($dsn, self::SQLITE) ? substr($dsn, strlen(self::SQLITE)) : null;
        // SQLite would make the file, and an empty ledger says of every code that it is unused.
        if ($file !== null && !is_file($file)) {
            throw new UsageException(sprintf('there is no file "%s" (--database): the shop\'s plugin makes it', $file));
        }
        try {
            return $file !== null
                ? PdoConnection::sqlite($file)
                : new PdoConnection(new \PDO($dsn, getenv('LOYALTY_DATABASE_USER') ?: null, getenv('LOYALTY_DATABASE_PASSWORD') ?: null));
        } catch (\PDOException $e) {
            throw new UsageException('cannot open the database: ' . $e->getMessage(), 0, $e);
        }
    }
}

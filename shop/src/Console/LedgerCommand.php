<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Loyalty\Coupon;
use Loyalty\Coupons;
use Loyalty\Shop\Ledger\Ledger;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Ledger\Schema;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;

/** What the commands about used codes share. */
abstract class LedgerCommand extends ShopCommand
{
    private const SQLITE = 'sqlite:';

    protected function databaseOption(): static
    {
        return $this->addOption('database', null, InputOption::VALUE_REQUIRED, 'The database of the ledger, as PDO names it: "mysql:host=…;dbname=…", "sqlite:…" <comment>[or $LOYALTY_DATABASE; its user and password are $LOYALTY_DATABASE_USER and $LOYALTY_DATABASE_PASSWORD]</comment>')
            ->addOption('prefix', null, InputOption::VALUE_REQUIRED, 'What the names of its tables begin with, such as "wp_loyalty_"', 'loyalty_');
    }

    protected function ledger(InputInterface $input): Ledger
    {
        $dsn = $this->text($input, 'database') ?? (getenv('LOYALTY_DATABASE') ?: '');
        if ($dsn === '') {
            throw new UsageException('say where the ledger is: --database DSN, or the variable LOYALTY_DATABASE');
        }
        // SQLite would make the file, and an empty ledger says of every code that it is unused.
        if (str_starts_with($dsn, self::SQLITE) && !is_file(substr($dsn, strlen(self::SQLITE)))) {
            throw new UsageException(sprintf('there is no file "%s" (--database)', substr($dsn, strlen(self::SQLITE))));
        }
        try {
            $connection = str_starts_with($dsn, self::SQLITE)
                ? PdoConnection::sqlite(substr($dsn, strlen(self::SQLITE)))
                : new PdoConnection(new \PDO($dsn, getenv('LOYALTY_DATABASE_USER') ?: null, getenv('LOYALTY_DATABASE_PASSWORD') ?: null));
        } catch (\PDOException $e) {
            throw new UsageException('cannot open the database: ' . $e->getMessage(), 0, $e);
        }
        $prefix = (string) $this->text($input, 'prefix');

        return new Ledger($connection, self::given(static fn (): Schema => new Schema($prefix)));
    }

    /** Any genuine code: one that is used up or too old was used too. */
    protected function genuine(InputInterface $input): Coupon
    {
        return (new Coupons($this->keys($input)))->verify((string) $this->argument($input, 'code'));
    }
}

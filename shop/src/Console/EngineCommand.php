<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Sql\ClickHouse;
use Loyalty\Shop\Sql\ClickHouseEngine;
use Loyalty\Shop\Sql\Database;
use Loyalty\Shop\Sql\Engine;
use Loyalty\Shop\Sql\Tables;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;

/** What the commands about tables on an engine share. docs/sql.md */
abstract class EngineCommand extends ShopCommand
{
    protected const ENGINES = '"mysql:host=…;dbname=…", "pgsql:…", "sqlite:FILE" as PDO names them, or "http://HOST:8123/DATABASE" of ClickHouse';

    protected function tablesPrefixOption(): static
    {
        return $this->addOption('prefix', null, InputOption::VALUE_REQUIRED, 'What the names of the tables begin with <comment>[or $LOYALTY_PREFIX, else loyalty_]</comment>');
    }

    protected function tablesPrefix(InputInterface $input): string
    {
        return $this->told($input, 'prefix') ?? 'loyalty_';
    }

    /** @param string $dsn "" is the journal's own database. */
    protected function tables(InputInterface $input, string $dsn, Journal $journal, bool $mustExist = false): Tables
    {
        if ($mustExist && str_starts_with($dsn, 'sqlite:') && !is_file(substr($dsn, 7))) {
            throw new UsageException(sprintf('there is no file "%s"', substr($dsn, 7)));
        }
        $engine = $dsn === '' ? new Database($journal->connection) : self::engine($dsn);

        return self::given(fn (): Tables => new Tables($engine, $this->tablesPrefix($input)));
    }

    private static function engine(string $dsn): Engine
    {
        [$user, $password] = [getenv('LOYALTY_ENGINE_USER') ?: null, getenv('LOYALTY_ENGINE_PASSWORD') ?: null];
        if (preg_match('~\A(https?://[^/]+)(?:/([^/]*))?\z~', $dsn, $found) === 1) {
            return new ClickHouseEngine(new ClickHouse($found[1], ($found[2] ?? '') ?: 'default', $user ?? 'default', $password ?? ''));
        }
        if (preg_match('/\A(?:mysql|pgsql|sqlite):./', $dsn) !== 1) {
            throw new UsageException(sprintf('"%s" is no engine: say %s', $dsn, self::ENGINES));
        }
        try {
            return new Database(str_starts_with($dsn, 'sqlite:') ? PdoConnection::sqlite(substr($dsn, 7)) : new PdoConnection(new \PDO($dsn, $user, $password)));
        } catch (\PDOException $e) {
            throw new UsageException('cannot open the engine: ' . $e->getMessage(), 0, $e);
        }
    }
}

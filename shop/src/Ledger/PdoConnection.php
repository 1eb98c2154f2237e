<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** A PDO connection to MySQL, MariaDB, PostgreSQL or SQLite; its own, or one that the host uses too. Statements are prepared once. */
final class PdoConnection implements Connection
{
    /** Deadlock, lock wait, a node of a cluster that is not ready, a row that is newer than the snapshot. */
    private const MYSQL_TRANSIENT = [1213, 1205, 1047, 1020];
    /** Serialization failure, deadlock, lock not available. */
    private const SQLSTATE_TRANSIENT = ['40001', '40P01', '55P03'];
    private const SQLITE_BUSY = 5;
    private const SQLITE_LOCKED = 6;
    private const SQLITE_CONSTRAINT = 19;
    private const MYSQL_DUPLICATE = 1062;
    private const MYSQL_NO_TABLE = 1146;
    private const SQLSTATE_NO_TABLE = '42P01';

    private readonly Dialect $dialect;
    /** @var array<string, \PDOStatement> */
    private array $statements = [];
    /** SQLite's driver knows of no transaction that it did not begin itself. */
    private bool $begun = false;

    /**
     * @param \PDO $pdo Throws exceptions on errors, as it does by default.
     * @param bool $cluster Whether the server is a node of a Galera cluster: reads then wait for what other nodes have committed before.
     */
    public function __construct(private readonly \PDO $pdo, bool $cluster = false)
    {
        if ($pdo->getAttribute(\PDO::ATTR_ERRMODE) !== \PDO::ERRMODE_EXCEPTION) {
            throw new \ValueError('the connection must throw exceptions: PDO::ERRMODE_EXCEPTION');
        }
        $driver = $pdo->getAttribute(\PDO::ATTR_DRIVER_NAME);
        $this->dialect = Dialect::ofDriver(is_string($driver) ? $driver : '');
        if ($cluster) {
            $this->command('SET SESSION wsrep_sync_wait = 1');
        }
    }

    /** A SQLite file, made if it is not there: write-ahead log, waits up to 30 s for a writer, an answer is on the disk before it is given. */
    public static function sqlite(string $path): self
    {
        $pdo = new \PDO('sqlite:' . $path, null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION]);
        $pdo->exec('PRAGMA busy_timeout = 30000');
        $pdo->exec('PRAGMA journal_mode = WAL');
        $pdo->exec('PRAGMA synchronous = FULL');

        return new self($pdo);
    }

    public function dialect(): Dialect
    {
        return $this->dialect;
    }

    public function execute(string $sql, array $parameters): int
    {
        return $this->run($sql, $parameters)->rowCount();
    }

    public function rows(string $sql, array $parameters): array
    {
        $statement = $this->run($sql, $parameters);
        try {
            /** @var list<list<int|string|null>> $rows */
            $rows = $statement->fetchAll(\PDO::FETCH_NUM);
            foreach ($rows as $row) {
                foreach ($row as $value) {
                    if (!is_string($value) && !is_int($value) && $value !== null) {
                        throw new LedgerException('a column is neither a number nor text');
                    }
                }
            }

            return $rows;
        } catch (\PDOException $e) {
            throw $this->translate($e, $sql);
        }
    }

    public function command(string $sql): void
    {
        try {
            $this->pdo->exec($sql);
        } catch (\PDOException $e) {
            throw $this->translate($e, $sql);
        } finally {
            if ($this->dialect === Dialect::Sqlite) {
                $this->begun = match (strtok($sql, ' ')) {
                    'BEGIN' => !isset($e),
                    'COMMIT' => isset($e) && $this->begun,
                    'ROLLBACK' => $this->begun && str_starts_with($sql, 'ROLLBACK TO'),
                    default => $this->begun,
                };
            }
        }
    }

    public function inTransaction(): bool
    {
        return $this->begun || $this->pdo->inTransaction();
    }

    /** @param list<int|string|null> $parameters */
    private function run(string $sql, array $parameters): \PDOStatement
    {
        try {
            $statement = $this->statements[$sql] ??= $this->pdo->prepare($sql);
            foreach ($parameters as $i => $value) {
                $statement->bindValue($i + 1, $value, match (true) {
                    is_int($value) => \PDO::PARAM_INT,
                    $value === null => \PDO::PARAM_NULL,
                    default => \PDO::PARAM_STR,
                });
            }
            $statement->execute();

            return $statement;
        } catch (\PDOException $e) {
            // SQLite's driver refuses a statement for good that failed once.
            unset($this->statements[$sql]);
            throw $this->translate($e, $sql);
        }
    }

    /** Names the table as the statement does: all that belong together begin with the same prefix. */
    private static function noTable(string $sql): string
    {
        preg_match('/\b(?:FROM|INTO|UPDATE)\s+((\w*?)(coupon_\w+|attempt\w*|identity|journal_\w+|points_(?:notice|code)|referral(?:_invitation|_signal)?))\b/i', $sql, $part);
        $makes = match (strtolower(substr($part[3] ?? '', 0, 7))) {
            'journal' => 'Journal::connect()',
            'points_' => 'PointsDesk::install()',
            'referra' => 'Referrals::install()',
            default => 'Tables::create()',
        };

        return sprintf(
            'there is no table %s: %s makes the tables once, when the plugin is installed, all with the same prefix (%s); is it the right one?',
            $part[1] ?? 'of that name',
            $makes,
            isset($part[2]) ? '"' . $part[2] . '" here' : 'as it was told',
        );
    }

    private function translate(\PDOException $e, string $sql): LedgerException
    {
        $state = is_string($e->errorInfo[0] ?? null) ? $e->errorInfo[0] : '';
        $number = is_int($e->errorInfo[1] ?? null) ? $e->errorInfo[1] : 0;
        $duplicate = match ($this->dialect) {
            Dialect::MySql => $number === self::MYSQL_DUPLICATE,
            Dialect::PostgreSql => $state === '23505',
            // The number is that of every constraint.
            Dialect::Sqlite => ($number & 0xff) === self::SQLITE_CONSTRAINT && str_contains($e->getMessage(), 'UNIQUE constraint'),
        };
        $transient = match ($this->dialect) {
            Dialect::MySql => in_array($number, self::MYSQL_TRANSIENT, true),
            Dialect::PostgreSql => in_array($state, self::SQLSTATE_TRANSIENT, true),
            Dialect::Sqlite => in_array($number & 0xff, [self::SQLITE_BUSY, self::SQLITE_LOCKED], true),
        };
        $absent = match ($this->dialect) {
            Dialect::MySql => $number === self::MYSQL_NO_TABLE,
            Dialect::PostgreSql => $state === self::SQLSTATE_NO_TABLE,
            Dialect::Sqlite => str_contains($e->getMessage(), 'no such table'),
        };
        $message = sprintf('%s (%s)', $e->getMessage(), strtok($sql, ' '));

        return match (true) {
            $duplicate => new DuplicateKeyException($message, 0, $e),
            $transient => new TransientException($message, 0, $e),
            $absent => new NoTableException(self::noTable($sql), 0, $e),
            default => new LedgerException($message, 0, $e),
        };
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Example\ShopPlugin\WooCommerce;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\LedgerException;
use Loyalty\Shop\Ledger\TransientException;

/** WordPress's own connection, so that the ledger's rows belong to the transactions of the site. */
final class WpdbConnection implements Connection
{
    private const DUPLICATE = 1062;
    /** Deadlock, lock wait, a node of a cluster that is not ready, a row that is newer than the snapshot. */
    private const TRANSIENT = [1213, 1205, 1047, 1020];

    private static bool $inTransaction = false;

    public function __construct(private readonly \wpdb $wpdb)
    {
    }

    /** MySQL does not tell whether a transaction is open: every statement of the site passes by here. */
    public static function watch(): void
    {
        add_filter('query', static function (string $sql): string {
            self::$inTransaction = match (true) {
                preg_match('/^\s*(?:START\s+TRANSACTION|BEGIN)\b/i', $sql) === 1 => true,
                // What defines tables commits.
                preg_match('/^\s*(?:COMMIT|ROLLBACK(?!\s+(?:WORK\s+)?TO\b)|CREATE\s+TABLE|ALTER|DROP\s+TABLE|TRUNCATE)\b/i', $sql) === 1 => false,
                default => self::$inTransaction,
            };

            return $sql;
        });
    }

    public function dialect(): Dialect
    {
        return Dialect::MySql;
    }

    public function execute(string $sql, array $parameters): int
    {
        $rows = $this->run($this->bind($sql, $parameters));

        return is_int($rows) ? $rows : 0;
    }

    public function rows(string $sql, array $parameters): array
    {
        $this->run($this->bind($sql, $parameters));
        $rows = [];
        foreach (is_array($this->wpdb->last_result) ? $this->wpdb->last_result : [] as $object) {
            $row = [];
            foreach (get_object_vars($object) as $value) {
                $row[] = is_int($value) || is_string($value) || $value === null ? $value : throw new LedgerException('a column is neither a number nor text');
            }
            $rows[] = $row;
        }

        return $rows;
    }

    public function command(string $sql): void
    {
        $this->run($sql);
    }

    public function inTransaction(): bool
    {
        return self::$inTransaction;
    }

    /** @param list<int|string|null> $parameters */
    private function bind(string $sql, array $parameters): string
    {
        $parts = explode('?', $sql);
        $bound = array_shift($parts);
        foreach ($parts as $i => $part) {
            $value = $parameters[$i] ?? null;
            $bound .= match (true) {
                $value === null => 'NULL',
                is_int($value) => (string) $value,
                // wpdb::prepare() has no NULL, and takes "%" for its own.
                default => "'" . $this->wpdb->_real_escape($value) . "'",
            } . $part;
        }

        return $bound;
    }

    private function run(string $sql): mixed
    {
        $session = $this->session();
        $quiet = $this->wpdb->suppress_errors(true);
        try {
            $result = $this->wpdb->query($sql);
        } finally {
            $this->wpdb->suppress_errors($quiet);
        }
        if (self::$inTransaction && $session !== $this->session()) {
            // wpdb reconnects by itself, and what the transaction had done before is gone.
            self::$inTransaction = false;
            throw new LedgerException('the connection was lost inside a transaction');
        }
        if ($result !== false) {
            return $result;
        }
        $link = $this->link();
        $error = $link === null ? 0 : mysqli_errno($link);
        $message = sprintf('%s (%s)', $this->wpdb->last_error, strtok($sql, ' '));
        if ($error === 1213 || $error === 1047) {
            self::$inTransaction = false;
        }
        throw match (true) {
            $error === self::DUPLICATE => new DuplicateKeyException($message),
            in_array($error, self::TRANSIENT, true) => new TransientException($message),
            default => new LedgerException($message),
        };
    }

    private function session(): int
    {
        $link = $this->link();

        return $link === null ? 0 : mysqli_thread_id($link);
    }

    private function link(): ?\mysqli
    {
        // The property is protected, and wpdb shows it.
        $link = $this->wpdb->__get('dbh');

        return $link instanceof \mysqli ? $link : null;
    }
}

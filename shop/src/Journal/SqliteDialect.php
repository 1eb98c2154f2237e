<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

final class SqliteDialect implements Dialect
{
    /** "Loya": the application id in the head of the file, by which a journal is told from other databases. */
    private const APPLICATION = 0x4C6F7961;

    /** Bytes of a file that isJournal() looks at. */
    public const HEAD = 72;

    /** @param string $head The first bytes of the file. */
    public static function isJournal(string $head): bool
    {
        return str_starts_with($head, "SQLite format 3\0") && substr($head, self::HEAD - 4, 4) === pack('N', self::APPLICATION);
    }

    /** A connection that makes no file beside the journal. */
    public static function forReading(string $path): \PDO
    {
        $uri = 'sqlite:file:' . str_replace('%2F', '/', rawurlencode($path)) . '?mode=ro';
        // Without a write-ahead log nobody has the journal open; reading with one needs the files beside it that its writer has made.
        $pdo = new \PDO($uri . (file_exists($path . '-wal') ? '' : '&immutable=1'));
        $pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION);

        return $pdo;
    }

    public function configure(\PDO $pdo): void
    {
        $pages = $pdo->query('PRAGMA page_count');
        if ($pages !== false && (int) $pages->fetchColumn() === 0) {
            // The first thing in the file, so that nobody takes half a journal for a stranger's.
            $pdo->exec('PRAGMA application_id = ' . self::APPLICATION);
        }
        unset($pages);
        // WAL lets a report read while a hook writes; FULL because a point that was promised must survive a power cut.
        $pdo->exec('PRAGMA busy_timeout = 10000');
        $pdo->exec('PRAGMA journal_mode = WAL');
        $pdo->exec('PRAGMA synchronous = FULL');
        $pdo->exec('PRAGMA foreign_keys = ON');
    }

    public function begin(\PDO $pdo): void
    {
        // PDO::beginTransaction() would take the write lock at the first INSERT only, after what was read may be stale.
        $pdo->exec('BEGIN IMMEDIATE');
    }

    public function insertEvent(): string
    {
        return 'INSERT INTO event (id, customer, type, happened_at, payload) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING';
    }

    public function migrations(): array
    {
        return [
            1 => [
                // AUTOINCREMENT: a number that was given is never given again.
                'CREATE TABLE event (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT,
                    id TEXT NOT NULL UNIQUE,
                    customer TEXT NULL,
                    type TEXT NOT NULL,
                    happened_at INTEGER NOT NULL,
                    payload TEXT NOT NULL
                ) STRICT',
                'CREATE INDEX event_customer ON event (customer, happened_at) WHERE customer IS NOT NULL',
                // The number is what a code carries: a campaign that is renamed keeps its sequence of serials.
                'CREATE TABLE coupon_batch (
                    campaign_number INTEGER NOT NULL,
                    first_serial INTEGER NOT NULL,
                    campaign TEXT NOT NULL,
                    count INTEGER NOT NULL CHECK (count > 0),
                    issued_at INTEGER NOT NULL,
                    programme_hash TEXT NOT NULL REFERENCES programme (hash),
                    key_slot INTEGER NOT NULL,
                    customers TEXT NULL,
                    PRIMARY KEY (campaign_number, first_serial)
                ) STRICT, WITHOUT ROWID',
                // Codes keep the terms of the programme they were issued under.
                'CREATE TABLE programme (
                    hash TEXT NOT NULL PRIMARY KEY,
                    document TEXT NOT NULL
                ) STRICT, WITHOUT ROWID',
                "CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
                    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
                "CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
                    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
            ],
            2 => [
                'ALTER TABLE coupon_batch ADD COLUMN names TEXT NULL',
                // Serials whose codes would have offended: the offset of the first from first_serial, then the steps to the next.
                'ALTER TABLE coupon_batch ADD COLUMN skipped TEXT NULL',
            ],
        ];
    }
}

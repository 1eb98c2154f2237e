<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Shop\Ledger\PdoConnection;

/**
 * A SQLite file that is a journal: told from other databases by its application id, and left as it is where it is none.
 *
 * @internal
 */
final class File
{
    /** "Loya", in the head of the file. */
    private const APPLICATION = 0x4C6F7961;
    private const HEAD = 72;

    public static function isJournal(string $path): bool
    {
        // Read as a file: SQLite would already write beside it.
        $head = @file_get_contents($path, false, null, 0, self::HEAD);

        return is_string($head) && str_starts_with($head, "SQLite format 3\0") && substr($head, self::HEAD - 4, 4) === pack('N', self::APPLICATION);
    }

    /** Makes it, readable for its owner only, unless it must be there. */
    public static function check(string $path, bool $mustExist): void
    {
        if (!is_file($path)) {
            if ($mustExist) {
                throw new JournalException(sprintf('there is no journal at "%s"; "loyalty import" makes one', $path));
            }
            if (!@touch($path) || !chmod($path, 0600)) {
                throw new JournalException(sprintf('cannot make the journal "%s"', $path));
            }
        }
        $size = @file_get_contents($path, false, null, 0, 1);
        if ($size === false) {
            throw new JournalException(sprintf('cannot open "%s": it may not be read', $path));
        }
        if (!self::isJournal($path) && ($size !== '' || $mustExist)) {
            throw new JournalException(sprintf('"%s" is not a journal', $path));
        }
    }

    public static function isWritable(string $path): bool
    {
        return is_writable($path) && is_writable(dirname($path));
    }

    public static function open(string $path): PdoConnection
    {
        $pdo = new \PDO('sqlite:' . $path, null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION]);
        if (filesize($path) === 0) {
            // The first thing in the file, so that nobody takes half a journal for a stranger's.
            $pdo->exec('PRAGMA application_id = ' . self::APPLICATION);
        }
        unset($pdo);

        // Its write-ahead log lets a report read while a hook writes, and a point that was promised survives a power cut.
        return PdoConnection::sqlite($path);
    }

    /** A connection that makes no file beside the journal. */
    public static function forReading(string $path): PdoConnection
    {
        $uri = 'sqlite:file:' . str_replace('%2F', '/', rawurlencode($path)) . '?mode=ro';

        // Without a write-ahead log nobody has the journal open; reading with one needs the files beside it that its writer has made.
        return new PdoConnection(new \PDO($uri . (file_exists($path . '-wal') ? '' : '&immutable=1'), null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION]));
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

/**
 * A file of CustomerBase::exportTables().
 *
 * @internal
 */
final readonly class TsvFile
{
    private const MEANT = ['\\\\' => "\\", '\\0' => "\0", '\\b' => "\x08", '\\t' => "\t", '\\n' => "\n", '\\f' => "\x0c", '\\r' => "\r", '\\v' => "\x0b"];

    /** @return \Generator<non-empty-list<string|null>> */
    public static function rows(string $path): \Generator
    {
        $file = fopen($path, 'r');
        if ($file === false) {
            throw new SnapshotException("$path cannot be read");
        }
        try {
            while (($line = fgets($file)) !== false) {
                yield array_map(
                    static fn (string $value): ?string => $value === '\\N' ? null : (str_contains($value, '\\') ? strtr($value, self::MEANT) : $value),
                    explode("\t", rtrim($line, "\n")),
                );
            }
        } finally {
            fclose($file);
        }
    }
}

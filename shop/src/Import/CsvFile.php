<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/** Rows of a CSV file, plain or gzipped, with a header line that must be as expected. */
final class CsvFile
{
    /** @param non-empty-list<string> $columns */
    public function __construct(public readonly string $path, private readonly array $columns)
    {
    }

    /** @return \Generator<int, list<string>> Fields by line number. */
    public function rows(): \Generator
    {
        // zlib reads plain files through the same wrapper.
        $file = is_file($this->path) ? @gzopen($this->path, 'rb') : false;
        if ($file === false) {
            throw new ImportException(sprintf('cannot read "%s"', $this->path));
        }
        try {
            $line = 1;
            if (fgetcsv($file, null, ',', '"', '') !== $this->columns) {
                throw $this->error(1, 'the header is not "' . implode(',', $this->columns) . '"');
            }
            while (($fields = fgetcsv($file, null, ',', '"', '')) !== false) {
                ++$line;
                if (count($fields) !== count($this->columns)) {
                    throw $this->error($line, sprintf('%d fields instead of %d', count($fields), count($this->columns)));
                }
                yield $line => array_map(strval(...), $fields);
            }
        } finally {
            gzclose($file);
        }
    }

    /** Counts the rows without reading them as CSV, for a progress bar. */
    public function countLines(): int
    {
        $file = is_file($this->path) ? @gzopen($this->path, 'rb') : false;
        if ($file === false) {
            throw new ImportException(sprintf('cannot read "%s"', $this->path));
        }
        $lines = -1;
        while (($block = gzread($file, 1 << 16)) !== false && $block !== '') {
            $lines += substr_count($block, "\n");
        }
        gzclose($file);

        return max(0, $lines);
    }

    public function integer(int $line, string $field): int
    {
        $number = filter_var($field, \FILTER_VALIDATE_INT);

        return $number !== false ? $number : throw $this->error($line, sprintf('"%s" is not an integer', $field));
    }

    public function error(int $line, string $problem): ImportException
    {
        return new ImportException(sprintf('%s, line %d: %s', basename($this->path), $line, $problem));
    }
}

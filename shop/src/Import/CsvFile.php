<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/** Rows of a CSV file, plain or gzipped, with a header line that must be as expected. */
final class CsvFile
{
    /** Of a number, on either side of 0: far from where sums of them end. */
    public const LARGEST = 10_000_000_000_000;

    private const LONGEST_LINE = 1 << 16;

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
            $this->checkWhole();
            $line = 1;
            if ($this->fields($file, 1) !== $this->columns) {
                throw $this->error(1, 'the header is not "' . implode(',', $this->columns) . '"');
            }
            while (($fields = $this->fields($file, $line + 1)) !== null) {
                ++$line;
                if (count($fields) !== count($this->columns)) {
                    throw $this->error($line, sprintf('%d fields instead of %d', count($fields), count($this->columns)));
                }
                yield $line => $fields;
            }
        } finally {
            gzclose($file);
        }
    }

    /**
     * A row is one line: fgetcsv() would read on to the end of the file for a quote that is not closed.
     *
     * @param resource $file
     * @return ?list<string> Null at the end.
     */
    private function fields($file, int $line): ?array
    {
        $text = @gzgets($file, self::LONGEST_LINE);
        if ($text === false) {
            return null;
        }
        if (strlen($text) >= self::LONGEST_LINE - 1 && !str_ends_with($text, "\n")) {
            throw $this->error($line, sprintf('the line has more than %d bytes', self::LONGEST_LINE - 2));
        }
        if (substr_count($text, '"') % 2 !== 0) {
            throw $this->error($line, 'a quote is not closed on its line');
        }

        return array_map(strval(...), str_getcsv(rtrim($text, "\r\n"), ',', '"', ''));
    }

    /** zlib's streams end where a cut file ends, and say nothing. */
    private function checkWhole(): void
    {
        $file = @fopen($this->path, 'rb');
        if ($file === false || fread($file, 2) !== "\x1F\x8B") {
            return;
        }
        rewind($file);
        $inflate = inflate_init(\ZLIB_ENCODING_GZIP);
        if ($inflate === false) {
            throw new \LogicException('zlib knows gzip');
        }
        $good = true;
        while ($good && inflate_get_status($inflate) !== \ZLIB_STREAM_END) {
            // Small blocks: each may become a thousand times as much.
            $block = fread($file, 1 << 13);
            $good = is_string($block) && $block !== '' && @inflate_add($inflate, $block) !== false;
        }
        fclose($file);
        if (!$good) {
            throw new ImportException(sprintf('%s cannot be unpacked: it is cut short or damaged', basename($this->path)));
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

        if ($number === false) {
            throw $this->error($line, sprintf('"%s" is not an integer', $field));
        }

        return abs($number) <= self::LARGEST ? $number : throw $this->error($line, sprintf('%d is out of range', $number));
    }

    public function error(int $line, string $problem, ?\Throwable $cause = null): ImportException
    {
        return new ImportException(sprintf('%s, line %d: %s', basename($this->path), $line, $problem), 0, $cause);
    }
}

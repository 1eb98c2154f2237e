<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

use Loyalty\Shop\Import\ImportException;

/**
 * The cells of a file of visits, in UTF-8. Matomo writes UTF-16 unless told otherwise, Google puts remarks before each of the tables that an export has,
 * and a cell may hold line breaks. What is cut or is no text is refused: half a file would put half a day in the place of a whole one. docs/visits.md
 */
final readonly class VisitLines
{
    private const LONGEST_LINE = 1 << 20;
    private const BLOCK = 1 << 16;
    private const MARKS = ["\xEF\xBB\xBF" => 'UTF-8', "\xFF\xFE" => 'UTF-16LE', "\xFE\xFF" => 'UTF-16BE'];

    public function __construct(private string $path)
    {
    }

    /** @return \Generator<int, array{table: int, cells: list<string>}> By line; tables are numbered from 0, remarks stand between them. */
    public function cells(): \Generator
    {
        $separator = null;
        $table = 0;
        $filled = false;
        $text = '';
        $first = 0;
        $isOpen = false;
        foreach ($this->lines() as $line => $more) {
            if ($text === '') {
                if (trim($more) === '') {
                    continue;
                }
                if ($more[0] === '#') {
                    $table += (int) $filled;
                    $filled = false;
                    $separator = null;
                    continue;
                }
                $first = $line;
            }
            $text .= $more;
            $isOpen = $isOpen !== (substr_count($more, '"') % 2 !== 0);
            if (strlen($text) > self::LONGEST_LINE) {
                throw $this->error($first, $isOpen ? 'a quote is not closed' : 'the line is too long');
            }
            if ($isOpen) {
                continue;
            }
            $separator ??= substr_count($text, "\t") > substr_count($text, ',') ? "\t" : (substr_count($text, ';') > substr_count($text, ',') ? ';' : ',');
            $filled = true;
            yield $first => ['table' => $table, 'cells' => array_map(strval(...), str_getcsv(rtrim($text, "\r\n"), $separator, '"', ''))];
            $text = '';
        }
        if ($text !== '') {
            throw $this->error($first, 'a quote is not closed');
        }
    }

    /** @return \Generator<int, string> With their ends, from 1. */
    private function lines(): \Generator
    {
        $rest = '';
        $line = 0;
        foreach ($this->blocks() as $block) {
            if (!mb_check_encoding($block, 'UTF-8')) {
                throw $this->error($line + 1, 'the text is neither UTF-8 nor UTF-16: if a spreadsheet saved the file, save it as "CSV UTF-8"');
            }
            $parts = explode("\n", $rest . $block);
            $rest = (string) array_pop($parts);
            foreach ($parts as $part) {
                yield ++$line => $part . "\n";
            }
            if (strlen($rest) > self::LONGEST_LINE) {
                throw $this->error($line + 1, 'the line is too long');
            }
        }
        if ($rest !== '') {
            yield ++$line => $rest;
        }
    }

    /** @return \Generator<int, string> Whole letters, as UTF-8 where the file is what it says it is. */
    private function blocks(): \Generator
    {
        $file = is_file($this->path) ? @fopen($this->path, 'rb') : false;
        if ($file === false) {
            throw new ImportException(sprintf('cannot read "%s"', $this->path));
        }
        try {
            [$encoding, $skip] = self::encoding((string) fread($file, 4));
            fseek($file, $skip);
            $rest = '';
            while (($block = (string) fread($file, self::BLOCK)) !== '') {
                $block = $rest . $block;
                $whole = self::whole($block, $encoding);
                $rest = substr($block, $whole);
                yield $this->decoded(substr($block, 0, $whole), $encoding);
            }
            if ($rest !== '') {
                yield $this->decoded($rest, $encoding);
            }
        } finally {
            fclose($file);
        }
    }

    /** @return array{string, int} And how many bytes say so. A NUL beside a letter is UTF-16 without a mark. */
    private static function encoding(string $start): array
    {
        foreach (self::MARKS as $mark => $encoding) {
            if (str_starts_with($start, (string) $mark)) {
                return [$encoding, strlen((string) $mark)];
            }
        }

        return match (true) {
            preg_match('/\A[^\0]\0/s', $start) === 1 => ['UTF-16LE', 0],
            preg_match('/\A\0[^\0]/s', $start) === 1 => ['UTF-16BE', 0],
            default => ['UTF-8', 0],
        };
    }

    /** How many bytes hold whole letters: a block may end within one. */
    private static function whole(string $block, string $encoding): int
    {
        $length = strlen($block);
        if ($encoding === 'UTF-8') {
            // At most three bytes of a letter that has begun.
            return $length - (preg_match('/(?:[\xC2-\xDF]|[\xE0-\xEF][\x80-\xBF]?|[\xF0-\xF4][\x80-\xBF]{0,2})\z/', substr($block, -3), $begun) === 1 ? strlen($begun[0]) : 0);
        }
        $length -= $length % 2;
        $high = $length >= 2 ? ord($block[$encoding === 'UTF-16LE' ? $length - 1 : $length - 2]) & 0xFC : 0;

        return $length - ($high === 0xD8 ? 2 : 0);
    }

    private function decoded(string $block, string $encoding): string
    {
        if ($encoding === 'UTF-8') {
            return $block;
        }
        if (!mb_check_encoding($block, $encoding)) {
            throw new ImportException(sprintf('%s: the UTF-16 text is damaged or cut short: export it again', basename($this->path)));
        }

        return (string) mb_convert_encoding($block, 'UTF-8', $encoding);
    }

    private function error(int $line, string $problem): ImportException
    {
        return new ImportException(sprintf('%s, line %d: %s', basename($this->path), $line, $problem));
    }
}

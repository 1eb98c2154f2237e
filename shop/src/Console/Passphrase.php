<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

use Symfony\Component\Console\Exception\RuntimeException;
use Symfony\Component\Console\Helper\QuestionHelper;
use Symfony\Component\Console\Input\ArrayInput;
use Symfony\Component\Console\Output\OutputInterface;
use Symfony\Component\Console\Question\Question;

/** A passphrase from the terminal, without echo, or from a file; never from the command line, which every user of the machine can list. */
final class Passphrase
{
    public const LEAST = 12;
    private const MOST = 1024;

    /** @param ?string $file Its first line is the passphrase. */
    public static function get(?string $file, bool $isNew, OutputInterface $output): string
    {
        $passphrase = $file !== null ? self::fromFile($file) : self::ask('Passphrase: ', $output);
        if (strlen($passphrase) < self::LEAST) {
            throw new UsageException(sprintf('a passphrase has at least %d characters; five random words are a good one', self::LEAST));
        }
        // A slip while typing would lock the copy for ever.
        if ($isNew && $file === null && !hash_equals($passphrase, self::ask('Again: ', $output))) {
            throw new UsageException('the two passphrases differ; nothing is written');
        }

        return $passphrase;
    }

    private static function fromFile(string $path): string
    {
        $modes = @fileperms($path);
        if ($modes === false || is_dir($path)) {
            throw new UsageException(sprintf('there is no file "%s" (--passphrase-file)', $path));
        }
        if (($modes & 0077) !== 0) {
            throw new UsageException(sprintf('"%s" may be read by others: chmod 600', $path));
        }
        $file = @fopen($path, 'r');
        $line = $file === false ? false : fgets($file, self::MOST + 2);
        if ($line === false) {
            throw new UsageException(sprintf('cannot read a passphrase from "%s"', $path));
        }
        $line = rtrim($line, "\r\n");

        return strlen($line) <= self::MOST ? $line : throw new UsageException(sprintf('the first line of "%s" is too long for a passphrase', $path));
    }

    private static function ask(string $text, OutputInterface $output): string
    {
        if (!defined('STDIN') || !stream_isatty(\STDIN)) {
            throw new UsageException('there is no terminal to ask for the passphrase: --passphrase-file FILE');
        }
        $question = (new Question($text))->setHidden(true)->setHiddenFallback(false)->setTrimmable(false);
        try {
            // An input of its own: commands themselves ask nothing.
            $answer = (new QuestionHelper())->ask(new ArrayInput([]), $output, $question);
        } catch (RuntimeException $e) {
            throw new UsageException('the terminal cannot hide what is typed: --passphrase-file FILE', 0, $e);
        }

        return is_string($answer) ? rtrim($answer, "\r\n") : '';
    }
}

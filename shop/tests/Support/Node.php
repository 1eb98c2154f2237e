<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

/** A script of tests/interop that answers questions, one line of JSON each way. It ends with the object. */
final class Node
{
    private const SCRIPTS = __DIR__ . '/../../../tests/interop/';

    /** @var resource */
    private $process;
    /** @var resource */
    private $questions;
    /** @var resource */
    private $answers;

    public function __construct(private readonly string $script)
    {
        $process = proc_open(['node', self::SCRIPTS . $script], [['pipe', 'r'], ['pipe', 'w']], $pipes);
        if ($process === false) {
            throw new \RuntimeException('cannot start node');
        }
        $this->process = $process;
        [$this->questions, $this->answers] = $pipes;
    }

    public function __destruct()
    {
        fclose($this->questions);
        fclose($this->answers);
        proc_close($this->process);
    }

    /** Whether the packages of tests/interop are installed. */
    public static function isInstalled(): bool
    {
        return is_dir(self::SCRIPTS . 'node_modules');
    }

    public static function hasBrowser(): bool
    {
        return self::isInstalled() && shell_exec('cd ' . escapeshellarg(self::SCRIPTS) . ' && node browser.mjs') === "yes\n";
    }

    /**
     * @param array<string, mixed> $question
     * @return array<mixed>
     */
    public function ask(array $question): array
    {
        fwrite($this->questions, json_encode($question, \JSON_THROW_ON_ERROR) . "\n");
        $answer = fgets($this->answers);
        if ($answer === false) {
            throw new \RuntimeException(sprintf('%s ended at %s', $this->script, json_encode($question, \JSON_THROW_ON_ERROR)));
        }
        $answer = json_decode($answer, true, 64, \JSON_THROW_ON_ERROR);

        return is_array($answer) ? $answer : throw new \RuntimeException(sprintf('%s answered no object', $this->script));
    }
}

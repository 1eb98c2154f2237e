<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Answer;
use Loyalty\Shop\Ledger\TransientException;

/**
 * Many processes that begin at the same moment, each with a log of its own: what it is about to ask, then what it was answered. Some are killed
 * in between, and others take their place. The log of a killed process ends where it was.
 */
final class Swarm
{
    private const PATIENCE = 20;

    /** @param resource $log */
    private function __construct(private readonly mixed $log)
    {
    }

    /**
     * @param callable(self, int $worker, int $life): void $work
     * @param int $kills How many processes are killed on the way and begun again.
     * @return list<array{string, string, int, int, string}> What was asked (or "?" and what), order, campaign, serial, outcome; by worker and time.
     */
    public static function run(int $workers, callable $work, int $kills = 0): array
    {
        $seed = self::seed();
        $folder = sys_get_temp_dir() . '/loyalty-' . bin2hex(random_bytes(5));
        mkdir($folder, 0700);
        $gate = stream_socket_pair(\STREAM_PF_UNIX, \STREAM_SOCK_STREAM, 0) ?: throw new \RuntimeException('no sockets');
        $born = static function (int $worker, int $life) use ($work, $folder, $gate, $seed): int {
            $pid = pcntl_fork();
            if ($pid !== 0) {
                return $pid;
            }
            // No destructor, no shutdown function and no test framework beyond this point: the process ends by a signal.
            try {
                if (is_resource($gate[1])) {
                    fclose($gate[1]);
                }
                fread($gate[0], 1);
                mt_srand($worker * 1000 + $life + $seed);
                $work(new self(fopen("$folder/$worker.log", 'a') ?: throw new \RuntimeException('no log')), $worker, $life);
            } catch (\Throwable $e) {
                file_put_contents("$folder/errors", sprintf("worker %d: %s: %s\n", $worker, $e::class, $e->getMessage()), \FILE_APPEND);
            }
            posix_kill(posix_getpid(), \SIGKILL);
            exit(1);
        };
        $alive = [];
        foreach (range(0, $workers - 1) as $worker) {
            $alive[$born($worker, 0)] = [$worker, 0];
        }
        fclose($gate[1]);
        for (; $kills > 0 && $alive !== []; --$kills) {
            usleep(mt_rand(1_000, 30_000));
            $pid = array_rand($alive);
            // One that is done already is a zombie: the signal goes nowhere, and its work is not done again.
            $done = pcntl_waitpid($pid, $status, \WNOHANG) === $pid;
            [$worker, $life] = $alive[$pid];
            unset($alive[$pid]);
            if (!$done) {
                posix_kill($pid, \SIGKILL);
                pcntl_waitpid($pid, $status);
                $alive[$born($worker, $life + 1)] = [$worker, $life + 1];
            }
        }
        foreach (array_keys($alive) as $pid) {
            pcntl_waitpid($pid, $status);
        }
        $lines = [];
        foreach (range(0, $workers - 1) as $worker) {
            foreach (is_file("$folder/$worker.log") ? file("$folder/$worker.log", \FILE_IGNORE_NEW_LINES) ?: [] : [] as $line) {
                $fields = explode(' ', $line);
                if (count($fields) === 5) {
                    $lines[] = [$fields[0], $fields[1], (int) $fields[2], (int) $fields[3], $fields[4]];
                }
            }
        }
        $errors = is_file("$folder/errors") ? (string) file_get_contents("$folder/errors") : '';
        array_map(unlink(...), glob("$folder/*") ?: []);
        rmdir($folder);
        if ($errors !== '') {
            throw new \RuntimeException("workers failed:\n" . substr($errors, 0, 2000));
        }

        return $lines;
    }

    public static function seed(): int
    {
        static $seed = null;
        if ($seed === null) {
            $given = getenv('LOYALTY_LEDGER_SEED');
            $seed = is_string($given) && $given !== '' ? (int) $given : random_int(1, 1_000_000_000);
            fwrite(\STDERR, "ledger: seed $seed (LOYALTY_LEDGER_SEED repeats it)\n");
        }

        return is_int($seed) ? $seed : 0;
    }

    /**
     * Asks the ledger, and writes down before and after. What was not answered is asked again, as a client does.
     *
     * @param callable(): list<Answer> $call
     * @return list<Answer>
     */
    public function ask(string $what, string $order, callable $call): array
    {
        fwrite($this->log, "?$what $order 0 0 -\n");
        for ($again = 0;; ++$again) {
            try {
                $answers = $call();
                break;
            } catch (TransientException $e) {
                if ($again === self::PATIENCE) {
                    throw $e;
                }
            }
        }
        $text = '';
        foreach ($answers as $answer) {
            $text .= "$what $order $answer->campaign $answer->serial {$answer->outcome->value}\n";
        }
        if ($text !== '') {
            fwrite($this->log, $text);
        }

        return $answers;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Bench;

/**
 * Answers the harness until it closes the pipe.
 *
 * @template T
 * @param callable(): T $work One repetition, timed whole; what the one before returned is freed first, then $prepare is called.
 * @param callable(T): (int|string) $check About what the last repetition returned.
 */
function serve(callable $work, callable $check, ?callable $prepare = null): void
{
    $result = null;
    echo "{\"ready\":true}\n";
    while (($command = fgets(STDIN)) !== false) {
        if (trim($command) === 'run') {
            $result = null;
            if ($prepare !== null) {
                $prepare();
            }
            $start = hrtime(true);
            $result = $work();
            $answer = ['seconds' => (hrtime(true) - $start) / 1e9];
        } else {
            $answer = ['check' => (string) $check($result)];
        }
        echo json_encode($answer, JSON_THROW_ON_ERROR), "\n";
    }
}

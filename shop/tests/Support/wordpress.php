<?php

declare(strict_types=1);

// As much of WordPress as its database connection is seen by: errors as false, what it does to a statement on the way, all values as text.

final class wpdb
{
    public string $prefix = 'wp_';
    public string $last_error = '';
    /** @var ?list<stdClass> */
    public ?array $last_result = null;

    private bool $quiet = false;

    public function __construct(protected mysqli $dbh)
    {
        mysqli_report(\MYSQLI_REPORT_OFF);
    }

    public function __get(string $name): mixed
    {
        return $name === 'dbh' ? $this->dbh : null;
    }

    public function _real_escape(string $text): string
    {
        // It marks every "%", and takes the marks out on the way to the server.
        return str_replace('%', '{percent}', $this->dbh->real_escape_string($text));
    }

    public function suppress_errors(bool $quiet = true): bool
    {
        [$was, $this->quiet] = [$this->quiet, $quiet];

        return $was;
    }

    public function query(string $sql): int|bool
    {
        $sql = apply_filters('query', $sql);
        if (!is_string($sql)) {
            return false;
        }
        $this->last_error = '';
        $this->last_result = null;
        $result = $this->dbh->query(str_replace('{percent}', '%', $sql));
        if ($result === false) {
            $this->last_error = $this->dbh->error;
            if (!$this->quiet) {
                echo $this->last_error;
            }

            return false;
        }
        if ($result === true) {
            return preg_match('/^\s*(create|alter|truncate|drop)\s/i', $sql) === 1 ? true : (int) $this->dbh->affected_rows;
        }
        $this->last_result = [];
        while (($row = $result->fetch_object()) instanceof stdClass) {
            $this->last_result[] = $row;
        }

        return count($this->last_result);
    }
}

/** What a site has hooked, by hook. */
final class FakeHooks
{
    /** @var array<string, list<array{callable, int}>> */
    public static array $callbacks = [];
}

function add_filter(string $hook, callable $callback, int $priority = 10, int $arguments = 1): void
{
    FakeHooks::$callbacks[$hook][] = [$callback, $arguments];
}

function add_action(string $hook, callable $callback, int $priority = 10, int $arguments = 1): void
{
    add_filter($hook, $callback, $priority, $arguments);
}

function apply_filters(string $hook, mixed $value, mixed ...$more): mixed
{
    foreach (FakeHooks::$callbacks[$hook] ?? [] as [$callback, $arguments]) {
        $value = $callback(...array_slice([$value, ...array_values($more)], 0, $arguments));
    }

    return $value;
}

function do_action(string $hook, mixed ...$with): void
{
    foreach (FakeHooks::$callbacks[$hook] ?? [] as [$callback, $arguments]) {
        $callback(...array_slice(array_values($with), 0, $arguments));
    }
}

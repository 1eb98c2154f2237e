<?php

declare(strict_types=1);

// As much of WordPress as its database connection is seen by: errors as false, what it does to a statement on the way, all values as text.

final class wpdb
{
    public string $prefix = 'wp_';
    public string $last_error = '';
    /** @var ?list<stdClass> */
    public ?array $last_result = null;

    /** @var array<string, list<callable(string): string>> */
    public static array $filters = [];

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
        foreach (self::$filters['query'] ?? [] as $filter) {
            $sql = $filter($sql);
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

/** @param callable(string): string $callback */
function add_filter(string $name, callable $callback): void
{
    wpdb::$filters[$name][] = $callback;
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

/**
 * A ClickHouse server over HTTP, 18.16 and later. It has no parameters that are bound: values that come from outside enter statements through literal()
 * and tables through insert(), names through name().
 */
final readonly class ClickHouse
{
    private const INSERT_BYTES = 8 << 20;
    private const ESCAPED = ["\\" => '\\\\', "\0" => '\\0', "\x08" => '\\b', "\t" => '\\t', "\n" => '\\n', "\x0c" => '\\f', "\r" => '\\r', "'" => "\\'"];
    private const MEANT = ['\\\\' => "\\", '\\0' => "\0", '\\b' => "\x08", '\\t' => "\t", '\\n' => "\n", '\\f' => "\x0c", '\\r' => "\r", "\\'" => "'"];

    /** @param string $url "http://127.0.0.1:8123"; https where there is a network between. */
    public function __construct(
        private string $url,
        private string $database = 'default',
        private string $user = 'default',
        #[\SensitiveParameter]
        private string $password = '',
        private int $timeoutS = 600,
    ) {
    }

    /** A value as ClickHouse writes it down. Numbers are in parentheses: "-" and a number below 0 would be a comment. */
    public static function literal(int|string|null $value): string
    {
        return match (true) {
            // There is no literal for the least number.
            $value === \PHP_INT_MIN => "toInt64('" . $value . "')",
            is_int($value) => $value < 0 ? "($value)" : (string) $value,
            $value === null => 'NULL',
            default => "'" . strtr($value, self::ESCAPED) . "'",
        };
    }

    public static function name(string $name): string
    {
        return '`' . strtr($name, ["\\" => '\\\\', '`' => '\\`']) . '`';
    }

    /**
     * Runs a statement without a result.
     *
     * @throws ClickHouseException
     */
    public function command(string $sql): void
    {
        $this->post([], $sql);
    }

    /**
     * @param array<string, int|string> $settings Of the server, for this statement.
     * @return list<list<int|string|null>> Numbers as integers, everything else as text.
     * @throws ClickHouseException
     */
    public function rows(string $sql, array $settings = []): array
    {
        $lines = explode("\n", $this->post($settings, $sql . "\nFORMAT TabSeparatedWithNamesAndTypes"));
        // Names, types, and an end without a line.
        $types = array_map(static fn (string $type): bool => preg_match('/^(Nullable\()?U?Int\d+\)?$/', $type) === 1, explode("\t", $lines[1] ?? ''));
        $rows = [];
        for ($i = 2, $end = count($lines) - 1; $i < $end; ++$i) {
            $row = [];
            foreach (explode("\t", $lines[$i]) as $column => $value) {
                $row[] = match (true) {
                    $value === '\\N' => null,
                    $types[$column] ?? false => (int) $value,
                    default => strtr($value, self::MEANT),
                };
            }
            $rows[] = $row;
        }

        return $rows;
    }

    /**
     * @param non-empty-list<string> $columns
     * @param iterable<list<int|string|null>> $rows
     * @return int How many rows.
     * @throws ClickHouseException What went before in parts of some megabytes has been written.
     */
    public function insert(string $table, array $columns, iterable $rows): int
    {
        $statement = sprintf('INSERT INTO %s (%s) FORMAT TabSeparated', self::name($table), implode(', ', array_map(self::name(...), $columns)));
        $count = 0;
        $body = '';
        foreach ($rows as $row) {
            $body .= implode("\t", array_map(static fn (int|string|null $value): string => $value === null ? '\\N' : strtr((string) $value, self::ESCAPED), $row)) . "\n";
            ++$count;
            if (strlen($body) >= self::INSERT_BYTES) {
                $this->post(['query' => $statement], $body);
                $body = '';
            }
        }
        if ($body !== '') {
            $this->post(['query' => $statement], $body);
        }

        return $count;
    }

    /** @param array<string, int|string> $query */
    private function post(array $query, string $body): string
    {
        // Without waiting for the end an error in the middle of an answer would come after "200".
        $address = rtrim($this->url, '/') . '/?' . http_build_query(['database' => $this->database, 'wait_end_of_query' => 1] + $query);
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => ["X-ClickHouse-User: $this->user", "X-ClickHouse-Key: $this->password", 'Content-Type: application/octet-stream', 'Connection: close'],
            'content' => $body,
            'timeout' => $this->timeoutS,
            'ignore_errors' => true,
            'follow_location' => 0,
        ]]);
        $stream = @fopen($address, 'r', false, $context);
        if ($stream === false) {
            throw new ClickHouseException(sprintf('ClickHouse does not answer at %s', $this->url));
        }
        $answer = stream_get_contents($stream);
        $data = stream_get_meta_data($stream);
        fclose($stream);
        $headers = is_array($data['wrapper_data'] ?? null) ? $data['wrapper_data'] : [];
        $status = is_string($headers[0] ?? null) ? $headers[0] : '';
        if ($answer === false || $data['timed_out']) {
            throw new ClickHouseException(sprintf('ClickHouse did not come to an end within %d s', $this->timeoutS));
        }
        if (preg_match('{^HTTP/\S+ 200\b}', $status) !== 1) {
            preg_match('/^Code: (\d+)/', $answer, $code);
            throw new ClickHouseException(trim(substr($answer, 0, 2000)) ?: $status, (int) ($code[1] ?? 0));
        }

        return $answer;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Journal;

use Loyalty\Event;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\Schema;
use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Tests\Support\OneServer;
use Loyalty\Shop\Tests\Support\Server;
use PHPUnit\Framework\TestCase;

/** One server for all tests of a class, a fresh journal for each. */
abstract class JournalCase extends TestCase
{
    protected const NOW = 1_800_000_000;
    protected const DAY = 86400;

    /** @use OneServer<Server> */
    use OneServer;

    private static int $made = 0;

    protected Schema $schema;
    protected PdoConnection $connection;
    protected Journal $journal;

    protected function setUp(): void
    {
        $this->schema = new Schema(sprintf('j%d_', ++self::$made));
        $this->connection = static::connection();
        $this->journal = Journal::connect($this->connection, $this->schema);
    }

    protected static function connection(): PdoConnection
    {
        return self::server()->connect();
    }

    /** The same journal over a connection of its own. */
    protected function another(int $retries = 200): Journal
    {
        return new Journal(static::connection(), $this->schema, new Backoff($retries));
    }

    protected static function order(string $id, ?string $customer = '7', int $pence = 10000, int $at = self::NOW - 30 * self::DAY, int $revision = 1, OrderCondition $condition = OrderCondition::Paid): Event
    {
        return Event::order('shop', $id, $revision, $customer, $at, $condition, new Money($pence, 'GBP'), [
            ['sku' => 'A-1', 'quantity' => 1, 'amount' => $pence, 'category' => 'mugs'],
        ]);
    }

    protected static function visit(string $id, string $customer = '7', int $at = self::NOW - 30 * self::DAY): Event
    {
        return Event::visit('shop', $id, $customer, $at);
    }

    /** @param array<string, mixed> $changes Of its points. */
    protected static function document(array $changes = [], string $from = '2020-01-01', int $version = 1): string
    {
        return json_encode([
            'name' => 'Mugs', 'currency' => 'GBP', 'timezone' => 'Europe/London', 'version' => $version, 'valid_from' => $from,
            'points' => $changes + ['earn' => [['key' => 'per_pound', 'kind' => 'rate', 'points' => 1, 'per' => 100]], 'worth' => ['points' => 100, 'amount' => 100]],
        ], \JSON_THROW_ON_ERROR);
    }

    /**
     * Runs something in processes of its own, all at once; each says a word.
     *
     * @param callable(int): string $work
     * @return list<string> What they said, by number.
     */
    protected static function together(int $processes, callable $work): array
    {
        $gate = self::sockets();
        $ends = $pids = [];
        for ($i = 0; $i < $processes; ++$i) {
            $pair = self::sockets();
            $pid = pcntl_fork();
            if ($pid === 0) {
                fclose($gate[1]);
                try {
                    fread($gate[0], 1);
                    $said = $work($i);
                } catch (\Throwable $e) {
                    $said = $e::class . ': ' . $e->getMessage();
                }
                fwrite($pair[1], $said);
                // No destructor and no test framework beyond this point.
                posix_kill(posix_getpid(), \SIGKILL);
            }
            fclose($pair[1]);
            $ends[] = $pair[0];
            $pids[] = $pid;
        }
        usleep(50_000);
        fclose($gate[1]);
        $said = array_map(static fn ($end): string => (string) stream_get_contents($end), $ends);
        foreach ($pids as $pid) {
            pcntl_waitpid($pid, $status);
        }

        return $said;
    }

    /** @return array{resource, resource} */
    private static function sockets(): array
    {
        $pair = stream_socket_pair(\STREAM_PF_UNIX, \STREAM_SOCK_STREAM, 0);

        return $pair !== false ? [$pair[0], $pair[1]] : throw new \RuntimeException('no sockets');
    }

    /** @return list<list<int|string|null>> */
    protected function rows(string $sql): array
    {
        return $this->connection->rows($sql, []);
    }

    /** @return list<string> */
    protected static function ids(Journal $journal, int $after = 0): array
    {
        return array_column(iterator_to_array($journal->events($after), false), 'id');
    }
}

<?php
/*
 * The shop's side of the simulator. `serve DATABASE` starts a server and answers lines on its input: "disturb" ends connections of others, the end of the input ends it.
 * `work DATABASE FOLDER` is a web worker: it takes tasks as lines of JSON and answers each with a line when it is done. It is killed at any time.
 */
declare(strict_types=1);

use Loyalty\Customer;
use Loyalty\CustomerBase;
use Loyalty\Event;
use Loyalty\InsufficientPointsException;
use Loyalty\Programme;
use Loyalty\Replay;
use Loyalty\Shop\Journal\Audit;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\PdoConnection;
use Loyalty\Shop\Ledger\TransientException;
use Loyalty\Shop\Tests\Support;
use Loyalty\Shop\Tests\Support\Server;

require __DIR__ . '/figures.php';
spl_autoload_register(static function (string $class): void {
    foreach (['Loyalty\\Shop\\Tests\\' => 'tests/', 'Loyalty\\Shop\\' => 'src/'] as $prefix => $folder) {
        if (str_starts_with($class, $prefix)) {
            $file = __DIR__ . '/../../shop/' . $folder . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
            if (is_file($file)) {
                require $file;
            }

            return;
        }
    }
});

/** A connection whose nth statement ends as the victim of a deadlock does: the transaction is undone, and to try again is right. */
final class Victim implements Connection
{
    public function __construct(private readonly Connection $connection, private ?int $nth)
    {
    }

    public function dialect(): Dialect
    {
        return $this->connection->dialect();
    }

    public function execute(string $sql, array $parameters): int
    {
        $this->next();

        return $this->connection->execute($sql, $parameters);
    }

    public function rows(string $sql, array $parameters): array
    {
        $this->next();

        return $this->connection->rows($sql, $parameters);
    }

    public function command(string $sql): void
    {
        $this->next();
        $this->connection->command($sql);
    }

    public function inTransaction(): bool
    {
        return $this->connection->inTransaction();
    }

    private function next(): void
    {
        if ($this->nth !== null && --$this->nth === 0 && $this->connection->inTransaction()) {
            $this->nth = null;
            $this->connection->command('ROLLBACK');
            throw new TransientException('chosen as the victim of a deadlock');
        }
    }
}

/** @return class-string<Server> */
function database(string $name): string
{
    return ['sqlite' => Support\SqliteFile::class, 'mariadb' => Support\MariaDb::class, 'pgsql' => Support\PostgreSql::class][$name];
}

/** Ends every other connection of the shop, as a server that restarts or an impatient administrator does. */
function disturb(string $name, PdoConnection $connection): void
{
    if ($name === 'pgsql') {
        $connection->rows('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()', []);
    } elseif ($name === 'mariadb') {
        foreach ($connection->rows('SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db = DATABASE()', []) as [$id]) {
            try {
                $connection->command("KILL $id");
            } catch (Throwable) {
                // It has ended by itself.
            }
        }
    } else {
        // A backup holds the lock for a while.
        $connection->command('BEGIN IMMEDIATE');
        usleep(30_000);
        $connection->command('ROLLBACK');
    }
}

function serve(string $name): void
{
    $missing = database($name)::missing();
    if ($missing !== null) {
        echo json_encode(['missing' => $missing]), "\n";

        return;
    }
    $server = new (database($name))();
    $server->start();
    $connection = $server->connect();
    Journal::connect($connection);
    echo json_encode(['folder' => $server->folder()]), "\n";
    while (($line = fgets(STDIN)) !== false) {
        if (trim($line) === 'disturb') {
            try {
                disturb($name, $connection);
            } catch (Throwable) {
                $connection = $server->connect();
            }
        }
    }
    $server->stop();
}

/** The file may grow no further while events are written. */
function full(string $name, PdoConnection $connection, bool $is): void
{
    if ($name === 'sqlite') {
        $connection->rows('PRAGMA max_page_count = ' . ($is ? 1 : 1073741823), []);
    }
}

/**
 * Every law that can be asked of the journal's end alone.
 *
 * @param list<string> $keys
 * @return array<string, mixed>
 */
function verify(Journal $journal, array $keys, int $before, int $at): array
{
    $programme = $journal->programme() ?? throw new LogicException('no programme was saved');
    $arrived = iterator_to_array($journal->events(), false);
    $sorted = $arrived;
    usort($sorted, static fn (Event $a, Event $b): int => [$a->at, $a->id] <=> [$b->at, $b->id]);
    $base = new CustomerBase($programme);
    $base->append($arrived);
    $base->fold($at);
    // In time, folded once on the way and with everything twice.
    $other = new CustomerBase($programme);
    $other->append(array_slice($sorted, 0, intdiv(count($sorted), 2)));
    $other->fold($before);
    $other->append($sorted);
    $other->append(array_reverse($arrived));
    $other->fold($at);
    $replay = Replay::run($base, $programme, $at);
    $customers = [];
    foreach ($keys as $key) {
        $customer = Customer::fold($programme, $key, $journal->eventsOf($key), $at);
        $steps = array_map(static fn ($step): array => [$step->figure, $step->value], $customer->explain());
        $same = !$base->has($key) || $base->customer($key)->stateHash === $customer->stateHash;
        $page = $journal->customer($programme, $key, $at)->stateHash === $customer->stateHash;
        $customers[$key] = figures($customer) + ['base_says_the_same' => $same, 'page_says_the_same' => $page, 'steps' => $steps];
    }

    return [
        'rows' => array_map(static fn (Event $event): array => [$event->id, $event->type->value, $event->customer, $event->at, json_decode($event->payload, true)], $arrived),
        'whole' => (new Audit($journal))->verify()->isWhole(),
        'hash' => $base->stateHash(),
        'arrival_does_not_matter' => $base->stateHash() === $other->stateHash(),
        'replay_differs_nowhere' => $replay->affected === 0 && $replay->totals['now'] === $replay->totals['changed'] && $replay->hardest === [] && $replay->gaining === [],
        'customers' => $customers,
    ];
}

/**
 * @param array<string, mixed> $task
 * @return array<string, mixed>
 */
function task(array $task, string $name, PdoConnection $connection): array
{
    $journal = new Journal(isset($task['victim']) ? new Victim($connection, $task['victim']) : $connection);
    switch ($task['do']) {
        case 'save':
            $journal->save(json_encode($task['document'], JSON_THROW_ON_ERROR), $task['at']);

            return ['done' => true];
        case 'append':
            full($name, $connection, $task['full']);
            try {
                $journal->append(array_map(event(...), $task['events']));
            } finally {
                full($name, $connection, false);
            }

            return ['done' => true, 'versions' => count($journal->programme()?->parts() ?? [])];
        case 'alter':
            try {
                $journal->append([event($task['row'])]);

                return ['done' => true, 'refused' => false];
            } catch (EventConflictException) {
                return ['done' => true, 'refused' => true];
            }
        case 'spend':
            try {
                $journal->spend($task['row']['customer'], event($task['row']), $journal->programme(), $task['at']);

                return ['done' => true, 'spent' => true];
            } catch (InsufficientPointsException) {
                return ['done' => true, 'spent' => false];
            }
        case 'verify':
            return verify($journal, $task['keys'], $task['before'], $task['at']);
        case 'fold':
            return figures(Customer::fold($journal->programme(), $task['key'], array_map(event(...), $task['events']), $task['at']));
    }
    throw new LogicException('no such task');
}

function work(string $name, string $folder): void
{
    $server = new (database($name))($folder);
    $connection = null;
    while (($line = fgets(STDIN)) !== false) {
        try {
            $connection ??= $server->connect();
            $said = task(json_decode($line, true, 64, JSON_THROW_ON_ERROR), $name, $connection);
        } catch (Throwable $e) {
            $said = ['fault' => $e::class . ': ' . $e->getMessage()];
            $connection = null;
        }
        echo json_encode($said, JSON_THROW_ON_ERROR), "\n";
    }
}

match ($argv[1]) {
    'serve' => serve($argv[2]),
    'work' => work($argv[2], $argv[3]),
};

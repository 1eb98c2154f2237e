<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Support;

use Loyalty\Shop\Ledger\PdoConnection;

/**
 * A database server of the tests' own: in a folder of its own below the temporary one, on 127.0.0.1 and free ports, ended by its process id.
 * Started by root, it runs as nobody. It waits for no disk unless LOYALTY_LEDGER_DURABLE is set: the tests kill clients, not servers.
 */
abstract class Server
{
    private const PATIENCE_S = 120;
    private const NOBODY = 65534;

    protected string $folder;
    /** @var array<int, resource> Processes by process id. */
    private array $processes = [];
    private readonly int $owner;

    /** @param ?string $folder Of a server that another process has started: to connect to, and left running. */
    public function __construct(?string $folder = null)
    {
        $this->owner = $folder === null ? self::pid() : 0;
        if ($folder !== null) {
            $this->folder = $folder;

            return;
        }
        $this->folder = sys_get_temp_dir() . '/loyalty-' . bin2hex(random_bytes(5));
        mkdir($this->folder, 0700);
        if (posix_getuid() === 0) {
            chown($this->folder, self::NOBODY);
        }
        register_shutdown_function($this->stop(...));
    }

    /** Null if this machine has all that it needs, else what is missing. */
    abstract public static function missing(): ?string;

    abstract public function start(): void;

    public function folder(): string
    {
        return $this->folder;
    }

    /** A connection to the tests' database; of a cluster to the node of that number, round and round. */
    abstract public function connect(int $node = 0): PdoConnection;

    public function stop(): void
    {
        // Forked children have a copy of this object.
        if (self::pid() !== $this->owner || !is_dir($this->folder)) {
            return;
        }
        foreach (array_reverse($this->processes, true) as $pid => $process) {
            posix_kill($pid, $this->stopSignal());
            $end = microtime(true) + 20;
            while (proc_get_status($process)['running'] && microtime(true) < $end) {
                usleep(20_000);
            }
            if (proc_get_status($process)['running']) {
                posix_kill($pid, \SIGKILL);
            }
            proc_close($process);
        }
        $this->processes = [];
        self::remove($this->folder);
    }

    protected function stopSignal(): int
    {
        return \SIGTERM;
    }

    protected static function durable(): bool
    {
        return (getenv('LOYALTY_LEDGER_DURABLE') ?: '0') !== '0';
    }

    protected static function which(string $program): ?string
    {
        $folders = [...explode(':', getenv('PATH') ?: ''), '/usr/sbin', '/usr/local/sbin', '/usr/libexec', ...array_reverse(glob('/usr/lib/postgresql/*/bin') ?: [])];
        foreach ($folders as $folder) {
            if ($folder !== '' && is_executable("$folder/$program")) {
                return "$folder/$program";
            }
        }

        return null;
    }

    /**
     * Runs a program to its end.
     *
     * @param non-empty-list<string> $command
     */
    protected function run(array $command): void
    {
        $log = $this->folder . '/setup.log';
        $process = proc_open(self::unprivileged($command), [['file', '/dev/null', 'r'], ['file', $log, 'a'], ['file', $log, 'a']], $pipes, $this->folder, self::environment());
        if (!is_resource($process) || proc_close($process) !== 0) {
            throw new \RuntimeException(sprintf("%s failed:\n%s", $command[0], substr((string) file_get_contents($log), -2000)));
        }
    }

    /**
     * Starts a server, which goes on.
     *
     * @param non-empty-list<string> $command
     * @return string Where it writes what it says.
     */
    protected function daemon(array $command, string $name): string
    {
        $log = $this->folder . "/$name.log";
        $process = proc_open(self::unprivileged($command), [['file', '/dev/null', 'r'], ['file', $log, 'a'], ['file', $log, 'a']], $pipes, $this->folder, self::environment());
        if (!is_resource($process)) {
            throw new \RuntimeException("$command[0] does not start");
        }
        $this->processes[proc_get_status($process)['pid']] = $process;

        return $log;
    }

    /** @param callable(): mixed $ask Throws until the server answers. */
    protected function await(callable $ask, string $log): void
    {
        $end = microtime(true) + self::PATIENCE_S;
        for (;;) {
            try {
                $ask();

                return;
            } catch (\Exception $e) {
                $gone = array_filter($this->processes, static fn ($process): bool => !proc_get_status($process)['running']);
                if ($gone !== [] || microtime(true) > $end) {
                    throw new \RuntimeException(sprintf("the server does not answer: %s\n%s", $e->getMessage(), substr((string) file_get_contents($log), -4000)));
                }
                usleep(50_000);
            }
        }
    }

    protected static function freePort(): int
    {
        // Below the ports that the system hands out to clients: one of those could take it in the meantime.
        for (;;) {
            $port = random_int(20000, 32000);
            $socket = @stream_socket_server("tcp://127.0.0.1:$port");
            if ($socket !== false) {
                fclose($socket);

                return $port;
            }
        }
    }

    protected static function remove(string $path): void
    {
        if (is_dir($path) && !is_link($path)) {
            foreach (array_diff(scandir($path) ?: [], ['.', '..']) as $name) {
                self::remove("$path/$name");
            }
            @rmdir($path);
        } else {
            @unlink($path);
        }
    }

    /** getmypid() remembers the parent's across a fork in some versions. */
    private static function pid(): int
    {
        return posix_getpid();
    }

    /**
     * @param non-empty-list<string> $command
     * @return non-empty-list<string>
     */
    private static function unprivileged(array $command): array
    {
        return posix_getuid() === 0
            ? [self::which('setpriv') ?? 'setpriv', '--reuid=' . self::NOBODY, '--regid=' . self::NOBODY, '--clear-groups', ...$command]
            : $command;
    }

    /** @return array<string, string> */
    private static function environment(): array
    {
        return ['PATH' => (getenv('PATH') ?: '/usr/bin:/bin') . ':/usr/sbin:/sbin', 'LC_ALL' => 'C', 'TZ' => 'UTC', 'HOME' => '/nonexistent'];
    }
}

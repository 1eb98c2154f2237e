<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

use Predis\ClientInterface;

/**
 * In Redis, by scripts, each on one key, so that a cluster takes them too. Keys run out by themselves. Give the client short timeouts: what it
 * waits, a customer waits.
 */
final readonly class RedisStore implements Store
{
    /** Instants in microseconds are exact in a double until the year 2255, but not in its usual writing. */
    private const RAISE = <<<'LUA'
        local now, by, ceiling = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local level = tonumber(redis.call('GET', KEYS[1]) or '0')
        if level < now then level = now end
        level = level + by
        if level > ceiling then return '' end
        local text = string.format('%.0f', level)
        redis.call('SET', KEYS[1], text, 'PX', string.format('%.0f', math.ceil((level - now) / 1000) + 60000))
        return text
        LUA;

    private const LEVEL = "return redis.call('GET', KEYS[1]) or ''";

    private const COUNT = <<<'LUA'
        local failures = redis.call('INCR', KEYS[1])
        if failures == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
        return tostring(failures)
        LUA;

    /** @param \Closure(string, string, list<string>): mixed $run A script on a key with arguments. */
    private function __construct(private \Closure $run, private string $prefix)
    {
    }

    /** @param string $prefix Of the shop's keys: several shops may share a Redis. */
    public static function predis(ClientInterface $client, string $prefix = 'loyalty:'): self
    {
        return new self(static fn (string $script, string $key, array $arguments): mixed => $client->eval($script, 1, $key, ...$arguments), $prefix);
    }

    /** @param string $prefix Of the shop's keys: several shops may share a Redis. */
    public static function phpredis(\Redis $client, string $prefix = 'loyalty:'): self
    {
        return new self(static fn (string $script, string $key, array $arguments): mixed => $client->eval($script, [$key, ...$arguments], 1), $prefix);
    }

    public function levels(array $names): array
    {
        $levels = [];
        foreach ($names as $name) {
            $level = $this->ask(self::LEVEL, $name, []);
            if ($level !== null) {
                $levels[$name] = $level;
            }
        }

        return $levels;
    }

    public function raise(string $name, int $byUs, int $nowUs, int $ceilingUs): ?int
    {
        return $this->ask(self::RAISE, $name, [$nowUs, $byUs, $ceilingUs]);
    }

    public function count(int $begins, int $windowS, int $alarming): ?int
    {
        $failures = $this->ask(self::COUNT, 'w' . $begins, [2 * $windowS]);

        return $failures === $alarming ? $failures : null;
    }

    public function sweep(int $now, int $most = 1000): int
    {
        return 0;
    }

    /** @param list<int> $arguments */
    private function ask(string $script, string $key, array $arguments): ?int
    {
        try {
            $answer = ($this->run)($script, $this->prefix . $key, array_map(strval(...), $arguments));
        } catch (\Exception $e) {
            throw new StoreException('Redis does not count attempts: ' . $e->getMessage(), 0, $e);
        }
        if (!is_string($answer) || preg_match('/\A\d{0,18}\z/', $answer) !== 1) {
            throw new StoreException('Redis does not count attempts: it answers something else');
        }

        return $answer === '' ? null : (int) $answer;
    }
}

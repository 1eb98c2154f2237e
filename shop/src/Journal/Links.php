<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Shop\Ledger\Connection;

/**
 * Which keys belong to one person, by the identities_linked events: of each link its highest revision says whether it holds.
 *
 * @internal
 */
final readonly class Links
{
    private Rows $rows;

    /** @param string $lock What makes a SELECT see what is committed, where the transaction has a snapshot of its own. */
    public function __construct(private Connection $connection, private Schema $schema, private string $lock = '')
    {
        $this->rows = new Rows($connection);
    }

    /** @return non-empty-list<string> The key and those that belong to it, and to these, and so on. */
    public function under(string $customer): array
    {
        return $this->all($customer, $this->owned(...));
    }

    /** The key that this one belongs to in the end; itself if nobody has linked it. Of links in a circle the latest does not count. */
    public function owner(string $customer): string
    {
        $seen = [];
        while (!isset($seen[$customer])) {
            $seen[$customer] = true;
            $owners = $this->owners([$customer]);
            if ($owners === []) {
                return $customer;
            }
            [$owner] = $owners[0];
            if (isset($seen[$owner])) {
                return $this->circle($owner);
            }
            $customer = $owner;
        }

        return $customer;
    }

    /** @return non-empty-list<string> All keys of the person, whichever of them is given. */
    public function of(string $customer): array
    {
        return $this->all($customer, fn (array $keys): array => [...$this->owned($keys), ...$this->owners($keys)]);
    }

    /**
     * @param callable(list<string>): list<array{string, int, string}> $next
     * @return non-empty-list<string>
     */
    private function all(string $customer, callable $next): array
    {
        $known = [$customer => true];
        for ($fresh = [$customer]; $fresh !== []; $fresh = $found) {
            $found = [];
            foreach ($next($fresh) as [$key]) {
                if (!isset($known[$key])) {
                    $known[$key] = true;
                    $found[] = $key;
                }
            }
        }

        return array_map(strval(...), array_keys($known));
    }

    /** Who is left as the owner when the latest link of the circle is taken away: the one whom it made another's. */
    private function circle(string $customer): string
    {
        $latest = null;
        $key = $customer;
        do {
            $link = $this->owners([$key])[0];
            if ($latest === null || [$link[1], $link[2]] > [$latest[1], $latest[2]]) {
                $latest = [$key, $link[1], $link[2]];
            }
            $key = $link[0];
        } while ($key !== $customer);

        return $latest[0];
    }

    /**
     * @param list<string> $customers
     * @return list<array{string, int, string}> Keys that belong to them, when it was said, and the id.
     */
    private function owned(array $customers): array
    {
        return $this->holding($this->rows->of($customers, fn (string $in): string => $this->select() . " WHERE p.customer IN ($in) AND e.type = 'identities_linked'" . $this->lock), 1);
    }

    /**
     * @param list<string> $customers
     * @return list<array{string, int, string}> Keys to which they belong, the earliest link first.
     */
    private function owners(array $customers): array
    {
        return $this->holding($this->rows->of($customers, fn (string $in): string => $this->select() . " WHERE e.other IN ($in) AND e.type = 'identities_linked'" . $this->lock), 0);
    }

    /**
     * The keys that belong to some, of rows that were read with their events.
     *
     * @param list<list<int|string|null>> $rows The identities_linked events of those keys: customer, other, instant, id, payload.
     * @return list<string>
     */
    public function named(array $rows): array
    {
        return array_column($this->holding($rows, 1), 0);
    }

    private function select(): string
    {
        return "SELECT p.customer AS customer, e.other AS other, e.happened_at AS happened_at, e.id AS id, e.payload AS payload FROM {$this->schema->event} e JOIN {$this->schema->person} p ON p.number = e.person";
    }

    /**
     * @param list<list<int|string|null>> $rows
     * @return list<array{string, int, string}>
     */
    private function holding(array $rows, int $column): array
    {
        $links = [];
        foreach ($rows as $row) {
            $payload = Kinds::payload((string) $row[4]);
            $stem = Kinds::stem((string) $row[3]);
            $revision = is_int($payload['revision'] ?? null) ? $payload['revision'] : 0;
            if ($row[$column] !== null && $revision >= ($links[$stem][0] ?? 0)) {
                $links[$stem] = [$revision, ($payload['linked'] ?? null) === true, (string) $row[$column], (int) $row[2], (string) $row[3]];
            }
        }
        $holding = array_map(static fn (array $l): array => [$l[2], $l[3], $l[4]], array_values(array_filter($links, static fn (array $l): bool => $l[1])));
        usort($holding, static fn (array $a, array $b): int => [$a[1], $a[2]] <=> [$b[1], $b[2]]);

        return $holding;
    }
}

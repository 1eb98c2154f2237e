<?php

declare(strict_types=1);

namespace Loyalty\Shop\Clv;

/**
 * The largest few of many rows, in memory for the few alone. Of equal ones those that came first.
 *
 * @template T of array<string, mixed>
 */
final class Ranking
{
    /** @var \SplPriorityQueue<array{int, int}, T> The smallest on top. */
    private \SplPriorityQueue $queue;
    private int $seen = 0;

    public function __construct(private readonly int $limit)
    {
        $this->queue = new \SplPriorityQueue();
    }

    /** @param T $row */
    public function add(int $value, array $row): void
    {
        $this->queue->insert($row, [-$value, $this->seen++]);
        if (count($this->queue) > $this->limit) {
            $this->queue->extract();
        }
    }

    /** @return list<T> The largest first. */
    public function rows(): array
    {
        $rows = [];
        foreach (clone $this->queue as $row) {
            $rows[] = $row;
        }

        return array_reverse($rows);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * The digests of a head, made from the ends of chains in the order of persons: for the one that is being made, and to see whether an earlier one
 * still fits.
 *
 * @internal
 */
final class Tally
{
    private const DIGITS = 32;

    public int $events = 0;
    /** @var list<string> */
    public array $blocks = [];
    /** @var non-empty-string */
    private string $all;
    /** @var non-empty-string */
    private string $range;
    private int $next = 0;

    public function __construct(
        public readonly int $position,
        public readonly int $persons,
        public readonly int $block,
    ) {
        $this->all = Chain::begin('head');
        $this->range = Chain::begin('range');
    }

    public function add(int $person, int $nth, string $hash): void
    {
        if ($person > $this->persons) {
            return;
        }
        while ($person >= ($this->next + 1) * $this->block) {
            $this->close();
        }
        foreach ([&$this->all, &$this->range] as &$state) {
            Chain::add($state, (string) $person, (string) $nth, $hash);
        }
        $this->events += $nth;
    }

    public function digest(): string
    {
        while ($this->next * $this->block <= $this->persons) {
            $this->close();
        }

        return Chain::end($this->all);
    }

    private function close(): void
    {
        $this->blocks[] = substr(Chain::end($this->range), 0, self::DIGITS);
        $this->range = Chain::begin('range');
        ++$this->next;
    }
}

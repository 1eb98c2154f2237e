<?php

declare(strict_types=1);

namespace Loyalty\Shop\Report;

/**
 * One question of the owner's: what its figures mean and what to do, a chart, and the same as a table. Where there is nothing to show it says what is needed.
 *
 * @phpstan-type Series array{name: string, values: list<int|float|null>, texts?: list<string>, colour?: string, line?: bool, stack?: string}
 * @phpstan-type Chart array{kind: 'bars', labels: list<string>, series: list<Series>, unit: 'number'|'percent'|'money', across?: bool, mark?: int}|array{kind: 'heat', columns: list<string>, rows: list<string>, cells: list<array{int, int, float, string}>}|array{kind: 'flow', left: list<string>, right: list<string>, links: list<array{int, int, int}>}
 */
final readonly class Section
{
    /**
     * @param string $id Of the chart's element.
     * @param ?Chart $chart
     * @param string $size "", "low" or "tall"
     * @param list<string> $head
     * @param list<list<string>> $rows
     * @param list<int> $words Columns that are no figures, beside the first.
     */
    private function __construct(
        public string $id,
        public string $title,
        public string $says,
        public ?array $chart,
        public string $size,
        public array $head,
        public array $rows,
        public array $words,
    ) {
    }

    /**
     * @param Chart $chart
     * @param list<string> $head
     * @param list<list<string>> $rows
     * @param list<int> $words
     */
    public static function chart(string $id, string $title, string $says, array $chart, array $head, array $rows, string $size = '', array $words = []): self
    {
        return new self($id, $title, $says, $chart, $size, $head, $rows, $words);
    }

    /**
     * @param list<string> $head
     * @param list<list<string>> $rows
     * @param list<int> $words
     */
    public static function table(string $id, string $title, string $says, array $head, array $rows, array $words = []): self
    {
        return new self($id, $title, $says, null, '', $head, $rows, $words);
    }

    public static function needs(string $id, string $title, string $what): self
    {
        return new self($id, $title, $what, null, '', [], [], []);
    }

    /** Two of these stand beside each other where there is room. */
    public function isHalf(): bool
    {
        return $this->size !== 'tall';
    }

    /** Whether there is nothing to show but what is needed. */
    public function isEmpty(): bool
    {
        return $this->head === [];
    }
}

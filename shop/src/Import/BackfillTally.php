<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/** What a back-fill has read and what became of it, in all of its runs. */
final class BackfillTally
{
    /** Orders read. */
    public int $orders = 0;
    /** Of these, paid or delivered. */
    public int $counting = 0;
    public int $refunds = 0;
    public int $appended = 0;
    public int $repeated = 0;
    /** Orders of another currency than the programme's. */
    public int $otherCurrency = 0;
    /** Orders that the journal has with other content under the same id: those of the hooks are kept. */
    public int $conflicts = 0;
    /** Orders that cannot be read. */
    public int $refused = 0;
    /** @var list<string> Why, of the first of them. */
    public array $problems = [];

    private const MOST_PROBLEMS = 100;

    public function refuse(string $why): void
    {
        ++$this->refused;
        if (count($this->problems) < self::MOST_PROBLEMS) {
            $this->problems[] = $why;
        }
    }

    /** @return array<string, int|list<string>> */
    public function toArray(): array
    {
        return [
            'orders' => $this->orders, 'counting' => $this->counting, 'refunds' => $this->refunds, 'appended' => $this->appended, 'repeated' => $this->repeated,
            'other_currency' => $this->otherCurrency, 'conflicts' => $this->conflicts, 'refused' => $this->refused, 'problems' => $this->problems,
        ];
    }
}

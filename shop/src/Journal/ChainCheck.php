<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/**
 * One person's chain, row by row. After a fault it goes on from what the row says, so that one fault is one finding.
 *
 * @internal
 */
final class ChainCheck
{
    public int $nth = 0;
    private string $hash;
    private int $seq = 0;

    /** @param array<int, true> $erasures Numbers of the erasures whose records name the person. */
    public function __construct(private readonly ChainPerson $person, private readonly AuditReport $report, private readonly array $erasures)
    {
        $this->hash = Chain::beginning($person->number);
        if ($erasures === [] && ($person->salt === null || $person->erasedAt !== null)) {
            $this->report->found(new Finding(Fault::Erasure, sprintf('person %d is erased, and no record of an erasure says so', $person->number), $person->number));
        } elseif ($erasures !== [] && ($person->salt !== null || $person->customer !== null || $person->erasedAt === null)) {
            $this->report->found(new Finding(Fault::Erasure, sprintf('person %d%s was erased, as a record says, and has a key or a salt again', $person->number, $person->said()), $person->number));
        }
    }

    public function row(ChainRow $row): void
    {
        $missing = $row->nth - $this->nth - 1;
        if ($missing > 0) {
            $this->found($row, Fault::Missing, $missing === 1
                ? sprintf('row %d is not there', $this->nth + 1)
                : sprintf('rows %d to %d are not there', $this->nth + 1, $row->nth - 1));
        }
        if (!$this->isTrue($row)) {
            $this->found($row, Fault::Changed, sprintf('row %d (%s) is not what was written', $row->nth, $row->id));
        } elseif ($row->erasure !== null && !isset($this->erasures[$row->erasure]) && !self::namesErased($row)) {
            $this->found($row, Fault::Erasure, sprintf('row %d (%s) says that erasure %d changed it, which was of other persons', $row->nth, $row->id, $row->erasure));
        } elseif ($row->seq <= $this->seq || ($missing === 0 && $row->hash !== Chain::next($row->person, $row->nth, $row->seq, $this->hash, $row->commitment))) {
            $this->found($row, Fault::Reordered, sprintf('row %d (%s) does not follow from the row before it: it, or that one, was written elsewhere or anew', $row->nth, $row->id));
        }
        $this->nth = $row->nth;
        $this->seq = $row->seq;
        $this->hash = $row->hash;
    }

    public function endsAsSaid(): bool
    {
        return $this->nth === $this->person->nth && $this->hash === $this->person->hash;
    }

    private function isTrue(ChainRow $row): bool
    {
        if ($row->erasure !== null) {
            return $row->remains !== null && $row->remains === Chain::remains($row->id, $row->type, $row->at, $row->payload, $row->other);
        }
        $salt = $row->salt ?? $this->person->salt;
        try {
            return $salt !== null && $row->other === Kinds::other($row->type, $row->payload)
                && $row->commitment === Chain::commitment($salt, $this->person->customer, $row->id, $row->type, $row->at, $row->payload);
        } catch (JournalException|\JsonException) {
            return false;
        }
    }

    /** Of somebody else's event an erasure takes the name of the person, and of nothing else. */
    private static function namesErased(ChainRow $row): bool
    {
        return Kinds::namesAnother($row->type) && $row->other !== null && str_starts_with($row->other, Person::ERASED);
    }

    private function found(ChainRow $row, Fault $fault, string $text): void
    {
        $this->report->found(new Finding($fault, sprintf('person %d%s: %s', $row->person, $this->person->said(), $text), $row->person, $row->nth, $row->seq));
    }
}

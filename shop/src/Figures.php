<?php

declare(strict_types=1);

namespace Loyalty\Shop;

use Loyalty\CustomerBase;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\RfmBasis;
use Loyalty\RfmScores;
use Loyalty\Shop\Journal\Journal;

/** A shop's whole history, folded under its programme at one instant and scored: where every figure of a command or a page is from. */
final class Figures
{
    private function __construct(
        public readonly Programme $programme,
        public readonly CustomerBase $base,
        public readonly RfmScores $scores,
        /** UTC seconds. */
        public readonly int $at,
    ) {
    }

    public static function of(Journal $journal, Programme $programme, int $at, ?Rfm $rfm = null, RfmBasis $basis = RfmBasis::Gross): self
    {
        $base = new CustomerBase($programme);
        $base->append($journal->events());
        $base->fold($at);
        $scores = ($rfm ?? Rfm::quantiles())->score($base, $at, $basis);
        $base->applyRfm($scores);

        return new self($programme, $base, $scores, $at);
    }

    /** What came back of orders that are known: the only refunds that what is kept is without. Minor units. */
    public function matchedRefunds(): int
    {
        $totals = $this->base->totals();

        return $totals['spent_gross'] - $totals['spent'];
    }

    /** @return array{issued: int, reversed: int, expired: int, spent: int, restored: int, in: int, out: int, spendable: int, pending: int, owed: int, liability: int} */
    public function points(): array
    {
        $totals = $this->base->totals();
        $owed = $totals['points'] + $totals['points_pending'];

        return [
            'issued' => $totals['points_earned'],
            'reversed' => $totals['points_reversed'],
            'expired' => $totals['points_expired'],
            'spent' => $totals['points_spent'],
            'restored' => $totals['points_restored'],
            'in' => $totals['points_in'],
            'out' => $totals['points_out'],
            'spendable' => $totals['points'],
            'pending' => $totals['points_pending'],
            'owed' => $owed,
            'liability' => $this->programme->worth($owed)->minor,
        ];
    }
}

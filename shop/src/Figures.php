<?php

declare(strict_types=1);

namespace Loyalty\Shop;

use Loyalty\CustomerBase;
use Loyalty\LoyaltyException;
use Loyalty\Programme;
use Loyalty\Rfm;
use Loyalty\RfmBasis;
use Loyalty\RfmScores;
use Loyalty\Segment;
use Loyalty\Shop\Base\BaseFile;
use Loyalty\Shop\Clv\Lifetime;
use Loyalty\Shop\Journal\Journal;

/** A shop's whole history, folded under its programme at one instant and scored: where every figure of a command or a page is from. */
final class Figures
{
    /** What a model says, of which a rule may ask. */
    private const FORETOLD = ['p_alive', 'expected_orders', 'clv'];

    private function __construct(
        public readonly Programme $programme,
        public readonly CustomerBase $base,
        public readonly RfmScores $scores,
        /** UTC seconds. */
        public readonly int $at,
        /** Up to where the journal was read. */
        public readonly int $position,
    ) {
    }

    /**
     * @param ?string $file A base that was saved (docs/segments.md): then only what came since is read from the journal. Nothing is written.
     * @param ?callable(string): void $note Told in a sentence why the file is of no use.
     */
    public static function of(Journal $journal, Programme $programme, int $at, ?Rfm $rfm = null, RfmBasis $basis = RfmBasis::Gross, ?string $file = null, ?callable $note = null): self
    {
        $position = $journal->position();
        if ($file !== null) {
            $base = (new BaseFile($journal, $programme, $file))->read($at, $position, $note);
        } else {
            $base = new CustomerBase($programme);
            $base->append(BaseFile::events($journal, 0, $position));
            $base->fold($at);
        }

        return self::scored($programme, $base, $at, $position, $rfm, $basis);
    }

    /** Of a base that is folded at the instant. */
    public static function scored(Programme $programme, CustomerBase $base, int $at, int $position, ?Rfm $rfm = null, RfmBasis $basis = RfmBasis::Gross): self
    {
        $scores = ($rfm ?? Rfm::quantiles())->score($base, $at, $basis);
        $base->applyRfm($scores);

        return new self($programme, $base, $scores, $at, $position);
    }

    /** Whether a rule asks what a model says of the future. */
    public function asksTheFuture(Segment ...$rules): bool
    {
        return array_filter($rules, static fn (Segment $rule): bool => array_intersect(self::FORETOLD, $rule->fields()) !== []) !== [];
    }

    /**
     * Lets these rules ask a model, if one of them does and the base does not have its answers saved.
     *
     * @return ?string Why they will find nothing; null if they do, or do not ask.
     */
    public function foretell(Segment ...$rules): ?string
    {
        return $this->asksTheFuture(...$rules) && count($this->base->select('p_alive >= 0 %')) === 0 ? $this->model() : null;
    }

    /**
     * Applies what a model says of everybody as of the instant.
     *
     * @return ?string Why there is none.
     */
    public function model(): ?string
    {
        try {
            $this->base->applyClv(Lifetime::fit($this->base, $this->at)->predict());
        } catch (LoyaltyException $e) {
            return 'nothing is foretold of anybody: ' . $e->getMessage();
        }

        return null;
    }

    /** @return list<Segment> Those of the programme. */
    public function segments(): array
    {
        return array_map(fn (int|string $key): Segment => $this->programme->segment((string) $key), array_keys($this->programme->segments()));
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

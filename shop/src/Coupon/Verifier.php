<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\Coupon;
use Loyalty\CouponBatch;
use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;

/** Verifies codes under the terms they were issued with; a campaign that the owner has closed since is closed for them too. */
final class Verifier
{
    public function __construct(
        private readonly KeyRing $keys,
        private readonly Programme $programme,
        private readonly Journal $journal,
    ) {
    }

    /** @throws CouponException with the reason */
    public function verify(string $code, int $at): Coupon
    {
        $now = new Coupons($this->keys, $this->programme);
        $bare = (new Coupons($this->keys))->verify($code);
        $batch = $this->batchOf($bare);
        if ($batch === null) {
            return $now->verify($code, $at);
        }
        $then = $this->programme;
        if ($batch->programmeHash !== $this->programme->hash()) {
            $then = $this->journal->programme($batch->programmeHash) ?? throw new JournalException('the programme of the batch is not in the journal');
            try {
                $now->verify($code);
            } catch (CouponException $e) {
                // Of today's rules this one alone holds for older codes: it is how an owner stops a campaign.
                if ($e->reason === CouponError::CampaignClosed) {
                    throw $e;
                }
            }
        }

        return (new Coupons($this->keys, $then, [$batch]))->verify($code, $at);
    }

    /**
     * Which of the codes a quote may apply: those that verify() takes, and whose terms are those of the programme that computes it. A
     * discount is never computed with other terms than those that were promised.
     *
     * @param list<string> $codes As typed.
     * @return array{list<string>, list<Refusal>} The codes to hand to quote(), and the others.
     */
    public function forQuote(array $codes, int $at): array
    {
        $good = [];
        $refused = [];
        foreach ($codes as $code) {
            try {
                $batch = $this->batchOf($this->verify($code, $at));
            } catch (CouponException $e) {
                $refused[] = new Refusal($code, $e->reason->value, $e->getMessage(), $e->publicMessage());
                continue;
            }
            if ($batch !== null && $batch->programmeHash !== $this->programme->hash()) {
                $refused[] = new Refusal(
                    $code,
                    Refusal::OTHER_TERMS,
                    'issued under an earlier version of the programme: quote it with that version',
                    'This code cannot be applied here.',
                );
                continue;
            }
            $good[] = $code;
        }

        return [$good, $refused];
    }

    /** What quote() verifies those codes with: every batch that was issued under this very programme. */
    public function coupons(): Coupons
    {
        $hash = $this->programme->hash();
        $batches = array_filter($this->journal->batchesFor($this->programme), static fn (CouponBatch $batch): bool => $batch->programmeHash === $hash);

        return new Coupons($this->keys, $this->programme, array_values($batches));
    }

    public function batchOf(Coupon $coupon): ?CouponBatch
    {
        return $this->journal->batchOf($coupon->campaignNumber, $coupon->serial);
    }
}

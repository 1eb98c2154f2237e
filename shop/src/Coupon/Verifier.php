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

    /** What a quote verifies typed codes with: every batch of a campaign that the programme has. */
    public function forQuotes(): Coupons
    {
        return new Coupons($this->keys, $this->programme, $this->journal->batchesFor($this->programme));
    }

    public function batchOf(Coupon $coupon): ?CouponBatch
    {
        return $this->journal->batchOf($coupon->campaignNumber, $coupon->serial);
    }
}

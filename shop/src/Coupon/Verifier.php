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
        $bare = (new Coupons($this->keys))->verify($code);
        $batch = $this->batchOf($bare);
        $now = new Coupons($this->keys, $this->programme, $batch === null ? [] : [$batch]);
        $then = $batch === null || $batch->programmeHash === $this->programme->hash() ? null : $this->journal->programme($batch->programmeHash);
        if ($batch === null || $then === null) {
            return $now->verify($code, $at);
        }
        try {
            $now->verify($code, $at);
        } catch (CouponException $e) {
            if ($e->reason === CouponError::CampaignClosed) {
                throw $e;
            }
        }

        return (new Coupons($this->keys, $then, [$batch]))->verify($code, $at);
    }

    public function batchOf(Coupon $coupon): ?CouponBatch
    {
        return $this->journal->batchOf($coupon->campaignNumber, $coupon->serial);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\CouponBatch;
use Loyalty\InvalidProgrammeException;
use Loyalty\Programme;

/** What a shop remembers of the codes that are out: their batches, and the programmes whose terms hold for them. */
interface Batches
{
    /**
     * What verifies one code: its part of its batch, with its own customer and name (BatchPart). Null if no batch has the serial, or skipped it. A
     * batch may be of a million customers, and this is asked for every code that is typed.
     */
    public function codeOf(int $campaignNumber, int $serial): ?CouponBatch;

    /** The batch that a code's campaign number and serial belong to; a serial that was skipped belongs to it too. */
    public function batchOf(int $campaignNumber, int $serial): ?CouponBatch;

    /**
     * The version that a batch of this store is of.
     *
     * @param string $hash CouponBatch::$programmeHash.
     * @throws InvalidProgrammeException if the document is none for this version of the extension
     */
    public function programme(string $hash): ?Programme;
}

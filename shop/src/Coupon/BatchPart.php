<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\CouponBatch;

/** One code's part of its batch: what verifies it, without the other customers of the batch. */
final class BatchPart
{
    /** The first serial behind the batch. */
    public static function end(CouponBatch $batch): int
    {
        return $batch->firstSerial + $batch->count + count($batch->skipped);
    }

    /** Which code of the batch has the serial, 0 based; null if none has: outside the batch, or skipped. The batch needs no customers for this. */
    public static function index(CouponBatch $batch, int $serial): ?int
    {
        $offset = $serial - $batch->firstSerial;
        if ($offset < 0 || $serial >= self::end($batch)) {
            return null;
        }
        $before = 0;
        foreach ($batch->skipped as $skipped) {
            if ($skipped >= $offset) {
                return $skipped === $offset ? null : $offset - $before;
            }
            ++$before;
        }

        return $offset - $before;
    }

    /** The serial of a code of the batch, by its place: what index() is asked for. */
    public static function serial(CouponBatch $batch, int $index): int
    {
        $offset = $index;
        foreach ($batch->skipped as $skipped) {
            if ($skipped > $offset) {
                break;
            }
            ++$offset;
        }

        return $batch->firstSerial + $offset;
    }

    /**
     * @param ?string $customer Of that code; null where the batch binds nobody.
     * @param ?string $name Of that code; null where the batch has no names.
     */
    public static function of(CouponBatch $batch, int $serial, ?string $customer, ?string $name): CouponBatch
    {
        return new CouponBatch(
            $batch->campaign,
            $serial,
            1,
            $batch->issuedAt,
            $batch->programmeHash,
            $batch->key,
            $customer === null ? null : [$customer],
            $name === null ? null : [$name],
        );
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Coupon;

use Loyalty\Coupon;
use Loyalty\CouponBatch;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\InvalidProgrammeException;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Journal\JournalException;

/**
 * Reads codes under the terms that they were issued with; of today's rules one alone holds for older codes: a campaign that the owner has
 * closed or removed since is closed for them too.
 *
 * A shop has any number of batches with any number of customers: those that the typed codes name are loaded, and no others.
 */
final class Verifier
{
    private const REMEMBERED = 1000;

    private readonly Coupons $bare;

    /**
     * By campaign number and serial: the questions about one code follow each other.
     *
     * @var array<string, CouponBatch>
     */
    private array $batches = [];

    /** @param Programme $programme The version in force. */
    public function __construct(
        private readonly KeyRing $keys,
        private readonly Programme $programme,
        private readonly Batches $store,
    ) {
        $this->bare = new Coupons($keys);
    }

    /** @throws CouponException with the reason */
    public function verify(string $code, int $at): Coupon
    {
        return $this->coupons($code)->verify($code, $at);
    }

    /**
     * What verifies these codes, each under its own terms: for Programme::quote().
     *
     * @param string ...$codes As typed; what is no code of this shop is left for verify() to refuse.
     * @throws JournalException if their terms cannot be had
     */
    public function coupons(string ...$codes): Coupons
    {
        $batches = [];
        $versions = [];
        foreach ($codes as $code) {
            try {
                $coupon = $this->bare->verify($code);
            } catch (CouponException) {
                continue;
            }
            $batch = $this->batchOf($coupon);
            if ($batch === null) {
                continue;
            }
            $batches[$coupon->campaignNumber . ' ' . $batch->firstSerial] = $batch;
            $versions[$batch->programmeHash] ??= $this->version($batch);
        }
        unset($versions[$this->programme->hash()]);
        uasort($versions, static fn (Programme $a, Programme $b): int => [$a->inForceFrom(), $a->version()] <=> [$b->inForceFrom(), $b->version()]);
        try {
            return new Coupons($this->keys, [...array_values($versions), $this->programme], array_values($batches));
        } catch (\ValueError $e) {
            throw new JournalException('the programme in force and the codes that are out do not go together: ' . $e->getMessage(), 0, $e);
        }
    }

    /**
     * Which of the codes are good under another version than the one in force.
     *
     * @return array<string, int> The number of the version by code.
     */
    public function versions(string ...$codes): array
    {
        $coupons = $this->coupons(...$codes);
        $versions = [];
        foreach ($codes as $code) {
            try {
                $coupon = $coupons->verify($code);
            } catch (CouponException) {
                continue;
            }
            if ($coupon->programmeHash !== $this->programme->hash()) {
                $versions[$coupon->code] = $this->termsOf($coupon)->version();
            }
        }

        return $versions;
    }

    /** The part of its batch that a code needs; null if no batch has it. */
    public function batchOf(Coupon $coupon): ?CouponBatch
    {
        $key = $coupon->campaignNumber . ' ' . $coupon->serial;
        $batch = $this->batches[$key] ?? $this->store->codeOf($coupon->campaignNumber, $coupon->serial);
        if ($batch !== null && !isset($this->batches[$key])) {
            if (count($this->batches) >= self::REMEMBERED) {
                $this->batches = [];
            }
            // What is not there may come: a worker runs for days.
            $this->batches[$key] = $batch;
        }

        return $batch;
    }

    /** The name in front of a personalised code as it was issued: typed and read, "MARIA" is "MAR1A". */
    public function nameOf(Coupon $coupon): ?string
    {
        return $coupon->name === null ? null : ($this->batchOf($coupon)->names[0] ?? $coupon->name);
    }

    /** The version whose terms hold for a code that verify() took. */
    public function termsOf(Coupon $coupon): Programme
    {
        $batch = $this->batchOf($coupon);

        return $batch === null ? $this->programme : $this->version($batch);
    }

    private function version(CouponBatch $batch): Programme
    {
        if ($batch->programmeHash === $this->programme->hash()) {
            return $this->programme;
        }
        try {
            return $this->store->programme($batch->programmeHash) ?? throw new JournalException('the programme of the batch is not stored');
        } catch (InvalidProgrammeException $e) {
            throw new JournalException('the programme that the code was issued under is none for this version of the extension', 0, $e);
        }
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

use Loyalty\Coupon;
use Loyalty\CouponError;
use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;

/**
 * Where typed codes come in. A code is verified first, and only what a forger would get wrong is counted; typing errors are free. Whoever has
 * failed too often is not looked at for a while. A store that does not answer stops nobody: it raises an alarm.
 *
 * For codes as they are typed. Those that a cart has already are verified without it.
 */
final class Gate
{
    /** suggest() tries two repairs of a reading at most, and does not say how many. */
    private const REPAIRS = 2;
    /** "ANNA-" and 20 symbols may be a plain code of 24 symbols too: whoever types that asks two tags. No digit and no U stand in such a name. */
    private const TWO_READINGS = '/^\s*[A-Fa-f][A-TV-Za-tv-z]{3}\s*[-\x{2010}-\x{2015}\x{2212}]/u';
    /** How long a store that failed is left alone. */
    private const PAUSE_S = 5;

    private readonly \Closure $verify;
    private readonly ?\Closure $alarm;
    private int $restsUntil = \PHP_INT_MIN;

    /**
     * @param ?callable(Alarm): void $alarm What it throws is ignored.
     * @param ?callable(string, int): Coupon $verify In place of Coupons::verify(), such as Verifier::verify().
     */
    public function __construct(
        private readonly Coupons $coupons,
        private readonly KeyRing $keys,
        private readonly Store $store,
        private readonly Limits $limits = new Limits(),
        ?callable $alarm = null,
        ?callable $verify = null,
    ) {
        $this->verify = ($verify ?? $coupons->verify(...))(...);
        $this->alarm = $alarm === null ? null : $alarm(...);
    }

    /**
     * @throws RateLimitedException
     * @throws CouponException with the reason
     */
    public function verify(string $typed, Visitor $who, int $now): Coupon
    {
        $this->admit($who, $now, 1);
        try {
            $coupon = ($this->verify)($typed, $now);
        } catch (CouponException $e) {
            // The reason is that of the personalised reading; the tag of the plain one was asked all the same.
            if (self::counts($e->reason) || ($e->reason === CouponError::BadCheck && preg_match(self::TWO_READINGS, $typed) === 1)) {
                $this->failed($who, $now, 1);
            }
            throw $e;
        }

        return $coupon instanceof Coupon ? $coupon : throw new \TypeError('what verifies returns no coupon');
    }

    /**
     * Repairs of a code with a typing error. Costs as many failures as there can be repairs, whether they are found or not: each that is tried is
     * a guess.
     *
     * @return list<string>
     * @throws RateLimitedException
     */
    public function suggest(string $typed, Visitor $who, int $now): array
    {
        $cost = self::REPAIRS * (preg_match(self::TWO_READINGS, $typed) === 1 ? 2 : 1);
        $this->admit($who, $now, $cost);
        try {
            $this->coupons->verify($typed);

            return [];
        } catch (CouponException $e) {
            if ($e->reason !== CouponError::BadCheck) {
                return [];
            }
        }
        $this->failed($who, $now, $cost);

        return $this->coupons->suggest($typed);
    }

    /** From when on the visitor may try again, UTC seconds; null: now. */
    public function retryAt(Visitor $who, int $now): ?int
    {
        return $this->asked($now, fn (): ?int => $this->shutUntil($who, $now, 1), null);
    }

    /** Whether a refusal is a guess that failed: all of them read "invalid code". What comes before is a typing error, what comes after is genuine. */
    public static function counts(CouponError $reason): bool
    {
        return match ($reason) {
            CouponError::BadVersion, CouponError::UnknownKey, CouponError::KeyRetired, CouponError::Truncated, CouponError::NonCanonical,
            CouponError::BadTag, CouponError::UnknownField, CouponError::MissingField, CouponError::FieldRange, CouponError::UnknownCampaign,
            CouponError::CampaignClosed, CouponError::NotIssued => true,
            default => false,
        };
    }

    private function admit(Visitor $who, int $now, int $cost): void
    {
        $retryAt = $this->asked($now, fn (): ?int => $this->shutUntil($who, $now, $cost), null);
        if ($retryAt !== null) {
            throw new RateLimitedException($retryAt);
        }
    }

    private function shutUntil(Visitor $who, int $now, int $cost): ?int
    {
        $names = $this->names($who);
        $levels = $this->store->levels(array_values($names));
        $nowUs = $now * 1_000_000;
        $wait = fn (string $kind, Limit $limit, ?int $failures = null): int => isset($names[$kind])
            ? $limit->waitUs($levels[$names[$kind]] ?? 0, $nowUs, $cost, $failures) : 0;
        $waitUs = max(
            $wait('session', $this->limits->session),
            $wait('customer', $this->limits->customer),
            min($wait('address', $this->limits->address), $who->customer === null ? \PHP_INT_MAX : $wait('customer', $this->limits->customer, $this->limits->reserve)),
        );

        return $waitUs > 0 ? $now + intdiv($waitUs + 999_999, 1_000_000) : null;
    }

    /**
     * Counts. Those who found the gate open together may fail together: as many as are permitted get their answer, the others get none.
     *
     * @throws RateLimitedException
     */
    private function failed(Visitor $who, int $now, int $cost): void
    {
        $this->tally($now, $cost);
        if ($this->asked($now, fn (): bool => $this->charge($who, $now, $cost), true)) {
            return;
        }
        throw new RateLimitedException($this->asked($now, fn (): ?int => $this->shutUntil($who, $now, $cost), null) ?? $now + 1);
    }

    private function charge(Visitor $who, int $now, int $cost): bool
    {
        $reserved = false;
        // The nearest first: what it refuses is not counted for the address.
        foreach ($this->names($who) as $kind => $name) {
            $limit = match ($kind) {
                'customer' => $this->limits->customer,
                'session' => $this->limits->session,
                default => $this->limits->address,
            };
            $nowUs = $now * 1_000_000;
            $level = $this->store->raise($name, $cost * $limit->stepUs, $nowUs, $nowUs + $limit->failures * $limit->stepUs);
            if ($kind === 'customer' && $level !== null) {
                $reserved = $level - $nowUs <= $this->limits->reserve * $limit->stepUs;
            }
            if ($level === null && !($kind === 'address' && $reserved)) {
                return false;
            }
        }

        return true;
    }

    private function tally(int $now, int $cost): void
    {
        $limit = $this->limits->alarm;
        for (; $cost > 0; --$cost) {
            $failures = $this->asked($now, fn (): ?int => $this->store->count($now - $now % $limit->windowS, $limit->windowS, $limit->failures), null);
            if ($failures !== null) {
                $this->raise(new Alarm(AlarmKind::ManyFailures, $now, $failures, $limit->windowS));
            }
        }
    }

    /** @return array<string, string> Names of buckets by kind. The kind is in the pseudonym too: the address of a bucket is no customer of the ledger. */
    private function names(Visitor $who): array
    {
        $names = [];
        $known = ['customer' => $who->customer, 'session' => $who->customer === null ? $who->session : null, 'address' => $who->network];
        foreach (array_filter($known, is_string(...)) as $kind => $value) {
            $names[$kind] = $kind[0] . $this->keys->pseudonym("attempts $kind $value");
        }

        return $names;
    }

    /**
     * @template T
     * @template U
     * @param callable(): T $ask
     * @param U $otherwise
     * @return T|U
     */
    private function asked(int $now, callable $ask, mixed $otherwise): mixed
    {
        if ($now < $this->restsUntil) {
            return $otherwise;
        }
        try {
            return $ask();
        } catch (StoreException $e) {
            $this->restsUntil = $now + self::PAUSE_S;
            $this->raise(new Alarm(AlarmKind::StoreFailed, $now, cause: $e));

            return $otherwise;
        }
    }

    private function raise(Alarm $alarm): void
    {
        try {
            if ($this->alarm !== null) {
                ($this->alarm)($alarm);
            }
        } catch (\Exception) {
            // A mail server that is down must not stop a customer.
        }
    }
}

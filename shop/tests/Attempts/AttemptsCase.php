<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Attempts;

use Loyalty\CouponException;
use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Shop\Attempts\Gate;
use Loyalty\Shop\Attempts\Visitor;
use PHPUnit\Framework\TestCase;

/** A shop's keys, and codes of a forger who has all of it but the keys. */
abstract class AttemptsCase extends TestCase
{
    protected const NOW = 1_800_000_000;
    protected const DOMAIN = 'attempts/test';

    protected KeyRing $keys;
    protected Coupons $coupons;

    protected function setUp(): void
    {
        $this->keys = KeyRing::import(self::DOMAIN, [0 => str_repeat('k', 32)], 0);
        $this->coupons = new Coupons($this->keys);
    }

    protected function genuine(int $serial = 1): string
    {
        return $this->coupons->issue(7, $serial);
    }

    /** Right to its check symbols, and no further. */
    protected static function forged(int $serial = 1): string
    {
        return (new Coupons(KeyRing::import(self::DOMAIN, [0 => str_repeat('f', 32)], 0)))->issue(7, $serial);
    }

    /** A genuine code with its last data symbol changed. */
    protected function mistyped(): string
    {
        $code = $this->genuine();

        return substr_replace($code, $code[10] === 'A' ? 'B' : 'A', 10, 1);
    }

    protected static function guest(string $address = '192.0.2.1', ?string $session = null): Visitor
    {
        return new Visitor($address, null, $session);
    }

    /** What the gate answers: "genuine", or the reason. */
    protected static function answer(Gate $gate, string $typed, Visitor $who, int $now = self::NOW): string
    {
        try {
            $gate->verify($typed, $who, $now);

            return 'genuine';
        } catch (CouponException $e) {
            return $e->reason->value;
        }
    }

    /** @return list<string> */
    protected static function answers(int $times, Gate $gate, string $typed, Visitor $who, int $now = self::NOW): array
    {
        return array_map(static fn (): string => self::answer($gate, $typed, $who, $now), array_fill(0, $times, 0));
    }
}

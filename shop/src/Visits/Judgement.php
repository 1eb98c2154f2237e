<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

/**
 * What the share of direct visits says, in the owner's words. Who types the address or has it among the bookmarks comes back on purpose; a shop to which
 * hardly anybody does lives on those whom others send. docs/visits.md says where the borders are from.
 */
enum Judgement
{
    case TooFew;
    case Low;
    case Fair;
    case High;

    /** Below so many visits a share says nothing: at 100 it is uncertain by some ten points either way. */
    public const LEAST = 100;
    private const LOW = 2000;
    private const HIGH = 4000;

    /** @param ?int $share Hundredths of a percent. */
    public static function of(?int $share, int $visits): self
    {
        return match (true) {
            $share === null || $visits < self::LEAST => self::TooFew,
            $share < self::LOW => self::Low,
            $share < self::HIGH => self::Fair,
            default => self::High,
        };
    }

    public function text(): string
    {
        return match ($this) {
            self::TooFew => 'Too few visits to judge by. Look again when there are a hundred.',
            self::Low => 'Few visitors come of themselves: most are sent by searches, advertisements or other sites, and paid for again each time. Work on loyalty is missing. Begin with a reason to come back: a code for the next order, points that are shown, a letter after the sale.',
            self::Fair => 'A fair part of the visitors comes of itself. Give those who come back something that others do not get, and watch whether the share grows.',
            self::High => 'Many visitors come of themselves: the shop is remembered. Look after these, and see that new ones still come too.',
        };
    }
}

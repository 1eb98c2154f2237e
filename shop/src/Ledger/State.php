<?php

declare(strict_types=1);

namespace Loyalty\Shop\Ledger;

/** Of a use of a code. The numbers are stored. */
enum State: int
{
    /** By a cart, until an instant. */
    case Held = 1;
    /** Bound to an order that is not paid yet. */
    case Placed = 2;
    case Used = 3;
    /** By an order that was cancelled or refunded: the code is free again. The row says what the order was promised. */
    case Released = 4;
    /** The order was cancelled before it was paid, and the campaign gives nothing back. */
    case Kept = 5;
    /** No use: the owner has withdrawn the code. */
    case Revoked = 6;

    /** Whether it takes one of the permitted uses. */
    public function isLive(): bool
    {
        return $this !== self::Released && $this !== self::Revoked;
    }
}

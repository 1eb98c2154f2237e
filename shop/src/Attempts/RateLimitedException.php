<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

use Loyalty\CouponError;
use Loyalty\CouponException;

/** Too many failures: the code was not looked at. The public text says nothing about it. */
final class RateLimitedException extends CouponException
{
    /** The extension's number of RATE_LIMITED, which decides the public text. */
    private const STATUS = 130;

    /** @param int $retryAt UTC seconds: from then on one more is permitted. */
    public function __construct(public readonly int $retryAt)
    {
        parent::__construct(sprintf('too many failed codes: the next one is looked at from %s UTC on', gmdate('Y-m-d H:i:s', $retryAt)), self::STATUS);
        // Only the class that declares it may write it.
        (new \ReflectionProperty(CouponException::class, 'reason'))->setValue($this, CouponError::RateLimited);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Referral;

/** Nobody can join so. The message is for staff; a shop says "this invitation cannot be used". */
final class ReferralException extends \RuntimeException
{
}

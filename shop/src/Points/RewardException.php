<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

/** A reward that there is not, or not for this customer. */
final class RewardException extends \RuntimeException
{
}

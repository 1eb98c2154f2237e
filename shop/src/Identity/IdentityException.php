<?php

declare(strict_types=1);

namespace Loyalty\Shop\Identity;

/** The key file or the shop's identity is not as it must be. The message says what to do. */
class IdentityException extends \RuntimeException
{
}

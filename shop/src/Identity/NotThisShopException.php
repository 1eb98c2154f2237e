<?php

declare(strict_types=1);

namespace Loyalty\Shop\Identity;

/** Nothing is issued or sent, because it is not known whether this is the shop or a copy of it. */
final class NotThisShopException extends IdentityException
{
    public function __construct(public readonly Standing $standing, string $message)
    {
        parent::__construct($message);
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

/** What counts attempts does not answer. */
final class StoreException extends \RuntimeException
{
}

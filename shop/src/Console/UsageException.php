<?php

declare(strict_types=1);

namespace Loyalty\Shop\Console;

/** The command was called in a way that cannot work; the message says what would. */
final class UsageException extends \RuntimeException
{
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

/** The journal cannot do what was asked; nothing was written. */
class JournalException extends \RuntimeException
{
}

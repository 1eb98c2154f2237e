<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/** A source that cannot be read as what it should be; the message names the file and the line. */
final class ImportException extends \RuntimeException
{
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

/** Tables that are not there, or not those that are meant. */
final class SnapshotException extends \RuntimeException
{
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Sql;

/** ClickHouse did not do what was asked; its own number of the error, or 0, is the code. */
final class ClickHouseException extends \RuntimeException
{
}

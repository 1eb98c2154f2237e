<?php

declare(strict_types=1);

namespace Loyalty\Shop\Service;

/** The customer does not have the service, or nothing is left of it. The message can be shown to staff and to the customer. */
final class BookingException extends \RuntimeException
{
}

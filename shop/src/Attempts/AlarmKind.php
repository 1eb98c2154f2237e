<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

enum AlarmKind: string
{
    /** More failures in the whole shop than its limit says. Nobody is locked out by it. */
    case ManyFailures = 'many_failures';
    /** Failures are not counted at the moment; genuine codes pass. */
    case StoreFailed = 'store_failed';
}

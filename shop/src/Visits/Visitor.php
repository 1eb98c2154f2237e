<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

enum Visitor: string
{
    case New = 'new';
    case Returning = 'returning';
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Identity;

enum Standing: string
{
    /** This is the shop, at its address, with its keys. */
    case Known = 'known';
    /** Nobody has said yet which shop this is. */
    case Fresh = 'new';
    /** The data were made at another address or with other keys: a copy, or a shop that has moved. */
    case Copied = 'copied';
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

/** A code that a customer has for reaching a tier. */
final readonly class TierCode
{
    public function __construct(
        public string $customer,
        public string $tier,
        /** Key of the campaign. */
        public string $campaign,
        /** As it is shown. */
        public string $code,
        /** When the tier was reached, UTC seconds. */
        public int $reachedAt,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

use Loyalty\Money;

/** What points bought from the catalogue of rewards. */
final readonly class Given
{
    public function __construct(
        /** Of the spend. The shop gives the gift or the credit out once under it: a process that died may not have. */
        public string $id,
        /** Key of the reward. */
        public string $reward,
        /** "gift", "coupon" or "credit" */
        public string $kind,
        public int $points,
        /** It was bought before: no points were taken now. */
        public bool $repeated,
        /** Of a coupon, as it is shown. */
        public ?string $code = null,
        /** Of a gift. */
        public ?string $sku = null,
        /** Of credit. */
        public ?Money $credit = null,
    ) {
    }
}

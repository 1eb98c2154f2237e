<?php

declare(strict_types=1);

namespace Loyalty\Shop\Attempts;

/** What a shop permits. The defaults are far above what a customer does who types, and far below what guessing needs. */
final readonly class Limits
{
    /**
     * @param Limit $address Of one address, whoever is behind it.
     * @param Limit $customer Of one signed-in customer.
     * @param Limit $session Of one guest who moves between addresses.
     * @param int $reserve How many of its failures each customer keeps while the address it comes from is used up by others.
     * @param Limit $alarm Failures of the whole shop that raise an alarm, once per window. They lock nobody out.
     */
    public function __construct(
        public Limit $address = new Limit(10, 600),
        public Limit $customer = new Limit(10, 600),
        public Limit $session = new Limit(10, 600),
        public int $reserve = 5,
        public Limit $alarm = new Limit(500, 3600),
    ) {
        if ($reserve < 2 || $reserve > $customer->failures) {
            throw new \ValueError('the reserve is 2 failures at least, and at most the limit of a customer');
        }
    }
}

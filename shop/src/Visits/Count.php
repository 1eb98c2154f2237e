<?php

declare(strict_types=1);

namespace Loyalty\Shop\Visits;

/** Visits of one day that are alike. What is not known is null. */
final readonly class Count
{
    /**
     * @param int $day Of the shop's time zone, days since 1970-01-01.
     * @param ?int $since Whole days since the visitor's last visit.
     * @param ?int $nth Which visit of the visitor it is, from 1.
     */
    public function __construct(
        public int $day,
        public int $visits,
        public ?Via $via = null,
        public ?Visitor $visitor = null,
        public ?int $since = null,
        public ?int $nth = null,
    ) {
        if ($visits < 0 || $since !== null && $since < 0 || $nth !== null && $nth < 1) {
            throw new \ValueError('visits and days since the last one are not negative, and the first visit is number 1');
        }
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

/** What an import read and what became of it: every invoice is in exactly one count, every penny in one amount. */
final class ImportTally
{
    public int $invoices = 0;
    public int $orders = 0;
    public int $orderAmount = 0;
    /** Lines of orders after those of one code were joined. */
    public int $orderLines = 0;
    public int $anonymousOrders = 0;
    public int $anonymousOrderAmount = 0;
    public int $cancellations = 0;
    public int $cancelledAmount = 0;
    public int $cancelledLines = 0;
    public int $anonymousCancellations = 0;
    public int $anonymousCancelledAmount = 0;
    public int $zeroInvoices = 0;
    public int $badDebtEntries = 0;
    /** Invoices whose total has a part of a penny. */
    public int $roundedInvoices = 0;
    /** Refund events that name an order, and their money. */
    public int $matchedRefunds = 0;
    public int $matchedAmount = 0;
    /** Refund events of units that were not bought before, and their money. */
    public int $unmatchedRefunds = 0;
    public int $unmatchedAmount = 0;
    /** Refund events of money beyond what was paid, and their money. */
    public int $excessRefunds = 0;
    public int $excessAmount = 0;
    public int $linesMatched = 0;
    public int $linesPartlyMatched = 0;
    public int $linesUnmatched = 0;

    /** @return array<string, int> */
    public function toArray(): array
    {
        $counts = [];
        foreach (get_object_vars($this) as $name => $count) {
            $counts[(string) $name] = is_int($count) ? $count : throw new \LogicException($name . ' is no count');
        }

        return $counts;
    }
}

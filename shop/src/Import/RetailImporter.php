<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

use Loyalty\Event;
use Loyalty\LoyaltyException;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\Journal;

/**
 * Reads a folder in the form of the "Online Retail" data: invoices.csv and lines.csv.gz, invoices in the order of time, lines in the order of
 * invoices. What becomes an order, a refund, an anonymous sale or nothing is in docs/importing.md.
 */
final class RetailImporter
{
    public const CURRENCY = 'GBP';
    public const TIMEZONE = 'Europe/London';

    private const MILLS_PER_PENNY = 10;

    private readonly CsvFile $invoices;
    private readonly CsvFile $lines;
    private readonly \DateTimeZone $zone;
    private readonly PurchaseBook $book;
    /** @var array<string, true> Cancellations so far. */
    private array $cancelled = [];

    public function __construct(
        string $folder,
        private readonly string $source = 'retail',
        public readonly ImportTally $tally = new ImportTally(),
    ) {
        $this->invoices = new CsvFile($folder . '/invoices.csv', ['invoice', 'datetime', 'customer_id', 'country', 'lines', 'quantity', 'amount_mills']);
        $lines = $folder . '/lines.csv';
        $this->lines = new CsvFile(is_file($lines) ? $lines : $lines . '.gz', ['invoice', 'stock_code', 'quantity', 'price_mills']);
        $this->zone = new \DateTimeZone(self::TIMEZONE);
        $this->book = new PurchaseBook();
    }

    public function countInvoices(): int
    {
        return $this->invoices->countLines();
    }

    /**
     * Writes what it reads into the journal, batch by batch.
     *
     * @param ?callable(int): void $onInvoice Called with the number of invoices read.
     * @throws ImportException also for a cancellation that is in the journal as refunds of other orders
     */
    public function importInto(Journal $journal, ?callable $onInvoice = null): AppendOutcome
    {
        return $journal->append($this->events($onInvoice, $journal));
    }

    /**
     * Reads once, in constant memory but for what customers could still return and the numbers of cancellations.
     *
     * @param ?callable(int): void $onInvoice Called with the number of invoices read.
     * @param ?Journal $journal Where they go: a cancellation is refused that is there with another match.
     * @return \Generator<int, Event>
     */
    public function events(?callable $onInvoice = null, ?Journal $journal = null): \Generator
    {
        if ($this->tally->invoices > 0) {
            throw new \LogicException('an importer reads its folder once');
        }
        $groups = $this->lineGroups();
        $before = \PHP_INT_MIN;
        foreach ($this->invoices->rows() as $line => [$invoice, $datetime, $customer, , $lineCount, $quantity, $amount]) {
            $at = $this->instant($line, $datetime);
            if ($at < $before) {
                throw $this->invoices->error($line, sprintf('invoice %s is older than the one before it; sort the file by time', $invoice));
            }
            $before = $at;
            $mills = $this->invoices->integer($line, $amount);
            $lines = [];
            if ($customer !== '0') {
                $lines = $groups->valid() && $groups->key() === $invoice ? $groups->current() : [];
                $groups->next();
                $this->checkLines($line, $invoice, $lines, [
                    $this->invoices->integer($line, $lineCount),
                    $this->invoices->integer($line, $quantity),
                    $mills,
                ]);
            }
            ++$this->tally->invoices;
            try {
                $events = $this->invoice($line, $invoice, $at, $customer === '0' ? null : $customer, $mills, $lines);
            } catch (LoyaltyException|\ValueError $e) {
                throw $this->invoices->error($line, sprintf('invoice %s: %s', $invoice, $e->getMessage()), $e);
            }
            if ($journal !== null && $invoice[0] === 'C' && $events !== []) {
                $this->checkMatch($line, $invoice, $events, $journal);
            }
            // Not "yield from": its keys begin anew with each array.
            foreach ($events as $event) {
                yield $event;
            }
            if ($onInvoice !== null) {
                $onInvoice($this->tally->invoices);
            }
        }
        if ($groups->valid()) {
            throw new ImportException(sprintf('%s: invoice %s is not in %s, or not in the same place', basename($this->lines->path), $groups->key(), basename($this->invoices->path)));
        }
    }

    /**
     * Ids of refunds name the order that they take from. Where an earlier import saw other orders, this one's would be new events, and the
     * money would come back twice.
     *
     * @param non-empty-list<Event> $events
     */
    private function checkMatch(int $line, string $invoice, array $events, Journal $journal): void
    {
        $total = new Money(1, self::CURRENCY);
        $whole = Event::refund($this->source, $invoice, null, null, $events[0]->at, $total)->id;
        $part = Event::refund($this->source, $invoice . '-', null, null, $events[0]->at, $total)->id;
        $known = [...$journal->idsFrom($whole), ...$journal->idsFrom(substr($part, 0, (int) strrpos($part, '/')))];
        $others = array_diff($known, array_column($events, 'id'));
        if ($others !== []) {
            throw $this->invoices->error($line, sprintf(
                'cancellation %s was imported before with another match (%s): import the export from its beginning',
                $invoice,
                implode(', ', $others),
            ));
        }
    }

    /**
     * @param list<array{string, int, int}> $lines code, quantity, price in mills
     * @return list<Event>
     */
    private function invoice(int $line, string $invoice, int $at, ?string $customer, int $mills, array $lines): array
    {
        $kind = $invoice[0] ?? '';
        if ($kind === 'A') {
            ++$this->tally->badDebtEntries;

            return [];
        }
        if ($mills === 0) {
            ++$this->tally->zeroInvoices;

            return [];
        }
        if (($mills < 0) !== ($kind === 'C')) {
            throw $this->invoices->error($line, sprintf('invoice %s has an amount of %d: only cancellations (C…) are negative, and all of them', $invoice, $mills));
        }
        if ($kind === 'C') {
            if (str_contains($invoice, '-')) {
                throw $this->invoices->error($line, sprintf('cancellation %s has a dash in its number: its refunds could not be told from those of another', $invoice));
            }
            if (isset($this->cancelled[$invoice])) {
                throw $this->invoices->error($line, sprintf('cancellation %s is in the file twice', $invoice));
            }
            $this->cancelled[$invoice] = true;
        }
        if ($mills % self::MILLS_PER_PENNY !== 0) {
            ++$this->tally->roundedInvoices;
        }
        $total = new Money(self::pence(abs($mills)), self::CURRENCY);
        if ($customer === null) {
            return [$kind === 'C' ? $this->anonymousRefund($invoice, $at, $total) : $this->anonymousOrder($invoice, $at, $total)];
        }

        return $kind === 'C'
            ? $this->cancellation($line, $invoice, $at, $customer, $total, $lines)
            : [$this->order($line, $invoice, $at, $customer, $total, $lines)];
    }

    private function anonymousOrder(string $invoice, int $at, Money $total): Event
    {
        ++$this->tally->anonymousOrders;
        $this->tally->anonymousOrderAmount += $total->minor;

        return Event::order($this->source, $invoice, 1, null, $at, OrderCondition::Paid, $total);
    }

    private function anonymousRefund(string $invoice, int $at, Money $total): Event
    {
        ++$this->tally->anonymousCancellations;
        $this->tally->anonymousCancelledAmount += $total->minor;

        return Event::refund($this->source, $invoice, null, null, $at, $total);
    }

    /**
     * One line per code: a return names the code, not the line.
     *
     * @param list<array{string, int, int}> $lines
     */
    private function order(int $line, string $invoice, int $at, string $customer, Money $total, array $lines): Event
    {
        $joined = [];
        foreach ($lines as [$sku, $quantity, $price]) {
            if ($quantity <= 0 || $price < 0) {
                throw $this->invoices->error($line, sprintf('invoice %s sells %d of %s for %d: neither may be negative', $invoice, $quantity, $sku, $price));
            }
            $joined['_' . $sku] ??= [$sku, 0, 0];
            $joined['_' . $sku][1] += $quantity;
            $joined['_' . $sku][2] += $quantity * $price;
        }
        $parts = $total->split(array_map(static fn (array $j): int => $j[2], array_values($joined)));
        $sold = [];
        foreach (array_values($joined) as $i => [$sku, $quantity]) {
            $sold[] = ['sku' => $sku, 'quantity' => $quantity, 'amount' => $parts[$i]->minor];
            $this->book->add($customer, $invoice, $sku, $quantity, $parts[$i]->minor);
        }
        ++$this->tally->orders;
        $this->tally->orderAmount += $total->minor;
        $this->tally->orderLines += count($sold);

        return Event::order($this->source, $invoice, 1, $customer, $at, OrderCondition::Paid, $total, $sold);
    }

    /**
     * One refund for each order that is taken back from, one for what was never bought, one for money beyond what was paid.
     *
     * @param list<array{string, int, int}> $lines
     * @return list<Event>
     */
    private function cancellation(int $line, string $invoice, int $at, string $customer, Money $total, array $lines): array
    {
        foreach ($lines as [$sku, $quantity, $price]) {
            if ($quantity >= 0 || $price < 0) {
                throw $this->invoices->error($line, sprintf('cancellation %s takes back %d of %s for %d', $invoice, -$quantity, $sku, $price));
            }
        }
        $parts = $total->split(array_map(static fn (array $l): int => -$l[1] * $l[2], $lines));
        /** @var array<string, non-empty-list<array{sku: string, quantity: int, amount: int}>> $byOrder */
        $byOrder = [];
        $unmatched = [];
        $excess = 0;
        foreach ($lines as $i => [$sku, $quantity]) {
            $taken = $this->book->take($customer, $sku, -$quantity, $parts[$i]);
            $this->countLine($taken);
            foreach ($taken as $t) {
                $excess += $t->excess;
                $back = ['sku' => $sku, 'quantity' => $t->quantity, 'amount' => $t->amount - $t->excess];
                if ($t->order === null) {
                    $unmatched[] = $back;
                } else {
                    $byOrder['_' . $t->order][] = $back;
                }
            }
        }
        ++$this->tally->cancellations;
        $this->tally->cancelledAmount += $total->minor;
        $this->tally->cancelledLines += count($lines);

        $events = [];
        foreach ($byOrder as $key => $back) {
            $order = substr($key, 1);
            $events[] = $this->refund("$invoice-$order", $order, $customer, $at, $back, $this->tally->matchedRefunds, $this->tally->matchedAmount);
        }
        $events[] = $this->refund("$invoice-unmatched", null, $customer, $at, $unmatched, $this->tally->unmatchedRefunds, $this->tally->unmatchedAmount);
        if ($excess > 0) {
            ++$this->tally->excessRefunds;
            $this->tally->excessAmount += $excess;
            $events[] = Event::refund($this->source, "$invoice-excess", null, $customer, $at, new Money($excess, self::CURRENCY));
        }

        return array_values(array_filter($events));
    }

    /**
     * @param list<array{sku: string, quantity: int, amount: int}> $lines
     * @return ?Event Null where no money came back.
     */
    private function refund(string $reference, ?string $order, string $customer, int $at, array $lines, int &$count, int &$sum): ?Event
    {
        $amount = array_sum(array_column($lines, 'amount'));
        if ($amount === 0) {
            return null;
        }
        ++$count;
        $sum += $amount;

        return Event::refund($this->source, $reference, $order, $customer, $at, new Money($amount, self::CURRENCY), $lines);
    }

    /** @param non-empty-list<Taken> $taken */
    private function countLine(array $taken): void
    {
        $open = $taken[count($taken) - 1]->order === null;
        match (true) {
            !$open => ++$this->tally->linesMatched,
            count($taken) > 1 => ++$this->tally->linesPartlyMatched,
            default => ++$this->tally->linesUnmatched,
        };
    }

    /**
     * The lines of one invoice after the other. An invoice whose lines are not together is found as one out of place.
     *
     * @return \Generator<string, list<array{string, int, int}>>
     */
    private function lineGroups(): \Generator
    {
        $group = [];
        $of = null;
        foreach ($this->lines->rows() as $line => [$invoice, $sku, $quantity, $price]) {
            if ($invoice !== $of && $of !== null) {
                yield $of => $group;
                $group = [];
            }
            $of = $invoice;
            $group[] = [$sku, ...$this->amounts($line, $sku, $quantity, $price)];
        }
        if ($of !== null) {
            yield $of => $group;
        }
    }

    /** @return array{int, int} */
    private function amounts(int $line, string $sku, string $quantity, string $price): array
    {
        $units = $this->lines->integer($line, $quantity);
        $mills = $this->lines->integer($line, $price);
        // Beyond the integers PHP goes on with floats, which are no integer in range either.
        if (abs($units * $mills) > CsvFile::LARGEST) {
            throw $this->lines->error($line, sprintf('%d of %s for %d are more money than any invoice has', $units, $sku, $mills));
        }

        return [$units, $mills];
    }

    /**
     * @param list<array{string, int, int}> $lines
     * @param array{int, int, int} $expected lines, quantity, mills
     */
    private function checkLines(int $line, string $invoice, array $lines, array $expected): void
    {
        $found = [count($lines), 0, 0];
        foreach ($lines as [, $quantity, $price]) {
            $found[1] += $quantity;
            $found[2] += $quantity * $price;
        }
        if ($found !== $expected) {
            throw $this->invoices->error($line, vsprintf(
                "invoice $invoice has %d lines, %d units and %d mills, its lines are %d with %d units and %d mills",
                [...$expected, ...$found],
            ));
        }
    }

    private function instant(int $line, string $datetime): int
    {
        $at = \DateTimeImmutable::createFromFormat('!Y-m-d H:i:s', $datetime, $this->zone);
        if ($at === false || $at->format('Y-m-d H:i:s') !== $datetime) {
            throw $this->invoices->error($line, sprintf('"%s" is not a time in %s', $datetime, self::TIMEZONE));
        }

        return $at->getTimestamp();
    }

    /** Half a penny rounds up. */
    private static function pence(int $mills): int
    {
        return intdiv($mills + intdiv(self::MILLS_PER_PENNY, 2), self::MILLS_PER_PENNY);
    }
}

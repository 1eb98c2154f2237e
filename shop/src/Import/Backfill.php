<?php

declare(strict_types=1);

namespace Loyalty\Shop\Import;

use Loyalty\Event;
use Loyalty\KeyRing;
use Loyalty\Money;
use Loyalty\OrderCondition;
use Loyalty\Shop\Journal\AppendOutcome;
use Loyalty\Shop\Journal\EventConflictException;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Ledger\Person;

/**
 * Reads the orders that a shop had before, from its own tables into the journal: page by page, each one transaction with the cursor that says how far it is.
 * Whoever is killed on the way goes on where it was; what hooks have written meanwhile is kept. docs/importing.md
 *
 * @phpstan-type Cells array<string, int|string|null>
 */
final class Backfill
{
    public const PAGE = 1000;

    public readonly BackfillTally $tally;
    private readonly BackfillCursor $cursor;
    private readonly \DateTimeZone $zone;
    private readonly int $decimals;
    /** @var array<string, \PDOStatement> */
    private array $statements = [];

    /**
     * @param \PDO $shop The shop's own database; it is only read.
     * @param string $currency The programme's.
     * @param ?KeyRing $guests Makes keys of guests of their e-mail addresses, "guest:…"; null: their orders are anonymous.
     */
    public function __construct(
        private readonly \PDO $shop,
        private readonly BackfillMapping $mapping,
        private readonly Journal $journal,
        private readonly string $currency,
        private readonly ?KeyRing $guests = null,
    ) {
        $shop->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION);
        $this->tally = new BackfillTally();
        $this->cursor = new BackfillCursor($journal);
        $this->zone = new \DateTimeZone($mapping->timezone);
        $this->decimals = Money::decimals($currency);
    }

    /** How many orders are still to be read; null if the mapping does not say. */
    public function remaining(): ?int
    {
        $this->cursor->create();
        if ($this->mapping->count === null) {
            return null;
        }
        $row = $this->rows($this->mapping->count, ['after' => $this->cursor->of($this->mapping->source)[0]])[0] ?? [];

        return (int) (array_values($row)[0] ?? 0);
    }

    /** The next run begins with the first order again. */
    public function restart(): void
    {
        $this->cursor->create();
        $this->cursor->forget($this->mapping->source);
    }

    /**
     * @param ?callable(BackfillTally): void $onPage Called after each commit.
     * @throws ImportException if a statement does not give what it must, or another process reads the same orders
     */
    public function run(?callable $onPage = null, int $page = self::PAGE): BackfillTally
    {
        $this->cursor->create();
        [$after] = $this->cursor->of($this->mapping->source);
        while (($orders = $this->rows($this->mapping->orders, ['after' => $after, 'limit' => $page])) !== []) {
            $first = self::number($orders[0]);
            $last = self::number($orders[count($orders) - 1]);
            if ($first <= $after || $last < $first) {
                throw new ImportException('"orders" gives orders by "number", ascending, behind :after');
            }
            $byOrder = $this->events($orders, $first, $last);
            $from = $after;
            $this->journal->work()->whole(function () use ($byOrder, $from, $last, $orders): void {
                $outcome = $this->append($byOrder);
                if (!$this->cursor->move($this->mapping->source, $from, $last, count($orders))) {
                    throw new ImportException(sprintf('another process reads the orders of "%s"', $this->mapping->source));
                }
                $this->tally->appended += $outcome->appended;
                $this->tally->repeated += $outcome->repeated;
            });
            $after = $last;
            if ($onPage !== null) {
                $onPage($this->tally);
            }
        }

        return $this->tally;
    }

    /** @param list<list<Event>> $byOrder */
    private function append(array $byOrder): AppendOutcome
    {
        try {
            return $this->journal->append(array_merge(...$byOrder), \PHP_INT_MAX);
        } catch (EventConflictException) {
            // Order by order: one that hooks know otherwise is left to them.
            $outcome = new AppendOutcome(0, 0);
            foreach ($byOrder as $events) {
                try {
                    $outcome = $outcome->and($this->journal->append($events));
                } catch (EventConflictException) {
                    ++$this->tally->conflicts;
                }
            }

            return $outcome;
        }
    }

    /**
     * @param list<Cells> $orders
     * @return list<list<Event>> By order.
     */
    private function events(array $orders, int $first, int $last): array
    {
        $range = ['first' => $first, 'last' => $last];
        $of = fn (?string $sql): array => $sql === null ? [] : self::grouped($this->rows($sql, $range));
        $lines = $of($this->mapping->lines);
        $refunds = $of($this->mapping->refunds);
        $refundLines = $of($this->mapping->refundLines);
        $all = [];
        foreach ($orders as $row) {
            ++$this->tally->orders;
            $number = self::number($row);
            try {
                $events = $this->order($row, $lines[$number] ?? []);
                if ($events !== []) {
                    ++$this->tally->counting;
                    foreach ($refunds[$number] ?? [] as $refund) {
                        $event = $this->refund($refund, $row, $refundLines[(int) ($refund['refund'] ?? 0)] ?? []);
                        if ($event !== null) {
                            ++$this->tally->refunds;
                            $events[] = $event;
                        }
                    }
                    $all[] = $events;
                }
            } catch (\ValueError|ImportException $e) {
                $this->tally->refuse(sprintf('order %d: %s', $number, $e->getMessage()));
            }
        }

        return $all;
    }

    /**
     * @param Cells $row
     * @param list<Cells> $lines
     * @return list<Event>
     */
    private function order(array $row, array $lines): array
    {
        $status = (string) ($row['status'] ?? '');
        $meaning = $this->mapping->statuses[$status] ?? throw new ImportException(sprintf('the mapping does not say what status "%s" means', $status));
        if ($meaning === 'nothing') {
            return [];
        }
        if ((string) ($row['currency'] ?? $this->currency) !== $this->currency) {
            ++$this->tally->otherCurrency;

            return [];
        }
        $shipping = max(0, $this->minor($row['shipping'] ?? 0));
        $amount = $this->minor($row['total'] ?? null) - $shipping;
        if ($amount < 0) {
            throw new ImportException('it costs less than its shipping');
        }
        $paidAt = $this->instant($row['paid_at'] ?? null) ?? $this->instant($row['created_at'] ?? null) ?? throw new ImportException('it has no time');
        $make = fn (int $revision, int $at, OrderCondition $condition): Event => Event::order(
            $this->mapping->source,
            self::reference($row),
            $revision,
            $this->customer($row),
            $at,
            $condition,
            new Money($amount, $this->currency),
            $this->lines($lines, $amount, true),
            shipping: $shipping > 0 ? new Money($shipping, $this->currency) : null,
        );
        $events = [$make(1, $paidAt, OrderCondition::Paid)];
        if ($meaning === 'delivered') {
            $events[] = $make(2, max($paidAt, $this->instant($row['delivered_at'] ?? null) ?? $paidAt), OrderCondition::Delivered);
        }

        return $events;
    }

    /**
     * @param Cells $row
     * @param Cells $order
     * @param list<Cells> $lines
     */
    private function refund(array $row, array $order, array $lines): ?Event
    {
        $shipping = max(0, $this->minor($row['shipping'] ?? 0));
        $amount = $this->minor($row['amount'] ?? null) - $shipping;
        if ($amount < 0) {
            // Shops that give back less than the shipping in their own figures: it is the shipping's.
            [$shipping, $amount] = [max(0, $shipping + $amount), 0];
        }
        if ($amount + $shipping === 0) {
            return null;
        }
        $at = $this->instant($row['at'] ?? null) ?? throw new ImportException('a refund of it has no time');
        $lines = array_map(static fn (array $l): array => ['quantity' => abs((int) round((float) ($l['quantity'] ?? 0))), 'amount' => ltrim((string) ($l['amount'] ?? '0'), '-'), 'tax' => 0] + $l, $lines);
        $sum = array_sum(array_map(fn (array $l): int => $this->minor($l['amount']), $lines));

        return Event::refund(
            $this->mapping->source,
            (string) ($row['refund'] ?? throw new ImportException('"refunds" has no column "refund"')),
            self::reference($order),
            $this->customer($order),
            $at,
            new Money($amount, $this->currency),
            // Lines that do not make the sum say less than the sum alone.
            abs($sum - $amount) <= count($lines) ? $this->lines($lines, $amount, false) : [],
            $shipping > 0 ? new Money($shipping, $this->currency) : null,
        );
    }

    /**
     * Lines that sum to the amount: what differs (fees, rounding) is spread over them.
     *
     * @param list<Cells> $lines
     * @param bool $bought With what they cost the shop; of what came back nobody asks.
     * @return list<array{sku: string, quantity: int, amount: int, category?: string, tax?: int, cost?: int}>
     */
    private function lines(array $lines, int $amount, bool $bought): array
    {
        $weights = array_map(fn (array $l): int => max(0, $this->minor($l['amount'] ?? null)), $lines);
        if (array_sum($weights) === 0) {
            return [];
        }
        $parts = (new Money($amount, $this->currency))->split($weights);
        $made = [];
        foreach ($lines as $i => $line) {
            $quantity = (int) round((float) ($line['quantity'] ?? 1));
            $category = (string) ($line['category'] ?? '');
            $made[] = ['sku' => (string) ($line['sku'] ?? ''), 'quantity' => max(1, $quantity), 'amount' => $parts[$i]->minor]
                + ($category === '' ? [] : ['category' => $category])
                + ['tax' => max(0, min($parts[$i]->minor, $this->minor($line['tax'] ?? 0)))]
                + ($bought ? $this->cost($line['cost'] ?? '') : []);
        }

        return $made;
    }

    /** @return array{cost?: int} Nothing where the shop has none, or none that makes sense: it is a figure for statistics alone. */
    private function cost(int|string $cost): array
    {
        $minor = $cost === '' ? -1 : $this->minor($cost);

        return $minor < 0 ? [] : ['cost' => $minor];
    }

    /** @param Cells $row */
    private function customer(array $row): ?string
    {
        $customer = (string) ($row['customer'] ?? '');
        if ($customer !== '' && $customer !== '0') {
            return $customer;
        }
        $email = $this->guests === null ? null : Person::canonicalEmail((string) ($row['email'] ?? ''));

        return $email === null || $this->guests === null ? null : 'guest:' . $this->guests->pseudonym($email);
    }

    /** Minor units of a decimal number as databases write it, rounded half up. */
    private function minor(int|string|null $decimal): int
    {
        if (preg_match('/\A(-?)(\d{1,12})(?:\.(\d{1,20}))?\z/', trim((string) $decimal), $part) !== 1) {
            throw new ImportException(sprintf('"%s" is no amount', (string) $decimal));
        }
        $fraction = str_pad($part[3] ?? '', $this->decimals + 1, '0');
        $minor = (int) ($part[2] . substr($fraction, 0, $this->decimals)) + ($fraction[$this->decimals] >= '5' ? 1 : 0);

        return $part[1] === '-' ? -$minor : $minor;
    }

    /** UTC seconds; null where nothing is said. Numbers are seconds already. */
    private function instant(int|string|null $text): ?int
    {
        $text = trim((string) $text);
        if ($text === '' || $text === '0' || str_starts_with($text, '0000-')) {
            return null;
        }
        if (preg_match('/\A\d{5,11}\z/', $text) === 1) {
            return (int) $text;
        }
        $at = \DateTimeImmutable::createFromFormat('!Y-m-d H:i:s', substr($text, 0, 19), $this->zone);

        return $at !== false ? $at->getTimestamp() : throw new ImportException(sprintf('"%s" is no time such as 2024-05-17 18:30:00', $text));
    }

    /** @param Cells $row */
    private static function reference(array $row): string
    {
        return (string) ($row['reference'] ?? $row['number'] ?? '');
    }

    /** @param Cells $row */
    private static function number(array $row): int
    {
        $number = filter_var($row['number'] ?? null, \FILTER_VALIDATE_INT);

        return $number !== false ? $number : throw new ImportException('a statement has no column "number", or it is no whole number');
    }

    /**
     * @param list<Cells> $rows
     * @return array<int, list<Cells>>
     */
    private static function grouped(array $rows): array
    {
        $groups = [];
        foreach ($rows as $row) {
            $groups[self::number($row)][] = $row;
        }

        return $groups;
    }

    /**
     * @param array<string, int> $parameters
     * @return list<Cells>
     */
    private function rows(string $sql, array $parameters): array
    {
        $statement = $this->statements[$sql] ??= $this->shop->prepare($sql);
        foreach ($parameters as $name => $value) {
            $statement->bindValue(':' . $name, $value, \PDO::PARAM_INT);
        }
        $statement->execute();
        $rows = [];
        while (is_array($row = $statement->fetch(\PDO::FETCH_ASSOC))) {
            $rows[] = array_map(static fn (mixed $v): int|string|null => is_int($v) || is_string($v) || $v === null ? $v : (is_float($v) ? self::decimal($v) : throw new ImportException('a column is neither a number nor text')), $row);
        }

        $statement->closeCursor();

        return $rows;
    }

    /** SQLite has no decimals: the shortest text that is the same number. */
    private static function decimal(float $number): string
    {
        return rtrim(rtrim(number_format($number, 8, '.', ''), '0'), '.');
    }
}

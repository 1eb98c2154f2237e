<?php

declare(strict_types=1);

namespace Loyalty\Shop\Desk;

use Loyalty\CouponBatch;
use Loyalty\Coupons;
use Loyalty\InvalidProgrammeException;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\BatchPart;
use Loyalty\Shop\Coupon\Batches;
use Loyalty\Shop\Coupon\Versions;
use Loyalty\Shop\Ledger\Backoff;
use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Dialect;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\TransientException;
use Loyalty\Shop\Ledger\Work;
use Loyalty\WordFilter;

/**
 * Batches of codes in the shop's own database, each one row whatever its size, with the programmes that they were issued under.
 *
 * Serials never start again, whoever issues at the same time: batches of a campaign stand side by side without a gap, so two who look for the next serial either
 * find the same one, and the primary key takes one of them, or the later one finds it behind the earlier one's batch. Hence rows are never deleted.
 */
final class BatchTable implements Batches
{
    private const JSON = \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE | \JSON_UNESCAPED_SLASHES;

    private readonly Work $work;

    private readonly Versions $versions;
    /** @var \Closure(string): ?string */
    private readonly \Closure $stored;

    public function __construct(private readonly Connection $connection, private readonly Tables $tables = new Tables(), private readonly Backoff $backoff = new Backoff())
    {
        $this->work = new Work($connection, $backoff);
        $work = $this->work;
        // Without this object, which else would be freed only by a collector of circles.
        $this->stored = static function (string $key) use ($work, $connection, $tables): ?string {
            $row = $work->once(static fn (): array => $connection->rows("SELECT document FROM {$tables->programme} WHERE hash = ?", [$key]))[0] ?? null;

            return $row === null ? null : (string) $row[0];
        };
        $this->versions = new Versions($this->stored);
    }

    /**
     * Takes the next serials of a campaign. The codes may leave when this has returned, and the host's transaction, if any, is committed.
     *
     * @param string $document The programme as JSON.
     * @param int|list<string> $customers How many codes, or whom each is bound to.
     * @param ?list<string> $names As Coupons::newBatch() takes them.
     * @param ?WordFilter $words What no code shall show.
     * @throws TransientException if the host's transaction cannot see what was issued since it began: begin it anew
     */
    public function issue(KeyRing $keys, string $document, string $campaign, int|array $customers, int $at, ?array $names = null, ?WordFilter $words = null): CouponBatch
    {
        $programme = Programme::fromJson($document);
        $terms = $programme->campaigns()[$campaign] ?? throw new \ValueError(sprintf('the programme has no campaign "%s"', $campaign));
        $known = $this->work->once(fn (): array => $this->connection->rows("SELECT DISTINCT programme FROM {$this->tables->batch} WHERE campaign = ?", [$terms['number']]));
        $this->versions->checkShape(array_map(static fn (array $row): string => (string) $row[0], $known), $terms['number'], $terms['format'], $terms['length']);
        // First, because the batch is what makes codes valid. A programme without a batch does no harm.
        $this->saveProgramme($programme->hash(), $document);
        $blind = 0;
        for ($tried = -1;; $tried = $serial) {
            $serial = $this->nextSerial($terms['number']);
            if ($serial === $tried) {
                // Taken, and not seen: a strict snapshot never shows it, a replica shows it later.
                if ($this->work->hosted() || $blind >= $this->backoff->retries) {
                    throw new TransientException('the newest batch of the campaign is not to be seen from here: begin the transaction anew');
                }
                $this->backoff->wait($blind++);
            }
            // Anew in each round: it remembers what it has made, and this batch was nobody's.
            $batch = (new Coupons($keys, $programme, [], $words))->newBatch($campaign, $customers, $at, $serial, $names);
            try {
                $this->insert($terms['number'], $batch);

                return $batch;
            } catch (DuplicateKeyException) {
                // Somebody else was faster.
            }
        }
    }

    public function codeOf(int $campaignNumber, int $serial): ?CouponBatch
    {
        $batch = $this->read('WHERE campaign = ? AND first_serial <= ? ORDER BY first_serial DESC LIMIT 1', [$campaignNumber, $serial], false, 'NULL AS customers, NULL AS names');
        $index = $batch === null ? null : BatchPart::index($batch, $serial);
        if ($batch === null || $index === null) {
            return null;
        }
        $element = fn (string $column): string => match ($this->connection->dialect()) {
            Dialect::MySql => "JSON_UNQUOTE(JSON_EXTRACT($column, CONCAT('\$[', ?, ']')))",
            Dialect::PostgreSql => "CAST($column AS json) ->> CAST(? AS integer)",
            Dialect::Sqlite => "json_extract($column, '\$[' || ? || ']')",
        };
        $row = $this->work->once(fn (): array => $this->connection->rows(
            "SELECT {$element('customers')} AS customer, {$element('names')} AS name FROM {$this->tables->batch} WHERE campaign = ? AND first_serial = ?",
            [$index, $index, $campaignNumber, $batch->firstSerial],
        ))[0] ?? [null, null];

        return BatchPart::of($batch, $serial, $row[0] === null ? null : (string) $row[0], $row[1] === null ? null : (string) $row[1]);
    }

    public function batchOf(int $campaignNumber, int $serial): ?CouponBatch
    {
        $batch = $this->read('WHERE campaign = ? AND first_serial <= ? ORDER BY first_serial DESC LIMIT 1', [$campaignNumber, $serial], false);

        return $batch !== null && $serial < BatchPart::end($batch) ? $batch : null;
    }

    /**
     * The batches of a campaign by its number, which it keeps under a new name; one at a time, since each may have a million customers.
     *
     * @return \Generator<int, CouponBatch> By serial.
     */
    public function batchesOf(int $campaignNumber): \Generator
    {
        for ($from = 0; ($batch = $this->read('WHERE campaign = ? AND first_serial >= ? ORDER BY first_serial LIMIT 1', [$campaignNumber, $from], false)) !== null; $from = BatchPart::end($batch)) {
            yield $batch;
        }
    }

    /** @return list<CouponBatch> Every batch that was issued, by campaign number and serial. */
    public function all(): array
    {
        $numbers = $this->work->once(fn (): array => $this->connection->rows("SELECT DISTINCT campaign FROM {$this->tables->batch} ORDER BY campaign", []));

        return array_merge(...array_map(fn (array $row): array => iterator_to_array($this->batchesOf((int) $row[0]), false), $numbers));
    }

    /**
     * Every code that is bound to a customer.
     *
     * @return \Generator<int, array{CouponBatch, int}> Its batch, and its place in it.
     */
    public function boundTo(string $customer): \Generator
    {
        $named = json_encode($customer, self::JSON);
        $contains = $this->connection->dialect() === Dialect::PostgreSql ? 'strpos(customers, ?)' : 'INSTR(customers, ?)';
        $found = $this->work->once(fn (): array => $this->connection->rows(
            "SELECT campaign, first_serial FROM {$this->tables->batch} WHERE $contains > 0 ORDER BY campaign, first_serial",
            [$named],
        ));
        foreach ($found as [$number, $serial]) {
            $batch = $this->read('WHERE campaign = ? AND first_serial = ?', [(int) $number, (int) $serial], false);
            foreach (array_keys($batch->customers ?? [], $customer, true) as $index) {
                if ($batch !== null) {
                    yield [$batch, $index];
                }
            }
        }
    }

    /**
     * Puts another key in place of a customer's, so that the codes are nobody's; personalised ones lose the name, and are good no more.
     *
     * @return int How many codes there were.
     */
    public function forget(string $customer, string $instead): int
    {
        $codes = 0;
        $changed = [];
        foreach ($this->boundTo($customer) as [$batch, $index]) {
            $key = $batch->campaign . ' ' . $batch->firstSerial;
            $changed[$key] ??= [$batch, $batch->customers ?? [], $batch->names];
            $changed[$key][1][$index] = $instead;
            if ($changed[$key][2] !== null) {
                $changed[$key][2][$index] = '';
            }
            ++$codes;
        }
        foreach ($changed as [$batch, $customers, $names]) {
            $this->work->once(fn (): int => $this->connection->execute(
                "UPDATE {$this->tables->batch} SET customers = ?, names = ? WHERE name = ? AND first_serial = ?",
                [self::encode(array_values($customers)), $names === null ? null : self::encode(array_values($names)), $batch->campaign, $batch->firstSerial],
            ));
        }

        return $codes;
    }

    public function programme(string $hash): ?Programme
    {
        return $this->versions->of($hash);
    }

    /** The JSON of a version of this store, for what Programme does not tell. */
    public function document(string $hash): ?string
    {
        return ($this->stored)($this->versions->keyOf($hash));
    }

    private function saveProgramme(string $hash, string $document): void
    {
        if ($this->document($hash) !== null) {
            return;
        }
        try {
            $this->work->once(fn (): int => $this->connection->execute("INSERT INTO {$this->tables->programme} (hash, document) VALUES (?, ?)", [$hash, $document]));
        } catch (DuplicateKeyException) {
            // The same hash is the same programme.
        }
    }

    private function insert(int $number, CouponBatch $batch): void
    {
        $this->work->once(fn (): int => $this->connection->execute(
            "INSERT INTO {$this->tables->batch} (campaign, first_serial, codes, name, issued_at, programme, key_slot, customers, names, skipped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                $number,
                $batch->firstSerial,
                $batch->count,
                $batch->campaign,
                $batch->issuedAt,
                $batch->programmeHash,
                $batch->key,
                self::encode($batch->customers),
                self::encode($batch->names),
                $batch->skipped === [] ? null : self::encode($batch->skipped),
            ],
        ));
    }

    private function nextSerial(int $number): int
    {
        $last = $this->read('WHERE campaign = ? ORDER BY first_serial DESC LIMIT 1', [$number], $this->work->hosted(), 'NULL AS customers, NULL AS names');

        return $last === null ? 0 : BatchPart::end($last);
    }

    /** @param list<int> $parameters */
    private function read(string $which, array $parameters, bool $locking, string $lists = 'customers, names'): ?CouponBatch
    {
        $sql = "SELECT name, first_serial, codes, issued_at, programme, key_slot, $lists, skipped FROM {$this->tables->batch} $which"
            . ($locking ? $this->connection->dialect()->lockingRead() : '');
        $row = $this->work->once(fn (): array => $this->connection->rows($sql, $parameters))[0] ?? null;
        if ($row === null) {
            return null;
        }
        $hash = (string) $row[4];

        return new CouponBatch(
            (string) $row[0],
            (int) $row[1],
            (int) $row[2],
            (int) $row[3],
            $this->versions->hashOf($hash),
            (int) $row[5],
            self::texts($row[6]),
            self::texts($row[7]),
            array_map(intval(...), self::texts($row[8]) ?? []),
        );
    }

    /** @param ?list<int|string> $list */
    private static function encode(?array $list): ?string
    {
        return $list === null ? null : json_encode($list, self::JSON);
    }

    /** @return ?list<string> */
    private static function texts(int|string|null $json): ?array
    {
        if ($json === null) {
            return null;
        }
        $list = json_decode((string) $json, true, 2, \JSON_THROW_ON_ERROR);
        $texts = [];
        foreach (is_array($list) ? $list : [] as $text) {
            $texts[] = is_string($text) || is_int($text) ? (string) $text : throw new \UnexpectedValueException('the table of batches holds something else than texts');
        }

        return $texts;
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Points;

use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Shop\Coupon\BatchPart;
use Loyalty\Shop\Journal\Journal;
use Loyalty\Shop\Journal\JournalException;
use Loyalty\Shop\Ledger\DuplicateKeyException;
use Loyalty\Shop\Ledger\TransientException;

/**
 * Codes that a person has for an occasion, one for each. Only where a code stands is stored; it is made again from its batch and the key.
 *
 * @internal
 */
final readonly class Codes
{
    public function __construct(private Journal $journal, private ?KeyRing $keys, private Schema $tables)
    {
    }

    /** Before anything is written. */
    public function check(): void
    {
        $this->keys();
    }

    public function has(string $customer, string $occasion): bool
    {
        return $this->place($customer, $occasion) !== null;
    }

    /** The code of an occasion, issued if there is none; inside of a transaction that holds the journal's lock. */
    public function give(string $customer, string $occasion, string $campaign, int $now): string
    {
        $place = $this->place($customer, $occasion);
        if ($place !== null) {
            return $this->code(...$place);
        }
        $owner = $this->journal->ownerOf($customer);
        $batch = $this->journal->batches()->issue($this->keys(), $this->document($now), $campaign, [$owner], $now);
        $place = [$this->numberOf($campaign, $batch->programmeHash), BatchPart::serial($batch, 0)];
        $person = $this->journal->numbersOf([$owner])[$owner] ?? throw new JournalException(sprintf('the journal has no customer "%s"', $owner));
        try {
            $this->journal->connection->execute(
                "INSERT INTO {$this->tables->code} (person, occasion, campaign, serial, given_at) VALUES (?, ?, ?, ?, ?)",
                [$person, $occasion, $place[0], $place[1], $now],
            );
        } catch (DuplicateKeyException $e) {
            // Across a cluster the lock keeps nobody off.
            throw new TransientException('somebody else gave the code at the same time', 0, $e);
        }

        return $this->code(...$place);
    }

    /**
     * @param list<string> $customers The keys of one person.
     * @return list<array{campaign: string, code: string, given_at: int}>
     */
    public function of(array $customers): array
    {
        $codes = [];
        foreach ($this->journal->numbersOf($customers) as $person) {
            $rows = $this->journal->work()->once(fn (): array => $this->journal->connection->rows("SELECT campaign, serial, given_at FROM {$this->tables->code} WHERE person = ?", [$person]));
            foreach ($rows as [$number, $serial, $at]) {
                $batch = $this->journal->batches()->batchOf((int) $number, (int) $serial);
                $codes[] = ['campaign' => $batch->campaign ?? '', 'code' => $this->code((int) $number, (int) $serial), 'given_at' => (int) $at];
            }
        }
        usort($codes, static fn (array $a, array $b): int => [$a['given_at'], $a['code']] <=> [$b['given_at'], $b['code']]);

        return $codes;
    }

    /** @return array{int, int}|null Number of the campaign and serial, whichever key of the person had it. */
    private function place(string $customer, string $occasion): ?array
    {
        foreach ($this->journal->numbersOf($this->journal->links()->of($customer)) as $person) {
            $row = $this->journal->work()->once(fn (): array => $this->journal->connection->rows(
                "SELECT campaign, serial FROM {$this->tables->code} WHERE person = ? AND occasion = ?",
                [$person, $occasion],
            ))[0] ?? null;
            if ($row !== null) {
                return [(int) $row[0], (int) $row[1]];
            }
        }

        return null;
    }

    private function code(int $number, int $serial): string
    {
        $batches = $this->journal->batches();
        $batch = $batches->batchOf($number, $serial);
        $index = $batch === null ? null : BatchPart::index($batch, $serial);
        $terms = $batch === null ? null : $batches->programme($batch->programmeHash);
        if ($batch === null || $index === null || $terms === null) {
            throw new JournalException(sprintf('the batch of campaign %d, serial %d is not stored', $number, $serial));
        }
        foreach ((new Coupons($this->keys(), $terms, [$batch]))->issueMany($batch, $index, 1) as $code) {
            return str_starts_with($code, 'C1') ? $code : implode('-', str_split(str_replace('-', '', $code), 4));
        }
        throw new \LogicException('a batch has the codes that it counts');
    }

    private function numberOf(string $campaign, string $hash): int
    {
        return ($this->journal->batches()->programme($hash)?->campaigns()[$campaign] ?? throw new JournalException(sprintf('the programme has no campaign "%s"', $campaign)))['number'];
    }

    /** The version in force, as it is written. */
    private function document(int $now): string
    {
        $document = null;
        foreach ($this->journal->versions() as $version) {
            if ($document === null || $version['valid_from'] <= $now) {
                $document = $version['document'];
            }
        }

        return $document ?? throw new JournalException('the journal has no programme');
    }

    private function keys(): KeyRing
    {
        return $this->keys ?? throw new JournalException('no key signs codes here: give the desk the shop\'s keys');
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Journal;

use Loyalty\Coupons;
use Loyalty\KeyRing;
use Loyalty\Programme;
use Loyalty\Shop\Coupon\BatchPart;
use Loyalty\Shop\Ledger\NoTableException;
use Loyalty\Shop\Points\Schema as PointsSchema;
use Loyalty\Shop\Referral\Schema as ReferralSchema;

/** Everything that the journal has of one person, for that person: docs/journal.md says what each member is. */
final readonly class Export
{
    public function __construct(private Journal $journal)
    {
    }

    /**
     * @param string $customer Any key of the person.
     * @param int $at UTC seconds of now.
     * @param ?Programme $programme For points and tier; null = the versions that were saved.
     * @param ?KeyRing $keys For the codes themselves; without them their serials are told.
     * @return array<string, mixed>
     */
    public function of(string $customer, int $at, ?Programme $programme = null, ?KeyRing $keys = null): array
    {
        $names = $this->journal->links()->of($customer);
        $rows = $this->events($names);
        $codes = array_merge(...array_map(fn (string $name): array => $this->codes($name, $keys), $names));
        if ($rows === [] && $codes === []) {
            throw new JournalException(sprintf('the journal has no customer "%s"', $customer));
        }
        $owner = $this->journal->ownerOf($customer);
        $programme ??= $this->journal->programme();

        return [
            'customer' => $owner,
            'keys' => $names,
            'exported_at' => gmdate('Y-m-d\TH:i:s\Z', $at),
            'events' => $rows,
            'named_by' => $this->namedBy($names),
            'codes' => $codes,
            ...$this->beside($names),
            'bookings' => $programme === null ? null : $this->bookings($programme, $owner, $at),
        ];
    }

    /**
     * @param list<string> $names
     * @return list<array<string, mixed>>
     */
    private function events(array $names): array
    {
        $schema = $this->journal->schema;
        $rows = [];
        foreach ([[$schema->event, 'x.nth'], [$schema->fact, 'NULL']] as [$table, $nth]) {
            $found = (new Rows($this->journal->connection))->of(
                $names,
                static fn (string $in): string => "SELECT x.seq AS seq, $nth AS nth, p.customer AS customer, x.id AS id, x.type AS type, x.happened_at AS happened_at, x.payload AS payload"
                    . " FROM $schema->person p JOIN $table x ON x.person = p.number WHERE p.customer IN ($in)",
            );
            foreach ($found as [$seq, $number, $key, $id, $type, $at, $payload]) {
                $rows[(int) $seq] = [
                    'seq' => (int) $seq, 'nth' => $number === null ? null : (int) $number, 'customer' => (string) $key, 'id' => (string) $id, 'type' => (string) $type,
                    'at' => gmdate('Y-m-d\TH:i:s\Z', (int) $at), 'says' => (object) Kinds::payload((string) $payload),
                ];
            }
        }
        ksort($rows);

        return array_values($rows);
    }

    /**
     * That others have named the person, without who they are.
     *
     * @param list<string> $names
     * @return list<array<string, mixed>>
     */
    private function namedBy(array $names): array
    {
        $schema = $this->journal->schema;
        $rows = (new Rows($this->journal->connection))->of(
            $names,
            static fn (string $in): string => "SELECT e.seq AS seq, e.type AS type, e.happened_at AS happened_at, e.other AS other, p.customer AS customer FROM $schema->event e
             JOIN $schema->person p ON p.number = e.person WHERE e.other IN ($in)",
        );
        $rows = array_values(array_filter($rows, static fn (array $row): bool => !in_array((string) $row[4], $names, true)));
        sort($rows);

        return array_map(static fn (array $row): array => ['type' => (string) $row[1], 'at' => gmdate('Y-m-d\TH:i:s\Z', (int) $row[2]), 'as' => (string) $row[3]], $rows);
    }

    /** @return list<array<string, mixed>> */
    private function codes(string $customer, ?KeyRing $keys): array
    {
        $codes = [];
        foreach ($this->journal->batches()->boundTo($customer) as [$batch, $index]) {
            $programme = $keys === null ? null : $this->journal->batches()->programme($batch->programmeHash);
            $codes[] = [
                'campaign' => $batch->campaign,
                'serial' => BatchPart::serial($batch, $index),
                'name' => $batch->names[$index] ?? null,
                'issued_at' => gmdate('Y-m-d\TH:i:s\Z', $batch->issuedAt),
                'code' => $keys === null || $programme === null ? null : (new Coupons($keys, $programme, [$batch]))->issueMany($batch, $index, 1)->current(),
            ];
        }

        return $codes;
    }

    /**
     * What the tables beside the journal hold under the person's numbers.
     *
     * @param list<string> $names
     * @return array<string, list<array<string, mixed>>>
     */
    private function beside(array $names): array
    {
        $prefix = $this->journal->schema->prefix;
        $points = new PointsSchema($prefix);
        $referral = new ReferralSchema($prefix);
        $numbers = array_values($this->journal->numbersOf($names));
        $instant = static fn (int|string|null $at): string => gmdate('Y-m-d\TH:i:s\Z', (int) $at);
        $rows = fn (string $sql): array => $this->rows($numbers, $sql);

        return [
            'notices' => array_map(
                static fn (array $r): array => ['points' => (int) $r[0], 'expire' => $instant($r[1]), 'told_at' => $instant($r[2])],
                $rows("SELECT points, expires_at, told_at FROM $points->notice WHERE person IN"),
            ),
            'given' => array_map(
                static fn (array $r): array => ['occasion' => (string) $r[0], 'campaign' => (int) $r[1], 'serial' => (int) $r[2], 'at' => $instant($r[3])],
                $rows("SELECT occasion, campaign, serial, given_at FROM $points->code WHERE person IN"),
            ),
            'invited' => array_map(
                static fn (array $r): array => ['state' => (string) $r[0], 'at' => $instant($r[1])],
                $rows("SELECT state, joined_at FROM $referral->referral WHERE inviter IN"),
            ),
            'invited_by' => array_map(
                static fn (array $r): array => ['state' => (string) $r[0], 'at' => $instant($r[1])],
                $rows("SELECT state, joined_at FROM $referral->referral WHERE friend IN"),
            ),
            'signals' => array_map(
                static fn (array $r): array => ['kind' => (string) $r[0], 'hash' => (string) $r[1]],
                $rows("SELECT kind, hash FROM $referral->signal WHERE person IN"),
            ),
        ];
    }

    /**
     * @param list<int> $numbers
     * @return list<list<int|string|null>>
     */
    private function rows(array $numbers, string $sql): array
    {
        try {
            return $this->journal->work()->once(fn (): array => (new Rows($this->journal->connection))->of($numbers, static fn (string $in): string => "$sql ($in)"));
        } catch (NoTableException) {
            // A shop without that part.
            return [];
        }
    }

    /** @return array<string, mixed> */
    private function bookings(Programme $programme, string $owner, int $at): array
    {
        $customer = $this->journal->customer($programme, $owner, $at);

        return ['account' => $customer->account, 'lots' => $customer->lots, 'tier' => $customer->tier, 'facts' => $customer->facts];
    }
}

<?php

declare(strict_types=1);

namespace Loyalty\Shop\Tests\Ledger;

use Loyalty\Shop\Ledger\Connection;
use Loyalty\Shop\Ledger\Schema;

/**
 * Looks at the tables with statements of its own, and at what the clients were answered. Knows nothing of how the ledger works: only what
 * must never be.
 *
 * @phpstan-type Limits array{code: int, customer: int, total: int, budget: int}
 * @phpstan-type Log list<array{string, string, int, int, string}>
 */
final readonly class Auditor
{
    private const PLACED = 2;
    private const USED = 3;
    private const LIVE = [1, 2, 3, 5];

    public function __construct(private Connection $connection, private Schema $schema)
    {
    }

    /**
     * @param array<int, Limits> $limits By campaign; 0 = none.
     * @param Log $log
     * @return list<string> What is wrong.
     */
    public function faults(array $limits, array $log): array
    {
        $rows = [];
        foreach ($this->connection->rows('SELECT campaign, serial, holder, state, amount, over_use, counts FROM ' . $this->schema->use, []) as $row) {
            $rows[] = ['campaign' => (int) $row[0], 'serial' => (int) $row[1], 'holder' => (string) $row[2], 'state' => (int) $row[3], 'amount' => (int) $row[4], 'over' => (int) $row[5], 'counts' => (int) $row[6]];
        }
        $live = array_values(array_filter($rows, static fn (array $row): bool => in_array($row['state'], self::LIVE, true)));
        $faults = [];
        foreach ($limits as $campaign => $limit) {
            $mine = array_values(array_filter($live, static fn (array $row): bool => $row['campaign'] === $campaign));
            $faults = [...$faults, ...$this->beyondLimits($campaign, $limit, array_values(array_filter($mine, static fn (array $row): bool => $row['over'] === 0))), ...$this->miscounted($campaign, $limit, $mine)];
        }

        return [...$faults, ...$this->broken($rows, $log)];
    }

    /**
     * @param Limits $limit
     * @param list<array{campaign: int, serial: int, holder: string, state: int, amount: int, over: int, counts: int}> $live
     * @return list<string>
     */
    private function beyondLimits(int $campaign, array $limit, array $live): array
    {
        $faults = [];
        $bySerial = array_count_values(array_column($live, 'serial'));
        foreach ($bySerial as $serial => $uses) {
            if ($limit['code'] > 0 && $uses > $limit['code']) {
                $faults[] = "campaign $campaign: code $serial has $uses live uses of {$limit['code']}";
            }
        }
        if ($limit['total'] > 0 && count($live) > $limit['total']) {
            $faults[] = sprintf('campaign %d: %d live uses of %d', $campaign, count($live), $limit['total']);
        }
        $spent = array_sum(array_column($live, 'amount'));
        if ($limit['budget'] > 0 && $spent > $limit['budget']) {
            $faults[] = "campaign $campaign: $spent given away of {$limit['budget']}";
        }
        foreach ($limit['customer'] > 0 ? $this->usesByPerson($campaign, $live) : [] as $names => $uses) {
            if ($uses > $limit['customer']) {
                $faults[] = "campaign $campaign: $names has $uses uses of {$limit['customer']}";
            }
        }

        return $faults;
    }

    /**
     * @param list<array{campaign: int, serial: int, holder: string, state: int, amount: int, over: int, counts: int}> $live
     * @return array<string, int> Uses by all names of a person.
     */
    private function usesByPerson(int $campaign, array $live): array
    {
        $names = [];
        foreach ($this->connection->rows('SELECT serial, holder, person FROM ' . $this->schema->person . ' WHERE campaign = ?', [$campaign]) as [$serial, $holder, $person]) {
            $names["$serial $holder"][] = (string) $person;
        }
        // Groups of uses that share a name, joined until nothing changes.
        $groups = [];
        foreach ($live as $row) {
            $of = $names["{$row['serial']} {$row['holder']}"] ?? [];
            $joined = [array_fill_keys($of, true), 1];
            foreach ($groups as $i => [$known, $uses]) {
                if (array_intersect_key($known, $joined[0]) !== []) {
                    $joined = [$joined[0] + $known, $joined[1] + $uses];
                    unset($groups[$i]);
                }
            }
            if ($of !== []) {
                $groups[] = $joined;
            }
        }
        $result = [];
        foreach ($groups as [$known, $uses]) {
            $result[implode('+', array_keys($known))] = $uses;
        }

        return $result;
    }

    /**
     * @param Limits $limit
     * @param list<array{campaign: int, serial: int, holder: string, state: int, amount: int, over: int, counts: int}> $live Over-use included: it is counted.
     * @return list<string>
     */
    private function miscounted(int $campaign, array $limit, array $live): array
    {
        $faults = [];
        $tallies = [];
        foreach ($this->connection->rows('SELECT kind, ref, uses, spent FROM ' . $this->schema->tally . ' WHERE campaign = ? AND kind IN (1, 2)', [$campaign]) as $row) {
            $tallies[$row[0] . ' ' . $row[1]] = [(int) $row[2], (int) $row[3]];
        }
        if ($limit['total'] > 0 || $limit['budget'] > 0) {
            $is = [count($live), array_sum(array_column($live, 'amount'))];
            $says = $tallies['2 '] ?? [0, 0];
            if ($is !== $says) {
                $faults[] = sprintf('campaign %d: %d uses and %d given away, the counter says %d and %d', $campaign, ...$is, ...$says);
            }
        }
        if ($limit['code'] > 1) {
            $bySerial = array_count_values(array_column($live, 'serial'));
            foreach ($tallies as $key => [$says]) {
                $serial = (int) substr($key, 2);
                if ($key[0] === '1' && ($bySerial[$serial] ?? 0) !== $says) {
                    $faults[] = sprintf('campaign %d: code %d has %d uses, the counter says %d', $campaign, $serial, $bySerial[$serial] ?? 0, $says);
                }
            }
        }

        return $faults;
    }

    /**
     * What a client was promised and the tables do not keep.
     *
     * @param list<array{campaign: int, serial: int, holder: string, state: int, amount: int, over: int, counts: int}> $rows
     * @param Log $log
     * @return list<string>
     */
    private function broken(array $rows, array $log): array
    {
        $state = [];
        foreach ($rows as $row) {
            $state["{$row['campaign']} {$row['serial']} {$row['holder']}"] = $row;
        }
        $promised = [];
        $ended = [];
        foreach ($log as [$what, $order, $campaign, $serial, $outcome]) {
            $key = "$campaign $serial o:$order";
            if (in_array($what, ['?cancel', '?refund'], true)) {
                // From here on nobody knows whether it happened, until the next answer.
                $ended[$order] = true;
                $promised = array_filter($promised, static fn (string $of): bool => !str_ends_with($of, " o:$order"), \ARRAY_FILTER_USE_KEY);
            } elseif ($what === 'redeem' && in_array($outcome, ['redeemed', 'reclaimed', 'over_use', 'replay'], true)) {
                $promised[$key] = self::USED;
            } elseif ($what === 'place' && in_array($outcome, ['placed', 'replay'], true)) {
                $promised[$key] ??= self::PLACED;
            }
        }
        $faults = [];
        foreach ($promised as $key => $least) {
            $is = $state[$key]['state'] ?? 0;
            if ($is !== self::USED && !($least === self::PLACED && $is === self::PLACED)) {
                $faults[] = sprintf('%s was answered to be %s and is in state %d', $key, $least === self::USED ? 'redeemed' : 'placed', $is);
            }
        }
        foreach ($rows as $row) {
            if ($row['over'] === 1 && !isset($ended[substr($row['holder'], 2)])) {
                $faults[] = "over-use by {$row['holder']}, whose order was never cancelled";
            }
        }

        return $faults;
    }
}
